"""The kinds of file the application takes, and how to tell a kind from the first bytes.

One row a kind: adding a row here is what it takes to accept another one.
"""

from dataclasses import dataclass

from workers.checks.context import MEBIBYTE

PICTURE, PDF, OFFICE = "picture", "pdf", "office"

# Enough of a file's head to name its kind (the signature of a tar archive stands at 257).
HEAD_BYTES = 4096


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of file: its media type, the extensions it may carry and its largest size."""

    code: str
    family: str
    media_type: str
    extensions: tuple[str, ...]
    max_bytes: int = 25 * MEBIBYTE


_OOXML = "application/vnd.openxmlformats-officedocument"
KINDS = {
    kind.code: kind
    for kind in (
        Kind(
            code="jpeg",
            family=PICTURE,
            media_type="image/jpeg",
            extensions=("jpg", "jpeg", "jfif"),
        ),
        Kind(code="png", family=PICTURE, media_type="image/png", extensions=("png",)),
        Kind(code="webp", family=PICTURE, media_type="image/webp", extensions=("webp",)),
        Kind(code="heic", family=PICTURE, media_type="image/heic", extensions=("heic", "heif")),
        Kind(code="pdf", family=PDF, media_type="application/pdf", extensions=("pdf",)),
        Kind(
            code="docx",
            family=OFFICE,
            media_type=f"{_OOXML}.wordprocessingml.document",
            extensions=("docx",),
        ),
        Kind(
            code="xlsx",
            family=OFFICE,
            media_type=f"{_OOXML}.spreadsheetml.sheet",
            extensions=("xlsx",),
        ),
        Kind(
            code="pptx",
            family=OFFICE,
            media_type=f"{_OOXML}.presentationml.presentation",
            extensions=("pptx",),
        ),
    )
}
BY_EXTENSION = {extension: kind for kind in KINDS.values() for extension in kind.extensions}

# What Word, Excel and PowerPoint wrote before 2007; asked for as a newer file or as a PDF.
LEGACY_EXTENSIONS = frozenset({"doc", "xls", "ppt"})

_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"PK\x03\x04", "zip"),
    (0, b"PK\x05\x06", "zip"),
    (0, b"%PDF-", "pdf"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (0, b"GIF8", "gif"),
    (0, b"II*\0", "tiff"),
    (0, b"MM\0*", "tiff"),
    (0, b"BM", "bmp"),
    (0, b"Rar!\x1a\x07", "rar"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z"),
    (0, b"\x1f\x8b", "gzip"),
    (0, b"MZ", "exe"),
    (0, b"\x7fELF", "elf"),
    (0, b"{\\rtf", "rtf"),
    (0, b"8BPS", "psd"),
    (257, b"ustar", "tar"),
)
_HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
_MARKUP = (b"<html", b"<!doctype", b"<svg")
# Where a reader accepts a PDF header although something stands before it (ISO 32000 practice).
_PDF_HEADER_WITHIN = 1024


def sniff(head: bytes) -> str | None:
    """Name what the first bytes say: a code of KINDS, or of something else, or None.

    The three Office kinds are all "zip" here; which one it is stands inside (see office.py).
    """
    for offset, signature, code in _SIGNATURES:
        if head.startswith(signature, offset):
            return code
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp":
        return _base_media(head)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:9].lower().startswith(_MARKUP):
        return "html"
    return "pdf" if b"%PDF-" in head[:_PDF_HEADER_WITHIN] else None


def _base_media(head: bytes) -> str:
    """Tell HEIF, AVIF and video apart by the brands in the `ftyp` box."""
    length = int.from_bytes(head[:4], "big")
    box = head[8 : max(16, min(length, HEAD_BYTES))]
    brands = {box[:4], *(box[i : i + 4] for i in range(8, len(box) - 3, 4))}
    if brands & {b"avif", b"avis"}:
        return "avif"
    return "heic" if brands & _HEIF_BRANDS else "mp4"
