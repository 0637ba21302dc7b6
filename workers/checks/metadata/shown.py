"""The metadata as a readable table."""

from datetime import datetime

from workers.checks.file import File
from workers.checks.metadata.capture import Capture
from workers.checks.metadata.tables import standard_quality
from workers.checks.table import Row, rows


def table(capture: Capture, file: File, away: float | None) -> list[Row]:
    """Return what a person may read of the metadata; the place as a distance alone."""
    width, height = file.size
    quality = standard_quality(file.opened)
    declared = "{} x {}".format(*capture.declared) if capture.declared else ""
    return [
        *rows("camera", [("make", capture.make), ("model", capture.model)]),
        *rows(
            "time",
            [
                ("taken", _moment(capture.taken)),
                ("digitized", _moment(capture.digitized)),
                ("modified", _moment(capture.modified)),
                ("noted", [_moment(one) for one in capture.noted]),
                ("satellite", _moment(capture.satellite)),
            ],
        ),
        *rows("place", [("distance", None if away is None else f"{away} km")]),
        *rows("software", [("program", list(capture.software))]),
        *rows(
            "file",
            [
                ("pixels", f"{width} x {height}"),
                ("declared_size", declared),
                ("jpeg_quality", quality),
                ("camera_number", "+" if capture.serial else ""),
            ],
        ),
    ]


def _moment(value: datetime | None) -> str:
    return value.isoformat(sep=" ", timespec="seconds") if value else ""
