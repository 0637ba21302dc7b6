"""Could two readers of this PDF see two documents, and does it keep pages that nobody sees?"""

import io
from collections.abc import Iterator

import pikepdf

from workers.checks.check import Check, Seen
from workers.checks.context import Context
from workers.checks.explanations import finding_text, named_text
from workers.checks.file import File
from workers.checks.finding import CannotCheck, Facts, Finding, Region, Severity
from workers.checks.kinds import PDF
from workers.checks.pdf.compare import Change, compare
from workers.checks.pdf.oddities import Oddity, oddities
from workers.checks.pdf.opening import structure

_SECONDS = 1.0
_MOST_REBUILT_BYTES = 10_000_000


class Structure(Check):
    """Definitions, tables and streams that tell two stories; pages left over in the file."""

    name = "pdf_structure"
    version = 1
    cap = Severity.MEDIUM

    def look(self, file: File, context: Context) -> Seen:
        """Read the bytes as strict and as forgiving readers would."""
        file.expect(PDF)
        with file.within(_SECONDS):
            odd = oddities(file.data)
        facts: Facts = {oddity.value: count for oddity, count in sorted(odd.items())}
        findings = [_two_readings(file, sorted(odd))] if odd else []
        with file.within(_SECONDS):
            return [*findings, *_left_over(file.data)], facts


def _two_readings(file: File, odd: list[Oddity]) -> Finding:
    """Ask about the oddities, and show where a rebuilt file looks different if it does."""
    change = _rebuilt_differs(file)
    facts: Facts = {"oddities": [oddity.value for oddity in odd], "differs": change is not None}
    if change is not None:
        facts.update(shown=change.before, rebuilt=change.after)
    return Finding(
        kind="two_readings",
        severity=Severity.MEDIUM,
        explanation=finding_text(
            "two_readings", oddities=named_text("oddity", [oddity.value for oddity in odd])
        ),
        region=Region(page=change.page, box=change.box) if change else None,
        facts=facts,
    )


def _rebuilt_differs(file: File) -> Change | None:
    """Return the first place in which one reader's repaired copy shows something else."""
    data = file.data
    if len(data) > _MOST_REBUILT_BYTES:
        return None
    out = io.BytesIO()
    try:
        with file.within(_SECONDS):
            with structure(data) as document:
                document.save(out)
            return next(iter(compare(data, out.getvalue()).changes), None)
    except CannotCheck:
        return None


def _left_over(data: bytes) -> Iterator[Finding]:
    """Pages in the file that its list of pages does not name."""
    try:
        with structure(data) as document:
            shown = {page.obj.objgen for page in document.pages}
            pages = [thing for thing in document.objects if _is_page(thing)]
            unused = sum(thing.objgen not in shown for thing in pages)
    except CannotCheck:
        return
    if unused:
        yield Finding(
            kind="pages_left_over",
            severity=Severity.LOW,
            explanation=finding_text("pages_left_over", count=unused),
            facts={"count": unused},
        )


def _is_page(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Page"
