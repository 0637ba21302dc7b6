"""Findings of the machine as rows: about the file itself, and about its twin elsewhere.

Nothing is overwritten: a new version of a check writes its own beside those of the versions before.
"""

from collections.abc import Iterator
from dataclasses import asdict, replace

from django.db.models import QuerySet

from verification.domain.storable import storable
from verification.models import CheckResult, EvidenceVersion, Finding
from workers.checks.duplicates import Scope
from workers.checks.finding import Facts, Outcome
from workers.checks.finding import Finding as Found

# A poster of the ministry hangs in every unit: of what resembles it, a few show the question.
MOST_TWINS = 3


def write_findings(result: CheckResult, outcome: Outcome) -> list[Finding]:
    """Write the findings of one check, and their counterparts about another unit's file."""
    written: list[Finding] = []
    twins: dict[str, int] = {}
    for number, found in enumerate(_nearest_first(outcome), start=1):
        other = _other(found)
        if other is not None:
            twins[found.kind] = twins.get(found.kind, 0) + 1
            if twins[found.kind] > MOST_TWINS:
                continue
        written.extend(_write(result, found, number, result.version, other))
        if other is not None and found.facts.get("scope") == Scope.OTHER_UNIT:
            written.extend(_write_mirrored(result, found, number, other))
    return written


def _nearest_first(outcome: Outcome) -> list[Found]:
    return sorted(outcome.findings, key=lambda f: int(f.facts.get("bits", 0)))


def _other(found: Found) -> EvidenceVersion | None:
    if found.region is None or not found.region.other:
        return None
    rows = EvidenceVersion.objects.select_related("item__application__unit")
    return rows.get(pk=found.region.other)


def _write_mirrored(
    result: CheckResult, found: Found, number: int, twin: EvidenceVersion
) -> Iterator[Finding]:
    """The other unit's file gets the same question, up to the same number."""
    if _of_this_check(result).filter(version=twin, kind=found.kind).count() < MOST_TWINS:
        yield from _write(
            result, _turned_round(found, result.version), number, twin, result.version
        )


def _turned_round(found: Found, version: EvidenceVersion) -> Found:
    """The finding as the other file has it: its own region and its own passages first."""
    seen = found.region
    if seen is None:
        return found
    region = replace(
        seen,
        other=str(version.pk),
        polygon=seen.other_polygon,
        other_polygon=seen.polygon,
        page=found.facts.get("other_page"),
    )
    return replace(found, region=region, facts=_facts_turned_round(found.facts))


def _facts_turned_round(facts: Facts) -> Facts:
    turned = dict(facts)
    if "own_percent" in facts and "other_percent" in facts:
        turned |= {"own_percent": facts["other_percent"], "other_percent": facts["own_percent"]}
    if "passages" in facts:
        turned["passages"] = [{"own": p["other"], "other": p["own"]} for p in facts["passages"]]
    for name in ("part", "page"):
        if f"other_{name}" in facts:
            turned |= {name: facts[f"other_{name}"], f"other_{name}": facts[name]}
    return turned


def _of_this_check(result: CheckResult) -> QuerySet[Finding]:
    """What this version of the check has raised, about any file."""
    return Finding.objects.filter(check_name=result.check_name, check_version=result.check_version)


def _write(
    result: CheckResult,
    found: Found,
    number: int,
    version: EvidenceVersion,
    other: EvidenceVersion | None,
) -> Iterator[Finding]:
    """The row, unless the pair has it already from the other file's own check."""
    same = _of_this_check(result).filter(version=version, kind=found.kind, other=other)
    if other is not None and same.exists():
        return
    yield Finding.objects.create(
        result=result,
        number=number,
        version=version,
        other=other,
        check_name=result.check_name,
        check_version=result.check_version,
        kind=found.kind,
        severity=found.severity.value,
        strength=asdict(found.strength) if found.strength else None,
        region=storable(asdict(found.region)) if found.region else None,
        explanation_id=storable(found.explanation.id),
        explanation_en=storable(found.explanation.en),
        facts=storable(found.facts),
        at=result.at,
    )
