"""The table of edges with its dotted paths loaded, once."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.utils.module_loading import import_string

from award.edges import Edge, by_name
from award.enums import Capacity
from award.given import Given
from award.models import Application, Proposal
from directory.actors import Actor

Predicate = Callable[[Actor, Application], Capacity | None]
Second = Callable[[Proposal, Actor, Application], Capacity | None]
Bar = Callable[[Actor, Application], bool]
Guard = Callable[[Application, Given], list[str]]


@dataclass(frozen=True)
class Loaded:
    """An edge and the functions its paths name."""

    edge: Edge
    who: tuple[Predicate, ...]
    second: Second | None
    barred: tuple[Bar, ...]
    guards: tuple[Guard, ...]


@cache
def load_edge(name: str) -> Loaded:
    """The edge of that name. Raises KeyError for an unknown one, ImportError for a bad path."""
    edge = by_name(name)
    return Loaded(
        edge=edge,
        who=tuple(import_string(path) for path in edge.who),
        second=import_string(edge.second) if edge.second else None,
        barred=tuple(import_string(path) for path in edge.barred),
        guards=tuple(import_string(path) for path in edge.guards),
    )
