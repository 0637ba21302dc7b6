"""Local features: found once for all steps, and told from those of straight edges."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests.workers.checks.makers import encoded, photograph
from workers.checks import picture
from workers.checks.bank.check import Describing
from workers.checks.bank.edges import on_edges
from workers.checks.context import Context
from workers.checks.copymove.check import CopyMove
from workers.checks.file import File
from workers.checks.points import WORKING_SIDE, Grey, Points, find_points, working_grey


def test_two_steps_find_the_points_of_one_file_once(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = []

    def counted(grey: Grey) -> Points:
        sizes.append(grey.shape)
        return find_points(grey)

    monkeypatch.setattr(picture, "find_points", counted)
    file = File(encoded(photograph(), "JPEG"))
    described, copied = (check.run(file, Context()) for check in (Describing(), CopyMove()))
    assert described.facts["points"]
    assert copied.facts == {"copies": 0}
    assert len(sizes) == 1


def test_a_large_picture_is_looked_at_smaller_and_a_small_one_as_it_is() -> None:
    assert working_grey(Image.new("RGB", (2_000, 500))).shape == (256, WORKING_SIDE)
    assert working_grey(Image.new("RGB", (300, 200))).shape == (200, 300)


def test_points_lie_in_the_picture_and_have_descriptors_of_unit_length() -> None:
    grey = working_grey(photograph())
    points = find_points(grey)
    assert len(points) > 300
    assert (points.places >= 0).all()
    assert (points.places < grey.shape[::-1]).all()
    assert np.linalg.norm(points.descriptors, axis=1) == pytest.approx(1, abs=1e-3)


def test_an_even_picture_has_no_points() -> None:
    points = find_points(np.full((200, 300), 128, np.float32))
    assert len(points) == 0
    assert points.descriptors.shape == (0, 128)


def at(*places: tuple[int, int], size: float) -> Points:
    """Points at some places, of one size."""
    count = len(places)
    return Points(
        places=np.array(places, np.float32).reshape(-1, 2),
        sizes=np.full(count, size, np.float32),
        angles=np.zeros(count, np.float32),
        contrast=np.ones(count, np.float32),
        descriptors=np.zeros((count, 128), np.float32),
    )


@pytest.mark.parametrize("size", [3.0, 13.0])
def test_the_side_of_a_box_is_an_edge_and_its_corner_is_not(size: float) -> None:
    image = Image.new("L", (400, 400), 40)
    ImageDraw.Draw(image).rectangle((100, 100, 300, 300), fill=200)
    grey = np.asarray(image, np.float32)
    sides, corners = ((100, 200), (200, 300)), ((100, 100), (300, 300))
    flags = on_edges(grey, at(*sides, *corners, size=size))
    assert flags.tolist() == [True, True, False, False]


def test_no_points_lie_on_no_edges() -> None:
    assert on_edges(np.zeros((50, 50), np.float32), at(size=3.0)).tolist() == []
