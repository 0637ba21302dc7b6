"""What is wrong with an instrument's file: every fault at once, each with its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. `path` is dotted, as in `criteria[2].indicators[0].scale`."""

    path: str
    message: str


class InstrumentError(ValueError):
    """The file is no instrument. Its text has one line a fault: file, path, what is wrong."""

    def __init__(self, name: str, problems: Iterable[Problem]) -> None:
        self.name = name
        self.problems = tuple(problems)
        super().__init__("\n".join(self.lines()))

    def lines(self) -> list[str]:
        return [": ".join(filter(None, (self.name, p.path, p.message))) for p in self.problems]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint to append to a refusal, empty when nothing resembles the word."""
    close = get_close_matches(word, list(known), n=1)
    return _(' (maksud Anda "%(word)s"?)') % {"word": close[0]} if close else ""
