"""Two worlds that differ in secrets alone, and what one person gets in each."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.urls import reverse

from tests.access import table
from tests.access.undone import undone
from tests.access.visitors import Visitors
from tests.noninterference.crawl import Answer, Crawl, Crawler, route_of
from tests.noninterference.declassified import declassified
from tests.noninterference.secret import Secret
from tests.noninterference.still import Chance
from tests.verification.situations import reload

# Where a thing that is kept secret would be looked at by somebody who knows its number.
PAGES_OF = {
    "item": ("verification:evidence_item", "verification:item_checks"),
    "finding": ("verification:finding",),
    "unit": ("directory:unit",),
    "application": ("award:application", "verification:evidence", "verification:desk"),
    "decree": ("verification:decree", "verification:decree_file"),
    "seat": ("jury:seat", "jury:declare"),
    "question": ("award:answer_question",),
}
NOTHING = Answer(0, (), b"")


@dataclass(frozen=True)
class Leak:
    """An answer that tells the worlds apart."""

    request: str
    one: Answer
    other: Answer

    def __str__(self) -> str:
        pairs = zip(self.one.lines, self.other.lines, strict=False)
        first = next((pair for pair in pairs if pair[0] != pair[1]), (b"(shorter)", b"(longer)"))
        return f"{self.request}\n    {_part(*first)}\n    {_part(*reversed(first))}"


def _part(line: bytes, other: bytes) -> str:
    """The line from shortly before the first byte that differs."""
    at = next((i for i, (a, b) in enumerate(zip(line, other, strict=False)) if a != b), 0)
    return line[max(0, at - 60) : at + 120].decode(errors="replace").strip()


class Worlds:
    """One world for everybody, told differently on each side."""

    def __init__(self, visitors: Visitors, chance: Chance) -> None:
        self.visitors, self.chance = visitors, chance

    def leaks(
        self, persona: str, secrets: Sequence[Secret], *, most: int, posts: bool = True
    ) -> tuple[list[Leak], Crawl]:
        """Where the persona could tell the two sides apart, and what it reached on the second."""
        with self.side(secrets, 1):
            probes = self._probes()
            here = self._crawler(persona, most).crawl(table.lines(), also=probes, posts=posts)
        with self.side(secrets, 0):
            there = self._crawler(persona, most).crawl(table.lines(), also=probes, posts=posts)
        return compared(persona, there, here), here

    def leaks_at(self, persona: str, secrets: Sequence[Secret], url: str) -> list[Leak]:
        """The same at one address alone."""
        sides = []
        for side in (0, 1):
            with self.side(secrets, side):
                crawler = self._crawler(persona, 1)
                crawler.open(url)
                sides.append(crawler.found)
        return compared(persona, *sides)

    def blind_leaks(self, persona: str, secrets: Sequence[Secret], name: str) -> list[Leak]:
        """What an application tells at all its addresses, though no page leads there any more."""
        version = self.visitors.world.applications[name].version
        tried = (0, version, version + 1)
        sides = []
        for side in (0, 1):
            with self.side(secrets, side):
                sides.append(self._crawler(persona, 1).try_on(name, table.lines(), tried))
        return compared(persona, *sides)

    def culprits(self, persona: str, secrets: Sequence[Secret], leak: Leak) -> list[str]:
        """The secrets that by themselves tell the worlds apart at this leak's address."""
        method, _space, url = leak.request.partition(" ")
        if method != "GET":
            return []
        return [each.name for each in secrets if self.leaks_at(persona, [each], url)]

    def _crawler(self, persona: str, most: int) -> Crawler:
        return Crawler(self.visitors, self.chance, persona, most=most)

    @contextmanager
    def side(self, secrets: Collection[Secret], side: int) -> Iterator[None]:
        """One of the two worlds, for as long as the body runs."""
        world = self.visitors.world
        names = dict(world.names)
        with undone():
            for secret in secrets:
                self.chance.begin(secret.name)
                secret.tell(world, side)
            yield
        world.names = names
        for application in world.applications.values():
            reload(application)

    def _probes(self) -> list[str]:
        """Addresses of the secret things themselves, as if their numbers had been guessed."""
        names = self.visitors.world.names
        known = [(name.rsplit(".", 1)[1], pk) for name, pk in names.items() if "secret." in name]
        return [reverse(route, args=[pk]) for kind, pk in known for route in PAGES_OF[kind]]


def compared(persona: str, one: Crawl, other: Crawl) -> list[Leak]:
    """Every request whose answers differ in more than what is declassified."""
    found = []
    for request in {**one.answers, **other.answers}:
        here = one.answers.get(request, NOTHING)
        there = other.answers.get(request, NOTHING)
        if here != there:
            route = route_of(request.split(" ", 2)[1].partition("#")[0])
            here, there = (declassified(each, route, persona) for each in (here, there))
            if here != there:
                found.append(Leak(request, here, there))
    return found
