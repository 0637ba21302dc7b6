"""A part from another JPEG file is found by its grid, and a photograph has only its own."""

import io
import math

import numpy as np
import pytest
from PIL import Image

from tests.workers.checks.makers import PHOTOGRAPHS, encoded, photograph
from workers.checks.context import Context
from workers.checks.file import File
from workers.checks.finding import Outcome, Severity, Status
from workers.checks.maps.check import JpegGrid
from workers.checks.maps.grids import grids_in, log_tail
from workers.checks.maps.zeros import votes, zero_counts


def saved(image: Image.Image, quality: int = 80) -> Image.Image:
    return Image.open(io.BytesIO(encoded(image, "JPEG", quality=quality))).convert("RGB")


def looked(image: Image.Image, form: str = "PNG", **options: object) -> Outcome:
    return JpegGrid().run(File(encoded(image, form, **options)), Context())


def spliced() -> Image.Image:
    """A JPEG with a part of another JPEG at a place that is no multiple of eight."""
    host = saved(photograph("coffee.png"))
    host.paste(saved(photograph("astronaut.png")).crop((104, 64, 264, 224)), (203, 101))
    return host


def test_zeros_are_counted_as_the_transform_has_them() -> None:
    grey = np.random.default_rng(1).normal(128, 0.6, (12, 11)).astype(np.float32)
    n, k = np.arange(8), np.arange(8)[:, None]
    basis = np.where(k == 0, math.sqrt(1 / 8), 0.5) * np.cos((2 * n + 1) * k * np.pi / 16)
    for y, x in ((0, 0), (4, 3), (2, 1)):
        coefficients = basis @ grey[y : y + 8, x : x + 8] @ basis.T
        expected = int((np.abs(coefficients) < 0.5).sum() - (abs(coefficients[0, 0]) < 0.5))
        assert zero_counts(grey)[y, x] == expected


@pytest.mark.parametrize(("left", "top"), [(0, 0), (3, 5), (7, 1)])
def test_the_grid_of_a_jpeg_is_known_after_cutting(left: int, top: int) -> None:
    image = saved(photograph()).crop((left, top, 300, 300))
    found = grids_in(votes(np.asarray(image.convert("L"), np.float32)))
    assert found.main == (-top % 8) * 8 + (-left % 8)
    assert found.foreign == ()


def test_a_part_of_another_file_is_found_where_it_is() -> None:
    outcome = looked(spliced())
    finding = outcome.findings[0]
    assert (finding.kind, finding.severity) == ("foreign_grid", Severity.MEDIUM)
    assert finding.facts["log_nfa"] < -20
    assert finding.facts["grid"] == [203 % 8, 101 % 8]
    assert finding.region is not None
    (left, top), (right, bottom) = finding.region.polygon[0], finding.region.polygon[2]
    assert (left, top, right, bottom) == pytest.approx((203, 101, 363, 261), abs=16)


def test_it_is_still_there_after_saving_at_a_high_quality() -> None:
    assert looked(spliced(), "JPEG", quality=97).findings


@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_a_photograph_has_no_other_grid(name: str) -> None:
    for quality in (75, 95):
        outcome = looked(photograph(name), "JPEG", quality=quality)
        assert outcome.findings == ()
        assert outcome.facts["grid"] == [0, 0]


def test_a_photograph_in_a_screenshot_is_a_low_question() -> None:
    screen = photograph("chelsea.png").resize((900, 700))
    screen.paste(saved(photograph("coffee.png").resize((240, 160))), (101, 53))
    finding = looked(screen).findings[0]
    assert (finding.kind, finding.severity) == ("pasted_grid", Severity.LOW)


def test_plain_and_striped_pictures_have_no_grid() -> None:
    stripes = Image.fromarray(np.tile(np.arange(256, dtype=np.uint8)[:, None] % 64 * 3, (1, 300)))
    for image in (
        Image.new("L", (300, 200), 90),
        stripes,
        photograph("chelsea.png").resize((400, 300)),
    ):
        outcome = looked(image)
        assert outcome.facts["grid"] is None
        assert outcome.findings == ()


@pytest.mark.parametrize("size", [(1, 1), (8, 8), (20, 300), (24, 24)])
def test_a_tiny_picture_is_looked_at_without_a_fault(size: tuple[int, int]) -> None:
    assert looked(photograph().resize(size)).status is Status.DONE


def test_a_large_picture_waits_until_it_is_asked_for() -> None:
    outcome = looked(photograph().resize((1_800, 1_500)), "JPEG")
    assert (outcome.status, outcome.reason) == (Status.SKIPPED, "only_when_asked")


def test_the_tail_of_the_binomial_distribution() -> None:
    assert log_tail(10, 0) == 0
    assert log_tail(4, 4, 0.5) == pytest.approx(math.log10(1 / 16))
    assert log_tail(4, 3, 0.5) == pytest.approx(math.log10(5 / 16))
    assert log_tail(1_000_000, 30_000) < -1_000
