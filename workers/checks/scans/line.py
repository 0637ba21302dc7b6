"""One line of writing. Needs no library."""

from dataclasses import dataclass

Box = tuple[int, int, int, int]
UNITS = 1_000


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line as it was read.

    `sure` has the certainty of each of its letters, 0 to 1. `box` is its place in thousandths of
    the page: left, top, right, bottom.
    """

    text: str
    sure: tuple[float, ...]
    box: Box
    page: int = 1

    @property
    def least(self) -> float:
        """The certainty of its most doubtful letter."""
        return min(self.sure, default=0.0)
