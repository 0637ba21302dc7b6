"""How a PDF came to be: dates that contradict, programs that took turns, versions still inside."""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from workers.checks.check import Check, Seen
from workers.checks.context import Context
from workers.checks.explanations import finding_text
from workers.checks.file import File
from workers.checks.finding import CannotCheck, Facts, Finding, Region, Severity
from workers.checks.kinds import PDF
from workers.checks.pdf.after import after
from workers.checks.pdf.change_words import told
from workers.checks.pdf.compare import Change, apart
from workers.checks.pdf.dates import TOLERANCE, Making, making
from workers.checks.pdf.fonts import patched
from workers.checks.pdf.pages import WHOLE, opened
from workers.checks.pdf.revisions import revisions

_SECONDS = 1.5
_MOST_VERSIONS = 3
_MOST_CHANGES = 4
_MOST_PAGES = 10


class History(Check):
    """The document's own dates and programs, its earlier versions, and numbers in odd fonts."""

    name = "pdf_history"
    version = 1
    cap = Severity.MEDIUM

    def look(self, file: File, context: Context) -> Seen:
        """Read what the file says of its making and compare the versions it holds."""
        file.expect(PDF)
        with file.within(_SECONDS):
            now = making(file.data)
            ends = revisions(file.data)
        findings = [*_dates(now, context)]
        try:
            with file.within(_SECONDS):
                findings += [*_fonts(file.data), *_versions(file.data, ends, now)]
        except CannotCheck:
            pass  # the dates are told; pages that cannot be drawn are told by the other checks
        facts: Facts = {"versions": len(ends), "producer": now.producer, "creator": now.creator}
        return findings, facts | _shown(now)


def _shown(now: Making) -> Facts:
    named = {
        "created": now.created,
        "modified": now.modified,
        "xmp_created": now.xmp_created,
        "xmp_modified": now.xmp_modified,
    }
    return {name: day.isoformat() for name, day in named.items() if day is not None}


def _dates(now: Making, context: Context) -> Iterator[Finding]:
    for kind, severity, early, late in (
        ("pdf_before_made", Severity.LOW, now.modified, now.created),
        ("pdf_after_upload", Severity.MEDIUM, context.uploaded_at, now.created),
        ("pdf_after_upload", Severity.MEDIUM, context.uploaded_at, now.modified),
    ):
        if early is not None and late is not None and late - early > TOLERANCE:
            yield _dated(kind, severity, early, late)
            break
    for told_info, told_xmp in (
        (now.created, now.xmp_created),
        (now.modified, now.xmp_modified),
    ):
        if told_info and told_xmp and abs(told_info - told_xmp) > TOLERANCE:
            yield _dated("pdf_dates_differ", Severity.LOW, told_info, told_xmp)
            break


def _dated(kind: str, severity: Severity, first: datetime, second: datetime) -> Finding:
    days: Facts = {"first": first.date().isoformat(), "second": second.date().isoformat()}
    return Finding(kind=kind, severity=severity, explanation=finding_text(kind, **days), facts=days)


def _fonts(data: bytes) -> Iterator[Finding]:
    with opened(data) as document:
        for index in range(min(len(document), _MOST_PAGES)):
            for text, box in patched(document[index])[:_MOST_CHANGES]:
                yield Finding(
                    kind="number_in_other_font",
                    severity=Severity.LOW,
                    explanation=finding_text(
                        "number_in_other_font", page=index + 1, text=text[:40]
                    ),
                    region=Region(page=index + 1, box=box),
                    facts={"text": text},
                )


def _versions(data: bytes, ends: list[int], now: Making) -> Iterator[Finding]:
    """Compare the versions of a file nobody signed; after a signature that is its own check."""
    if b"/ByteRange" in data or len(ends) < 2:
        return
    kept = ends[-_MOST_VERSIONS:]
    yield from _programs(data[: kept[0]], now)
    for earlier, later in pairwise(kept):
        came = after(data[:earlier], data[:later])
        for change in apart(came.changes)[:_MOST_CHANGES]:
            yield _changed(change, len(ends))


def _programs(earlier: bytes, now: Making) -> Iterator[Finding]:
    before = making(earlier).producer
    if before and now.producer and before != now.producer:
        programs: Facts = {"before": before[:60], "after": now.producer[:60]}
        yield Finding(
            kind="saved_by_another_program",
            severity=Severity.INFO,
            explanation=finding_text("saved_by_another_program", **programs),
            facts=programs,
        )


def _changed(change: Change, versions: int) -> Finding:
    return Finding(
        kind="earlier_version",
        severity=Severity.LOW,
        explanation=finding_text("earlier_version", changes=told(change)),
        region=Region(page=change.page, box=None if change.box == WHOLE else change.box),
        facts={
            "versions": versions,
            "what": change.what.value,
            "before": change.before,
            "after": change.after,
            "hidden": " ".join(change.hidden)[:200],
        },
    )
