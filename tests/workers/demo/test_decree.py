"""The decrees of the demo read like real ones on their pages."""

import pytest
from django.urls import reverse

from directory.enums import RoleKind
from tests.directory.factories import signed_in
from tests.verification.situations import Region3, make_season
from workers.demo.cast import Cast
from workers.demo.team_steps import appoint

pytestmark = pytest.mark.django_db


def test_the_number_has_one_sk_before_it() -> None:
    place = Region3()
    people = {
        (RoleKind.REGION_VERIFIER, place.region.code): place.verifiers,
        (RoleKind.REGION_SECRETARIAT, place.region.code): [place.secretariat],
    }
    decree = appoint(Cast("", people=people), make_season(), place.region)
    page = signed_in(place.secretariat).get(reverse("verification:decree", args=[decree.pk]))
    assert f">SK {decree.number}<" in page.content.decode()
    assert "SK" not in decree.number
