"""What a person brings to an edge, as predicates and guards see it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from directory.actors import Actor


@dataclass(frozen=True, kw_only=True)
class Given:
    """`data` is what the edge needs besides a reason: a decree, a new date, indicators …"""

    by: Actor
    at: datetime
    reason: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
