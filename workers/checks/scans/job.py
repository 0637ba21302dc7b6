"""Reading a scan as a job of the limited child: one line of the answer a line of writing."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

import cv2
import numpy as np

from workers.checks.context import Limits
from workers.checks.file import File
from workers.checks.finding import CannotCheck
from workers.checks.kinds import PDF
from workers.checks.pdf.pages import opened
from workers.checks.scans.lines import Corners, Pixels, places, read

# Long side of a page that is drawn: 150 dots an inch on A4 and a little more.
_SIDE = 1_800
MOST_PAGES = 10
_MOST_LINES = 400
# What says most about a letter stands in its first lines and in its last ones.
_FIRST, _LAST = 16, 6


def run(data: bytes, arguments: dict[str, Any], emit: Callable[[bytes], None]) -> None:
    """Read until all is read or the time is over; each page ends with how much of it was read."""
    cv2.setNumThreads(1)
    over = _clock(arguments["seconds"], arguments["wall"])
    file = File(data, limits=Limits(**arguments["limits"]))
    try:
        _read(file, over, emit)
    except CannotCheck as problem:  # what was shown small may not open whole
        emit(_written({"reason": problem.reason}))


def _read(file: File, over: Callable[[], bool], emit: Callable[[bytes], None]) -> None:
    for page, pixels in enumerate(_pages(file), start=1):
        found = places(pixels)[:_MOST_LINES]
        done = 0
        for corners in ordered(found):
            if over():
                break
            line = read(pixels, corners)
            done += 1
            if line is not None:
                emit(_written({"line": asdict(line) | {"page": page}}))
        emit(_written({"page": page, "lines": len(found), "read": done}))
        if over():
            return


def _clock(seconds: float, wall: float) -> Callable[[], bool]:
    """Say whether so many seconds of the processor, or of the clock on the wall, are over."""
    until, latest = time.process_time() + seconds, time.monotonic() + wall
    return lambda: time.process_time() >= until or time.monotonic() >= latest


def _pages(file: File) -> Iterator[Pixels]:
    if file.kind is None or file.kind.family != PDF:
        yield np.asarray(file.picture.pixels)
        return
    with opened(file.data) as document:
        for number in range(min(len(document), MOST_PAGES)):
            page = document[number]
            bitmap = page.render(scale=_SIDE / max(*page.get_size(), 1.0), may_draw_forms=False)
            yield np.asarray(bitmap.to_pil().convert("RGB"))


def ordered(found: list[Corners]) -> list[Corners]:
    """Return the places of lines in the order in which they are worth reading."""
    return [*found[:_FIRST], *found[_FIRST:][-_LAST:], *found[_FIRST:][:-_LAST]]


def _written(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"
