"""How large a file's picture is, and where on it a region of a finding lies."""

from dataclasses import dataclass
from typing import Any

from verification.models import EvidenceVersion, Finding, Preview

Point = tuple[int, int]
Box = tuple[int, int, int, int]
UNITS = 1_000  # of a page's width and height, in boxes


@dataclass(frozen=True)
class Size:
    """Width and height in pixels."""

    width: int
    height: int

    @property
    def known(self) -> bool:
        """Whether it is the size of anything."""
        return self.width > 0 and self.height > 0


def preview_of(version: EvidenceVersion) -> Preview | None:
    """The large preview, out of the prefetched ones if they are there."""
    return next((made for made in version.previews.all() if made.name == "preview"), None)


def upright_size(version: EvidenceVersion) -> Size:
    """The size of the picture as it is looked at, in which its polygons are measured.

    That of the preview where the file has no pixels of its own, as a page of a PDF.
    """
    preview = preview_of(version)
    shown = Size(preview.width, preview.height) if preview else Size(0, 0)
    facts = facts_of(version, "content")
    width, height = facts.get("width"), facts.get("height")
    if not isinstance(width, int) or not isinstance(height, int):
        return shown
    turned = shown.known and (shown.width > shown.height) != (width > height)
    return Size(height, width) if turned and shown.width != shown.height else Size(width, height)


def facts_of(version: EvidenceVersion, check: str) -> dict[str, Any]:
    """What the check's last run read in the file; empty where it never ran."""
    results = [result for result in version.results.all() if result.check_name == check]
    return results[-1].facts if results else {}


def polygon(finding: Finding, name: str = "polygon") -> list[Point]:
    """A polygon of the finding's region, empty without one; `name` may be `other_polygon`."""
    region = finding.region or {}
    return [(int(x), int(y)) for x, y in region.get(name) or ()]


def bounds(points: list[Point], size: Size, margin: float = 0.04) -> Box:
    """The box around points with a margin, in the picture: left, top, right, bottom."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    more = round(margin * max(size.width, size.height))
    return (
        max(0, min(xs) - more),
        max(0, min(ys) - more),
        min(size.width, max(xs) + more),
        min(size.height, max(ys) + more),
    )


def page_of(finding: Finding) -> int:
    """The page (from 1) a finding is about; 0 where it is about no page."""
    page = (finding.region or {}).get("page")
    return page if isinstance(page, int) and page > 0 else 0


def box_of(finding: Finding) -> Box | None:
    """The part of the page a finding is about, in thousandths; None for all of it."""
    box = (finding.region or {}).get("box")
    return (int(box[0]), int(box[1]), int(box[2]), int(box[3])) if box else None


def part_of(finding: Finding, version: EvidenceVersion) -> str:
    """Which picture inside that document of a pair the finding means; empty for the file itself."""
    name = "part" if version.pk == finding.version_id else "other_part"
    return str(finding.facts.get(name) or "")
