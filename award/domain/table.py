"""The table of edges with its dotted paths loaded, once."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.utils.module_loading import import_string

from award.at_once import BarOfMany, GuardOfMany, Lines
from award.edges import Edge, by_name
from award.enums import Capacity
from award.given import Given
from award.models import Application, Proposal
from award.rules import AtCentre
from directory.actors import Actor

Predicate = Callable[[Actor, Application], Capacity | None]
Second = Callable[[Proposal, Actor], Capacity | None]
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


def barred_from(
    bars: Iterable[Bar], actor: Actor, applications: Collection[Application]
) -> set[UUID]:
    """The applications from which any of the bars keeps the person."""
    found: set[UUID] = set()
    for bar in bars:
        if isinstance(bar, BarOfMany):
            found |= bar.of_many(actor, applications)
        else:
            found |= {each.pk for each in applications if bar(actor, each)}
    return found


def answered(guard: Guard, applications: Collection[Application], given: Given) -> Lines:
    """What the guard says of each of the applications."""
    if isinstance(guard, GuardOfMany):
        return guard.of_many(applications, given)
    return {each.pk: guard(each, given) for each in applications}


def capacities(
    who: Iterable[Predicate], actor: Actor, applications: Collection[Application]
) -> dict[UUID, Capacity | None]:
    """In what capacity the person may act on each: by the first of the predicates that holds."""
    found: dict[UUID, Capacity | None] = {each.pk: None for each in applications}
    for predicate in who:
        open_still = [each for each in applications if found[each.pk] is None]
        if isinstance(predicate, AtCentre):
            found |= dict.fromkeys((each.pk for each in open_still), predicate.of(actor))
        else:
            found |= {each.pk: predicate(actor, each) for each in open_still}
    return found
