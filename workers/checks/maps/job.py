"""Making maps as a job of the limited child: a line for each map as soon as it is drawn."""

import base64
import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import cv2

from workers.checks.context import Limits
from workers.checks.file import File
from workers.checks.finding import CannotCheck
from workers.checks.maps.making import maps, picture_of, source_of


def run(data: bytes, arguments: dict[str, Any], emit: Callable[[bytes], None]) -> None:
    """Emit each map, or one line that says why there can be none."""
    cv2.setNumThreads(1)
    file = File(data, limits=Limits(**arguments["limits"]))
    try:
        source = source_of(file)
    except CannotCheck as unreadable:
        emit(_line({"reason": unreadable.reason}))
        return
    for drawn, findings in maps(source):
        png = b"" if drawn.cells is None else picture_of(drawn.cells, source)
        shown = {
            "name": drawn.name,
            "png": base64.b64encode(png).decode("ascii"),
            "reason": drawn.reason,
            "findings": [asdict(finding) for finding in findings],
        }
        emit(_line(shown))


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False).encode() + b"\n"
