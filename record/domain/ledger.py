"""The append-only chain: how an entry is made, appended and verified.

hash = SHA-256(prev_hash as 64 lower-case hexadecimal digits, then the body in UTF-8). The first
entry has seq 1 and the predecessor's hash GENESIS. Sequence numbers have no gap.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import DEFAULT_DB_ALIAS

from record.canonical import Json, canonical, instant
from record.errors import NotCanonical
from record.locks import append_behind_lock, lock_chain
from record.merkle import Frontier
from record.models import LedgerEntry

GENESIS = "0" * 64
LAST = "SELECT seq, hash FROM record_ledgerentry ORDER BY seq DESC LIMIT 1"


@dataclass(frozen=True)
class Draft:
    """An event that waits for its place in the chain."""

    at: datetime
    actor: str
    kind: str
    subject: str
    facts: Json

    def body(self) -> str:
        """Return the canonical JSON text that is hashed."""
        return canonical(
            {
                "at": instant(self.at),
                "actor": self.actor,
                "kind": self.kind,
                "subject": self.subject,
                "facts": self.facts,
            }
        )


@dataclass(frozen=True)
class Fault:
    """One place where the chain is not what it must be."""

    seq: int
    what: str

    def __str__(self) -> str:
        return f"entry {self.seq}: {self.what}"


@dataclass
class Verification:
    """What a walk over the whole chain found."""

    count: int = 0
    seq: int = 0
    head: str = GENESIS
    tree: Frontier = field(default_factory=Frontier)
    faults: list[Fault] = field(default_factory=list)


def digest(prev_hash: str, body: str) -> str:
    """Return the hash of an entry, in lower-case hexadecimal."""
    return hashlib.sha256(prev_hash.encode("utf-8") + body.encode("utf-8")).hexdigest()


def append(drafts: Sequence[Draft]) -> list[LedgerEntry]:
    """Append the drafts in their order and return the entries.

    Takes the chain's lock: call it last in a transaction. Only record.domain.work does.
    """
    if not drafts:
        return []
    bodies = [draft.body() for draft in drafts]  # before the lock: others wait for what follows
    if len(drafts) == 1 and (entry := _appended(drafts[0], bodies[0])):
        return [entry]
    seq, prev_hash = lock_chain(then=LAST) or (0, GENESIS)
    entries = []
    for draft, body in zip(drafts, bodies, strict=True):
        entry = _entry(draft, body, seq + 1, prev_hash)
        entries.append(entry)
        seq, prev_hash = entry.seq, entry.hash
    return LedgerEntry.objects.bulk_create(entries)


def _appended(draft: Draft, body: str) -> LedgerEntry | None:
    """Append one draft in one call to the database, where it can; None where it cannot.

    Most units of work have one event. Behind the lock there is then neither a second message nor
    this process, which may be waiting for a core while all other writers wait for it. The database
    makes the hash, and what it made is compared with this module's before the commit.
    """
    values = [GENESIS, body, draft.at, draft.actor, draft.kind, draft.subject]
    row = append_behind_lock(values)
    if row is None:
        return None
    seq, prev_hash, hashed = row
    entry = _entry(draft, body, seq, prev_hash)
    if entry.hash != hashed:
        raise RuntimeError(f"the database made another hash of entry {seq}")
    entry._state.adding, entry._state.db = False, DEFAULT_DB_ALIAS  # noqa: SLF001 - as bulk_create
    return entry


def _entry(draft: Draft, body: str, seq: int, prev_hash: str) -> LedgerEntry:
    return LedgerEntry(
        seq=seq,
        prev_hash=prev_hash,
        hash=digest(prev_hash, body),
        body=body,
        at=draft.at,
        actor=draft.actor,
        kind=draft.kind,
        subject=draft.subject,
    )


def verify() -> list[Fault]:
    """Walk the whole chain and return every fault; none means it is whole."""
    return examine().faults


def examine(
    expected: Mapping[int, str] | None = None, roots: Mapping[int, str] | None = None
) -> Verification:
    """Walk the whole chain, row by row, and say how long it is, where it ends, what is wrong.

    `expected` are heads handed out earlier, {seq: hash}: without them nobody can see that entries
    at the end were cut off, or that somebody with the database computed a new chain. `roots` are
    Merkle roots of checkpoints, {number of entries: root}: each must be that of the beginning of
    this ledger, which is what RFC 6962 calls consistent. A leaf is the hash of one entry, 32 bytes.
    """
    missing, rooted = dict(expected or {}), dict(roots or {})
    result = Verification()
    for entry in _entries():
        result.faults += _faults(entry, prev_seq=result.seq, prev_hash=result.head)
        handed_out = missing.pop(entry.seq, entry.hash)
        if handed_out != entry.hash:
            result.faults.append(Fault(entry.seq, f"is not the head handed out, {handed_out}"))
        result.count, result.seq, result.head = result.count + 1, entry.seq, entry.hash
        result.tree.add(_leaf(entry.hash))
        if entry.seq in rooted and rooted.pop(entry.seq) != result.tree.root().hex():
            result.faults.append(
                Fault(entry.seq, "the entries up to here are not its checkpoint's")
            )
    result.faults += [Fault(lost, "was handed out as head and is gone") for lost in sorted(missing)]
    result.faults += [Fault(size, "has a checkpoint and is gone") for size in sorted(rooted)]
    return result


def _leaf(hashed: str) -> bytes:
    """The bytes of a hash; none where somebody wrote something that is no hash."""
    try:
        return bytes.fromhex(hashed)
    except ValueError:
        return b""


def _entries() -> Iterable[LedgerEntry]:
    return LedgerEntry.objects.order_by("seq").iterator(chunk_size=2000)


def _faults(entry: LedgerEntry, *, prev_seq: int, prev_hash: str) -> Iterator[Fault]:
    if entry.seq != prev_seq + 1:
        yield Fault(prev_seq + 1, f"missing; the next entry is {entry.seq}")
    elif entry.prev_hash != prev_hash:
        yield Fault(entry.seq, "does not follow its predecessor")
    if digest(entry.prev_hash, entry.body) != entry.hash:
        yield Fault(entry.seq, "its hash is not that of its content")
    yield from (Fault(entry.seq, what) for what in _contradictions(entry))


def _contradictions(entry: LedgerEntry) -> list[str]:
    """Compare the columns with the body, which alone is hashed."""
    try:
        body = json.loads(entry.body)
        if canonical(body) != entry.body or not isinstance(body, dict):
            raise NotCanonical(entry.body)
    except ValueError:
        return ["its body is not in canonical form"]
    columns = {
        "at": instant(entry.at),
        "actor": entry.actor,
        "kind": entry.kind,
        "subject": entry.subject,
    }
    return [
        f"{name} is not what its body says"
        for name, value in columns.items()
        if body.get(name) != value
    ]
