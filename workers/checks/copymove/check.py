"""A part of a picture that stands in it twice."""

from typing import Final

from workers.checks.check import Check, Seen
from workers.checks.context import Context
from workers.checks.copymove.region import outline
from workers.checks.copymove.search import Copy, find_copies
from workers.checks.explanations import finding_text
from workers.checks.file import File
from workers.checks.finding import Finding, Region, Severity
from workers.checks.kinds import PICTURE

_SECONDS: Final = 1.5


class CopyMove(Check):
    """Copied parts inside one picture, with the place and its source."""

    name = "copy_move"
    version = 2
    cap = Severity.MEDIUM

    def look(self, file: File, context: Context) -> Seen:
        """Compare the picture with itself, at no more than 1024 pixels."""
        file.expect(PICTURE)
        picture = file.picture
        with file.within(_SECONDS):
            found = find_copies(picture.grey, picture.points)
        scale = max(picture.width, picture.height) / max(picture.grey.shape)
        return [_finding(copy, scale) for copy in found], {"copies": len(found)}


def _finding(copy: Copy, scale: float) -> Finding:
    proof = copy.proof
    return Finding(
        kind="copied_inside",
        severity=Severity.MEDIUM,
        explanation=finding_text("copied_inside"),
        region=Region(
            polygon=outline(copy.regions.first, scale),
            other_polygon=outline(copy.regions.second, scale),
        ),
        facts={
            "pixels": proof.area,
            "fine": round(proof.fine, 4),
            "quiet": round(proof.quiet, 4),
            "shift": round(proof.shift, 3),
        },
    )
