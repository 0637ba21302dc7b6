"""The maps of one picture, made when somebody asks for them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from workers.checks.file import File
from workers.checks.finding import CannotCheck, Finding
from workers.checks.kinds import PICTURE
from workers.checks.maps.check import grid_findings
from workers.checks.maps.grids import Grids, grids_in
from workers.checks.maps.traces import (
    Cells,
    Table,
    double_quantisation,
    error_level,
    ghost,
    other_grid,
)
from workers.checks.maps.zeros import SIDE, Grey, votes
from workers.checks.picture import full_luminance, upright

NAMES: Final = ("grid", "double_quantisation", "ghost", "error_level")
_MOST_PIXELS: Final = 24_000_000
_LEAST_SIDE: Final = 4 * SIDE
_SHOWN_SIDE: Final = 1_200
_BRIGHTEST: Final = 99.5  # percent: single cells beyond it would darken all others
# Natural order of a JPEG's table, as Pillow gives it: row by row.
_TABLE_SHAPE: Final = (SIDE, SIDE)


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One map: its values a cell, or why there is none (a code of `explanations.toml`)."""

    name: str
    cells: Cells | None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Source:
    """The luminance of every pixel as the file has it, and how it has to be turned."""

    grey: Grey
    table: Table | None
    orientation: int


def source_of(file: File) -> Source:
    """Decode the luminance of a picture in full.

    Raises NothingToCheck for another kind of file, CannotCheck for what cannot be read or is
    beyond 24 megapixels or too small to have cells.
    """
    file.expect(PICTURE)
    width, height = file.opened.size
    if width * height > _MOST_PIXELS:
        raise CannotCheck("picture_too_large", width=width, height=height)
    if min(width, height) < _LEAST_SIDE:
        raise CannotCheck("picture_too_small", width=width, height=height)
    tables = getattr(file.opened, "quantization", None) or {}
    steps = np.array(tables[0], np.int64).reshape(_TABLE_SHAPE) if 0 in tables else None
    grey, orientation = full_luminance(file.opened)
    return Source(grey=grey, table=steps, orientation=orientation)


def maps(source: Source) -> Iterator[tuple[Drawn, list[Finding]]]:
    """Make one map after the other, with the findings that come with it."""
    found: Grids | None = None

    def of_grid() -> Cells:
        nonlocal found
        cast = votes(source.grey)
        found = grids_in(cast)
        return other_grid(cast, found.main)

    makers: dict[str, Callable[[], Cells | None]] = {
        "grid": of_grid,
        "double_quantisation": lambda: (
            None if source.table is None else double_quantisation(source.grey, source.table)
        ),
        "ghost": lambda: ghost(source.grey),
        "error_level": lambda: error_level(source.grey),
    }
    for name, make in makers.items():
        cells = make()
        reason = "" if cells is not None else _missing(source)
        findings = grid_findings(found) if name == "grid" and found is not None else []
        yield Drawn(name=name, cells=cells, reason=reason), findings


def picture_of(cells: Cells, source: Source) -> bytes:
    """Draw a map as a PNG: dark blue for what is like the rest, red for the most unlike."""
    low, high = float(cells.min()), float(np.percentile(cells, _BRIGHTEST))
    scaled = (cells - low) / max(high - low, 1e-6)
    shades = (scaled.clip(0, 1) * 255).astype(np.uint8)
    height, width = source.grey.shape
    scale = min(1.0, _SHOWN_SIDE / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    large = cv2.resize(_framed(shades, source.grey.shape), size, interpolation=cv2.INTER_LINEAR)
    coloured = cv2.applyColorMap(np.asarray(large, np.uint8), cv2.COLORMAP_TURBO)
    turned = upright(Image.fromarray(np.ascontiguousarray(coloured[..., ::-1])), source.orientation)
    blue_first = np.ascontiguousarray(np.asarray(turned)[..., ::-1])
    _, encoded = cv2.imencode(".png", blue_first)
    return encoded.tobytes()


def _framed(shades: NDArray[np.uint8], shape: tuple[int, ...]) -> NDArray[np.uint8]:
    """Repeat the last cells over the pixels at the right and below that fill no whole one."""
    rows, columns = (-(-side // SIDE) for side in shape)
    missing = ((0, rows - shades.shape[0]), (0, columns - shades.shape[1]))
    return np.pad(shades, missing, mode="edge")


def _missing(source: Source) -> str:
    return "not_a_jpeg" if source.table is None else "no_trace"
