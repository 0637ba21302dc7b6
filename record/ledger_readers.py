"""Who may read the ledger's page. Nobody, until the layer that knows roles says who.

allow(lambda person: …)        called in that layer's AppConfig.ready()
"""

from collections.abc import Callable
from typing import Any

Rule = Callable[[Any], bool]

_rules: list[Rule] = []


def allow(rule: Rule) -> None:
    """Let those signed-in people read the ledger for whom `rule` is true."""
    if rule not in _rules:
        _rules.append(rule)


def may_read(person: object) -> bool:
    """Whether some rule lets this person read the ledger."""
    return any(rule(person) for rule in _rules)
