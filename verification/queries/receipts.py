"""Receipts: what an uploader is given as proof, read from the rows and the ledger."""

from dataclasses import dataclass, field
from datetime import datetime

from record.models import LedgerEntry
from record.queries.ledger import entries_about
from verification.models import EvidenceVersion

RECEIVED = "evidence_received"


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """That these bytes are kept for good, and where in the ledger it is written.

    `repeated`: they were there before this was asked for, so nothing was added.
    """

    version: EvidenceVersion
    name: str
    sha256: str
    size: int
    at: datetime
    by: str
    ledger_number: int
    ledger_hash: str
    repeated: bool = field(default=False, compare=False)


def subject_of(version: EvidenceVersion) -> str:
    """The ledger's subject of an uploaded file."""
    return f"evidence:{version.pk}"


def receipt_of(version: EvidenceVersion, entry: LedgerEntry | None = None) -> Receipt:
    """The receipt of an upload, the same however often it is asked for.

    `entry` is its own in the ledger, where who asks has it at hand.
    """
    if entry is None:
        entry = entries_about(subject_of(version)).filter(kind=RECEIVED).get()
    return Receipt(
        version=version,
        name=version.original_name,
        sha256=version.blob_id,
        size=version.size,
        at=version.received_at,
        by=version.uploaded_by.name,
        ledger_number=entry.seq,
        ledger_hash=entry.hash,
    )
