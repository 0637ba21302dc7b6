"""What each electronic signature of a PDF says: by whom, when, and whether its bytes still hold.

Four things are told apart and never summed up: signed, unchanged since, by whom the certificate
says, and anchored. No trust roots are known here, so nothing is ever anchored, and nothing is ever
called genuine.
"""

import io
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    SignatureCoverageLevel,
    validate_pdf_signature,
    validate_pdf_timestamp,
)
from pyhanko_certvalidator import ValidationContext

from workers.checks.finding import CannotCheck, Facts
from workers.checks.pdf.digest import digest_matches

MOST_SIGNATURES = 20


class State(StrEnum):
    """What one signature says about the bytes."""

    UNCHANGED = "unchanged"
    # Changed only as signing itself, archiving or filling in a form changes a document.
    ALLOWED_CHANGES = "allowed_changes"
    # Changed in parts that do not show: every page looks and reads as it did when signed.
    UNSEEN_CHANGES = "unseen_changes"
    # Changed after signing in a way the checker cannot clear.
    UNCLEARED = "uncleared"
    BROKEN = "broken"
    UNREADABLE = "unreadable"


@dataclass
class Signature:
    """One signature with all that is told of it; `end` is how many bytes it was made over."""

    field: str
    state: State = State.UNREADABLE
    stamp: bool = False
    certified: bool = False
    signer: str | None = None
    signed_at: str | None = None
    end: int = 0
    error: str | None = None

    def facts(self) -> Facts:
        """What is kept of it; `anchored` is never true, for no trust roots are known."""
        return {
            "field": self.field[:120],
            "time_stamp": self.stamp,
            "certified": self.certified,
            "signer": self.signer,
            "signed_at": self.signed_at,
            "anchored": False,
            "state": self.state.value,
        } | ({"error": self.error} if self.error else {})


def signatures(data: bytes) -> list[Signature]:
    """Return each filled signature of the file, earliest bytes first; raises CannotCheck."""
    if b"/ByteRange" not in data:
        return []
    found = [_read(reader, field, str(name), data) for reader, field, name in _fields(data)]
    return sorted(found, key=lambda signature: signature.end)


def _fields(data: bytes) -> list[tuple[PdfFileReader, Any, Any]]:
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        if reader.encrypted:
            raise CannotCheck("encrypted")
        filled = list(enumerate_sig_fields(reader, filled_status=True))[:MOST_SIGNATURES]
    except (PdfError, ValueError, KeyError, TypeError, AttributeError, OSError) as fault:
        raise CannotCheck("damaged", error=type(fault).__name__) from fault
    return [(reader, field, name) for name, _, field in filled]


def _read(reader: PdfFileReader, field: Any, name: str, data: bytes) -> Signature:
    """Read one signature; whatever its bytes make the parsers raise leaves it unreadable."""
    read = Signature(field=name)
    embedded: EmbeddedPdfSignature | None = None
    try:
        embedded = EmbeddedPdfSignature(reader, field, name)
        read.end = sum([int(part) for part in embedded.byte_range][-2:])
        read.stamp = (
            embedded.sig_object_type == "/DocTimeStamp"
            or embedded.sig_object.get("/SubFilter") == "/ETSI.RFC3161"
        )
        read.signer = _shown(embedded.signer_cert.subject.native.get("common_name"))
        read.signed_at = _shown(embedded.self_reported_timestamp)
        read.certified = embedded.docmdp_level is not None
        read.state = _validated(embedded, stamp=read.stamp)
    except MemoryError:
        raise
    except Exception as fault:  # noqa: BLE001 one odd signature must not hide the others
        read.error = type(fault).__name__
        if embedded is not None and digest_matches(data, embedded) is False:
            read.state = State.BROKEN
    return read


def _shown(value: object) -> str | None:
    return None if value is None else str(value)[:200]


def _validated(signature: EmbeddedPdfSignature, *, stamp: bool) -> State:
    """Validate the bytes a signature covers, then what was added behind them."""
    validate = validate_pdf_timestamp if stamp else validate_pdf_signature
    offline = ValidationContext(trust_roots=[], allow_fetching=False)
    try:
        status = validate(signature, offline)
    except (KeyError, PdfError, RecursionError, AttributeError):
        # Revisions that cannot be compared are changes that cannot be cleared.
        status = validate(signature, offline, skip_diff=True)
    if not (status.intact and status.valid):
        return State.BROKEN
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return State.UNCHANGED
    level = status.modification_level
    if level is None or level == ModificationLevel.OTHER or status.docmdp_ok is False:
        return State.UNCLEARED
    return State.UNCHANGED if level == ModificationLevel.NONE else State.ALLOWED_CHANGES
