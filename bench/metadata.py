"""How the check of metadata does on camera originals and on files changed for it.

    python -m bench.metadata DATA_DIR [--list]

DATA_DIR holds the set `camera_exif`. Honest are its camera originals, each also as a messenger
sends it (shrunk to 1600 pixels, JPEG 70, metadata taken off) and as a mail program does (shrunk,
metadata kept), and as a person crops it to 60 %. Forged are made of the same originals: the day of
taking moved by 400 days and nothing else; the metadata of one put into another photograph; saved
again by a program under the camera's name. Only originals that have what is changed are counted.
Half `calibrate` was used to set thresholds, but all originals were looked at while rules were
written; figures are given for both halves.
"""

import argparse
import io
import struct
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from PIL import Image

from bench.halves import HALVES
from bench.tables import Labelled, labelled, rate
from workers.checks.context import Context
from workers.checks.file import File
from workers.checks.finding import Finding, Severity
from workers.checks.metadata.check import Metadata
from workers.checks.metadata.thumbnail import embedded_thumbnail

Change = Callable[[bytes, bytes], bytes | None]
_TAKEN = 0x9003
_SIDE = 1_600


def _opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def _saved(image: Image.Image, quality: int, exif: bytes | None = None) -> bytes:
    out = io.BytesIO()
    extra = {"exif": exif} if exif else {}
    image.convert("RGB").save(out, "JPEG", quality=quality, **extra)
    return out.getvalue()


def _shrunk(data: bytes) -> Image.Image:
    image = _opened(data)
    image.thumbnail((_SIDE, _SIDE))
    return image


def as_it_is(data: bytes, other: bytes) -> bytes | None:
    return data


def by_messenger(data: bytes, other: bytes) -> bytes | None:
    return _saved(_shrunk(data), 70)


def by_mail(data: bytes, other: bytes) -> bytes | None:
    return _saved(_shrunk(data), 85, _opened(data).info.get("exif"))


def cropped(data: bytes, other: bytes) -> bytes | None:
    image = _opened(data)
    width, height = image.size
    box = (width // 5, height // 5, width // 5 + width * 3 // 5, height // 5 + height * 3 // 5)
    return _saved(image.crop(box), 90, image.info.get("exif"))


def re_dated(data: bytes, other: bytes) -> bytes | None:
    """Move the day of taking in place, where it stands in the bytes; all else stays."""
    image = _opened(data)
    text = str(image.getexif().get_ifd(0x8769).get(_TAKEN, ""))[:19]
    try:
        moved = datetime.strptime(text, "%Y:%m:%d %H:%M:%S") + timedelta(days=400)  # noqa: DTZ007
    except ValueError:
        return None
    block: bytes = image.info.get("exif", b"")
    place = _place_of(block, _TAKEN)
    if place is None:
        return None
    start = data.find(block) + place
    return data[:start] + moved.strftime("%Y:%m:%d %H:%M:%S").encode() + data[start + 19 :]


def _place_of(block: bytes, tag: int) -> int | None:
    """Where the text of a tag of the second directory stands in the block."""
    base = 6 if block.startswith(b"Exif\0\0") else 0
    order = "<" if block[base : base + 2] == b"II" else ">"
    entry = struct.pack(order + "HHI", tag, 2, 20)
    found = block.find(entry)
    if found < 0:
        return None
    return base + int(struct.unpack_from(order + "I", block, found + 8)[0])


def grafted(data: bytes, other: bytes) -> bytes | None:
    """Put the metadata of one photograph into another."""
    if embedded_thumbnail(_opened(data)) is None:
        return None
    return _saved(_shrunk(other), 90, _opened(data).info.get("exif"))


def resaved(data: bytes, other: bytes) -> bytes | None:
    image = _opened(data)
    make = str(image.getexif().get(0x010F, ""))
    return _saved(image, 92, image.info.get("exif")) if make.startswith("Canon") else None


def _severe(found: Sequence[Finding], least: Severity) -> bool:
    return any(f.severity.rank >= least.rank for f in found)


def _has(*kinds: str) -> Callable[[Sequence[Finding]], bool]:
    return lambda found: any(f.kind in kinds for f in found)


MEDIUM, LOW = Severity.MEDIUM, Severity.LOW
# What is counted: title, how the file is made, what counts as a hit, whether hits are alarms.
ROWS: tuple[tuple[str, Change, Callable[[Sequence[Finding]], bool], bool], ...] = (
    ("camera originals, medium or more", as_it_is, lambda f: _severe(f, MEDIUM), True),
    ("camera originals, low or more", as_it_is, lambda f: _severe(f, LOW), True),
    ("sent by a messenger, low or more", by_messenger, lambda f: _severe(f, LOW), True),
    ("sent by a messenger, told as stripped", by_messenger, _has("no_metadata"), False),
    ("sent by mail, medium or more", by_mail, lambda f: _severe(f, MEDIUM), True),
    ("cropped to 60 %, medium or more", cropped, lambda f: _severe(f, MEDIUM), True),
    ("cropped to 60 %, seen", cropped, _has("thumbnail_shows_more", "size_differs"), False),
    ("day of taking moved, seen", re_dated, _has("dates_contradict", "gps_clock_differs"), False),
    ("metadata of another photograph, seen", grafted, _has("thumbnail_unlike"), False),
    ("Canon's, saved again, seen", resaved, _has("rewritten"), False),
)


def cases(files: Sequence[Labelled], change: Change) -> Iterator[tuple[Labelled, list[Finding]]]:
    """Yield each original changed, with what was found; those that cannot be changed are left out.

    The other photograph is the next one of another camera.
    """
    for number, file in enumerate(files):
        others = [*files[number + 1 :], *files[:number]]
        other = next(o for o in others if o.group != file.group)
        made = change(file.path.read_bytes(), other.path.read_bytes())
        if made is not None:
            outcome = Metadata().run(File(made, "a.jpg"), Context(name="a.jpg"))
            yield file, list(outcome.findings)


def main(arguments: Sequence[str]) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.metadata", description=__doc__)
    parser.add_argument("data", type=Path, metavar="DATA_DIR")
    parser.add_argument("--list", action="store_true", help="name alarms and misses")
    options = parser.parse_args(arguments)
    files = [f for f in labelled(options.data, "camera_exif") if f.label == "camera-original"]
    if not files:
        print("no set camera_exif")
        return 0
    made: dict[Change, list[tuple[Labelled, list[Finding]]]] = {}
    for title, change, counts, alarm in ROWS:
        rows = made.setdefault(change, [])
        rows.extend(() if rows else cases(files, change))
        shares = [
            rate(sum(counts(found) for _, found in those), len(those))
            for those in ([r for r in rows if r[0].half == half] for half in HALVES)
            if those
        ]
        print(f"{title:<40} {'  '.join(f'{share:<28}' for share in shares)}")
        if options.list:
            for file, found in rows:
                if counts(found) is alarm:
                    print(f"    {file.path.name}: {sorted({f.kind for f in found})}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
