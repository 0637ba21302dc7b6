"""The work list: what each person should do next. Apps above register what is theirs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from award.models import Application
from directory.enums import RoleKind
from directory.models import Person, Role
from directory.queries.roles import roles_now


@dataclass(frozen=True, kw_only=True)
class WorkItem:
    """One thing to do: `what` in the reader's words, where (`url`), by when, how pressing.

    Items with `waits_for` wait for somebody else and are shown apart.
    """

    what: str
    url: str
    application: Application | None = None
    due: datetime | None = None
    count: int = 0
    waits_for: str = ""


@dataclass(frozen=True, kw_only=True)
class Link:
    """A page about an application that this person may open."""

    title: str
    url: str
    hint: str = ""


WorkProvider = Callable[[Person], Iterable[WorkItem]]
LinkProvider = Callable[[Person, Application], Iterable[Link]]

_work: list[tuple[WorkProvider, frozenset[str]]] = []
_links: list[LinkProvider] = []


def register_work(provider: WorkProvider, *kinds: RoleKind) -> None:
    """Add what an app asks of people who are one of `kinds`, of nobody else.

    Called from its AppConfig.ready(). Whoever is none of them costs no query.
    """
    _work.append((provider, frozenset(kinds)))


def register_links(provider: LinkProvider) -> None:
    """Add an app's pages about an application; called once from its AppConfig.ready()."""
    _links.append(provider)


def work_of(person: Person, roles: Iterable[Role] | None = None) -> list[WorkItem]:
    """All that the person should do, the soonest due first, what is undated last.

    `roles` are those the person holds now, where the caller knows them already.
    """
    held = {role.kind for role in (roles_now(person) if roles is None else roles)}
    asked = [provider for provider, kinds in _work if kinds & held]
    items = [item for provider in asked for item in provider(person)]
    return sorted(
        items, key=lambda i: (bool(i.waits_for), i.due is None, i.due or 0, i.what, i.url)
    )


def links_of(person: Person, application: Application) -> list[Link]:
    """The pages about the application that the person may open."""
    # Apps register from the highest layer down; a reader goes the way of an application, up.
    return [link for provider in reversed(_links) for link in provider(person, application)]
