"""What a repair round could ask for, what the present one asks, and what was done about it."""

from datetime import datetime

from award.models import Application, Claim
from verification.enums import RepairCode, Verdict
from verification.models import EvidenceItem, EvidenceVersion, RepairRequest
from verification.queries.findings import findings_of
from verification.queries.shortage import indicators_short


def suggested_repairs(application: Application) -> dict[str, list[str]]:
    """Codes by indicator: too few files, and what findings were decided to be repaired."""
    suggested = {
        i.code: [RepairCode.TOO_FEW.value] for i, _missing in indicators_short(application)
    }
    to_repair = findings_of(application).filter(verdict=Verdict.REPAIR)
    for code, kind in to_repair.values_list("version__item__indicator", "kind"):
        codes = suggested.setdefault(code, [])
        found = _code_of(kind)
        if found not in codes:
            codes.append(found)
    return suggested


def _code_of(kind: str) -> str:
    """The reason that a kind of finding comes nearest to."""
    if kind.startswith(("exact_", "near_")):
        return RepairCode.DUPLICATE.value
    if kind in ("outside_season", "after_upload"):
        return RepairCode.UNREADABLE_OR_OUTDATED.value
    return RepairCode.DOES_NOT_MATCH.value


def asked_now(application: Application) -> dict[str, RepairRequest]:
    """What the present repair round asks, by indicator; empty outside of one."""
    if not application.in_repair:
        return {}
    rows = RepairRequest.objects.filter(application=application, round=application.repair_round)
    return {row.indicator: row for row in rows}


def untouched(application: Application) -> list[str]:
    """The indicators of the present round whose claim and files are still as the team saw them."""
    asked = asked_now(application)
    if not asked:
        return []
    changed = _changed_since(application, min(row.at for row in asked.values()))
    return [code for code in asked if code not in changed]


def _changed_since(application: Application, at: datetime) -> set[str]:
    claims = Claim.objects.filter(application=application, at__gt=at)
    files = EvidenceVersion.objects.filter(item__application=application, received_at__gt=at)
    removed = EvidenceItem.objects.filter(application=application, removed_at__gt=at)
    return {
        *claims.values_list("indicator", flat=True),
        *files.values_list("item__indicator", flat=True),
        *removed.values_list("indicator", flat=True),
    }
