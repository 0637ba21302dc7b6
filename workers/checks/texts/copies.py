"""Whether a text was taken from another one: pure functions over given candidates."""

from collections.abc import Iterable
from dataclasses import dataclass

from workers.checks.duplicates import Known, Scope, scope_of
from workers.checks.explanations import finding_text
from workers.checks.finding import Facts, Finding, Outcome, Region, Severity, Status
from workers.checks.strengths import strength_of
from workers.checks.texts.passages import Passage, passages
from workers.checks.texts.words import Words

NAME, VERSION, CAP = "text_copy", 1, Severity.MEDIUM
# What is told as copied: so many words in shared passages, and so large a part of either text.
# Different writers about one thing shared 19 words at most.
CLAIMS = ((40, 0.2), (80, 0.1))
# Less than either is a paragraph: it may be asked about, and weighs little.
_MANY_WORDS, _LARGE_SHARE = 100, 0.5
_MOST_OF_A_KIND = 3
_MOST_PASSAGES = 12
_LONGEST_PASSAGE = 1_200

_KINDS = {
    Scope.OTHER_UNIT: ("text_copied_other_unit", Severity.MEDIUM),
    Scope.OTHER_SEASON: ("text_copied_other_season", Severity.INFO),
    Scope.SAME_APPLICATION: ("text_copied_same_application", Severity.INFO),
}


@dataclass(frozen=True, kw_only=True)
class KnownText:
    """The text of a stored file, and whose it is."""

    known: Known
    words: Words


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What two texts share: passages, the words in them, and their part of what is either's own."""

    passages: tuple[Passage, ...]
    words: int
    own_share: float
    other_share: float

    @property
    def claimed(self) -> bool:
        """Whether it is so much that somebody should look."""
        share = max(self.own_share, self.other_share)
        return any(self.words >= words and share >= least for words, least in CLAIMS)

    @property
    def little(self) -> bool:
        """Whether it is a paragraph rather than a text."""
        share = max(self.own_share, self.other_share)
        return self.words < _MANY_WORDS and share < _LARGE_SHARE


def shared(own: Words, other: Words, common: list[bool]) -> Shared:
    """Compare two texts; `common` says which words of one's own are common property."""
    found = passages(own, other, common)
    words = sum(passage.words for passage in found)
    return Shared(
        passages=tuple(found),
        words=words,
        own_share=words / max(1, common.count(False)),
        other_share=words / max(1, len(other.tokens)),
    )


def copies(own: KnownText, candidates: Iterable[KnownText], common: list[bool]) -> Outcome:
    """Return what is to be said of a text beside others.

    `common` says which of its words are common property. Files with the same bytes are left to the
    check of exact duplicates.
    """
    found: dict[Scope, list[tuple[Shared, KnownText]]] = {}
    for other in candidates:
        if other.known.reference == own.known.reference or _same(own, other):
            continue
        both = shared(own.words, other.words, common)
        if both.claimed:
            found.setdefault(scope_of(own.known, other.known), []).append((both, other))
    findings = []
    for scope, pairs in found.items():
        pairs.sort(key=lambda pair: -pair[0].words)
        findings += [_finding(scope, own, *pair) for pair in pairs[:_MOST_OF_A_KIND]]
    return Outcome(
        check=NAME,
        version=VERSION,
        status=Status.DONE,
        findings=tuple(findings),
        facts={
            "words": len(own.words.tokens),
            "common": common.count(True),
            "matches": sum(len(pairs) for pairs in found.values()),
        },
    )


def not_compared(status: Status, reason: str) -> Outcome:
    """Return the outcome for a file without a text; `reason` is a code of `explanations.toml`."""
    return Outcome(check=NAME, version=VERSION, status=status, reason=reason)


def _same(own: KnownText, other: KnownText) -> bool:
    return own.known.sha256 == other.known.sha256


def _finding(scope: Scope, own: KnownText, both: Shared, other: KnownText) -> Finding:
    kind, severity = _KINDS[scope]
    if both.little and severity is Severity.MEDIUM:
        severity = Severity.LOW
    percent = round(100 * both.own_share)
    longest = sorted(both.passages, key=lambda p: -p.words)[:_MOST_PASSAGES]
    return Finding(
        kind=kind,
        severity=severity,
        explanation=finding_text(kind, words=both.words, percent=min(percent, 100)),
        strength=strength_of(NAME, VERSION, kind),
        region=Region(other=other.known.reference),
        facts={
            "other": other.known.reference,
            "scope": scope.value,
            "words": both.words,
            "own_percent": min(percent, 100),
            "other_percent": min(round(100 * both.other_share), 100),
            "passages_in_all": len(both.passages),
            "passages": [
                {"own": _quoted(own.words, p.own), "other": _quoted(other.words, p.other)}
                for p in sorted(longest, key=lambda p: p.own)
            ],
        },
    )


def _quoted(words: Words, span: tuple[int, int]) -> Facts:
    """Where a passage begins and ends in the text, in characters, and its words."""
    begin, end = words.places[span[0]][0], words.places[span[1] - 1][1]
    return {"start": begin, "end": end, "text": words.text[begin:end][:_LONGEST_PASSAGE]}
