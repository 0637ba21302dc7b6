"""What the lines of a letter say beside what its sender says and beside the season."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from workers.checks.context import Context
from workers.checks.explanations import finding_text
from workers.checks.finding import Facts, Finding, Region, Severity
from workers.checks.scans.letter import DateRead, Read, agree, dates, numbers
from workers.checks.scans.line import Line

NAME, VERSION, CAP = "letter", 1, Severity.MEDIUM
# The reason of a file that is a picture of a letter: to be read by scans.read.
SCAN = "scan"
# A reading that could be another one accuses nobody: each letter of it must be so certain.
SURE = 0.8
# A letter bears its number in the upper half of its first page.
_HEAD = 500
_A_DAY = timedelta(days=1)  # clocks and zones of offices and servers


def judge(lines: Iterable[Line], context: Context) -> tuple[list[Finding], Facts]:
    """Compare the number and the date of a letter; facts are what was read."""
    read = list(lines)
    found = [n for n in numbers(read) if n.line.page == 1 and n.line.box[1] < _HEAD]
    dated = list(dates(read))
    own = [day for day in dated if day.own]
    findings = [
        *_number(context.letter_number, found),
        *_date(context.letter_date, dated, own),
        *_season(context, own if found else []),
    ]
    facts: Facts = {
        "numbers": [number.text for number in found[:3]],
        "dates": [day.day.isoformat() for day in own[:5]],
        "lines": len(read),
    }
    return findings, facts


def _number(typed: str, found: list[Read]) -> Iterator[Finding]:
    if not typed or not found or any(agree(typed, number.text) for number in found):
        return
    surest = max(found, key=lambda number: number.sure)
    if surest.sure >= SURE:
        yield _finding("letter_number_differs", surest, typed=typed, read=surest.text)


def _date(typed: date | None, dated: list[DateRead], own: list[DateRead]) -> Iterator[Finding]:
    """A date that stands anywhere on the letter is taken for its own."""
    if typed is None or not own or any(day.day == typed for day in dated):
        return
    surest = max(own, key=lambda day: day.sure)
    if surest.sure >= SURE:
        yield _finding("letter_date_differs", surest, typed=str(typed), read=str(surest.day))


def _season(context: Context, own: list[DateRead]) -> Iterator[Finding]:
    """The latest of a letter's own dates decides; an earlier one may be of what it answers."""
    sure = [day for day in own if day.sure >= SURE]
    if not sure:
        return
    latest = max(sure, key=lambda day: day.day)
    if context.uploaded_at and latest.day > context.uploaded_at.date() + _A_DAY:
        yield _finding("letter_after_upload", latest, read=str(latest.day))
    elif (context.season_end and latest.day > context.season_end) or (
        context.season_start and latest.day < context.season_start
    ):
        yield _finding("letter_outside_season", latest, Severity.LOW, read=str(latest.day))


def _finding(kind: str, at: Read, severity: Severity = Severity.MEDIUM, **facts: str) -> Finding:
    return Finding(
        kind=kind,
        severity=severity,
        explanation=finding_text(kind, **facts),
        region=Region(page=at.line.page, box=at.line.box),
        facts={**facts, "sure_percent": round(100 * at.sure)},
    )
