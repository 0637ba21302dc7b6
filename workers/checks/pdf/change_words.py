"""The differences between two revisions in words, for the explanation of a finding."""

from collections.abc import Iterable

from workers.checks.explanations import Text, joined, words_of
from workers.checks.pdf.compare import Change, What
from workers.checks.pdf.objects import UNSEEN, Part

_LONGEST = 60


def told(change: Change) -> Text:
    """Return one difference as half a sentence: the page, and what was and is there."""
    return words_of(
        "change",
        _code(change),
        page=change.page,
        before=_short(change.before),
        after=_short(change.after),
        hidden=_short(" ".join(change.hidden)),
    )


def told_parts(parts: Iterable[Part]) -> Text:
    """Return what changed without showing; parts that could show come alone if there are any."""
    ordered = [part for part in Part if part in set(parts)]
    telling = [part for part in ordered if part not in UNSEEN] or ordered
    return joined(words_of("part", part.value) for part in telling)


NOT_COMPARED = words_of("part", "not_compared")


def _code(change: Change) -> str:
    if change.what is What.TEXT:
        if change.before and change.after:
            return "text"
        return "text_added" if change.after else "text_removed"
    if change.what is What.DRAWING and change.hidden:
        return "covered"
    return change.what.value


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
