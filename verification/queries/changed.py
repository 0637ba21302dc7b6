"""What the unit did since its last repair round was asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from award.models import Application, Claim
from verification.enums import Purpose
from verification.models import (
    EvidenceItem,
    EvidenceVersion,
    Finding,
    FindingAnswer,
    RepairRequest,
)


@dataclass(frozen=True, kw_only=True)
class ChangedClaim:
    """A version of a claim and the one before it."""

    claim: Claim
    before: Claim | None


@dataclass(frozen=True, kw_only=True)
class ChangedFile:
    """A version of a file and the one it replaced, if any."""

    version: EvidenceVersion
    before: EvidenceVersion | None


@dataclass(frozen=True, kw_only=True)
class Changed:
    """Everything since that instant, each in the order in which it was done.

    `requests` are what was asked then, by indicator.
    """

    at: datetime
    requests: dict[str, RepairRequest]
    claims: list[ChangedClaim]
    files: list[ChangedFile]
    withdrawn: list[EvidenceItem]
    answers: list[FindingAnswer]


def last_asked(application: Application) -> dict[str, RepairRequest]:
    """What the last repair round asks, or asked, by indicator; empty before the first."""
    if not application.repair_round:
        return {}
    rows = RepairRequest.objects.filter(application=application, round=application.repair_round)
    return {row.indicator: row for row in rows.select_related("by")}


def changed_since_asked(application: Application, known: QuerySet[Finding]) -> Changed | None:
    """What was done since the last round was asked for; None before the first.

    Of the findings that were answered only those among `known`.
    """
    requests = last_asked(application)
    if not requests:
        return None
    at = min(row.at for row in requests.values())
    return Changed(
        at=at,
        requests=requests,
        claims=list(_claims(application, at)),
        files=list(_files(application, at)),
        withdrawn=list(_withdrawn(application, at)),
        answers=list(_answers(at, known)),
    )


def _claims(application: Application, at: datetime) -> Iterator[ChangedClaim]:
    new = list(Claim.objects.filter(application=application, at__gt=at).select_related("by"))
    rows = Claim.objects.filter(application=application, indicator__in={c.indicator for c in new})
    every = {(row.indicator, row.version): row for row in rows.select_related("by")} if new else {}
    for claim in sorted(new, key=lambda claim: claim.at):
        yield ChangedClaim(claim=claim, before=every.get((claim.indicator, claim.version - 1)))


def _files(application: Application, at: datetime) -> Iterator[ChangedFile]:
    new = EvidenceVersion.objects.filter(
        item__application=application, item__purpose=Purpose.ASSESSMENT, received_at__gt=at
    )
    rows = list(new.select_related("item", "uploaded_by").order_by("received_at"))
    items = {row.item_id for row in rows if row.version > 1}
    older = EvidenceVersion.objects.filter(item__in=items) if items else ()
    before = {(row.item_id, row.version): row for row in older}
    for row in rows:
        yield ChangedFile(version=row, before=before.get((row.item_id, row.version - 1)))


def _withdrawn(application: Application, at: datetime) -> QuerySet[EvidenceItem]:
    items = EvidenceItem.objects.filter(
        application=application, purpose=Purpose.ASSESSMENT, removed_at__gt=at
    )
    versions = EvidenceVersion.objects.order_by("version")
    items = items.select_related("removed_by").prefetch_related(
        Prefetch("versions", queryset=versions)
    )
    return items.order_by("removed_at")


def _answers(at: datetime, known: QuerySet[Finding]) -> QuerySet[FindingAnswer]:
    about = known.filter(version__item__purpose=Purpose.ASSESSMENT)
    rows = FindingAnswer.objects.filter(at__gt=at, finding__in=about.values("pk"))
    return rows.select_related("finding__version__item", "by").order_by("at", "pk")
