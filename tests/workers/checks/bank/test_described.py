import numpy as np
import pytest

from tests.workers.checks import makers
from tests.workers.checks.bank.world import photograph
from workers.checks.bank.carried import carried_points
from workers.checks.bank.check import Describing
from workers.checks.bank.describing import describe_file
from workers.checks.bank.records import (
    KEPT_TYPE,
    POINT_TYPE,
    keepsake,
    points_bytes,
    read_kept,
    read_points,
)
from workers.checks.bank.sizes import KEPT, SOUGHT
from workers.checks.context import Context
from workers.checks.file import File
from workers.checks.finding import CannotCheck


def test_a_photograph_has_few_features_that_are_stored_and_more_that_are_sought() -> None:
    points = photograph("astronaut.png").points
    assert KEPT <= len(points) <= SOUGHT + KEPT
    kept = keepsake(points)
    assert len(kept) == KEPT
    assert len(kept.tobytes()) == KEPT * 14


def test_what_was_described_is_read_again() -> None:
    points = photograph("coffee.png").points
    assert (read_points(points_bytes(points)) == points).all()
    kept = keepsake(points)
    assert (read_kept(kept.tobytes()) == kept).all()


@pytest.mark.parametrize(
    "data", [b"x", bytes(POINT_TYPE.itemsize * (SOUGHT + KEPT + 1)), bytes(POINT_TYPE.itemsize - 1)]
)
def test_bytes_that_no_picture_has_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="features"):
        read_points(data)


def test_too_many_stored_features_are_refused() -> None:
    with pytest.raises(ValueError, match="features"):
        read_kept(np.zeros(KEPT + 1, KEPT_TYPE).tobytes())


def test_the_step_carries_the_points() -> None:
    outcome = Describing().run(File(makers.jpeg(), "a.jpg"), Context())
    points = carried_points(outcome.facts["points"])
    assert points is not None
    assert len(read_points(points)) > KEPT


@pytest.mark.parametrize("text", [None, 3, "!!", "eA==", "A" * 400_000])
def test_what_cannot_be_points_is_none(text: object) -> None:
    assert carried_points(text) is None


def test_the_child_describes_as_we_do() -> None:
    data = makers.jpeg("coffee.png")
    found = describe_file(data)
    assert found.fingerprint.usable
    assert len(found.points) > KEPT


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (makers.signed(), "other_kind"),
        (b"", "other_kind"),
        (makers.jpeg()[:2_000], "truncated"),
        (b"\xff\xd8\xff\xe0" + bytes(4_000), "damaged"),
    ],
)
def test_what_cannot_be_described_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(CannotCheck) as refused:
        describe_file(data)
    assert refused.value.reason == reason
