"""The readable table of what a check read out of a file: rows for a person, and nothing asked.

A check puts them under `facts["table"]`; labels stand in `explanations.toml` under `[label]`.
"""

from collections.abc import Iterable
from typing import TypedDict

from workers.checks.explanations import words_of

_LONGEST_VALUE = 300
_MOST_ROWS = 80


class Words(TypedDict):
    """A label in both languages."""

    id: str
    en: str


class Row(TypedDict):
    """One line: what it belongs to, what it is, and the value as text."""

    group: Words
    label: Words
    value: str


def row(group: str, label: str, value: object) -> Row:
    """Return one line; `group` and `label` are codes of `[label]`. Raises KeyError for others."""
    return Row(group=_words(group), label=_words(label), value=_shown(value))


def rows(group: str, values: Iterable[tuple[str, object]]) -> list[Row]:
    """Return the lines of one group, those without a value left out."""
    known = (pair for pair in values if pair[1] not in (None, "", (), []))
    return [row(group, label, value) for label, value in known][:_MOST_ROWS]


def _words(code: str) -> Words:
    text = words_of("label", code)
    return Words(id=text.id, en=text.en)


def _shown(value: object) -> str:
    text = ", ".join(str(v) for v in value) if isinstance(value, list | tuple) else str(value)
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_LONGEST_VALUE]
