"""A document of ours that came back signed: is it still the one that we gave away to be signed?

The file must begin with the draft, byte for byte. Signing a PDF appends to it, so that every
signature made on the draft keeps that beginning; a file that was printed, saved anew or drawn again
does not, and whether it says the same could then only be guessed. What was appended must be
signatures and what belongs to them, nothing that changes a page.

What is known of the certificates is told apart: its chain ends in a root we were given, or it does
not, or it does and something is wrong with it. None of this says who somebody is.
"""

import hashlib
import io
import json
import logging
from collections.abc import Callable
from typing import Any

from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    validate_pdf_signature,
)
from pyhanko_certvalidator import ValidationContext

from workers.checks.finding import Facts
from workers.checks.pdf.copy_words import Chain, Fault
from workers.checks.pdf.only_signed import Changed, seals_added
from workers.checks.pdf.seals import words_under

MOST_SIGNATURES = 20
LONGEST_NAME = 200
MARK = b"%%EOF"
# What pyHanko says of a chain that it could follow to the end and must still not trust.
DOUBTS = ("REVOKED", "OUT_OF_BOUNDS")


class _Refused(Exception):
    """A fault was found."""


def run(data: bytes, arguments: dict[str, Any], emit: Callable[[bytes], None]) -> None:
    """The job in the child: `data` is draft, signed file and roots (PEM), one after the other."""
    first, second = arguments["draft"], arguments["draft"] + arguments["signed"]
    found = read(draft=data[:first], signed=data[first:second], roots=data[second:])
    emit(json.dumps(found).encode() + b"\n")


def read(*, draft: bytes, signed: bytes, roots: bytes = b"") -> Facts:
    """What the file is: `fault` (empty for a signed copy), its `signers`, the words of the draft
    that their seals `covered`, and `first`, the digest of the file's first version, which may tell
    what other document it is.
    """
    first = hashlib.sha256(first_version(signed)).hexdigest()
    logging.disable(logging.CRITICAL)  # pyHanko writes a page for each certificate it does not know
    fault, signers, covered = "", [], ""
    try:
        signers = _signers(draft, signed, roots)
        covered = words_under(draft, seals_added(draft, signed))
    except _Refused as refusal:
        fault = str(refusal)
    except Changed:
        fault = Fault.ALTERED.value
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  whatever hostile bytes make the parsers raise
        fault = Fault.DAMAGED.value
    finally:
        logging.disable(logging.NOTSET)
    return {"fault": fault, "signers": [] if fault else signers, "first": first, "covered": covered}


def first_version(data: bytes) -> bytes:
    """The file up to its first end-of-file mark, with the line end behind it."""
    at = data.find(MARK)
    if at < 0:
        return data
    end = at + len(MARK)
    while data[end : end + 1] in (b"\r", b"\n"):
        end += 1
    return data[:end]


def _signers(draft: bytes, signed: bytes, roots: bytes) -> list[Facts]:
    if b"/ByteRange" not in signed:
        raise _Refused(Fault.NOT_SIGNED)
    if not signed.startswith(draft):
        raise _Refused(Fault.OTHER_DOCUMENT)
    reader = PdfFileReader(io.BytesIO(signed), strict=False)
    signatures = reader.embedded_regular_signatures[:MOST_SIGNATURES]
    if not signatures:
        raise _Refused(Fault.NOT_SIGNED)
    trusted = list(load_certs_from_pemder_data(roots)) if roots.strip() else []
    statuses = [_validated(signature, trusted) for signature in signatures]
    if not (signed.rstrip().endswith(MARK) and any(_to_the_end(status) for status in statuses)):
        raise _Refused(Fault.NOT_WHOLE)
    pairs = zip(signatures, statuses, strict=True)
    return [_signer(signature, status) for signature, status in pairs]


def _validated(signature: EmbeddedPdfSignature, roots: list[Any]) -> PdfSignatureStatus:
    """Raises _Refused unless the signed bytes are those that were signed, by that key."""
    context = ValidationContext(trust_roots=roots, allow_fetching=False)
    try:
        status = validate_pdf_signature(signature, context)
    except (PdfError, KeyError, RecursionError, AttributeError) as fault:
        raise _Refused(Fault.BROKEN) from fault
    if not (status.intact and status.valid):
        raise _Refused(Fault.BROKEN)
    return status


def _to_the_end(status: PdfSignatureStatus) -> bool:
    """Whether nothing stands behind the signature, but for what keeps it checkable for years."""
    return (
        status.coverage == SignatureCoverageLevel.ENTIRE_FILE
        or status.modification_level == ModificationLevel.LTA_UPDATES
    )


def _signer(signature: EmbeddedPdfSignature, status: PdfSignatureStatus) -> Facts:
    certificate = signature.signer_cert
    return {
        "name": _common_name(certificate.subject),
        "issuer": _common_name(certificate.issuer),
        "signed_at": str(signature.self_reported_timestamp or "")[:40],
        "chain": _chain(status).value,
    }


def _common_name(name: Any) -> str:
    return str(name.native.get("common_name") or name.human_friendly)[:LONGEST_NAME]


def _chain(status: PdfSignatureStatus) -> Chain:
    if status.trusted:
        return Chain.TRUSTED
    problem = str(getattr(status.trust_problem_indic, "name", ""))
    return Chain.DOUBTFUL if problem.startswith(DOUBTS) else Chain.UNKNOWN
