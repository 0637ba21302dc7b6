"""What makes two worlds of one: something is told in them differently, to few."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.access.table import GROUPS, PERSONAS
from tests.access.world import World

# What is told on each side; what both sides tell alike is no difference.
Tell = Callable[[World, int], None]


def who(words: str) -> frozenset[str]:
    """The personas that these words name, groups or single ones."""
    named = [GROUPS.get(word, [word]) for word in words.split()]
    found = frozenset(name for group in named for name in group)
    assert found <= set(PERSONAS), f"nobody is called {sorted(found - set(PERSONAS))}"
    return found


@dataclass(frozen=True)
class Secret:
    """A difference between two worlds, and all who may see it; nobody else may notice it.

    `tell` writes it: side 0 of the one world, side 1 of the other. Where `instead_of` names another
    secret, this one is tried on those who may see that one: they know that something is there, and
    must not know what.
    """

    name: str
    tell: Tell
    seen_by: frozenset[str] = frozenset()
    instead_of: str = ""
