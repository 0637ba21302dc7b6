"""Receipts: what a person did, as it stands in the ledger, signed for that person to keep.

The text is a signed note (see record.signed_notes). Its first three lines are those of a checkpoint
over the ledger up to and with the entry, then the entry itself:

    <name of the installation>/receipt
    <number of the entry>
    <Merkle root over the entries up to it, base64>
    prev <hash of the entry before>
    body <the entry's canonical JSON: when, who, what, about what, with which facts>

SHA-256 over prev and body is the entry's hash, so the receipt needs nothing else to say what it
says. The same entry gives the same receipt, byte for byte.
"""

import base64
import binascii
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings

from record import merkle
from record.domain.checkpoints import origin, signer
from record.domain.ledger import digest
from record.models import Checkpoint, LedgerEntry
from record.signed_notes import BadNote, Verifier

SUFFIX = "/receipt"
LONGEST = 20_000  # characters of a receipt; the facts of an entry are ids and digests
_LINES = 5


class Fault(StrEnum):
    """Why a text proves nothing, or what it proves against this installation."""

    NOT_OURS = "not_ours"  # no receipt, or not signed here, or touched since
    GONE = "gone"  # signed here, and the ledger has another entry there, or none
    REWRITTEN = "rewritten"  # the entry is there, and what stood before it is not what it was


@dataclass(frozen=True)
class Examined:
    """What a receipt turned out to be. `checkpoint` is the first one that covers the entry."""

    fault: Fault | None
    entry: LedgerEntry | None = None
    checkpoint: Checkpoint | None = None


def receipt_of(entry: LedgerEntry) -> str:
    """Return the signed receipt of an entry. Raises BadKey where no key is configured."""
    root = base64.b64encode(root_at(entry.seq)).decode()
    text = f"{origin()}{SUFFIX}\n{entry.seq}\n{root}\nprev {entry.prev_hash}\nbody {entry.body}\n"
    return signer().sign(text)


def root_at(size: int) -> bytes:
    """Return the Merkle root over the first `size` entries."""
    tree = merkle.Frontier()
    hashes = LedgerEntry.objects.filter(seq__lte=size).order_by("seq").values_list("hash")
    for (hashed,) in hashes.iterator(chunk_size=5000):
        tree.add(bytes.fromhex(hashed))
    return tree.root()


def examine(text: str) -> Examined:
    """Compare a receipt with the ledger as it is now."""
    read = _read(text)
    if read is None:
        return Examined(Fault.NOT_OURS)
    seq, root, hashed = read
    entry = LedgerEntry.objects.filter(seq=seq, hash=hashed).first()
    if entry is None:
        return Examined(Fault.GONE)
    if root_at(seq) != root:
        return Examined(Fault.REWRITTEN, entry)
    return Examined(None, entry, Checkpoint.objects.filter(size__gte=seq).first())


def _read(text: str) -> tuple[int, bytes, str] | None:
    """The number, root and hash in a receipt that was signed here; None for any other text."""
    signed = _opened(text.replace("\r\n", "\n").strip() + "\n") if len(text) <= LONGEST else None
    lines = (signed or "").split("\n")
    if signed is None or len(lines) != _LINES + 1:
        return None
    name, seq, root, prev, body = lines[:_LINES]
    fits = name.endswith(SUFFIX) and prev.startswith("prev ") and body.startswith("body ")
    if not fits or not seq.isdecimal():
        return None
    try:
        decoded = base64.b64decode(root, validate=True)
    except binascii.Error:
        return None
    return int(seq), decoded, digest(prev.removeprefix("prev "), body.removeprefix("body "))


def _opened(note: str) -> str | None:
    """The text of a note signed with a key that this installation has or had."""
    for key in _keys():
        try:
            return Verifier.of(key).open(note)
        except BadNote:
            continue
    return None


def _keys() -> list[str]:
    now = [str(signer().verifier)] if settings.CHECKPOINT_KEY else []
    return [*now, *Checkpoint.objects.order_by("key").values_list("key", flat=True).distinct()]
