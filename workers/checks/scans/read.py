"""Having a scan read in the limited child, and its answer, which nobody believes unseen."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from workers.checks import sandbox
from workers.checks.context import FILE_SECONDS, MEBIBYTE, Context
from workers.checks.explanations import known_reasons
from workers.checks.finding import Facts, Outcome, Status
from workers.checks.scans.line import UNITS, Line
from workers.checks.scans.verdict import CAP, NAME, VERSION, judge
from workers.checks.strengths import strength_of

# Addresses, most of them never used: the networks' libraries reserve far more than they fill.
_MEMORY = 1_536 * MEBIBYTE
# Loading the networks, and the one step that runs when the time is over.
_SLACK = 4
# The line that is being read when the time is over, on a busy machine, and the rest of the checks.
_END = 1.0
_LEAST_SECONDS = 1.5
# A worker beside others gets the processor now and then.
_BUSY = 4
_LONGEST_LINE = 400
_MOST_PAGES = 10


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A scan as it was read: what is to be said of it, its text, and what that took."""

    outcome: Outcome
    text: str
    seconds: float
    peak_bytes: int


def read_scan(source: bytes | Path, context: Context, spent: float) -> Reading:
    """Read a scan and compare its number and date. `spent` are the seconds the battery took.

    Never raises for what the bytes do. Raises OSError when a given path cannot be read.
    """
    given = context.limits.reading_seconds
    left = FILE_SECONDS - spent - _END
    seconds = left if given is None else given
    if seconds < _LEAST_SECONDS:
        return _unread("timeout", 0.0, 0)
    # Asked for in the shell, the clock on the wall counts; what was read until then is kept.
    wall = left if given is None else _BUSY * seconds
    end = _END / 2 if given is None else _SLACK
    bounds = sandbox.Bounds(memory=_MEMORY, cpu=round(seconds) + _SLACK, wall=wall + end)
    arguments = {"seconds": seconds, "wall": wall, "limits": asdict(context.limits)}
    answer = sandbox.run("workers.checks.scans.job:run", source, arguments, bounds)
    try:
        lines, pages, reason = _answered(answer.lines)
    except ValueError:
        return _unread("fault", answer.seconds, answer.peak_bytes)
    if not lines and (reason or answer.reason):
        return _unread(reason or answer.reason, answer.seconds, answer.peak_bytes)
    return Reading(
        outcome=_outcome(lines, pages, context),
        text="\n".join(line.text for line in lines),
        seconds=answer.seconds,
        peak_bytes=answer.peak_bytes,
    )


def _outcome(lines: list[Line], pages: list[tuple[int, int]], context: Context) -> Outcome:
    findings, facts = judge(lines, context)
    there, done = (sum(counts) for counts in zip(*pages, strict=True)) if pages else (0, 0)
    read: Facts = {"source": "scan", "pages_read": len(pages), "lines": there, "lines_read": done}
    return Outcome(
        check=NAME,
        version=VERSION,
        status=Status.DONE,
        findings=tuple(
            replace(f, strength=strength_of(NAME, VERSION, f.kind)).capped(CAP) for f in findings
        ),
        facts=facts | read,
    )


def _unread(reason: str, seconds: float, peak_bytes: int) -> Reading:
    outcome = Outcome(check=NAME, version=VERSION, status=Status.COULD_NOT_CHECK, reason=reason)
    return Reading(outcome=outcome, text="", seconds=seconds, peak_bytes=peak_bytes)


def _answered(written: tuple[bytes, ...]) -> tuple[list[Line], list[tuple[int, int]], str]:
    """The lines in the order of the page, of each page how many there are and were read, and why
    not, where a page could not be opened.
    """
    reason = ""
    lines: list[Line] = []
    pages: list[tuple[int, int]] = []
    try:
        for row in written:
            value = json.loads(row)
            if "line" in value:
                lines.append(_line(value["line"]))
            elif "reason" in value:
                reason = _known(value["reason"])
            else:
                pages.append((_count(value["lines"]), _count(value["read"])))
    except (KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise ValueError("not what the reader writes") from fault
    return sorted(lines, key=lambda line: (line.page, line.box[1] + line.box[3])), pages, reason


def _known(reason: object) -> str:
    """A code that has a text; raises ValueError for any other."""
    if not isinstance(reason, str) or reason not in known_reasons():
        raise ValueError("not a reason")
    return reason


def _line(value: dict[str, Any]) -> Line:
    text, sure, box, page = value["text"], value["sure"], value["box"], value["page"]
    left, top, right, bottom = (_count(side) for side in box)
    sound = (
        isinstance(text, str)
        and len(text) <= _LONGEST_LINE
        and len(sure) == len(text)
        and all(isinstance(each, float | int) and 0 <= each <= 1.01 for each in sure)
        and left <= right <= UNITS
        and top <= bottom <= UNITS
        and 1 <= _count(page) <= _MOST_PAGES
    )
    if not sound:
        raise ValueError("not a line")
    return Line(text=text, sure=tuple(sure), box=(left, top, right, bottom), page=page)


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("not a count")
    return value
