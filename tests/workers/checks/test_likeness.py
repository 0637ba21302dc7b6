import io
from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageEnhance, ImageFilter, ImageOps

from tests.workers.checks import makers
from workers.checks.file import File
from workers.checks.finding import CannotCheck, NothingToCheck
from workers.checks.fingerprint import fingerprint
from workers.checks.likeness import Fingerprint, Relation, compare, distance


def printed(image: Image.Image, **options: object) -> Fingerprint:
    return fingerprint(File(makers.encoded(image, "JPEG", **{"quality": 90, **options}), "a.jpg"))


def messenger(image: Image.Image) -> Image.Image:
    small = image.resize((image.width // 4, image.height // 4))
    return Image.open(io.BytesIO(makers.encoded(small, "JPEG", quality=60)))


COPIES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "quality 20": lambda i: Image.open(io.BytesIO(makers.encoded(i, "JPEG", quality=20))),
    "half size": lambda i: i.resize((i.width // 2, i.height // 2)),
    "messenger": messenger,
    "squeezed": lambda i: i.resize((i.width, i.height * 3 // 4)),
    "grey": lambda i: ImageOps.grayscale(i).convert("RGB"),
    "blurred": lambda i: i.filter(ImageFilter.GaussianBlur(2)),
    "contrast": lambda i: ImageEnhance.Contrast(i).enhance(1.3),
}
TURNS = {
    "turned_90": Image.Transpose.ROTATE_90,
    "turned_180": Image.Transpose.ROTATE_180,
    "turned_270": Image.Transpose.ROTATE_270,
    "mirrored_horizontal": Image.Transpose.FLIP_LEFT_RIGHT,
    "mirrored_vertical": Image.Transpose.FLIP_TOP_BOTTOM,
    "mirrored_diagonal": Image.Transpose.TRANSPOSE,
    "mirrored_antidiagonal": Image.Transpose.TRANSVERSE,
}


@pytest.mark.parametrize("copy", COPIES)
@pytest.mark.parametrize("name", makers.PHOTOGRAPHS[:4])
def test_copies_are_found(name: str, copy: str) -> None:
    original = makers.photograph(name)
    likeness = compare(printed(original), printed(COPIES[copy](original)))
    assert (likeness.relation, likeness.turn) == (Relation.NEAR_DUPLICATE, "same")


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("name", makers.PHOTOGRAPHS[:4])
def test_turned_copies_are_found_and_the_turn_is_named(name: str, turn: str) -> None:
    original = makers.photograph(name)
    likeness = compare(printed(original), printed(original.transpose(TURNS[turn])))
    assert (likeness.relation, likeness.turn) == (Relation.NEAR_DUPLICATE, turn)


def test_distinct_photographs_are_not_claimed() -> None:
    prints = [printed(makers.photograph(name)) for name in makers.PHOTOGRAPHS]
    for a, b in combinations(prints, 2):
        likeness = compare(a, b)
        assert likeness.relation is Relation.UNRELATED
        assert likeness.bits > 70


def test_the_orientation_tag_is_applied_before() -> None:
    upright = makers.photograph("coffee.png")
    stored = upright.transpose(Image.Transpose.ROTATE_90)
    tagged = printed(stored, exif=makers.exif(orientation=6))
    assert compare(printed(upright), tagged).bits <= 10
    assert compare(printed(upright), tagged).turn == "same"


def test_one_picture_in_every_accepted_format_has_one_fingerprint() -> None:
    picture = makers.photograph("coffee.png")
    first = printed(picture)
    for form in ("PNG", "WEBP", "HEIF"):
        other = fingerprint(File(makers.encoded(picture, form), "a"))
        assert compare(first, other).bits <= 8


def test_plain_pictures_are_not_comparable() -> None:
    plain = printed(Image.new("RGB", (400, 300), "white"))
    assert not plain.usable
    assert compare(plain, plain).relation is Relation.NOT_COMPARABLE


def test_two_versions_are_not_comparable() -> None:
    one = printed(makers.photograph())
    two = Fingerprint(hashes=one.hashes, quality=one.quality, version=2)
    assert compare(one, two).relation is Relation.NOT_COMPARABLE


def test_other_files_have_none() -> None:
    with pytest.raises(NothingToCheck):
        fingerprint(File(makers.pdf(), "a.pdf"))
    with pytest.raises(CannotCheck) as cut:
        fingerprint(File(makers.jpeg()[:5_000], "a.jpg"))
    assert cut.value.reason == "truncated"


hashes = st.integers(0, 2**256 - 1).map(lambda number: f"{number:064x}")
prints = st.builds(
    Fingerprint,
    hashes=st.lists(hashes, min_size=8, max_size=8).map(tuple),
    quality=st.integers(0, 100),
)


@settings(deadline=None)
@given(prints, prints)
def test_comparison_is_symmetric_in_its_bits(a: Fingerprint, b: Fingerprint) -> None:
    assert compare(a, b).bits == compare(b, a).bits
    assert compare(a, b).relation == compare(b, a).relation
    assert compare(a, a).bits == 0


@given(hashes, hashes, hashes)
def test_distance_is_a_distance(a: str, b: str, c: str) -> None:
    assert distance(a, a) == 0
    assert distance(a, b) == distance(b, a) <= 256
    assert distance(a, c) <= distance(a, b) + distance(b, c)
