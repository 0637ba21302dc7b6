"""Electronic signatures of a PDF: do they hold, and what came after them.

Four things are told apart and never summed up: signed, unchanged since, by whom the certificate
says, and anchored. No trust roots are known here, so nothing is ever anchored, and nothing is ever
called genuine.
"""

import io
from collections.abc import Iterator
from enum import StrEnum

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
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

    def look(self, file: File, context: Context) -> Seen:  # noqa: ARG002 the bytes say it all
        """Validate every signature against the bytes it covers and the revisions after it."""
        file.expect(PDF)
        signatures = [_state(signature) for signature in _embedded(file.data)]
        if not signatures:
            raise NothingToCheck("not_signed")
        return list(_findings(signatures)), {"signatures": signatures}


def _embedded(data: bytes) -> list[EmbeddedPdfSignature]:
    if b"/ByteRange" not in data:
        return []
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        if reader.encrypted:
            raise CannotCheck("encrypted")
        return list(reader.embedded_signatures)[:_MOST_SIGNATURES]
    except (PdfError, ValueError, KeyError, TypeError, AttributeError, OSError) as fault:
        raise CannotCheck("damaged", error=type(fault).__name__) from fault


def _state(signature: EmbeddedPdfSignature) -> Facts:
    """Return what a signature says: field, kind, signer, time, state, never anchored."""
    facts: Facts = {
        "field": str(signature.field_name)[:120],
        "time_stamp": False,
        "signer": None,
        "signed_at": None,
        "anchored": False,
        "state": State.UNREADABLE.value,
    }
    try:
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
    offline = ValidationContext(trust_roots=[], allow_fetching=False)
    status = (
        validate_pdf_timestamp(signature, offline)
        if stamp
        else validate_pdf_signature(signature, offline)
    )
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
