"""Who may read the ledger's page. Nobody, until the layer that knows roles says who.

allow(lambda person: …)        called in that layer's AppConfig.ready()
veil(lambda person: …)         likewise by a layer that keeps some of it from some of them
"""

from collections.abc import Callable, Iterable
from typing import Any

Rule = Callable[[Any], bool]

# Of a reader, the ids of what they are told nothing about for now.
Veil = Callable[[Any], Iterable[str]]

_rules: list[Rule] = []
_veils: list[Veil] = []


def allow(rule: Rule) -> None:
    """Let those signed-in people read the ledger for whom `rule` is true."""
    if rule not in _rules:
        _rules.append(rule)


def veil(ids: Veil) -> None:
    """Keep from a reader what the entries say that name one of these ids; their lines stay."""
    if ids not in _veils:
        _veils.append(ids)


def kept_from(person: object) -> frozenset[str]:
    """The ids of what this reader is told nothing about for now."""
    return frozenset(each for ids in _veils for each in ids(person))


def may_read(person: object) -> bool:
    """Whether some rule lets this person read the ledger."""
    return any(rule(person) for rule in _rules)
