"""Comparing a text with a bank of texts, wherever that is kept; one in memory is here."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Protocol

from workers.checks.finding import Outcome
from workers.checks.texts.common import formula_words, widespread_words
from workers.checks.texts.copies import KnownText, copies
from workers.checks.texts.sketch import sketch

# How many texts of other units are asked which passages are everybody's, and how many are compared
# word by word; those that share most come first.
_MOST_ASKED, _MOST_COMPARED = 60, 20
# Fewer marks in common are a formula or two.
_LEAST_MARKS = 4


@dataclass(frozen=True, kw_only=True)
class Sharing:
    """A stored text by its reference, whose it is, and which of the marks asked for it has."""

    reference: str
    unit: str
    marks: frozenset[int]


class Bank(Protocol):
    """Stored texts, without the one that is compared."""

    def sharing(self, marks: list[int], limit: int, *, others: bool) -> list[Sharing]:
        """Return the texts that have most of the marks; `others` leaves out the own unit's."""

    def texts(self, references: list[str]) -> Iterable[KnownText]:
        """Return the texts themselves."""


def compare(own: KnownText, bank: Bank, given: Collection[str] = ()) -> Outcome:
    """Compare a text with those in a bank; `given` are texts that everybody has."""
    common = formula_words(own.words, given)
    marks = sketch(own.words, common)
    units = defaultdict(set)
    for text in bank.sharing([mark for mark, _ in marks], _MOST_ASKED, others=True):
        for mark in text.marks:
            units[mark].add(text.unit)
    widespread = widespread_words(own.words, marks, units)
    left = [mark for mark, at in marks if not widespread[at]]
    near = bank.sharing(left, _MOST_COMPARED, others=False)
    found = bank.texts([text.reference for text in near if len(text.marks) >= _LEAST_MARKS])
    return copies(own, found, [a or b for a, b in zip(common, widespread, strict=True)])


class Memory:
    """Texts in memory, for the shell and for measuring."""

    def __init__(self) -> None:
        self._texts: dict[str, KnownText] = {}
        self._by_mark: dict[int, list[str]] = defaultdict(list)

    def add(self, text: KnownText) -> None:
        """Keep a text for those that come after it."""
        self._texts[text.known.reference] = text
        for mark, _ in sketch(text.words, formula_words(text.words)):
            self._by_mark[mark].append(text.known.reference)

    def compare(self, own: KnownText) -> Outcome:
        """Compare a text with those kept so far."""
        return compare(own, _Beside(self, own))

    def having(self, mark: int) -> list[KnownText]:
        """Return the texts with a mark."""
        return [self._texts[reference] for reference in self._by_mark.get(mark, ())]

    def text(self, reference: str) -> KnownText:
        """Return one text."""
        return self._texts[reference]


class _Beside:
    """What is in memory beside one text."""

    def __init__(self, memory: Memory, own: KnownText) -> None:
        self._memory, self._own = memory, own.known

    def sharing(self, marks: list[int], limit: int, *, others: bool) -> list[Sharing]:
        """Return the texts that have most of the marks."""
        found: dict[str, set[int]] = defaultdict(set)
        units: dict[str, str] = {}
        for mark in marks:
            for text in self._memory.having(mark):
                known = text.known
                if known.reference == self._own.reference:
                    continue
                if not others or known.unit != self._own.unit:
                    found[known.reference].add(mark)
                    units[known.reference] = known.unit
        nearest = Counter({name: len(shared) for name, shared in found.items()})
        return [
            Sharing(reference=name, unit=units[name], marks=frozenset(found[name]))
            for name, _ in nearest.most_common(limit)
        ]

    def texts(self, references: list[str]) -> list[KnownText]:
        """Return the texts themselves."""
        return [self._memory.text(name) for name in references]
