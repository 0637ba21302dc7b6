"""Which words of a text are nobody's own: legal formulas, citations, what many units write."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection
from functools import cache
from pathlib import Path

from workers.checks.texts.sketch import chosen
from workers.checks.texts.words import SHINGLE, Words, tidied

# The stored marks of a stretch decide together: of a form that each unit fills in its own way
# about three of four are left in each, and fewer in many at once.
_REACH = 15
_ENOUGH = 1 / 3
# "Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik", to the end of its line or list item.
_CITATION = re.compile(
    r"\b(?:undang\s*-\s*undang|peraturan|keputusan|instruksi|surat\s+edaran)\b[^;]{0,150}?"
    r"\b(?:nomor|no)\b[^;]{0,60}?\btahun\s+\d{4}(?:\s+tentang\b[^;.]{0,300})?",
    re.IGNORECASE,
)


def common_words(words: Words, marks: Collection[int], known: Collection[str] = ()) -> list[bool]:
    """Say of each word whether it is common property.

    `marks` are stored marks that texts of many units have, `known` are texts that everybody was
    given: the questions of the instrument, its guidance.
    """
    formulas = _formulas().union(*(_marks_of(text) for text in known))
    flags = _covered(words, lambda mark: mark in formulas)
    starts, ends = zip(*words.places, strict=True) if words.places else ((), ())
    for cited in _CITATION.finditer(words.text):
        first, beyond = bisect_left(starts, cited.start()), bisect_right(ends, cited.end())
        flags[first:beyond] = [True] * max(0, beyond - first)
    if marks:
        flags = [a or b for a, b in zip(flags, _around(words, marks), strict=True)]
    return flags


def _around(words: Words, marks: Collection[int]) -> list[bool]:
    """A word is common where enough of the stored marks around it are."""
    total, shared = [0], [0]
    for mark in words.marks:
        stored = chosen(mark)
        total.append(total[-1] + stored)
        shared.append(shared[-1] + (stored and mark in marks))
    flags = []
    for at in range(len(words.tokens)):
        low = min(max(at - _REACH, 0), len(total) - 1)
        high = min(at + _REACH, len(total) - 1)
        of = total[high] - total[low]
        flags.append(of > 0 and shared[high] - shared[low] > _ENOUGH * of)
    return flags


def _covered(words: Words, is_common: Callable[[int], bool]) -> list[bool]:
    flags = [False] * len(words.tokens)
    for at, mark in enumerate(words.marks):
        if is_common(mark):
            flags[at : at + SHINGLE] = [True] * SHINGLE
    return flags


@cache
def _formulas() -> frozenset[int]:
    text = Path(__file__).with_name("formulas.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return frozenset().union(*(_marks_of(line) for line in lines))


@cache
def _marks_of(text: str) -> frozenset[int]:
    return frozenset(Words(tidied(text)).marks)
