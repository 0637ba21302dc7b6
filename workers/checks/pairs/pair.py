"""What the comparison of two pictures says. Needs no library."""

from dataclasses import dataclass
from enum import StrEnum

Polygon = tuple[tuple[int, int], ...]
Row = tuple[float, float, float]


class PairRelation(StrEnum):
    """What two pictures have to do with each other."""

    # The same bytes, or every pixel the same.
    IDENTICAL = "identical"
    # One is a copy of the other: most of what either shows is the other's pixels.
    NEAR_DUPLICATE = "near_duplicate"
    # The same pixels, but only a part of one of them: a crop, a page with several photographs.
    PART_OF = "part_of"
    # The same place or thing in two photographs of their own. This accuses nobody.
    SAME_SCENE = "same_scene"
    UNRELATED = "unrelated"

    @property
    def same_pixels(self) -> bool:
        """Whether the pixels of one are those of the other."""
        return self in {self.IDENTICAL, self.NEAR_DUPLICATE, self.PART_OF}


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """The figures a relation rests on.

    `inliers`: places matched under one transform. `astray`: share of the good matches that lie
    near the transform and not on it (parallax). `blocks`: compared blocks with something in them;
    `alike`: the share of them with the same detail; `correlation`: their median correlation, -1
    to 1; `drift`: median distance in working pixels of what is left between the two after
    alignment. `noise`: correlation of the finest grain in quiet blocks, None where one of the two
    has no grain left.
    """

    inliers: int = 0
    astray: float = 0.0
    blocks: int = 0
    alike: float = 0.0
    correlation: float = 0.0
    drift: float = 0.0
    noise: float | None = None


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two pictures compared.

    `transform` is the 3 x 3 matrix from the first onto the second, `first` and `second` are the
    matched region in each, all in pixels of the upright pictures; `first_share` and `second_share`
    say how much of what each shows lies in it (plain margins left out), 0 to 1. They are empty for
    unrelated pictures.
    """

    relation: PairRelation
    evidence: Evidence
    transform: tuple[Row, Row, Row] | None = None
    mirrored: bool = False
    first: Polygon = ()
    second: Polygon = ()
    first_share: float = 0.0
    second_share: float = 0.0
