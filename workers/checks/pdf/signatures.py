"""Electronic signatures of a PDF: do they hold, and what came after them.

Four things are told apart and never summed up: signed, unchanged since, by whom the certificate
says, and anchored. No trust roots are known here, so nothing is ever anchored, and nothing is ever
called genuine.
"""

import io
from collections.abc import Iterator
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

from workers.checks.check import Check, Seen
from workers.checks.context import Context
from workers.checks.explanations import finding_text
from workers.checks.file import File
from workers.checks.finding import CannotCheck, Facts, Finding, NothingToCheck, Severity
from workers.checks.kinds import PDF

_MOST_SIGNATURES = 20


class State(StrEnum):
    """What one signature says about the bytes."""

    UNCHANGED = "unchanged"
    # Changed only as signing itself, archiving or filling in a form changes a document.
    ALLOWED_CHANGES = "allowed_changes"
    # Changed after signing in a way the checker cannot clear.
    UNCLEARED = "uncleared"
    BROKEN = "broken"
    UNREADABLE = "unreadable"


_FINDINGS = {
    State.UNCLEARED: ("changed_after_signing", Severity.MEDIUM),
    State.BROKEN: ("signature_broken", Severity.HIGH),
    State.UNREADABLE: ("signature_unreadable", Severity.LOW),
}


class Signatures(Check):
    """The state of each signature and time stamp, offline and without trust roots."""

    name = "pdf_signature"
    version = 1
    cap = Severity.HIGH

    def look(self, file: File, context: Context) -> Seen:
        """Validate every signature against the bytes it covers and the revisions after it."""
        file.expect(PDF)
        signatures = [_state(field) for field in _fields(file.data)]
        if not signatures:
            raise NothingToCheck("not_signed")
        return list(_findings(signatures)), {"signatures": signatures}


@dataclass(frozen=True)
class _Field:
    reader: PdfFileReader
    field: Any
    name: str

    def signature(self) -> EmbeddedPdfSignature:
        """Parse the signature; raises whatever its bytes make the parsers raise."""
        return EmbeddedPdfSignature(self.reader, self.field, self.name)


def _fields(data: bytes) -> list[_Field]:
    """Return each filled signature field of the file; raises CannotCheck."""
    if b"/ByteRange" not in data:
        return []
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        if reader.encrypted:
            raise CannotCheck("encrypted")
        filled = list(enumerate_sig_fields(reader, filled_status=True))[:_MOST_SIGNATURES]
    except (PdfError, ValueError, KeyError, TypeError, AttributeError, OSError) as fault:
        raise CannotCheck("damaged", error=type(fault).__name__) from fault
    return [_Field(reader, field, str(name)) for name, _, field in filled]


def _state(field: _Field) -> Facts:
    """Return what a signature says: field, kind, signer, time, state, never anchored."""
    facts: Facts = {
        "field": field.name[:120],
        "time_stamp": False,
        "signer": None,
        "signed_at": None,
        "anchored": False,
        "state": State.UNREADABLE.value,
    }
    try:
        signature = field.signature()
        stamp = facts["time_stamp"] = signature.sig_object_type == "/DocTimeStamp"
        facts["signer"] = _shown(signature.signer_cert.subject.native.get("common_name"))
        facts["signed_at"] = _shown(signature.self_reported_timestamp)
        facts["state"] = _validated(signature, stamp=stamp).value
    except MemoryError:
        raise
    except Exception as fault:  # noqa: BLE001 one odd signature must not hide the others
        facts["error"] = type(fault).__name__
    return facts


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


def _findings(signatures: list[Facts]) -> Iterator[Finding]:
    for signature in signatures:
        found = _FINDINGS.get(State(signature["state"]))
        if found is not None:
            kind, severity = found
            yield Finding(
                kind=kind,
                severity=severity,
                explanation=finding_text(kind, signer=signature["signer"] or "—"),
                facts=signature,
            )
