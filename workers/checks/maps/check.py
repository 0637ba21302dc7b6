"""Parts of a picture that stand in another JPEG grid than the rest."""

from typing import Final

import numpy as np

from workers.checks.check import Check, Seen
from workers.checks.context import Context
from workers.checks.explanations import finding_text
from workers.checks.file import File
from workers.checks.finding import Facts, Finding, NothingToCheck, Region, Severity
from workers.checks.kinds import PICTURE
from workers.checks.maps.grids import Grids, Place, grids_in
from workers.checks.maps.zeros import SIDE, votes

# Up to here the grid is sought in every upload; in larger pictures when somebody asks for maps.
_MOST_PIXELS: Final = 2_100_000
_SECONDS: Final = 1.2
_MOST: Final = 5


class JpegGrid(Check):
    """Foreign grids with their number of false alarms; a step of the battery for small pictures."""

    name = "jpeg_grid"
    version = 1
    cap = Severity.MEDIUM

    def look(self, file: File, context: Context) -> Seen:
        """Look at every pixel; a picture that is large or was decoded smaller is not looked at."""
        file.expect(PICTURE)
        picture = file.picture
        if picture.width * picture.height > _MOST_PIXELS:
            raise NothingToCheck("only_when_asked")
        with file.within(_SECONDS):
            grey = np.asarray(picture.pixels.convert("L"), np.float32)
            found = grids_in(votes(grey))
        return grid_findings(found), grid_facts(found)


def grid_findings(found: Grids) -> list[Finding]:
    """Return a finding for each foreign grid, the surest first.

    In a picture without a grid of its own (a screenshot, a drawing) a pasted photograph is usual.
    """
    severity = Severity.LOW if found.main is None else Severity.MEDIUM
    kind = "pasted_grid" if found.main is None else "foreign_grid"
    return [
        Finding(
            kind=kind,
            severity=severity,
            explanation=finding_text(kind),
            region=Region(polygon=_corners(place)),
            facts={"log_nfa": place.log_nfa, "grid": _origin(place.grid)},
        )
        for place in found.foreign[:_MOST]
    ]


def grid_facts(found: Grids) -> Facts:
    """Return the grid of the picture as facts: its origin (column, row) and how sure it is."""
    origin = None if found.main is None else _origin(found.main)
    return {"grid": origin, "log_nfa": round(found.log_nfa, 1), "foreign": len(found.foreign)}


def _origin(grid: int) -> list[int]:
    return [grid % SIDE, grid // SIDE]


def _corners(place: Place) -> tuple[tuple[int, int], ...]:
    left, top, right, bottom = place.box
    return ((left, top), (right, top), (right, bottom), (left, bottom))
