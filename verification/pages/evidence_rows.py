"""What the evidence pages show of an application: indicators with their files, ready to place."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse

from award.enums import State
from award.models import Answer, Application, Claim
from award.queries.answers import answers_of, claims_of
from award.queries.instruments import indicator_names, instrument_of
from criteria.instrument import Indicator
from verification.domain.seen_findings import known_findings
from verification.domain.sight import Sight
from verification.enums import CheckState
from verification.models import EvidenceVersion
from verification.pages.file_words import (
    is_settled,
    item_title,
    preview_url,
    reasons_words,
    state_words,
)
from verification.pages.slots import Group, Slot
from verification.queries.evidence import counted_files, live_versions_of
from verification.queries.findings import flagging
from verification.queries.repairs import asked_now


def groups(application: Application, sight: Sight) -> list[Group]:
    """All slots of the application by criterion, in the instrument's order."""
    versions = live_versions_of(application).prefetch_related("previews")
    flagged = flagged_versions(application, sight)
    return placed(application, _said(application, sight), versions, flagged)


def placed(
    application: Application,
    said: Mapping[str, Claim | Answer],
    versions: Iterable[EvidenceVersion],
    flagged: Collection[UUID],
) -> list[Group]:
    """The same of answers and files that were read already, the previews with them."""
    instrument = instrument_of(application.season)
    files = _files(versions, flagged)
    asked = asked_now(application)
    found: dict[str, list[Slot]] = defaultdict(list)
    for indicator in instrument.indicators_for(application.unit_type):
        slots = found[indicator.criterion]
        mine = files.get(indicator.code, [])
        slots.append(
            Slot(
                number=len(slots) + 1,
                indicator=indicator,
                said=said.get(indicator.code),
                files=[_told_if_counted(indicator, *pair) for pair in mine],
                counted=_counted(indicator, mine),
                url=reverse("verification:indicator", args=[application.pk, indicator.code]),
                asked=indicator.code in asked,
            )
        )
    return [
        Group(criterion=criterion, slots=found[criterion.code])
        for criterion in instrument.criteria
        if criterion.code in found
    ]


def file_list(found: list[Group]) -> list[dict[str, Any]]:
    """The files of all slots, each with the indicator it backs, for a table."""
    return [
        {**file, "criterion": str(group.criterion.title), "indicator": str(slot.indicator.text)}
        for group in found
        for slot in group.slots
        for file in slot.files
    ]


def _said(application: Application, sight: Sight) -> Mapping[str, Claim | Answer]:
    """What the unit answered: what it sent, or for its own people what it is writing."""
    if sight.for_unit and application.state == State.DRAFT:
        return answers_of(application)
    return claims_of(application)


Rows = list[tuple[EvidenceVersion, dict[str, Any]]]


def _counted(indicator: Indicator, versions: Rows) -> int:
    return counted_files(indicator, [v for v, _row in versions if not v.checking.sealed])


def _told_if_counted(
    indicator: Indicator, version: EvidenceVersion, row: dict[str, Any]
) -> dict[str, Any]:
    counts = not version.checking.sealed and counted_files(indicator, [version]) > 0
    return {**row, "counts": counts}


def _files(versions: Iterable[EvidenceVersion], flagged: Collection[UUID]) -> dict[str, Rows]:
    rows: dict[str, Rows] = defaultdict(list)
    for version in versions:
        row = _file_row(version, flagged=version.pk in flagged)
        rows[version.item.indicator].append((version, row))
    return rows


def flagged_versions(application: Application, sight: Sight) -> set[UUID]:
    """The files about which there is a question that this reader may know of."""
    asked = flagging(known_findings(application, sight))
    return set(asked.values_list("version_id", flat=True))


def _file_row(version: EvidenceVersion, *, flagged: bool) -> dict[str, Any]:
    label, tone = state_words(version.checking, flagged=flagged)
    return {
        "number": version.item.number,
        "name": version.original_name,
        "kind": version.kind.upper(),
        "thumbnail": preview_url(version, "thumbnail"),
        "url": reverse("verification:evidence_item", args=[version.item_id]),
        "label": label,
        "tone": tone,
        "settled": is_settled(version.checking),
    }


def unchecked_rows(application: Application) -> list[dict[str, Any]]:
    """The live files whose checks could not be done, each with why."""
    names = indicator_names(application)
    failed = live_versions_of(application).filter(checking__state=CheckState.UNCHECKED)
    return [
        {
            "pk": version.pk,
            "title": item_title(version.item, names),
            "why": reasons_words(version.checking),
            "url": reverse("verification:evidence_item", args=[version.item_id]),
        }
        for version in failed
    ]
