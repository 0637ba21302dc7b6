"""The ranking in words: what set each unit apart from the one before it."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.enums import State
from award.models import Application, Season
from award.queries.instruments import instrument_of
from award.state_words import WORDS
from criteria.domain.ranking import CRITERION, Ranked
from criteria.instrument import Instrument
from jury.figures import read
from jury.queries.results import ranking

DECIDED_BY = {
    "": "",
    "total": gettext_lazy("Nilai akhir"),
    "exact_total": gettext_lazy("Nilai sebelum dibulatkan"),
    "median": gettext_lazy("Median juri"),
    "spread": gettext_lazy("Sebaran nilai juri"),
    "best_answers": gettext_lazy("Banyaknya jawaban terbaik"),
    "shared": gettext_lazy("Sama dalam segala hal"),
}


def ranking_rows(season: Season, applications: Collection[Application]) -> list[dict[str, Any]]:
    """The closed applications in their order; those without a total stand last, unranked."""
    instrument = instrument_of(season)
    by_key = {str(application.pk): application for application in applications}
    placed = ranking(season, applications)
    rows = [_row(by_key[row.key], row, instrument) for row in placed]
    without = set(by_key) - {row.key for row in placed}
    return rows + [_row(by_key[key], None, instrument) for key in sorted(without)]


def decided_by(rule: str, instrument: Instrument) -> str:
    """What set a unit apart from the one before it, in words."""
    if rule.startswith(CRITERION):
        title = instrument.criterion(rule.removeprefix(CRITERION)).title
        return _("Nilai kriteria %(title)s") % {"title": title}
    return str(DECIDED_BY[rule])


def _row(application: Application, placed: Ranked | None, instrument: Instrument) -> dict[str, Any]:
    state = State(application.state)
    row: dict[str, Any] = {
        "application": application,
        "label": state.label,
        "tone": WORDS[state].tone,
        "scored": state == State.SCORED,
    }
    if placed is None:
        return row | {"rank": None, "laureate": False}
    score = placed.score
    return row | {
        "rank": placed.rank,
        "total": read(score.total) if score.total is not None else "",
        "grade": str(score.grade.title) if score.grade else "",
        "missed": [str(instrument.criterion(code).title) for code in score.missed],
        "laureate": score.laureate,
        "decided_by": decided_by(placed.decided_by, instrument),
    }
