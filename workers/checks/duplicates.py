"""The same bytes, or almost the same picture, elsewhere: pure functions over given candidates.

Whether two pictures that look alike share their pixels is for the caller to have looked into: a
`Prover` is given some candidates and returns how one's own file compares with each.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import zip_longest

from workers.checks.explanations import Text, finding_text, words_of
from workers.checks.finding import Facts, Finding, Outcome, Region, Severity, Status
from workers.checks.likeness import CANDIDATE_BITS, Fingerprint, Likeness, Relation, compare
from workers.checks.pairs.compare import Compared
from workers.checks.pairs.pair import Pair, PairRelation
from workers.checks.pairs.strength import CHECK, VERSION, strength_of_pair
from workers.checks.strengths import strength_of

EXACT, NEAR, INSIDE = "exact_duplicate", CHECK, "embedded_duplicate"
VERSIONS = {EXACT: 2, NEAR: VERSION, INSIDE: 2}
_MOST_OF_A_KIND = 3
# A proof costs half a second; beyond the nearest few it is the same question again.
_MOST_PROOFS = 6
_LITTLE = 0.25


@dataclass(frozen=True, kw_only=True)
class Known:
    """A stored file and whose it is; the names are the caller's, compared for equality only.

    `reason` says why there is no fingerprint: a code of `explanations.toml`. A picture inside a
    document is its own `part`, on a `page` where there are pages; reference and digest are those
    of the document. `places` says how many local features of the other picture lie as in that part
    of one's own file (workers/checks/bank). `parts_reason` of one's own file says why they could not
    be sought, and is empty if they could.
    """

    reference: str
    sha256: str
    application: str
    unit: str
    season: str
    fingerprint: Fingerprint | None = None
    reason: str = "other_kind"
    part: str = ""
    page: int | None = None
    places: Mapping[str, int] = field(default_factory=dict)
    parts_reason: str = ""


class Scope(StrEnum):
    """Where the other file is."""

    SAME_APPLICATION = "same_application"
    OTHER_SEASON = "other_season"
    OTHER_UNIT = "other_unit"


# The same bytes are the surest of all copies, and ask no less than pixels that were proven the same.
# One file stands for one thing at one time, so that it is a question wherever the other is: under
# another indicator, in another season, of another unit, and also twice under one indicator, where it
# counts as two files and is one.
_EXACT_SEVERITY = Severity.HIGH

Prover = Callable[[Sequence[Known]], Sequence[Compared]]


@dataclass(frozen=True, kw_only=True)
class Match:
    """One candidate that is the same file, or a picture that may share something with it.

    `likeness` is None for the same file, and where the hashes are far apart; `compared` is None
    where nobody looked at the pixels.
    """

    other: Known
    scope: Scope
    same: bool = False
    likeness: Likeness | None = None
    places: int = 0
    compared: Compared | None = None

    @property
    def pair(self) -> Pair | None:
        """What the pixels say, if they could be compared."""
        return self.compared.pair if self.compared else None

    @property
    def promise(self) -> int:
        """How likely the pixels are to be the same: by places, or by bits under the candidates'."""
        near = CANDIDATE_BITS - self.likeness.bits if self.likeness else 0
        return max(near, self.places)


def scope_of(own: Known, other: Known) -> Scope:
    """Say where another file is, seen from one's own."""
    if other.unit != own.unit:
        return Scope.OTHER_UNIT
    same = other.application == own.application
    return Scope.SAME_APPLICATION if same else Scope.OTHER_SEASON


