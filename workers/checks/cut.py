"""Cutting a part out of a picture, as a job of the limited child."""

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
    answer = sandbox.run("workers.checks.cut:run", picture, {"box": box})
    if not answer.lines:
        raise CannotCheck(answer.reason or "fault")
    try:
        return drawn.read_drawn(answer.lines[0])
    except ValueError as fault:
        raise CannotCheck("fault") from fault
