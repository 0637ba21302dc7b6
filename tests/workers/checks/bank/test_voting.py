import numpy as np
import pytest
from numpy.typing import NDArray

from workers.checks.bank.voting import _agreeing, _Matches, _promising

# Columns x, y, size, angle; places far enough apart to count as one each.
PLACES = np.array([(100 + 6 * k, 100 + 6 * (k % 3), 80, 0) for k in range(8)], np.int64)


def carried(**change: int) -> NDArray[np.int64]:
    """The same matches elsewhere, the last of them otherwise than the rest."""
    theirs = np.array(PLACES + np.array((20, -10, 0, 0)), np.int64)
    for name, value in change.items():
        theirs[-1, ("x", "y", "size", "angle").index(name)] += value
    return theirs


def test_matches_carried_alike_agree() -> None:
    assert _agreeing(PLACES, carried()) == 8


@pytest.mark.parametrize(
    ("change", "places"),
    [
        ({"x": 10}, 8),
        ({"x": 11}, 7),
        ({"size": 9}, 8),
        ({"size": 10}, 7),
        ({"angle": 17}, 8),
        ({"angle": 18}, 7),
        # 256 is a whole turn.
        ({"angle": 239}, 8),
        ({"angle": 238}, 7),
    ],
)
def test_one_that_is_off_by_more_than_its_reach_does_not(
    change: dict[str, int], places: int
) -> None:
    assert _agreeing(PLACES, carried(**change)) == places


def test_many_letters_that_resemble_one_corner_are_one_match() -> None:
    """A hundred pictures with one corner like fifty letters, and one that shares eight places."""
    letters = np.array([(5 * k, 7, 40, 0) for k in range(50)], np.int64)
    corner = np.tile(np.array((30, 30, 40, 0), np.int64), (50, 1))
    crowd, shared = 100, 100  # the number of the last picture
    matches = _Matches(
        picture=np.r_[np.repeat(np.arange(crowd), 50), np.full(8, shared)],
        ours=np.concatenate([*[letters] * crowd, PLACES]),
        theirs=np.concatenate([*[corner] * crowd, carried()]),
        mirrored=np.zeros(50 * crowd + 8, bool),
    )
    whose = matches.picture * 2
    assert _promising(matches, whose)[0] // 2 == shared
