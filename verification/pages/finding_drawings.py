"""Pages of a PDF as each of its versions shows them, side by side, drawn when asked for."""

from dataclasses import dataclass, replace
from itertools import pairwise

from django.utils.translation import gettext as _

from verification.domain.drawing import page_subject
from verification.domain.intake import in_language
from verification.models import Drawing, Finding
from verification.pages.sheets import Mark, Sheet, box_corners, drawing_sheet
from verification.queries.drawings import Progress, asked_for
from verification.queries.sizes import facts_of, page_of
from workers.checks.explanations import reason_text
from workers.checks.kinds import KINDS, PDF


@dataclass(frozen=True)
class Pages:
    """One page of a PDF: `latest` as it is now, `pairs` of two versions each, the older first."""

    page: int
    last: int
    subject: str
    latest: Sheet | None = None
    pairs: tuple[tuple[Sheet, Sheet], ...] = ()
    waiting: bool = False
    asked: bool = False
    reason: str = ""


def pages_of(finding: Finding, asked: dict[str, str]) -> Pages | None:
    """The page the finding is about, or the one that is asked for; None for another kind of file."""
    version = finding.version
    if KINDS[version.kind].family != PDF:
        return None
    last = facts_of(version, "content").get("pages")
    last = last if isinstance(last, int) and last > 0 else 1
    page = _page(asked, last) or page_of(finding) or 1
    subject = page_subject(page)
    drawn = asked_for(version, subject)
    bare = Pages(page=page, last=max(last, page), subject=subject)
    if drawn.progress is Progress.FAILED:
        return replace(bare, asked=True, reason=in_language(reason_text(drawn.reason)))
    if drawn.progress is not Progress.DRAWN:
        waiting = drawn.progress is Progress.WAITING
        return replace(bare, waiting=waiting, asked=waiting)
    sheets = [_sheet(finding, each, page) for each in drawn.pictures]
    return replace(bare, asked=True, latest=sheets[-1], pairs=tuple(pairwise(sheets)))


def _page(asked: dict[str, str], last: int) -> int:
    text = asked.get("halaman", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    return number if number <= last else 0


def _sheet(finding: Finding, drawing: Drawing, page: int) -> Sheet:
    """One version's page, with what is new since the version before outlined."""
    version, of = drawing.facts.get("version", 1), drawing.facts.get("of", 1)
    named = {"page": page, "version": version, "of": of}
    text = _("Halaman %(page)d, versi %(version)d dari %(of)d") % named
    sheet = drawing_sheet(finding, drawing, text)
    boxes = [tuple(box) for box in drawing.facts.get("boxes", []) if len(box) == 4]
    marks = [Mark(1, box_corners(box, sheet.size), now=True) for box in boxes]
    return replace(sheet, caption=text, marks=tuple(marks))
