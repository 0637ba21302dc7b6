"""Which words of a text are nobody's own: legal formulas, citations, what many units write."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path

from workers.checks.texts.words import SHINGLE, Words, tidied

# So many units with the same passage make it common property: a form that was handed out.
MANY_UNITS = 5
# A passage is seen by so many stored marks in a row, about thirty words. A unit has it that has
# most of them; fewer will do where it has much of the whole text, as in a form that each fills in
# its own way. Marks alone say nothing, for three words in a row are often the same by chance.
_WINDOW = 8
_MOST, _SOME, _MUCH = 0.6, 0.4, 0.25
_LEAST_MUCH = 12  # marks
# Words between two such passages, or before the first, that belong to the form as well.
_BETWEEN = 45
# "Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik", to the end of its line or list item.
_CITATION = re.compile(
    r"\b(?:undang\s*-\s*undang|peraturan|keputusan|instruksi|surat\s+edaran)\b[^;]{0,150}?"
    r"\b(?:nomor|no)\b[^;]{0,60}?\btahun\s+\d{4}(?:\s+tentang\b[^;.]{0,300})?",
    re.IGNORECASE,
)


def formula_words(words: Words, given: Collection[str] = ()) -> list[bool]:
    """Say of each word whether it belongs to a set phrase, a cited law or a text in `given`.

    `given` are texts that everybody has: the questions of the instrument, its guidance.
    """
    formulas = _formulas().union(*(_marks_of(text) for text in given))
    flags = [False] * len(words.tokens)
    for at, mark in enumerate(words.marks):
        if mark in formulas:
            flags[at : at + SHINGLE] = [True] * SHINGLE
    starts, ends = zip(*words.places, strict=True) if words.places else ((), ())
    for cited in _CITATION.finditer(words.text):
        first, beyond = bisect_left(starts, cited.start()), bisect_right(ends, cited.end())
        flags[first:beyond] = [True] * max(0, beyond - first)
    return flags


def widespread_words(
    words: Words, marks: Sequence[tuple[int, int]], units: Mapping[int, Collection[str]]
) -> list[bool]:
    """Say of each word whether it stands in a passage that many units have.

    `marks` are the stored marks of the text, as sketch gives them; `units` says which other units
    have a mark.
    """
    flags = [False] * len(words.tokens)
    whole = Counter(unit for mark, _ in marks for unit in units.get(mark, ()))
    much = max(_LEAST_MUCH, _MUCH * len(marks))
    needed = {unit: _SOME if n >= much else _MOST for unit, n in whole.items()}
    for begin in range(max(1, len(marks) - _WINDOW + 1)):
        window = marks[begin : begin + _WINDOW]
        having = Counter(unit for mark, _ in window for unit in units.get(mark, ()))
        many = sum(n >= needed[unit] * len(window) for unit, n in having.items())
        if window and many >= MANY_UNITS:
            first, beyond = window[0][1], window[-1][1] + SHINGLE
            flags[first:beyond] = [True] * (beyond - first)
    return _closed(flags)


def _closed(flags: list[bool]) -> list[bool]:
    """Close gaps that are no longer than what a form leaves to be filled in."""
    closed, last = list(flags), 0
    if not any(flags):
        return closed
    for at, flag in enumerate([*flags, True]):
        if flag:
            if at - last <= _BETWEEN:
                closed[last:at] = [True] * (at - last)
            last = at + 1
    return closed


@cache
def _formulas() -> frozenset[int]:
    text = Path(__file__).with_name("formulas.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return frozenset().union(*(_marks_of(line) for line in lines))


@cache
def _marks_of(text: str) -> frozenset[int]:
    return frozenset(Words(tidied(text)).marks)
