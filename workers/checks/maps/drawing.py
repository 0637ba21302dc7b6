"""Heat maps of a stored picture, drawn where its bytes can do no harm: in the limited child.

made = draw(Path("photo.jpg"))
made.pictures["error_level"]  # PNG
"""

import base64
import binascii
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from workers.checks import sandbox
from workers.checks.context import MEBIBYTE, Limits
from workers.checks.explanations import known_reasons
from workers.checks.finding import Finding, Severity
from workers.checks.maps.check import JpegGrid
from workers.checks.maps.making import NAMES
from workers.checks.wire import finding_from

BOUNDS: Final = sandbox.Bounds(cpu=30, wall=60, output=32 * MEBIBYTE, memory=1_024 * MEBIBYTE)
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_MOST_FINDINGS: Final = 10


@dataclass(frozen=True, kw_only=True)
class Maps:
    """The maps of one file as PNG by name, and for each that is missing why.

    Names are those of `making.NAMES`. `reason` is a code of `explanations.toml` where there is no
    map at all. `findings` are foreign grids, of any size of picture.
    """

    pictures: dict[str, bytes] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    reason: str = ""
    seconds: float = 0.0
    peak_bytes: int = 0


def draw(
    source: bytes | Path, *, limits: Limits | None = None, bounds: sandbox.Bounds = BOUNDS
) -> Maps:
    """Draw the maps of a file; takes seconds for a photograph of 12 megapixels.

    Never raises for what the bytes do to a parser. Raises OSError when a given path cannot be read.
    """
    arguments = {"limits": asdict(limits or Limits())}
    answer = sandbox.run("workers.checks.maps.job:run", source, arguments, bounds)
    pictures: dict[str, bytes] = {}
    missing: dict[str, str] = {}
    findings: list[Finding] = []
    reason = answer.reason
    for line in answer.lines:
        try:
            value = json.loads(line)
            if set(value) == {"reason"}:
                reason = _reason(value["reason"])
                break
            _read(value, pictures, missing, findings)
        except (KeyError, TypeError, AttributeError, ValueError, RecursionError):
            reason = reason or "fault"
            break
    for name in NAMES:
        if name not in pictures:
            missing.setdefault(name, reason or "fault")
    return Maps(
        pictures=pictures,
        missing=missing,
        findings=tuple(findings),
        reason="" if pictures else reason or "fault",
        seconds=answer.seconds,
        peak_bytes=answer.peak_bytes,
    )


def _read(
    value: dict[str, Any],
    pictures: dict[str, bytes],
    missing: dict[str, str],
    findings: list[Finding],
) -> None:
    """Read the line of one map with suspicion. Raises ValueError for what the job never writes."""
    name = value["name"]
    if name not in NAMES or len(value["findings"]) > _MOST_FINDINGS:
        raise ValueError("not a map")
    if value["reason"]:
        missing[name] = _reason(value["reason"])
        return
    try:
        png = base64.b64decode(value["png"], validate=True)
    except binascii.Error as broken:
        raise ValueError("not a picture") from broken
    if not png.startswith(_PNG):
        raise ValueError("not a picture")
    pictures[name] = png
    for each in value["findings"]:
        read = finding_from(each, JpegGrid.name, JpegGrid.version)
        findings.append(read.capped(Severity.MEDIUM))


def _reason(value: object) -> str:
    if value not in known_reasons():
        raise ValueError("not a reason")
    return str(value)
