"""Drawing one picture of a document by itself, as a job of the limited child."""

from collections.abc import Callable
from typing import Any

from workers.checks import drawn
from workers.checks.context import Limits
from workers.checks.embedded.taking import picture_in
from workers.checks.file import File
from workers.checks.finding import CannotCheck
from workers.checks.pairs.view import upright_size
from workers.checks.picture import shrunk


def run(data: bytes, arguments: dict[str, Any], emit: Callable[[bytes], None]) -> None:
    """Emit the picture with the size it has in its document, or why it cannot be read."""
    limits = Limits()
    try:
        picture = picture_in(File(data, limits=limits), arguments["part"]).picture
    except CannotCheck as unreadable:
        emit(drawn.refusal_line(unreadable.reason))
        return
    width, height = upright_size(picture)
    small = shrunk(picture.pixels, limits.preview_side)
    emit(drawn.picture_line("part", small, full_width=width, full_height=height))
