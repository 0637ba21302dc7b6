"""The same bytes, or almost the same picture, elsewhere: pure functions over given candidates."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from workers.checks.explanations import finding_text
from workers.checks.finding import Finding, Outcome, Region, Severity, Status, Strength
from workers.checks.likeness import Fingerprint, Likeness, Relation, compare

EXACT, NEAR = "exact_duplicate", "near_duplicate"
_VERSION = 1
_MOST_OF_A_KIND = 3

# Pairs of distinct photographs claimed to be near-duplicates (one, truly the same scene), and
# originals found again after recompression to JPEG quality 20.
_NEAR_STRENGTH = Strength(false_alarms=1, honest=77_421, hits=150, forged=150)


@dataclass(frozen=True, kw_only=True)
class Known:
    """A stored file and whose it is; the names are the caller's, compared for equality only.

    `reason` says why there is no fingerprint: a code of `explanations.toml`.
    """

    reference: str
    sha256: str
    application: str
    unit: str
    season: str
    fingerprint: Fingerprint | None = None
    reason: str = "other_kind"


class Scope(StrEnum):
    """Where the other file is."""

    SAME_APPLICATION = "same_application"
    OTHER_SEASON = "other_season"
    OTHER_UNIT = "other_unit"


_EXACT_SEVERITY = {
    Scope.SAME_APPLICATION: Severity.MEDIUM,
    Scope.OTHER_SEASON: Severity.MEDIUM,
    Scope.OTHER_UNIT: Severity.HIGH,
}


@dataclass(frozen=True, kw_only=True)
class Match:
    """One candidate that is the same file or almost the same picture; `likeness` None if same."""

    other: Known
    scope: Scope
    likeness: Likeness | None = None


def scope_of(own: Known, other: Known) -> Scope:
    """Say where another file is, seen from one's own."""
    if other.unit != own.unit:
        return Scope.OTHER_UNIT
    same = other.application == own.application
    return Scope.SAME_APPLICATION if same else Scope.OTHER_SEASON


def matches(own: Known, candidates: Iterable[Known]) -> Iterator[Match]:
    """Yield the candidates with the same bytes or a near-duplicate picture, own file left out."""
    for other in candidates:
        if other.reference == own.reference:
            continue
        scope = scope_of(own, other)
        if other.sha256 == own.sha256:
            yield Match(other=other, scope=scope)
        elif own.fingerprint is not None and other.fingerprint is not None:
            likeness = compare(other.fingerprint, own.fingerprint)
            if likeness.relation is Relation.NEAR_DUPLICATE:
                yield Match(other=other, scope=scope, likeness=likeness)


def duplicates(own: Known, candidates: Iterable[Known]) -> tuple[Outcome, Outcome]:
    """Return the outcomes of the exact and of the near-duplicate check of one file."""
    found = sorted(matches(own, candidates), key=lambda m: m.likeness.bits if m.likeness else -1)
    exact = _outcome(EXACT, [_exact(m) for m in found if m.likeness is None])
    if own.fingerprint is None:
        skipped = own.reason == "other_kind"
        status = Status.SKIPPED if skipped else Status.COULD_NOT_CHECK
        return exact, Outcome(check=NEAR, version=_VERSION, status=status, reason=own.reason)
    near = [_near(m, m.likeness) for m in found if m.likeness is not None]
    return exact, _outcome(NEAR, near)


def _outcome(check: str, findings: list[Finding]) -> Outcome:
    """Keep the nearest of each kind: twenty copies of one poster are one question, not twenty."""
    kept: dict[str, list[Finding]] = {}
    for finding in findings:
        kept.setdefault(finding.kind, []).append(finding)
    return Outcome(
        check=check,
        version=_VERSION,
        status=Status.DONE,
        findings=tuple(f for same in kept.values() for f in same[:_MOST_OF_A_KIND]),
        facts={"matches": len(findings)},
    )


def _exact(match: Match) -> Finding:
    kind = f"exact_{match.scope}"
    return Finding(
        kind=kind,
        severity=_EXACT_SEVERITY[match.scope],
        explanation=finding_text(kind),
        region=Region(other=match.other.reference),
        facts={"other": match.other.reference, "scope": match.scope.value},
    )


def _near(match: Match, likeness: Likeness) -> Finding:
    """Medium at most: without a geometric proof two honest pictures of one scene look the same."""
    kind = f"near_{match.scope}"
    return Finding(
        kind=kind,
        severity=Severity.MEDIUM,
        explanation=finding_text(kind, bits=likeness.bits),
        strength=_NEAR_STRENGTH,
        region=Region(other=match.other.reference),
        facts={
            "other": match.other.reference,
            "scope": match.scope.value,
            "bits": likeness.bits,
            "turn": likeness.turn,
        },
    )
