"""Does a PDF hold words that nobody sees, or boxes over what was there before?"""

from collections.abc import Iterator

import pypdfium2

from workers.checks.check import Check, Seen
from workers.checks.context import Context
from workers.checks.explanations import finding_text
from workers.checks.file import File
from workers.checks.finding import CannotCheck, Facts, Finding, Region, Severity
from workers.checks.kinds import PDF
from workers.checks.pdf.pages import opened
from workers.checks.pdf.unseen import Unseen, Why, unseen

_SECONDS = 1.5
_MOST_PAGES = 20
_MOST_FINDINGS = 12
# Signing services mark their places with a few hidden letters; a hidden sentence is longer.
_FEW_LETTERS = 12

_KINDS = {
    Why.INVISIBLE: ("text_invisible", Severity.MEDIUM),
    Why.SAME_COLOUR: ("text_same_colour", Severity.MEDIUM),
    Why.COVERED: ("text_covered", Severity.MEDIUM),
    Why.OUTSIDE: ("text_outside", Severity.LOW),
    Why.SCAN_COVERED: ("scan_covered", Severity.MEDIUM),
}


class Hidden(Check):
    """Words in no ink, in the colour of the paper, under boxes and pictures, beside the page."""

    name = "pdf_hidden"
    version = 1
    cap = Severity.MEDIUM

    def look(self, file: File, context: Context) -> Seen:
        """Compare what stands on each page with what is shown of it."""
        file.expect(PDF)
        findings: list[Finding] = []
        with opened(file.data) as document:
            pages = len(document)
            seen = 0
            try:
                with file.within(_SECONDS):
                    for seen, found in _pages(document):
                        findings += [_finding(each, seen) for each in found]
            except CannotCheck:
                if not seen:
                    raise
        return findings[:_MOST_FINDINGS], {"pages": pages, "looked_at": seen}


def _pages(document: pypdfium2.PdfDocument) -> Iterator[tuple[int, list[Unseen]]]:
    for index in range(min(len(document), _MOST_PAGES)):
        yield index + 1, unseen(document[index])


def _finding(found: Unseen, page: int) -> Finding:
    kind, severity = _KINDS[found.why]
    few = found.why is not Why.SCAN_COVERED and found.letters < _FEW_LETTERS
    facts: Facts = {"text": found.text, "letters": found.letters}
    return Finding(
        kind=kind,
        severity=Severity.INFO if few else severity,
        explanation=finding_text(kind, page=page, text=found.text[:80]),
        region=Region(page=page, box=found.box),
        facts=facts,
    )
