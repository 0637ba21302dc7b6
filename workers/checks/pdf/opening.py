"""Opening a PDF: how many pages it has, whether it is locked, whether it had to be repaired."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pikepdf

from workers.checks.finding import CannotCheck

_FAULTS = (
    pikepdf.PdfError, pikepdf.PasswordError, ValueError, RuntimeError, TypeError, KeyError,
    AttributeError, IndexError, OverflowError,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Document:
    """What the structure of a PDF says."""

    pages: int
    restricted: bool  # encrypted, but readable without a password
    repaired: bool


def inspect(data: bytes) -> Document:
    """Read the structure of a PDF. Raises CannotCheck: "encrypted", "damaged"."""
    with structure(data) as document:
        pages = len(document.pages)
        restricted = document.is_encrypted
        repaired = any("reconstruct" in str(warning) for warning in document.get_warnings())
    if pages == 0:
        raise CannotCheck("damaged", error="no pages")
    return Document(pages=pages, restricted=restricted, repaired=repaired)


@contextmanager
def structure(data: bytes) -> Iterator[pikepdf.Pdf]:
    """Open the objects of a PDF; also what goes wrong inside the block raises CannotCheck.

    The reasons are "encrypted" and "damaged".
    """
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as document:
            yield document
    except _FAULTS as fault:
        raise CannotCheck(reason_of(fault), error=type(fault).__name__) from fault


def reason_of(fault: Exception) -> str:
    """Return why a PDF could not be opened: "encrypted" or "damaged"."""
    locked = isinstance(fault, pikepdf.PasswordError)
    certificates = "unsupported encryption" in str(fault)  # locked for their holders
    return "encrypted" if locked or certificates else "damaged"
