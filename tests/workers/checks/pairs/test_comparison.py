from itertools import combinations

import numpy as np
import pytest
from PIL import Image, ImageFilter

from bench import changes
from tests.workers.checks import makers
from tests.workers.checks.pairs import copies
from workers.checks.pairs.comparison import compare_views
from workers.checks.pairs.pair import Pair, PairRelation
from workers.checks.pairs.view import View
from workers.checks.picture import Picture

PHOTOGRAPHS = (
    "astronaut.png",
    pytest.param("chelsea.png", marks=pytest.mark.slow),
    pytest.param("coffee.png", marks=pytest.mark.slow),
)


def compare_pictures(first: Picture, second: Picture) -> Pair:
    return compare_views(View(first), View(second))


def compared(name: str, copy: tuple[changes.Change, int]) -> Pair:
    change, quality = copy
    original = makers.photograph(name)
    return compare_pictures(copies.saved(original, 98), copies.saved(change(original), quality))


@pytest.mark.parametrize("copy", copies.COPIES)
@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_a_copy_is_seen(name: str, copy: str) -> None:
    pair = compared(name, copies.COPIES[copy])
    assert pair.relation is PairRelation.NEAR_DUPLICATE, pair
    assert pair.mirrored == (copy == "mirrored")
    assert min(pair.first_share, pair.second_share) >= 0.5


@pytest.mark.parametrize("copy", copies.PARTS)
@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_a_part_is_seen(name: str, copy: str) -> None:
    pair = compared(name, copies.PARTS[copy])
    assert pair.relation is PairRelation.PART_OF, pair
    assert pair.mirrored == copy.startswith("mirrored")


def test_the_same_pixels_in_another_file_are_identical() -> None:
    first = copies.saved(makers.photograph())
    pair = compare_pictures(first, copies.saved(makers.photograph()))
    assert pair.relation is PairRelation.IDENTICAL
    assert pair.first == ((0, 0), (512, 0), (512, 512), (0, 512))


@pytest.mark.slow
def test_distinct_photographs_are_unrelated() -> None:
    pictures = [copies.saved(makers.photograph(name)) for name in makers.PHOTOGRAPHS]
    pictures.append(copies.saved(copies.scene()[0]))
    for one, two in combinations(pictures, 2):
        pair = compare_pictures(one, two)
        assert pair.relation is PairRelation.UNRELATED
        assert pair.transform is None
        assert pair.first == pair.second == ()


@pytest.mark.parametrize("copy", ["quality 50", "messenger", "turned 3", "mirrored", "date bar"])
def test_the_same_scene_photographed_twice_is_no_copy(copy: str) -> None:
    change, quality = copies.COPIES[copy]
    left, right = copies.scene()
    pair = compare_pictures(copies.saved(left), copies.saved(change(right), quality))
    assert pair.relation is PairRelation.SAME_SCENE, pair
    assert pair.transform is not None


@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_a_copy_of_a_picture_out_of_focus_is_seen(name: str) -> None:
    soft = makers.photograph(name).filter(ImageFilter.GaussianBlur(4))
    pair = compare_pictures(copies.saved(soft, 98), copies.saved(soft, 50))
    assert pair.relation is PairRelation.NEAR_DUPLICATE, pair
    left, right = (side.filter(ImageFilter.GaussianBlur(4)) for side in copies.scene())
    pair = compare_pictures(copies.saved(left), copies.saved(right))
    assert pair.relation is PairRelation.SAME_SCENE, pair


@pytest.mark.parametrize("name", ["coffee.png", "rocket.jpg"])
def test_a_blurred_copy_of_a_small_picture_is_seen(name: str) -> None:
    small = makers.photograph(name).copy()
    small.thumbnail((256, 256))
    soft = copies.saved(small.filter(ImageFilter.GaussianBlur(2)))
    sharp = copies.saved(small, 95)
    for pair in (compare_pictures(sharp, soft), compare_pictures(soft, sharp)):
        assert pair.relation is PairRelation.NEAR_DUPLICATE, pair
        assert min(pair.first_share, pair.second_share) > 0.9


