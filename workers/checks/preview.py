"""Pictures to look at: re-encoded, upright, without any metadata of the original."""

import base64
import io

import pypdfium2
from PIL import Image

from workers.checks.check import Check, Seen
from workers.checks.context import Context
from workers.checks.file import File
from workers.checks.finding import CannotCheck, NothingToCheck, Severity
from workers.checks.kinds import PDF, PICTURE
from workers.checks.picture import shrunk

_QUALITY = 80
# 0 to 6: the fastest encoding is a third larger than the slowest and takes a tenth of the time.
_EFFORT = 1


class Preview(Check):
    """The preview and the thumbnail as a step of the battery, in base64 among the facts."""

    name = "preview"
    version = 1
    cap = Severity.INFO

    def look(self, file: File, context: Context) -> Seen:
        """Draw the picture, or the first page of a PDF, at the sizes of the limits."""
        limits = context.limits
        large = shrunk(_drawn(file, limits.preview_side), limits.preview_side)
        small = shrunk(large, limits.thumbnail_side)
        return [], {
            "width": large.width,
            "height": large.height,
            "preview": _encoded(large),
            "thumbnail": _encoded(small),
        }


def _drawn(file: File, side: int) -> Image.Image:
    family = file.kind.family if file.kind else ""
    if family == PICTURE:
        return file.picture.pixels
    if family == PDF:
        return first_page(file.data, side)
    raise NothingToCheck("other_kind")


def first_page(data: bytes, side: int) -> Image.Image:
    """Draw the first page of a PDF with its long side at `side` pixels.

    Raises CannotCheck: "encrypted", "damaged".
    """
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            page = document[0]
            longest = max(page.get_size())
            drawn: Image.Image = page.render(scale=side / longest, may_draw_forms=False).to_pil()
            return drawn.convert("RGB")
        finally:
            document.close()
    except (pypdfium2.PdfiumError, ValueError, IndexError, ZeroDivisionError, OSError) as fault:
        locked = "password" in str(fault).lower()
        raise CannotCheck("encrypted" if locked else "damaged") from fault


def _encoded(picture: Image.Image) -> str:
    """Encode pixels alone: a new picture carries over no tags, profiles or comments."""
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    out = io.BytesIO()
    bare.save(out, "WEBP", quality=_QUALITY, method=_EFFORT)
    return base64.b64encode(out.getvalue()).decode("ascii")
