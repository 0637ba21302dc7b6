"""The description of a picture as a step of the battery: facts only, searched for later."""

import base64

from workers.checks.bank.described import describe_points
from workers.checks.bank.records import Records, points_bytes
from workers.checks.check import Check, Seen
from workers.checks.context import Context
from workers.checks.file import File
from workers.checks.finding import Severity

_SECONDS = 1.5


class Describing(Check):
    """The local features of a picture, as text; `carried.py` reads them again."""

    name = "points"
    version = 2
    cap = Severity.INFO

    def look(self, file: File, context: Context) -> Seen:
        """Return the points as facts."""
        picture = file.picture
        with file.within(_SECONDS):
            points = describe_points(picture)
        return [], {"points": points_text(points)}


def points_text(points: Records) -> str:
    """Return points as text, for the facts of an outcome."""
    return base64.b64encode(points_bytes(points)).decode()
