"""How long a season's arithmetic takes: 1,000 units, 5 jurors, 30 indicators.

    python -m bench.judging [UNITS]

Prints CPU seconds of one process: scores and ranking from the sealed answers, then the figures of
one panel that has all the units. Importing SciPy, once a process, is not counted.
"""

import sys
import time
from decimal import Decimal
from pathlib import Path
from random import Random

from criteria.domain.loader import load
from criteria.domain.ranking import Entry, rank
from criteria.domain.scoring import final_score, score_sheet
from criteria.instrument import Instrument
from jury.agreement.report import Report, Sheet, report

SHIPPED = Path("criteria/instruments/permenkumham-27-2018.toml")
UNIT_TYPE = "prison"
JURORS = 5
Answers = dict[str, str]


def main(argv: list[str]) -> dict[str, float]:
    """Measure and print; return the seconds by what was measured."""
    from scipy import stats  # noqa: F401, PLC0415

    units = int(argv[0]) if argv else 1000
    instrument = load(SHIPPED.read_text(encoding="utf-8"), name=SHIPPED.name)
    answers = _answers(instrument, units)
    began = time.process_time()
    season = _scored(instrument, answers)
    _ranked(instrument, season)
    ranked = time.process_time()
    found = _report(instrument, season)
    ended = time.process_time()
    took = {"ranking": ranked - began, "statistics": ended - ranked, "both": ended - began}
    indicators = len(instrument.indicators_for(UNIT_TYPE))
    print(
        f"{units} units, {JURORS} jurors, {indicators} indicators; ICC(2,k) {found.of_means.value:.3f}"
    )
    for name, seconds in took.items():
        print(f"{name:12}{seconds:8.2f} CPU s")
    return took


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


if __name__ == "__main__":
    main(sys.argv[1:])