@pytest.mark.parametrize("width", [1, 2, 4])
def test_the_same_scene_blurred_is_no_copy(width: int) -> None:
    left, right = (side.resize((480, 325)) for side in copies.scene())
    soft = copies.saved(right.filter(ImageFilter.GaussianBlur(width)))
    for pair in (
        compare_pictures(copies.saved(left, 95), soft),
        compare_pictures(soft, copies.saved(left, 95)),
    ):
        assert not pair.relation.same_pixels, pair


def test_two_exposures_on_a_tripod_are_no_copies() -> None:
    """The same view to the pixel, and yet each has the noise of its own."""
    still = np.asarray(makers.photograph("coffee.png").resize((900, 600)), np.float64)
    still = still * 0.8 + 20
    noise = np.random.default_rng(7)
    one, two = (
        Image.fromarray((still + noise.normal(0, 8, still.shape)).clip(0, 255).astype(np.uint8))
        for _ in range(2)
    )
    pair = compare_pictures(copies.saved(one, 92), copies.saved(two, 92))
    assert pair.relation is PairRelation.SAME_SCENE, pair
    copied = compare_pictures(copies.saved(one, 92), copies.saved(one, 80))
    assert copied.relation is PairRelation.NEAR_DUPLICATE
    assert copied.evidence.noise is not None
    assert copied.evidence.noise > 0.3


def test_a_strongly_compressed_copy_has_no_grain_to_speak_against_it() -> None:
    noisy = np.asarray(makers.photograph("coffee.png").resize((900, 600)), np.float64)
    noisy = noisy + np.random.default_rng(3).normal(0, 6, noisy.shape)
    image = Image.fromarray(noisy.clip(0, 255).astype(np.uint8))
    pair = compare_pictures(copies.saved(image, 95), copies.saved(image, 20))
    assert pair.relation is PairRelation.NEAR_DUPLICATE
    assert pair.evidence.noise is None


def test_transform_and_regions_are_in_pixels_of_the_pictures() -> None:
    original = makers.photograph("coffee.png")  # 600 x 400
    part = original.crop((150, 100, 450, 350)).resize((600, 500))
    pair = compare_pictures(copies.saved(original, 95), copies.saved(part))
    assert pair.transform is not None
    x, y, w = np.array(pair.transform) @ (150, 100, 1)
    assert np.allclose((x / w, y / w), (0, 0), atol=1.5)
    x, y, w = np.array(pair.transform) @ (450, 350, 1)
    assert np.allclose((x / w, y / w), (600, 500), atol=1.5)
    xs, ys = zip(*pair.first, strict=True)
    assert (min(xs), min(ys)) == pytest.approx((150, 100), abs=4)
    assert (max(xs), max(ys)) == pytest.approx((450, 350), abs=4)
    assert pair.second_share > 0.95


def test_which_comes_first_does_not_matter() -> None:
    original = makers.photograph("chelsea.png")
    first, second = copies.saved(original), copies.saved(changes.centre(0.4)(original), 50)
    there, back = compare_pictures(first, second), compare_pictures(second, first)
    assert there.relation == back.relation
    assert (there.first_share, there.second_share) == pytest.approx(
        (back.second_share, back.first_share), abs=0.03
    )


@pytest.mark.parametrize("size", [(1, 1), (4, 3), (60, 2), (40, 40), (400, 300)])
def test_plain_and_tiny_pictures_are_unrelated(size: tuple[int, int]) -> None:
    plain = copies.saved(Image.new("RGB", size, "white"))
    photograph = copies.saved(makers.photograph())
    assert compare_pictures(plain, photograph).relation is PairRelation.UNRELATED
    assert compare_pictures(photograph, plain).relation is PairRelation.UNRELATED
    grey = copies.saved(Image.new("RGB", size, "grey"))
    assert compare_pictures(plain, grey).relation is PairRelation.UNRELATED
