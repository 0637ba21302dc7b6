"""What a unit looks at before it sends: what is complete and what may be asked.

What forbids sending are the guards of the edge; all that is here is advice. Apps above register
what they know, as they do for the work list.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from award.models import Application
from award.obstacle import Obstacle


@dataclass(frozen=True, kw_only=True)
class Advice:
    """Things of one kind that may be asked about: why, and each with where it is mended."""

    title: str
    why: str
    points: Sequence[Obstacle]


@dataclass(frozen=True, kw_only=True)
class Part:
    """How far one criterion is, and where it is continued."""

    title: str
    url: str
    there: int
    needed: int

    @property
    def complete(self) -> bool:
        return self.there >= self.needed


@dataclass(frozen=True, kw_only=True)
class Look:
    """What an app says of an application: how far its parts are, and its advice."""

    title: str
    parts: Sequence[Part]
    advice: Sequence[Advice] = ()


Provider = Callable[[Application], Look]
_providers: list[Provider] = []


def register_look(provider: Provider) -> None:
    """Add what an app says; called once from its AppConfig.ready(). Its readers are the unit's."""
    _providers.append(provider)


def looks_at(application: Application) -> list[Look]:
    """What every app says, in the order of an application's way."""
    return [provider(application) for provider in reversed(_providers)]
