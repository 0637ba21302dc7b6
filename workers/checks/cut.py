"""A part of a picture, or one picture of a document, drawn in the limited child."""

import io
from collections.abc import Callable
from typing import Any

from PIL import Image

from workers.checks import drawn, sandbox
from workers.checks.finding import CannotCheck

Box = tuple[int, int, int, int]


def run(data: bytes, arguments: dict[str, Any], emit: Callable[[bytes], None]) -> None:
    """Emit the part of a WebP picture within the box: left, top, right, bottom in pixels."""
    picture = Image.open(io.BytesIO(data), formats=["WEBP"])
    emit(drawn.picture_line("cut", picture.crop(tuple(arguments["box"])).convert("RGB")))


def cut(picture: bytes, box: Box) -> drawn.Drawn:
    """Return the part of a preview within the box. Raises CannotCheck."""
    return _one(sandbox.run("workers.checks.cut:run", picture, {"box": box}))


def taken_out(document: bytes, part: str) -> drawn.Drawn:
    """Return one picture of a document; `facts` has its `full_width` and `full_height` in pixels.

    Raises CannotCheck.
    """
    return _one(sandbox.run("workers.checks.embedded.shown:run", document, {"part": part}))


def _one(answer: sandbox.Answer) -> drawn.Drawn:
    if not answer.lines:
        raise CannotCheck(answer.reason or "fault")
    try:
        return drawn.read_drawn(answer.lines[0])
    except ValueError as fault:
        raise CannotCheck("fault") from fault
