"""The pictures a PDF draws, with the first page each stands on."""

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf

from workers.checks.embedded.picture import LEAST_SIDE, MOST_BYTES, MOST_PIXELS, Embedded, Pictures
from workers.checks.pdf.opening import structure

_MOST_PAGES = 500
_MOST_OBJECTS = 5_000
_DEEPEST = 4
# What one pixel may inflate to, and what stands before each row.
_BYTES_A_PIXEL = 4


class PdfPictures(Pictures):
    """The pictures of one PDF: counted first, taken out one by one."""

    def __init__(self, document: pikepdf.Pdf) -> None:
        self._found: dict[str, tuple[pikepdf.Stream, int]] = {}
        self._seen: set[tuple[int, int]] = set()
        for number, page in enumerate(document.pages, start=1):
            if number > _MOST_PAGES:
                break
            self._walk(page.obj.get("/Resources"), number, _DEEPEST)

    def take(self, part: str) -> Embedded | None:
        """Return one picture as a file of its own, None if it cannot be had as one."""
        if part not in self._found:
            return None
        stream, page = self._found[part]
        data = _bytes(stream)
        return None if data is None else Embedded(part=part, page=page, data=data)

    def _walk(self, resources: object, page: int, depth: int) -> None:
        if not isinstance(resources, pikepdf.Dictionary) or depth == 0:
            return
        drawn = resources.get("/XObject")
        if not isinstance(drawn, pikepdf.Dictionary):
            return
        for stream in drawn.values():
            if not isinstance(stream, pikepdf.Stream) or stream.objgen in self._seen:
                continue
            if len(self._seen) >= _MOST_OBJECTS:
                return
            self._seen.add(stream.objgen)
            if stream.get("/Subtype") == "/Form":
                self._walk(stream.get("/Resources"), page, depth - 1)
            elif stream.get("/Subtype") == "/Image" and _is_photograph(stream):
                self._found["image-{}-{}".format(*stream.objgen)] = (stream, page)


@contextmanager
def opened(data: bytes) -> Iterator[PdfPictures]:
    """Give the pictures of a PDF while it is open. Raises what `structure` raises."""
    with structure(data) as document:
        yield PdfPictures(document)


def one_of(data: bytes, part: str) -> Embedded | None:
    """Return the picture of that name. Raises what `structure` raises."""
    with opened(data) as pictures:
        return pictures.take(part)


def _is_photograph(stream: pikepdf.Stream) -> bool:
    """Whether it is large enough, has more than black and white, and can be taken out at all."""
    try:
        width, height = int(stream.get("/Width", 0)), int(stream.get("/Height", 0))
        bits = int(stream.get("/BitsPerComponent", 8))
    except (TypeError, ValueError):
        return False
    large = min(width, height) >= LEAST_SIDE and width * height <= MOST_PIXELS
    return large and bits == 8 and not stream.get("/ImageMask", False) and bool(_filter(stream))


def _filter(stream: pikepdf.Stream) -> str:
    """The one filter, "/DCTDecode" or "/FlateDecode"; empty for others and for several."""
    filters = stream.get("/Filter")
    if isinstance(filters, pikepdf.Array):
        filters = filters[0] if len(filters) == 1 else None
    name = str(filters) if filters is not None else ""
    return name if name in {"/DCTDecode", "/FlateDecode"} else ""


def _bytes(stream: pikepdf.Stream) -> bytes | None:
    raw = stream.read_raw_bytes()
    if len(raw) > MOST_BYTES:
        return None
    if _filter(stream) == "/DCTDecode":
        return bytes(raw)
    return _redrawn(stream, raw)


def _redrawn(stream: pikepdf.Stream, raw: bytes) -> bytes | None:
    """A picture that is no JPEG, as a PNG; one that inflates beyond its size is none."""
    width, height = int(stream.Width), int(stream.Height)
    most = (width * _BYTES_A_PIXEL + 1) * height
    inflate = zlib.decompressobj()
    try:
        if len(inflate.decompress(raw, most + 1)) > most:
            return None
        image = pikepdf.PdfImage(stream).as_pil_image()
        out = io.BytesIO()
        image.convert("RGB").save(out, "PNG", compress_level=1)
    except Exception:  # noqa: BLE001 whatever an odd colour space raises, it cannot be taken out
        return None
    return out.getvalue()
