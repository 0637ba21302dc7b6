"""The unit of work: a decision, its jobs, its notices and its ledger entries, all or nothing.

    with recorded(actor="person:…") as work:
        … change rows …
        work.event("answer_amended", subject="application:…", facts={"indicator": "a-1"})

Rows and jobs are written at once; events are held back and appended last, just before commit,
because the chain's lock makes every other writer wait.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from record.canonical import Fact, Json, plain
from record.domain import commitments, ledger, notices
from record.domain import queue as job_queue
from record.models import LedgerEntry
from record.rules import check_actor, check_event


@dataclass
class _Unit:
    """What the outermost recorded() and all joined ones share."""

    connection: BaseDatabaseWrapper
    drafts: list[tuple[ledger.Draft, Callable[[], None]]] = field(default_factory=list)
    entries: list[LedgerEntry] = field(default_factory=list)

    def hold(self, draft: ledger.Draft) -> None:
        """Keep the draft until the end, unless the savepoint it is made in is rolled back.

        Django forgets an on_commit callback when the savepoint it was registered in is rolled
        back. A callback that does nothing therefore tells later whether the draft still counts.
        """

        def alive() -> None:
            return None

        transaction.on_commit(alive)
        self.drafts.append((draft, alive))

    def standing(self) -> list[ledger.Draft]:
        """Return the drafts whose savepoints were all kept."""
        registered = {id(hook[1]) for hook in self.connection.run_on_commit}
        return [draft for draft, alive in self.drafts if id(alive) in registered]


_open_unit: ContextVar[_Unit | None] = ContextVar("open_unit", default=None)


class Work:
    """What one recorded() hands to its body."""

    def __init__(self, actor: str, unit: _Unit) -> None:
        self.actor = actor
        self._unit = unit

    @property
    def entries(self) -> list[LedgerEntry]:
        """The entries as appended; empty until the outermost recorded() has ended."""
        return self._unit.entries

    def event(self, kind: str, *, subject: str, facts: Mapping[str, Fact] | None = None) -> None:
        """Hold an event for the ledger. Facts are ids, codes, numbers, times and digests only."""
        facts = facts or {}
        check_event(kind, subject, facts)
        self._unit.hold(ledger.Draft(timezone.now(), self.actor, kind, subject, plain(facts)))

    def job(self, kind: str, *, subject: str, version: str = "1", queue: str = "default") -> None:
        """Write a job row; the same kind, subject and version is one job for ever."""
        job_queue.insert(kind=kind, subjects=[subject], version=version, queue=queue)

    def notice(
        self,
        kind: str,
        *,
        to: Iterable[UUID],
        event_key: str,
        params: Mapping[str, Json] | None = None,
        link: str = "",
    ) -> None:
        """Write a notice, and its mail job, for each primary key of a person in `to`.

        `event_key` names the event: a person gets one notice of a kind for it, however often this
        is called. `params` fill the registered text; `link` is a path on this site.
        """
        notices.write(kind=kind, to=to, event_key=event_key, params=params or {}, link=link)

    def commitment(self, text: str) -> str:
        """Return a salted digest that may stand in facts for a name or a free text."""
        return commitments.commit(text)


@contextmanager
def recorded(*, actor: str) -> Iterator[Work]:
    """Run the body in a transaction and append its events to the ledger last.

    Called inside another one it joins it: a savepoint, its own actor, the same commit. It refuses
    to start inside a bare transaction.atomic(), because then the chain's lock would be held for
    the rest of that transaction.
    """
    check_actor(actor)
    joined = _joinable()
    if joined is not None:
        with transaction.atomic():
            yield Work(actor, joined)
        return
    unit = _Unit(_connection())
    token = _open_unit.set(unit)
    try:
        with transaction.atomic(durable=True):
            yield Work(actor, unit)
            unit.entries.extend(ledger.append(unit.standing()))
    finally:
        _open_unit.reset(token)


def _joinable() -> _Unit | None:
    """Return the open unit, if it is this thread's: a copied context has another connection."""
    unit = _open_unit.get()
    return unit if unit is not None and unit.connection is _connection() else None


def _connection() -> BaseDatabaseWrapper:
    return connections["default"]
