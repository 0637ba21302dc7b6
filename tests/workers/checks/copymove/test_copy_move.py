"""Parts copied inside a photograph are found; what repeats by itself is not."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from tests.workers.checks.copymove.scenes import chairs, cloned, noisy, stamped, tiled, wide
from tests.workers.checks.makers import PHOTOGRAPHS, encoded, exif, photograph
from workers.checks.context import Context
from workers.checks.copymove.check import CopyMove
from workers.checks.copymove.proof import Proof
from workers.checks.file import File
from workers.checks.finding import Finding, Outcome, Severity, Status

BOX, AT = (330, 60, 450, 170), (60, 200)


def looked(image: Image.Image, form: str = "PNG", **options: object) -> Outcome:
    return CopyMove().run(File(encoded(image, form, **options)), Context())


def only(outcome: Outcome) -> Finding:
    (finding,) = outcome.findings
    return finding


def middle(corners: tuple[tuple[int, int], ...]) -> tuple[float, float]:
    (left, top), (right, bottom) = np.min(corners, axis=0), np.max(corners, axis=0)
    return (left + right) / 2, (top + bottom) / 2


def test_a_part_that_stands_twice_is_found_with_both_places() -> None:
    found = only(looked(cloned(wide(), BOX, AT)))
    assert found.kind == "copied_inside"
    assert found.severity is Severity.MEDIUM
    assert found.region is not None
    assert found.region.other is None
    places = sorted([middle(found.region.polygon), middle(found.region.other_polygon)])
    assert places[0] == pytest.approx((120, 255), abs=12)
    assert places[1] == pytest.approx((390, 115), abs=12)


@pytest.mark.parametrize(
    ("turn", "size"), [(0, 1.0), (7, 1.0), (90, 1.0), (0, 1.3), (0, 0.8), (-12, 1.15)]
)
def test_turned_and_resized_copies_are_found(turn: float, size: float) -> None:
    assert looked(cloned(wide(), BOX, AT, turn=turn, size=size)).findings


@pytest.mark.parametrize("quality", [97, 93])
def test_a_copy_saved_again_as_a_jpeg_is_found(quality: int) -> None:
    assert looked(cloned(wide(), BOX, AT), "JPEG", quality=quality).findings


def test_the_places_are_those_of_the_whole_upright_picture() -> None:
    large = cloned(wide(), BOX, AT).resize((2_400, 1_600), Image.Resampling.BICUBIC)
    found = only(looked(large.rotate(90, expand=True), "JPEG", exif=exif(orientation=6)))
    assert found.region is not None
    places = sorted([middle(found.region.polygon), middle(found.region.other_polygon)])
    assert places[0] == pytest.approx((480, 1_020), abs=60)
    assert places[1] == pytest.approx((1_560, 460), abs=60)


@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_a_photograph_raises_nothing(name: str) -> None:
    outcome = looked(photograph(name), "JPEG", quality=92)
    assert outcome.status is Status.DONE
    assert outcome.findings == ()


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("scene", [tiled, chairs])
def test_what_repeats_by_itself_raises_nothing(scene: object, seed: int) -> None:
    assert callable(scene)
    assert looked(scene(seed)).findings == ()
    assert looked(scene(seed), "JPEG", quality=90).findings == ()


def test_words_of_a_stamp_raise_nothing() -> None:
    assert looked(stamped(wide())).findings == ()
    assert looked(stamped(wide()), "JPEG", quality=90).findings == ()


def test_a_copy_in_a_stamped_photograph_is_still_found() -> None:
    assert looked(stamped(cloned(wide(), BOX, (60, 180)))).findings


def test_an_even_surface_and_noise_raise_nothing() -> None:
    assert looked(Image.new("RGB", (300, 200), "white")).findings == ()
    assert looked(noisy(np.full((200, 300, 3), 120.0))).findings == ()


@pytest.mark.parametrize("size", [(1, 1), (9, 400), (30, 30)])
def test_a_tiny_picture_is_looked_at_without_a_fault(size: tuple[int, int]) -> None:
    outcome = looked(photograph().resize(size))
    assert outcome.status is Status.DONE
    assert outcome.findings == ()


def test_another_kind_of_file_is_left_alone() -> None:
    assert CopyMove().run(File(b"%PDF-1.7"), Context()).status is Status.SKIPPED


def test_what_is_far_from_a_proof_after_a_few_steps_is_given_up() -> None:
    likeness = Proof(area=4_000, fine=0.968, quiet=0.949, shift=0.28)
    turning_out = Proof(area=250, fine=0.979, quiet=0.982, shift=0.31)
    assert (likeness.hopeful, likeness.holds) == (False, False)
    assert (turning_out.hopeful, turning_out.holds) == (True, False)
    assert not replace(turning_out, shift=0.6).hopeful
