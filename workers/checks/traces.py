"""What files of two units share that each should have of its own: a camera, a document's history.

Pure functions over given candidates. A trace is kept as a digest: it can be compared, not read.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from workers.checks.distance import kilometres
from workers.checks.duplicates import Known, Scope, scope_of
from workers.checks.explanations import finding_text
from workers.checks.finding import Finding, Outcome, Region, Severity, Status

CAMERA, ORIGIN, REVISION = "camera", "origin", "revision"
KINDS: Final = frozenset({CAMERA, ORIGIN, REVISION})
SAME_CAMERA, SAME_DOCUMENT = "same_camera", "same_document"
VERSIONS = {SAME_CAMERA: 1, SAME_DOCUMENT: 1}
CAPS = {SAME_CAMERA: Severity.MEDIUM, SAME_DOCUMENT: Severity.MEDIUM}
# What nobody drives between on the day of an event.
FAR_KM: Final = 150.0
# A trace in the files of so many units is that of a form from the centre.
COMMON_UNITS: Final = 3
# So many sessions of editing in common, or author and instant of creation.
LEAST_REVISIONS: Final = 3
_MOST_FINDINGS = 3


@dataclass(frozen=True, kw_only=True)
class Trace:
    """One thing a file bears; `day` is the day a photograph was taken, by its camera."""

    kind: str
    digest: str
    day: date | None = None


@dataclass(frozen=True, kw_only=True)
class Traced:
    """A file with its traces, and where its unit is, in degrees."""

    known: Known
    place: tuple[float, float] | None
    traces: frozenset[Trace]


def digest_of(kind: str, value: str) -> str:
    """Return the digest under which a value is kept: 64 hexadecimal digits."""
    return hashlib.sha256(f"{kind}\n{value}".encode()).hexdigest()


def same_camera(own: Traced, others: Iterable[Traced]) -> Outcome:
    """Find one camera on one day in two units that are far apart."""
    mine = {(t.digest, t.day) for t in own.traces if t.kind == CAMERA and t.day is not None}
    findings = []
    for other in _elsewhere(own, others):
        if own.place is None or other.place is None:
            continue
        shared = [t for t in other.traces if t.kind == CAMERA and (t.digest, t.day) in mine]
        if shared and kilometres(own.place, other.place) >= FAR_KM:
            findings.append(_camera(other, shared[0].day))
    return _outcome(SAME_CAMERA, findings, applies=bool(mine))


def same_document(own: Traced, others: Iterable[Traced], common: frozenset[str]) -> Outcome:
    """Find documents of other units that grew out of the same one.

    `common` are the digests that files of many units bear: a form everybody was sent.
    """
    mine = {t.digest: t.kind for t in own.traces if t.kind != CAMERA}
    findings = []
    for other in _elsewhere(own, others):
        shared = {t.digest for t in other.traces} & mine.keys() - common
        revisions = sum(mine[digest] == REVISION for digest in shared)
        if len(shared) > revisions or revisions >= LEAST_REVISIONS:
            findings.append(_document(other, revisions))
    findings.sort(key=lambda f: -int(f.facts["revisions"]))
    return _outcome(SAME_DOCUMENT, findings, applies=bool(mine))


def _elsewhere(own: Traced, others: Iterable[Traced]) -> Iterator[Traced]:
    for other in others:
        if scope_of(own.known, other.known) is Scope.OTHER_UNIT:
            yield other


def _camera(other: Traced, day: date | None) -> Finding:
    return _about(other, "same_camera", {"day": str(day)}, day=day, km=round(FAR_KM))


def _document(other: Traced, revisions: int) -> Finding:
    return _about(other, "same_document", {"revisions": revisions})


def _about(other: Traced, kind: str, facts: dict[str, object], **values: object) -> Finding:
    reference = other.known.reference
    scope = {"other": reference, "scope": Scope.OTHER_UNIT.value}
    return Finding(
        kind=kind,
        severity=Severity.MEDIUM,
        explanation=finding_text(kind, **values),
        region=Region(other=reference),
        facts=scope | facts,
    )


def _outcome(check: str, findings: list[Finding], *, applies: bool) -> Outcome:
    return Outcome(
        check=check,
        version=VERSIONS[check],
        status=Status.DONE if applies else Status.SKIPPED,
        reason="" if applies else "other_kind",
        findings=tuple(findings[:_MOST_FINDINGS]),
        facts={"matches": len(findings)} if applies else {},
    )