def matches(
    own: Known, candidates: Iterable[Known], prove: Prover | None = None
) -> Iterator[Match]:
    """Yield the candidates with the same bytes, then those that may share pixels.

    The most promising of these are proven with `prove`. One's own file is left out.
    """
    similar: list[Match] = []
    for other in candidates:
        if other.reference == own.reference:
            continue
        match = Match(other=other, scope=scope_of(own, other))
        if other.sha256 == own.sha256:
            yield replace(match, same=True)
            continue
        likeness, places = _likeness(own, other), other.places.get(own.part, 0)
        if likeness or places:
            similar.append(replace(match, likeness=likeness, places=places))
    similar.sort(key=lambda m: -m.promise)
    promising = [match.other for match in similar[:_MOST_PROOFS]]
    proofs = prove(promising) if prove and promising else []
    for match, compared in zip_longest(similar, proofs):
        yield replace(match, compared=compared)


def _likeness(own: Known, other: Known) -> Likeness | None:
    if own.fingerprint is None or other.fingerprint is None:
        return None
    likeness = compare(other.fingerprint, own.fingerprint)
    return likeness if likeness.candidate else None


def duplicates(
    own: Known, candidates: Iterable[Known], prove: Prover | None = None
) -> tuple[Outcome, Outcome]:
    """Return the outcomes of the exact and of the near-duplicate check of one file."""
    found = list(matches(own, candidates, prove))
    exact = _outcome(EXACT, [_exact(m) for m in found if m.same])
    if own.fingerprint is None:
        skipped = own.reason == "other_kind"
        status = Status.SKIPPED if skipped else Status.COULD_NOT_CHECK
        return exact, Outcome(check=NEAR, version=VERSIONS[NEAR], status=status, reason=own.reason)
    return exact, _open_if(_outcome(NEAR, list(_nears(own, found))), own, found)


def _open_if(near: Outcome, own: Known, found: Iterable[Match]) -> Outcome:
    """Say of an outcome that it is not whole, where parts could not be sought or not be compared.

    That the other file cannot be read is no fault of one's own: its own checks say so.
    """
    told = {finding.facts["other"] for finding in near.findings}
    unread = (
        match.compared.reason
        for match in found
        if match.compared is not None
        and match.compared.pair is None
        and match.compared.which != 2
        and match.other.reference not in told
    )
    reason = own.parts_reason or next(unread, "")
    return replace(near, status=Status.COULD_NOT_CHECK, reason=reason) if reason else near


def inner_duplicates(
    parts: Sequence[Known], candidates: Iterable[Known], prove: Callable[[Known], Prover] | None
) -> Outcome:
    """Compare the pictures inside one document with all others; `prove` gives a part's prover.

    A document that is the same as a whole is left to the check of the same bytes.
    """
    others = [other for other in candidates if all(other.sha256 != p.sha256 for p in parts)]
    findings: list[Finding] = []
    proofs = 0
    for own in parts:
        prover = prove(own) if prove is not None and proofs < _MOST_PROOFS else None
        found = list(matches(own, others, prover))
        proofs += sum(m.compared is not None for m in found)
        findings += _nears(own, found)
    findings.sort(key=lambda f: -f.severity.rank)
    return _outcome(INSIDE, findings)


def _nears(own: Known, found: Iterable[Match]) -> Iterator[Finding]:
    for match in found:
        finding = None if match.same else _near(match)
        if finding is not None:
            yield inside(finding, own, match.other)


def _outcome(check: str, findings: list[Finding]) -> Outcome:
    """Keep the nearest of each kind: twenty copies of one poster are one question, not twenty."""
    kept: dict[str, list[Finding]] = {}
    for finding in findings:
        kept.setdefault(finding.kind, []).append(finding)
    return Outcome(
        check=check,
        version=VERSIONS[check],
        status=Status.DONE,
        findings=tuple(f for same in kept.values() for f in same[:_MOST_OF_A_KIND]),
        facts={"matches": len(findings)},
    )


def _exact(match: Match) -> Finding:
    kind = f"exact_{match.scope}"
    return Finding(
        kind=kind,
        severity=_EXACT_SEVERITY,
        explanation=finding_text(kind),
        region=Region(other=match.other.reference),
        facts={"other": match.other.reference, "scope": match.scope.value},
    )


