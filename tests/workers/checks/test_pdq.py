"""PDQ against a literal, slow reading of its description, and against its own symmetries.

tests/workers/checks/test_measured.py holds the reference hashes of the vendor's pictures.
"""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workers.checks import makers
from workers.checks import pdq
from workers.checks.likeness import TURNS, distance

Rows = list[list[float]]


def blurred(line: list[float], window: int) -> list[float]:
    """A box filter that reaches `ahead - 1` forward, the rest of the window backward."""
    ahead = (window + 2) // 2
    out = []
    for i in range(len(line)):
        part = line[max(0, i - (window - ahead)) : i + ahead]
        out.append(sum(part) / len(part))
    return out


def transposed(rows: Rows) -> Rows:
    return [list(column) for column in zip(*rows, strict=True)]


def slow_hash(grey: Rows) -> tuple[str, int]:
    """The description word for word: blur twice each way, sample, transform, compare."""
    height, width = len(grey), len(grey[0])
    for _ in range(2):
        grey = [blurred(row, math.ceil(width / 128)) for row in grey]
        grey = transposed([blurred(c, math.ceil(height / 128)) for c in transposed(grey)])
    points = [
        [grey[int((i + 0.5) * height / 64)][int((j + 0.5) * width / 64)] for j in range(64)]
        for i in range(64)
    ]
    steps = [
        abs(int((points[i][j] - points[i + 1][j]) * 100 / 255))
        for i in range(63)
        for j in range(64)
    ]
    steps += [
        abs(int((points[i][j] - points[i][j + 1]) * 100 / 255))
        for i in range(64)
        for j in range(63)
    ]
    cosine = [
        [math.cos(math.pi / 128 * (u + 1) * (2 * x + 1)) for x in range(64)] for u in range(16)
    ]
    half = [
        [sum(cosine[u][x] * points[x][j] for x in range(64)) for j in range(64)] for u in range(16)
    ]
    values = [
        sum(half[u][x] * cosine[v][x] for x in range(64)) for u in range(16) for v in range(16)
    ]
    median = sorted(values)[127]
    bits = sum(1 << k for k, value in enumerate(values) if value > median)
    return f"{bits:064x}", min(100, sum(steps) // 90)


@settings(max_examples=8, deadline=None)
@given(st.integers(5, 300), st.integers(5, 300), st.integers(0, 2**32 - 1))
def test_it_agrees_with_the_description(height: int, width: int, seed: int) -> None:
    coarse = np.random.default_rng(seed).uniform(0, 255, (9, 9))
    rows, columns = np.arange(height) * 9 // height, np.arange(width) * 9 // width
    grey = coarse[np.ix_(rows, columns)] + np.linspace(0, 20, height)[:, None]
    (first, *_), quality = pdq.hashes(grey)
    expected, expected_quality = slow_hash(grey.tolist())
    assert distance(first, expected) <= 2  # sums in another order can tip a bit at the median
    assert quality == expected_quality


def test_luminance_weighs_the_colours() -> None:
    colours = np.array([[[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255]]], np.uint8)
    assert pdq.luminance(colours) == pytest.approx(np.array([[76.245, 149.685, 29.07, 255.0]]))


def grey(name: str) -> pdq.Grey:
    return pdq.luminance(np.asarray(makers.photograph(name)))


# What each of TURNS does to a picture (rows x columns).
TURNED: dict[str, Callable[[pdq.Grey], pdq.Grey]] = {
    "turned_90": lambda g: np.rot90(g, 1),
    "turned_180": lambda g: np.rot90(g, 2),
    "turned_270": lambda g: np.rot90(g, 3),
    "mirrored_vertical": np.flipud,
    "mirrored_horizontal": np.fliplr,
    "mirrored_diagonal": np.transpose,
    "mirrored_antidiagonal": lambda g: np.rot90(g, 2).T,
}


@pytest.mark.parametrize("turn", TURNED)
@pytest.mark.parametrize("name", makers.PHOTOGRAPHS)
def test_the_hashes_of_turned_pictures_come_from_one_transform(name: str, turn: str) -> None:
    predicted = pdq.hashes(grey(name))[0][TURNS.index(turn)]
    computed = pdq.hashes(TURNED[turn](grey(name)))[0][0]
    assert distance(predicted, computed) <= 20  # the samples shift by part of a pixel
    others = [h for i, h in enumerate(pdq.hashes(grey(name))[0]) if i != TURNS.index(turn)]
    assert min(distance(computed, other) for other in others) > 60


def test_half_of_the_bits_are_set() -> None:
    for name in makers.PHOTOGRAPHS:
        for one in pdq.hashes(grey(name))[0]:
            assert len(one) == 64
            assert int(one, 16).bit_count() == 128


def test_an_even_surface_has_no_quality() -> None:
    assert pdq.hashes(np.full((200, 200), 90.0))[1] == 0
    assert pdq.hashes(grey("astronaut.png"))[1] == 100


@pytest.mark.parametrize("shape", [(4, 100), (100, 4), (1, 1)])
def test_a_sliver_has_an_empty_hash(shape: tuple[int, int]) -> None:
    assert pdq.hashes(np.random.default_rng(1).uniform(0, 255, shape)) == (("0" * 64,) * 8, 0)
