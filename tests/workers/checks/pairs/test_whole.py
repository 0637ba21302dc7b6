"""Copies with too little in them for points: laid on each other as their hashes say."""

import numpy as np
import pytest
from PIL import Image, ImageFilter

from bench import changes
from tests.workers.checks import makers
from tests.workers.checks.pairs import copies
from workers.checks.pairs.comparison import compare_views
from workers.checks.pairs.geometry import moved
from workers.checks.pairs.pair import PairRelation
from workers.checks.pairs.view import View
from workers.checks.pairs.whole import laid_whole

TURN = Image.Transpose
MIRRORED = {TURN.FLIP_LEFT_RIGHT, TURN.FLIP_TOP_BOTTOM, TURN.TRANSPOSE, TURN.TRANSVERSE}


def view(image: Image.Image, quality: int = 90) -> View:
    return View(copies.saved(image, quality))


@pytest.mark.parametrize(
    ("turn", "corner"),
    [
        (None, (0, 0)),
        (TURN.ROTATE_90, (0, 1)),
        (TURN.ROTATE_180, (1, 1)),
        (TURN.ROTATE_270, (1, 0)),
        (TURN.FLIP_LEFT_RIGHT, (1, 0)),
        (TURN.FLIP_TOP_BOTTOM, (0, 1)),
        (TURN.TRANSPOSE, (0, 0)),
        (TURN.TRANSVERSE, (1, 1)),
    ],
)
def test_the_upper_left_corner_lies_where_the_turn_carried_it(
    turn: Image.Transpose | None, corner: tuple[int, int]
) -> None:
    image = makers.photograph("coffee.png")
    one, two = view(image), view(image if turn is None else image.transpose(turn))
    laid = laid_whole(one.fingerprint, two.fingerprint, (one.grey.shape, two.grey.shape))
    assert laid is not None
    assert laid.mirrored == (turn in MIRRORED)
    height, width = two.grey.shape
    there = (corner[0] * width - 0.5, corner[1] * height - 0.5)
    assert np.allclose(moved(laid.matrix, np.array([[-0.5, -0.5]]))[0], there, atol=1e-6)


def test_what_does_not_look_alike_is_not_laid() -> None:
    one, two = view(makers.photograph("coffee.png")), view(makers.photograph("chelsea.png"))
    assert laid_whole(one.fingerprint, two.fingerprint, (one.grey.shape, two.grey.shape)) is None


def test_a_tiny_copy_without_points_in_common_is_seen() -> None:
    plain = makers.photograph("coffee.png").resize((640, 480))
    plain = plain.filter(ImageFilter.GaussianBlur(20))
    pair = compare_views(view(plain), view(changes.sized(0.1)(plain), 60))
    assert pair.evidence.inliers == 0
    assert pair.relation is PairRelation.NEAR_DUPLICATE, pair


def test_the_same_scene_is_no_copy_however_strongly_it_is_compressed() -> None:
    left, right = copies.scene()
    pair = compare_views(view(left, 20), view(right, 20))
    assert pair.relation is PairRelation.SAME_SCENE, pair
    small = [changes.sized(0.12)(side) for side in (left, right)]
    assert not compare_views(*(view(side, 50) for side in small)).relation.same_pixels