def _near(match: Match) -> Finding | None:
    """What is to be said of a similar picture: by its pixels if they were compared, or its hash."""
    pair, likeness = match.pair, match.likeness
    if pair is not None and pair.relation is not PairRelation.UNRELATED:
        return _compared(match, pair)
    if likeness is None or likeness.relation is not Relation.NEAR_DUPLICATE:
        return None
    # Letters with one letterhead have like hashes and other pixels: a note, no question.
    severity = Severity.MEDIUM if pair is None else Severity.INFO
    kind = f"near_{match.scope}"
    return Finding(
        kind=kind,
        severity=severity,
        explanation=finding_text(kind, bits=likeness.bits),
        strength=strength_of(NEAR, VERSIONS[NEAR], kind, "hash"),
        region=Region(other=match.other.reference),
        facts=_facts(match),
    )


def _compared(match: Match, pair: Pair) -> Finding:
    """The same pixels weigh most; two photographs of one place are a note and accuse nobody."""
    same = pair.relation.same_pixels
    part = pair.relation is PairRelation.PART_OF
    kind = f"{'part' if part else 'near'}_{match.scope}" if same else "same_scene"
    text = f"proven_{kind}" if same and not part else kind
    shown = {"percent": round(100 * pair.first_share)} if part else {}
    return Finding(
        kind=kind,
        severity=_severity(pair),
        explanation=finding_text(text, **shown),
        strength=strength_of_pair(pair.relation),
        region=Region(polygon=pair.first, other=match.other.reference, other_polygon=pair.second),
        facts=_facts(match),
    )


def _severity(pair: Pair) -> Severity:
    """As for the same file, unless the pixels are little of either: a letterhead, an emblem."""
    if not pair.relation.same_pixels:
        return Severity.INFO
    little = max(pair.first_share, pair.second_share) < _LITTLE
    return Severity.MEDIUM if little else _EXACT_SEVERITY


def _facts(match: Match) -> Facts:
    facts: Facts = {"other": match.other.reference, "scope": match.scope.value}
    if match.likeness is not None:
        facts |= {"bits": match.likeness.bits, "turn": match.likeness.turn}
    if match.places:
        facts["shared_places"] = match.places
    if match.compared is not None and match.compared.pair is None:
        facts["not_compared"] = match.compared.reason
    if match.pair is not None:
        facts |= {
            "relation": match.pair.relation.value,
            "mirrored": match.pair.mirrored,
            "transform": match.pair.transform,
            "own_percent": round(100 * match.pair.first_share),
            "other_percent": round(100 * match.pair.second_share),
            "places": match.pair.evidence.inliers,
            "alike_percent": round(100 * match.pair.evidence.alike),
            "correlation_percent": round(100 * match.pair.evidence.correlation),
        }
    return facts


def inside(finding: Finding, own: Known, other: Known) -> Finding:
    """The finding with where in which document the pictures stand, said alike for both files.

    A polygon is in pixels of a picture that is a file of its own; of one inside a document the
    page is told.
    """
    if not (own.part or other.part):
        return finding
    text, seen = finding.explanation, finding.region
    where = _where(own, other)
    places = {
        "part": own.part,
        "page": own.page,
        "other_part": other.part,
        "other_page": other.page,
    }
    return replace(
        finding,
        explanation=Text(id=f"{text.id} {where.id}", en=f"{text.en} {where.en}"),
        region=seen
        and replace(
            seen,
            page=own.page,
            polygon=() if own.part else seen.polygon,
            other_polygon=() if other.part else seen.other_polygon,
        ),
        facts={**finding.facts, **places},
    )


def _where(own: Known, other: Known) -> Text:
    places = [_place(one) for one in (own, other) if one.part]
    if len(places) == 1:
        return words_of("embedded", "one", place=places[0])
    return words_of("embedded", "both", place=places[0], other=places[1])


def _place(known: Known) -> Text:
    if known.page is not None:
        return words_of("embedded", "at_page", page=known.page)
    return words_of("embedded", "at_part", part=known.part.rpartition("/")[2])
