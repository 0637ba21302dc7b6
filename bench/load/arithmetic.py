"""How long a season's arithmetic takes: 1,000 units, 5 jurors, 30 indicators.

CPU seconds of one process without a database: scores and ranking from the sealed answers, then the
figures of one panel that has all the units. Importing SciPy, once a process, is not counted.
"""

import argparse
import time
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from criteria.domain.loader import load
from criteria.domain.ranking import Entry, rank
from criteria.domain.scoring import final_score, score_sheet
from criteria.instrument import Instrument
from jury.agreement.report import Report, Sheet, report

SHIPPED = Path("criteria/instruments/permenkumham-27-2018.toml")
UNIT_TYPE = "prison"
JURORS = 5
Answers = dict[str, str]


def main(options: argparse.Namespace) -> dict[str, Any]:
    """Measure scores, ranking and the figures of one panel that has all the units."""
    from scipy import stats  # noqa: F401, PLC0415 - its import is not what is measured

    instrument = load(SHIPPED.read_text(encoding="utf-8"), name=SHIPPED.name)
    answers = _answers(instrument, options.units)
    began = time.process_time()
    season = _scored(instrument, answers)
    _ranked(instrument, season)
    ranked = time.process_time()
    found = _report(instrument, season)
    ended = time.process_time()
    return {
        "units": options.units,
        "jurors": JURORS,
        "indicators": len(instrument.indicators_for(UNIT_TYPE)),
        "icc": str(round(found.of_means.value or 0, 3)),
        "cpu_seconds": {
            "figure": round(ended - began, 2),
            "aim": "< 2",
            "ranking": round(ranked - began, 2),
            "statistics": round(ended - ranked, 2),
        },
    }


def _answers(instrument: Instrument, units: int) -> list[list[Answers]]:
    """Units differ, jurors differ, and chance does the rest."""
    draw = Random(1)
    scales = {
        i.code: instrument.juror_scale_of(i.code) for i in instrument.indicators_for(UNIT_TYPE)
    }

    def one(worth: float) -> Answers:
        given = {}
        for code, scale in scales.items():
            place = min(max(worth + draw.gauss(0, 0.3), 0), 0.999)
            given[code] = scale.answers[int(place * len(scale.answers))].code
        return given

    strict = [draw.gauss(0, 0.1) for _ in range(JURORS)]
    return [
        [one(worth + each) for each in strict] for worth in (draw.random() for _ in range(units))
    ]


def _scored(instrument: Instrument, answers: list[list[Answers]]) -> list[dict[int, Sheet]]:
    def sheet(given: Answers) -> Sheet:
        score = score_sheet(instrument, unit_type=UNIT_TYPE, answers=given, as_juror=True)
        return Sheet(score=score, answers=given)

    return [dict(enumerate(map(sheet, row))) for row in answers]


def _ranked(instrument: Instrument, season: list[dict[int, Sheet]]) -> None:
    scores = [final_score(instrument, sheets=[s.score for s in row.values()]) for row in season]
    rank(instrument, [Entry(key=str(n), score=score) for n, score in enumerate(scores)])


def _report(instrument: Instrument, season: list[dict[int, Sheet]]) -> Report:
    return report(
        instrument,
        season=season,
        added=[Decimal(0)] * len(season),
        inside=range(len(season)),
        jurors=range(JURORS),
        seed="5e" * 32,
    )
