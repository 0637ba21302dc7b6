"""Searching names, codes and texts. Each app says what of its own a person may find.

register_search("UPT", rows=…, hit=…)        called from the app's AppConfig.ready()

`rows` starts from what the person may see at this moment and narrows it to the text; one query a
kind. `hit` says of a row how it is called and where it is, and asks the database nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from directory.models import Person

# Of one kind; who looks for more says more of it.
MOST = 10
# Shorter, almost everything is found.
SHORTEST, LONGEST = 3, 100
# Letters of a text that are shown before and after what was found.
AROUND = 80


@dataclass(frozen=True, kw_only=True)
class Hit:
    """Something found: its name, its page, and the text it was found in, if not its name."""

    title: str
    url: str
    where: str = ""
    text: str = ""


@dataclass(frozen=True)
class Searcher:
    """One kind of thing."""

    title: str | Promise
    rows: Callable[[Person, str], QuerySet[Any]]
    hit: Callable[[Any], Hit]


@dataclass(frozen=True)
class Found:
    """The first things of one kind, and whether there are more."""

    title: str | Promise
    hits: list[Hit]
    more: bool


_searchers: list[Searcher] = []


def register_search(
    title: str | Promise, *, rows: Callable[[Person, str], QuerySet[Any]], hit: Callable[[Any], Hit]
) -> None:
    """Add a kind of thing to be found."""
    _searchers.append(Searcher(title, rows, hit))


def search(person: Person, text: str) -> list[Found]:
    """What the person may find by the text, by kind; kinds without a hit are left out."""
    found = []
    for searcher in _searchers:
        rows = list(searcher.rows(person, text)[: MOST + 1])
        if rows:
            hits = [searcher.hit(row) for row in rows[:MOST]]
            found.append(Found(searcher.title, hits, len(rows) > MOST))
    return found


def excerpt(text: str, wanted: str) -> tuple[str, str, str]:
    """A piece of the text around what was wanted: what stands before it, itself, and after it."""
    at = text.lower().find(wanted.lower())
    if at < 0:
        return text[: 2 * AROUND], "", ""
    start, end = max(0, at - AROUND), at + len(wanted)
    before = ("… " if start else "") + text[start:at]
    after = text[end : end + AROUND] + (" …" if len(text) > end + AROUND else "")
    return before, text[at:end], after
