"""What passes between a worker and the child that parses: written here, and read with suspicion.

The child has read hostile bytes, so nothing in its answer is believed before it was checked:
types, lengths, known names, and no severity above the cap of the check.
"""

import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from workers.checks.context import Context, Limits
from workers.checks.explanations import Text, known_findings
from workers.checks.finding import Facts, Finding, Outcome, Region, Severity, Status
from workers.checks.strengths import strength_of

# The steps of the battery with the cap of each (a test compares them with battery.STEPS).
CAPS = {
    "content": Severity.MEDIUM,
    "metadata": Severity.MEDIUM,
    "provenance": Severity.HIGH,
    "office": Severity.MEDIUM,
    "fingerprint": Severity.INFO,
    "preview": Severity.INFO,
    "points": Severity.INFO,
    "copy_move": Severity.MEDIUM,
    "jpeg_grid": Severity.MEDIUM,
    "text": Severity.INFO,
    "letter": Severity.MEDIUM,
    "pdf_signature": Severity.HIGH,
    "pdf_structure": Severity.MEDIUM,
    "pdf_active": Severity.MEDIUM,
    "pdf_hidden": Severity.MEDIUM,
    "pdf_history": Severity.MEDIUM,
    "embedded": Severity.HIGH,
}
_MOST_FINDINGS = 50
_LONGEST_TEXT = 2_000
_MOST_DEPTH = 6
_MOST_PAGES = 100_000
_BOX_UNITS = 1_000
_MOST_CORNERS = 200
_MOST_PIXELS = 100_000


def context_arguments(context: Context) -> dict[str, Any]:
    """Return what the child needs of a context, as JSON; addresses of services stay here."""
    arguments = asdict(context)
    del arguments["clamd_url"]
    for key in ("season_start", "season_end", "letter_date", "uploaded_at"):
        moment = arguments[key]
        arguments[key] = None if moment is None else moment.isoformat()
    return arguments


def context_from(arguments: dict[str, Any]) -> Context:
    """Read what context_arguments wrote."""
    given = dict(arguments)
    given["limits"] = Limits(**given["limits"])
    for key, read in (
        ("season_start", date.fromisoformat),
        ("season_end", date.fromisoformat),
        ("letter_date", date.fromisoformat),
        ("uploaded_at", datetime.fromisoformat),
    ):
        given[key] = None if given[key] is None else read(given[key])
    return Context(**given)


def kind_line(kind: str | None) -> bytes:
    """Write the kind the child found in the bytes."""
    return _line({"kind": kind})


def outcome_line(outcome: Outcome) -> bytes:
    """Write one outcome of the battery as one line."""
    return _line({"outcome": asdict(outcome)})


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False).encode() + b"\n"


def read_line(line: bytes) -> Outcome | str | None:
    """Read one line of the child: an outcome, or the code of a kind (None for no kind).

    Raises ValueError for anything the battery would not write.
    """
    try:
        value = json.loads(line)
        if set(value) == {"kind"}:
            return None if value["kind"] is None else _text(value["kind"], 20)
        return _outcome(value["outcome"])
    except (KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise ValueError("not a line of the battery") from fault


def _outcome(value: dict[str, Any]) -> Outcome:
    check = value["check"]
    findings = value["findings"]
    version = _whole(value["version"])
    if check not in CAPS or not isinstance(findings, list) or len(findings) > _MOST_FINDINGS:
        raise ValueError("not an outcome")
    return Outcome(
        check=check,
        version=version,
        status=Status(value["status"]),
        findings=tuple(finding_from(each, check, version).capped(CAPS[check]) for each in findings),
        reason=_text(value["reason"], 40),
        facts=_facts(value["facts"]),
    )


def finding_from(value: dict[str, Any], check: str, version: int) -> Finding:
    """Read one finding of a check as the child wrote it.

    Raises ValueError, KeyError or TypeError for what no check writes.
    """
    if value["kind"] not in known_findings() or value["strength"]:
        raise ValueError("not a finding of the battery")
    explanation = value["explanation"]
    return Finding(
        kind=value["kind"],
        severity=Severity(value["severity"]),
        explanation=Text(
            id=_text(explanation["id"], _LONGEST_TEXT), en=_text(explanation["en"], _LONGEST_TEXT)
        ),
        # As measured, whatever the child may say.
        strength=strength_of(check, version, value["kind"]),
        region=_region(value["region"]),
        facts=_facts(value["facts"]),
    )


def _region(value: dict[str, Any] | None) -> Region | None:
    """Read a place on a page or in the picture; the child knows no other file to point to."""
    if value is None:
        return None
    if value["other"] is not None:
        raise ValueError("not a region")
    if value["page"] is None:
        return Region(
            polygon=_polygon(value["polygon"]), other_polygon=_polygon(value["other_polygon"])
        )
    page, box = _whole(value["page"]), value["box"]
    if value["polygon"] or value["other_polygon"] or not 1 <= page <= _MOST_PAGES:
        raise ValueError("not a region")
    return Region(page=page, box=None if box is None else _box(box))


def _polygon(value: list[list[Any]]) -> tuple[tuple[int, int], ...]:
    """Read corners in pixels; the second place of a pair may be empty."""
    if len(value) > _MOST_CORNERS:
        raise ValueError("not a polygon")
    corners = tuple((_whole(x), _whole(y)) for x, y in value)
    if not all(0 <= side <= _MOST_PIXELS for corner in corners for side in corner):
        raise ValueError("not in a picture")
    return corners


def _box(value: list[Any]) -> tuple[int, int, int, int]:
    left, top, right, bottom = (_whole(side) for side in value)
    if not (0 <= left <= right <= _BOX_UNITS and 0 <= top <= bottom <= _BOX_UNITS):
        raise ValueError("not a box")
    return left, top, right, bottom


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise ValueError("not a text")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("not a number")  # noqa: TRY004 every fault of a line is a ValueError
    return value


def _facts(value: object) -> Facts:
    if not isinstance(value, dict) or _depth(value) > _MOST_DEPTH:
        raise ValueError("not facts")
    return value


def _depth(value: object) -> int:
    inner: list[object] = []
    if isinstance(value, dict):
        inner = list(value.values())
    elif isinstance(value, list):
        inner = value
    return 1 + max((_depth(v) for v in inner), default=0)
