"""What a repair round could ask for, going by what the team has decided already."""

from award.models import Application
from verification.enums import RepairCode, Verdict
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
