"""The ranking in words: what set each unit apart from the one before it."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.enums import State
from award.models import Application, Season, Step
from award.queries.instruments import instrument_of
from award.state_words import WORDS
from criteria.domain.ranking import CRITERION, Ranked, rules_of
from criteria.instrument import Instrument
from jury.domain.closing import arithmetic_of
from jury.figures import read
from jury.pages.arithmetic import opened_steps
from jury.queries.counted import counted
from jury.queries.results import ranking, unassessed_now

DECIDED_BY = {
    "": "",
    "total": gettext_lazy("Nilai akhir"),
    "exact_total": gettext_lazy("Nilai sebelum dibulatkan"),
    "median": gettext_lazy("Median juri"),
    "spread": gettext_lazy("Sebaran nilai juri"),
    "best_answers": gettext_lazy("Banyaknya jawaban terbaik"),
    "shared": gettext_lazy("Sama dalam segala hal"),
}


def ranking_rows(
    season: Season, applications: Collection[Application], *, kept: Collection[UUID] = ()
) -> list[dict[str, Any]]:
    """The closed applications in their order; those without a total stand last, unranked.

    Those that a panel was closed with as not assessable are not among them: `not_assessable`.
    The applications `kept` from the reader have their places and no row, nor is the one after
    them compared with them.
    """
    instrument = instrument_of(season)
    by_key = {str(application.pk): application for application in applications}
    placed = ranking(counted(season, applications))
    before = (None, *placed)
    hidden = {str(pk) for pk in kept}
    rows = [
        _row(by_key[row.key], row, instrument, alone=bool(above and above.key in hidden))
        | {"placed": row, "above": None if above and above.key in hidden else above}
        for row, above in zip(placed, before, strict=False)
        if row.key not in hidden
    ]
    named = {str(row.application_id) for row in unassessed_now(season)}
    without = set(by_key) - {row.key for row in placed} - named - hidden
    return rows + [_row(by_key[key], None, instrument) for key in sorted(without)]


def not_assessable(season: Season, *, kept: Collection[UUID] = ()) -> list[dict[str, Any]]:
    """The units that could not be assessed, an outcome of its own: no score, no place, a reason.

    Those a panel was closed with so are `undecided` until the centre's decision says it too.
    Without the applications `kept` from the reader.
    """
    found = season.applications.filter(state=State.NOT_ASSESSABLE).select_related("unit", "region")
    steps = Step.objects.filter(application__in=found, target=State.NOT_ASSESSABLE).order_by("pk")
    reasons = dict(steps.values_list("application", "reason"))
    rows: list[dict[str, Any]] = [
        {"application": application, "reason": reasons.get(application.pk, "")}
        for application in found
    ]
    rows += [
        {"application": row.application, "reason": row.reason, "undecided": True}
        for row in unassessed_now(season)
    ]
    told = [row for row in rows if row["application"].pk not in kept]
    return sorted(told, key=lambda row: row["application"].unit.name)


def opened_row(row: dict[str, Any], instrument: Instrument) -> dict[str, Any]:
    """The arithmetic of a row's numbers: its score, its grade, and its place."""
    placed: Ranked | None = row.get("placed")
    if placed is None or placed.score.total is None:
        return {}
    score = placed.score
    band = score.grade
    return {
        "opened": opened_steps(arithmetic_of(score), placed.merits[0], instrument),
        "grade_from": read(band.minimum) if band else "",
        "shared": row["above"] is not None and placed.decided_by == "shared",
        "order": _order(placed, row["above"], instrument),
    }


def _order(placed: Ranked, above: Ranked | None, instrument: Instrument) -> list[dict[str, Any]]:
    """The unit's number by each rule beside that of the one before it, as far as one decided."""
    rows = []
    for number, rule in enumerate(rules_of(instrument)):
        rows.append(
            {
                "rule": decided_by(rule, instrument),
                "value": _merit(rule, placed.merits[number]),
                "above": _merit(rule, above.merits[number]) if above else "",
                "decided": above is not None and rule == placed.decided_by,
            }
        )
        if rule == placed.decided_by or above is None:
            break
    return rows


def _merit(rule: str, merit: Decimal) -> str:
    """As people know it: a spread is no negative number, a criterion without a score has none."""
    if rule.startswith(CRITERION) and merit < 0:
        return "–"
    return read(abs(merit))


def decided_by(rule: str, instrument: Instrument) -> str:
    """What set a unit apart from the one before it, in words."""
    if rule.startswith(CRITERION):
        title = instrument.criterion(rule.removeprefix(CRITERION)).title
        return _("Nilai kriteria %(title)s") % {"title": title}
    return str(DECIDED_BY[rule])


def _row(
    application: Application, placed: Ranked | None, instrument: Instrument, *, alone: bool = False
) -> dict[str, Any]:
    """`alone`: the reader is not told what set it apart from the one before it."""
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
        "exact": score.total,
        "total": read(score.total) if score.total is not None else "",
        "grade": str(score.grade.title) if score.grade else "",
        "missed": [str(instrument.criterion(code).title) for code in score.missed],
        "laureate": score.laureate,
        "decided_by": "" if alone else decided_by(placed.decided_by, instrument),
    }
