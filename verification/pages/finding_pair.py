"""The other file a finding compares with, as far as the person may see it."""

from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from directory.models import Person
from verification.domain.drawing import cut_box, cut_subject, part_subject
from verification.domain.twin_looks import has_looked, sees_other
from verification.models import EvidenceVersion, Finding
from verification.pages.file_words import file_title
from verification.pages.laying_over import onto_own
from verification.pages.sheets import Mark, Sheet, drawing_sheet, picture_sheet
from verification.queries.drawings import Progress, asked_for
from verification.queries.sizes import Size, part_of, polygon
from workers.checks.kinds import KINDS, PICTURE

HALF = 50


@dataclass(frozen=True)
class Pair:
    """Both files of a pair. `closed`: the other one is opened by a click that is kept for good.

    `over` is the SVG transform of the other picture onto the own one, `left` and `top` where its
    shown part begins in it; `wipe` says how much of the own one is covered, in per cent.
    """

    caption: str
    restricted: bool = False
    closed: bool = False
    waiting: bool = False
    same_bytes: bool = False
    own: Sheet | None = None
    other: Sheet | None = None
    over: str = ""
    left: int = 0
    top: int = 0
    wipe: int = HALF
    passages: tuple[tuple[str, str], ...] = ()

    @property
    def covered(self) -> int:
        """How many pixels of the own picture's width the other one covers."""
        return self.own.size.width * self.wipe // 100 if self.own else 0


def pair_of(finding: Finding, person: Person, asked: dict[str, str]) -> Pair | None:
    """The pair as this person may see it; None for a finding about one file alone."""
    other = finding.other
    if other is None:
        return None
    if sees_other(person, finding):
        return _opened(finding, other, _name(other), asked)
    caption = _somewhere(finding, other)
    same = finding.version.blob_id == other.blob_id
    if same:
        return Pair(caption=caption, restricted=True, same_bytes=True)
    if not has_looked(person, finding):
        return Pair(caption=caption, restricted=True, closed=True)
    return _part(finding, other, caption, asked)


def _name(other: EvidenceVersion) -> str:
    application = other.item.application
    names = {"unit": application.unit.name, "season": application.season.name}
    return _("%(unit)s, %(season)s: ") % names + file_title(other)


def _somewhere(finding: Finding, other: EvidenceVersion) -> str:
    """Where the other file is, without saying whose it is."""
    here = finding.version.item.application.region_id
    if other.item.application.region_id == here:
        return _("Berkas UPT lain di wilayah ini")
    return _("Berkas UPT lain di wilayah lain")


def _opened(finding: Finding, other: EvidenceVersion, caption: str, asked: dict[str, str]) -> Pair:
    """Both whole files, side by side and one over the other."""
    own = _own(finding)
    theirs = _side(finding, other, caption, "other_polygon", _twin_url(finding))
    return Pair(
        caption=caption,
        same_bytes=finding.version.blob_id == other.blob_id,
        own=own,
        other=theirs,
        over=_over(finding, own) if own and theirs else "",
        wipe=_wipe(asked),
        passages=_passages(finding),
    )


def _part(finding: Finding, other: EvidenceVersion, caption: str, asked: dict[str, str]) -> Pair:
    """The matched region of the other file and nothing more of it; of a document one picture."""
    if polygon(finding, "other_polygon") and not part_of(finding, other):
        return _region(finding, other, caption, asked)
    passages = _passages(finding)
    if passages:  # a letter that was photographed is compared by its words alone
        return Pair(caption=caption, restricted=True, passages=passages)
    if part_of(finding, other) or KINDS[other.kind].family == PICTURE:
        return replace(_opened(finding, other, caption, asked), restricted=True)
    return Pair(caption=caption, restricted=True)


def _region(finding: Finding, other: EvidenceVersion, caption: str, asked: dict[str, str]) -> Pair:
    bare = Pair(caption=caption, restricted=True)
    drawn = asked_for(other, cut_subject(finding))
    if drawn.progress is not Progress.DRAWN:
        return replace(bare, waiting=drawn.progress is Progress.WAITING)
    left, top, right, bottom = cut_box(finding, other)
    points = polygon(finding, "other_polygon")
    theirs = Sheet(
        url=_twin_url(finding),
        size=Size(right - left, bottom - top),
        alt=caption,
        marks=(Mark(1, tuple((x - left, y - top) for x, y in points), now=True),),
    )
    own = _own(finding)
    over = _over(finding, own) if own else ""
    return replace(bare, own=own, other=theirs, over=over, left=left, top=top, wipe=_wipe(asked))


def _own(finding: Finding) -> Sheet | None:
    return _side(finding, finding.version, file_title(finding.version), "polygon")


def _side(
    finding: Finding, version: EvidenceVersion, alt: str, region: str, url: str = ""
) -> Sheet | None:
    """One side of the pair: the file's picture, or the one inside it that the finding means."""
    if part_of(finding, version):
        drawn = asked_for(version, part_subject(finding)).pictures
        sheet = drawing_sheet(finding, drawn[0], alt, url=url) if drawn else None
    else:
        sheet = picture_sheet(version, alt, url=url) if version.previews.all() else None
    points = tuple(polygon(finding, region))
    return replace(sheet, marks=(Mark(1, points, now=True),)) if sheet and points else sheet


def _twin_url(finding: Finding) -> str:
    return reverse("verification:twin_preview", args=[finding.pk, "preview"])


def _over(finding: Finding, own: Sheet) -> str:
    """The transform, where the comparison found one; the twin's own finding has it reversed."""
    matrix = finding.facts.get("transform")
    if not matrix or finding.result is None:
        return ""
    whole = [(0, 0), (own.size.width, own.size.height)]
    forth = finding.result.version_id == finding.version_id
    return onto_own(matrix, polygon(finding) or whole, from_own=forth)


def _wipe(asked: dict[str, str]) -> int:
    text = asked.get("geser", "")
    return min(100, int(text)) if text.isascii() and text.isdigit() and len(text) < 4 else HALF


def _passages(finding: Finding) -> tuple[tuple[str, str], ...]:
    """Passages of two texts that say the same, as the comparison kept them."""
    rows: list[dict[str, Any]] = finding.facts.get("passages") or []
    return tuple((str(row["own"]["text"]), str(row["other"]["text"])) for row in rows)
