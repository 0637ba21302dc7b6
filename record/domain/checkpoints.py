"""Checkpoints: what the ledger holds, signed and given to people outside, so that none can be lost.

The text is a tlog-checkpoint (https://c2sp.org/tlog-checkpoint): the name of this installation, the
number of entries, the Merkle root over them in base64, and a line with the time. Before a new one
is signed the whole ledger is walked and must still begin with every earlier one.
"""

import base64
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from record.canonical import instant
from record.domain import checkpoint_copies, ledger
from record.errors import Inconsistent
from record.models import Checkpoint, Job
from record.signed_notes import BadKey, BadNote, Signer, Verifier, seed_of

CHECKPOINT_JOB = "make_checkpoint"


def make(job: Job) -> None:
    """The job: a checkpoint, if this installation signs any."""
    if settings.CHECKPOINT_KEY:
        take()


def take() -> Checkpoint | None:
    """Sign what the ledger holds now; None for an empty ledger.

    Without a new entry the last checkpoint is returned. Raises Inconsistent, naming every place,
    when the ledger is not whole or does not begin with an earlier checkpoint: nothing is signed.
    """
    found, known = examine()
    if found.faults:
        raise Inconsistent([str(fault) for fault in found.faults])
    if found.count in known or not found.count:
        return known.get(found.count)
    return _keep(found.count, found.tree.root())


def examine(
    heads: dict[int, str] | None = None,
) -> tuple[ledger.Verification, dict[int, Checkpoint]]:
    """Walk the ledger against its checkpoints and against `heads` handed out, {seq: hash}."""
    known = {row.size: row for row in Checkpoint.objects.all()}
    roots = {size: row.root for size, row in known.items()}
    found = ledger.examine(heads, roots)
    found.faults += [
        ledger.Fault(row.size, "its checkpoint is not what was signed")
        for row in known.values()
        if not _stands(row)
    ]
    return found, known


def signer() -> Signer:
    """Who signs here. Raises BadKey without a key."""
    return Signer(origin(), seed_of(settings.CHECKPOINT_KEY))


def origin() -> str:
    """The name this installation signs under: the host of its public address."""
    return urlsplit(settings.PUBLIC_URL).hostname or "localhost"


def text_of(name: str, size: int, root: bytes, at: str) -> str:
    """The text that is signed."""
    return f"{name}\n{size}\n{base64.b64encode(root).decode()}\nat {at}\n"


def _keep(size: int, root: bytes) -> Checkpoint:
    now, by = timezone.now(), signer()
    note = by.sign(text_of(by.verifier.name, size, root, instant(now)))
    try:
        with transaction.atomic():
            row = Checkpoint.objects.create(
                size=size, root=root.hex(), note=note, key=str(by.verifier), at=now
            )
            checkpoint_copies.order(row)
    except IntegrityError:  # another worker signed the same entries meanwhile
        return Checkpoint.objects.get(pk=size)
    return row


def _stands(row: Checkpoint) -> bool:
    """Whether the note opens with its key and says what the columns beside it say."""
    try:
        verifier = Verifier.of(row.key)
        text = verifier.open(row.note)
    except (BadKey, BadNote):
        return False
    return text == text_of(verifier.name, row.size, bytes.fromhex(row.root), instant(row.at))
