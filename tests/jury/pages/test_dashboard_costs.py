"""The dashboard asks the database as often for three units as for three hundred."""

import pytest
from django.urls import reverse

from award.enums import SeasonState, State
from directory.enums import RoleKind
from tests.config import crowd
from tests.directory.factories import make_holder, signed_in
from tests.jury import crowds
from tests.jury.worlds import Jury, put_season
from tests.support.query_counts import same
from tests.verification.situations import Scene

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MOST = 12
PARTS = ("corong", "peta", "nilai", "temuan")


@pytest.mark.parametrize("kind", [RoleKind.CENTRE_ADMIN, RoleKind.REGION_HEAD])
def test_of_a_running_season_beside_another(kind: RoleKind) -> None:
    scene, other = Scene(), Scene()
    region = {"region": scene.place.region} if kind == RoleKind.REGION_HEAD else {}
    browser = signed_in(make_holder(kind, **region))
    url = f"{reverse('jury:dashboard')}?season={scene.season.year}&other={other.season.year}"

    def grow(number: int) -> None:
        for each in (scene, other):
            crowd.with_team(each, number, State.UNDER_VERIFICATION)

    assert same(browser, url, grow) <= MOST


def test_of_two_decided_seasons() -> None:
    old, new = Jury(units=0), Jury(units=0)
    for world in (old, new):
        put_season(world.season, SeasonState.DECIDED)
    browser = signed_in(new.admin)
    url = f"{reverse('jury:dashboard')}?season={new.season.year}&other={old.season.year}"

    def grow(number: int) -> None:
        for world in (old, new):
            crowds.scored(world, number)

    assert same(browser, url, grow) <= MOST


@pytest.mark.parametrize("name", PARTS)
def test_of_a_parts_file(name: str) -> None:
    world = Jury(units=0)
    put_season(world.season, SeasonState.DECIDED)
    browser = signed_in(world.admin)
    url = reverse("jury:dashboard_part", args=[name]) + "?export=csv"
    assert same(browser, url, lambda number: crowds.scored(world, number)) <= MOST
