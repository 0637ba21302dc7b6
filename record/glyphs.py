"""Which characters the bundled fonts can show, read from the fonts themselves.

Only what is needed of OpenType: the table directory and the two usual forms of the cmap table,
format 4 (the first 65,536 code points) and format 12 (all).
"""

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "documents" / "fonts"
FORMATS = {4, 12}


@cache
def shown() -> bytearray:
    """For each code point, 1 if some bundled font has a glyph for it."""
    marks = bytearray(0x110000)
    for path in sorted([*FOLDER.glob("*.ttf"), *FOLDER.glob("*.otf")]):
        for start, end in code_points(path.read_bytes()):
            marks[start : end + 1] = b"\x01" * (end + 1 - start)
    return marks


def code_points(font: bytes) -> Iterator[tuple[int, int]]:
    """The ranges of code points, both ends included, to which the font gives a glyph."""
    cmap = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", cmap, 2)
    starts = {struct.unpack_from(">HHI", cmap, 4 + 8 * index)[2] for index in range(count)}
    tables = {struct.unpack_from(">H", cmap, start)[0]: cmap[start:] for start in sorted(starts)}
    best = max(FORMATS & set(tables))
    yield from _format_12(tables[12]) if best == 12 else _format_4(tables[4])


def _table(font: bytes, tag: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", font, 4)
    for index in range(count):
        name, _, offset, length = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        if name == tag:
            return font[offset : offset + length]
    raise ValueError(f"the font has no table {tag!r}")


def _format_12(table: bytes) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">I", table, 12)
    for index in range(count):
        start, end, glyph = struct.unpack_from(">III", table, 16 + 12 * index)
        yield (start + (glyph == 0), end)


def _format_4(table: bytes) -> Iterator[tuple[int, int]]:
    """Segments; where a segment points into the glyph array, a 0 there means no glyph."""
    (double,) = struct.unpack_from(">H", table, 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts = struct.unpack_from(f">{count}H", table, 16 + double)
    deltas = struct.unpack_from(f">{count}H", table, 16 + 2 * double)
    offsets = struct.unpack_from(f">{count}H", table, 16 + 3 * double)
    for index in range(count):
        place = 16 + 3 * double + 2 * index + offsets[index]
        for code in range(starts[index], ends[index] + 1):
            glyph = code
            if offsets[index]:
                (glyph,) = struct.unpack_from(">H", table, place + 2 * (code - starts[index]))
            if glyph and (glyph + deltas[index]) % 0x10000 and code != 0xFFFF:
                yield (code, code)
