"""Opening a PDF: how many pages it has, whether it is locked, whether it had to be repaired."""

import io
from dataclasses import dataclass

import pikepdf

from workers.checks.finding import CannotCheck


@dataclass(frozen=True, kw_only=True)
class Document:
    """What the structure of a PDF says."""

    pages: int
    restricted: bool  # encrypted, but readable without a password
    repaired: bool


def inspect(data: bytes) -> Document:
    """Read the structure of a PDF. Raises CannotCheck: "encrypted", "damaged"."""
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as document:
            pages = len(document.pages)
            restricted = document.is_encrypted
            repaired = any("reconstruct" in str(warning) for warning in document.get_warnings())
    except pikepdf.PasswordError as locked:
        raise CannotCheck("encrypted") from locked
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, KeyError) as fault:
        certificates = "unsupported encryption" in str(fault)  # locked for their holders
        reason = "encrypted" if certificates else "damaged"
        raise CannotCheck(reason, error=type(fault).__name__) from fault
    if pages == 0:
        raise CannotCheck("damaged", error="no pages")
    return Document(pages=pages, restricted=restricted, repaired=repaired)
