"""Rows for templates: words chosen here, so that templates only place them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from award.enums import State
from award.models import Answer, Application, Claim
from award.queries.embargo import known_among, shown_state
from award.queries.last_year import Before
from award.state_words import WORDS
from award.work import WorkItem
from criteria.instrument import Criterion, Indicator, Instrument
from directory.enums import UnitType
from directory.models import Person


def work_rows(items: Iterable[WorkItem]) -> list[dict[str, Any]]:
    """Work items as `components/work_list.html` takes them."""
    return [
        {
            "title": item.application.unit.name if item.application else item.what,
            "url": item.url,
            "next": item.what if item.application else "",
            "deadline": item.due,
            "where": item.application.region.name if item.application else "",
            "label": item.waits_for,
            "tone": "wait",
        }
        for item in items
    ]


def application_rows(
    applications: Collection[Application], *, reader: Person
) -> list[dict[str, Any]]:
    """Applications with the words for their state, as this reader may know it."""
    rows, known = [], known_among(reader, applications)
    for application in applications:
        knows = application.pk in known
        state = shown_state(application, knows=knows)
        # Under embargo "in scoring" also stands for what came after it, so its time tells nothing.
        dated = knows or state != State.IN_SCORING
        rows.append(
            {
                "application": application,
                "url": reverse("award:application", args=[application.pk]),
                "label": state.label,
                "tone": WORDS[state].tone,
                "unit_type": UnitType(application.unit_type).label,
                "since": application.state_since if dated else None,
            }
        )
    return rows


@dataclass(frozen=True)
class Section:
    """A criterion with its indicators for one unit, and how many are answered."""

    criterion: Criterion
    rows: list[dict[str, Any]]

    @property
    def answered(self) -> int:
        return sum(1 for row in self.rows if row["value"])

    @property
    def complete(self) -> bool:
        return self.answered == len(self.rows)


def sections(
    instrument: Instrument,
    unit_type: str,
    given: Mapping[str, Answer] | Mapping[str, Claim],
    earlier: Before | None = None,
) -> list[Section]:
    """The criteria with their applicable indicators and what was answered to each.

    `earlier` is what the unit claimed the season before, to be shown beside the question.
    """
    applicable = instrument.indicators_for(unit_type)
    found = []
    for criterion in instrument.criteria:
        rows = [
            _row(number, indicator, given.get(indicator.code)) | _told_before(indicator, earlier)
            for number, indicator in enumerate(
                (i for i in applicable if i.criterion == criterion.code), start=1
            )
        ]
        if rows:
            found.append(Section(criterion=criterion, rows=rows))
    return found


def claim_rows(instrument: Instrument, claims: Iterable[Claim]) -> list[dict[str, Any]]:
    """The versions of one claim, with the answer in words."""
    return [
        {"claim": claim, "label": _answer(instrument.indicator(claim.indicator), claim.value)}
        for claim in claims
    ]


def _answer(indicator: Indicator, value: str) -> str:
    return str(indicator.scale.answer(value).text) if value else ""


def _told_before(indicator: Indicator, earlier: Before | None) -> dict[str, Any]:
    claim = earlier.claims.get(indicator.code) if earlier else None
    if earlier is None or claim is None:
        return {}
    label = _answer(indicator, claim.value)
    return {"earlier": {"season": earlier.season.name, "label": label, "note": claim.note}}


def _row(number: int, indicator: Indicator, given: Answer | Claim | None) -> dict[str, Any]:
    value = given.value if given else ""
    gap = isinstance(given, Claim) and given.gap
    text = _("Dinyatakan belum ada data dukung") if gap else None
    return {
        "number": number,
        "indicator": indicator,
        "given": given,
        "value": value,
        "label": text or _answer(indicator, value),
    }
