"""Each juror meets the units in an order of their own, so that no unit is always first."""

import pytest

from jury.models import Seat
from jury.pages.seat_rows import own_applications
from tests.jury.worlds import Jury

pytestmark = pytest.mark.django_db


def order(seat: Seat, seed: int) -> list[str]:
    seat.order_seed = seed
    return [row.application.unit.name for row in own_applications(seat)]


def test_the_order_is_the_jurors_own_and_stays() -> None:
    world = Jury(units=8)
    first, second = world.seat(0), world.seat(1)
    mine = order(first, 1)
    assert order(first, 1) == mine
    assert order(second, 1) == mine  # nothing but the seed makes it
    others = [order(second, seed) for seed in range(2, 7)]
    assert all(sorted(other) == sorted(mine) for other in others)
    assert len({tuple(other) for other in [mine, *others]}) == 6


def test_seats_are_given_seeds_of_their_own() -> None:
    seeds = {seat.order_seed for seat in Jury(units=0).panel.seats.all()}
    assert len(seeds) == 3
