"""What the Kanwil's pages ask the database at most. What costs more rows: tests/config."""

import pytest
from django.urls import reverse

from directory.enums import RoleKind
from directory.models import Person
from tests.directory.factories import make_holder, signed_in
from tests.support.query_counts import queries
from tests.verification.situations import Scene, add_file
from tests.verification.test_visit_plan import away, plan

pytestmark = pytest.mark.django_db


def person_of(scene: Scene, who: str) -> Person:
    if who == "centre_admin":
        return make_holder(RoleKind.CENTRE_ADMIN)
    return scene.leader if who == "leader" else scene.place.secretariat


@pytest.mark.parametrize("who", ["leader", "secretariat", "centre_admin"])
def test_of_desk_indicator_and_visit_plan(who: str) -> None:
    scene = Scene()
    code, application = scene.indicators[0], scene.application
    add_file(scene, code)
    scene.verify(code)
    plan(scene)
    away(scene.member, 3, 3)
    browser = signed_in(person_of(scene, who))
    assert queries(browser, reverse("verification:desk", args=[application.pk])) <= 20
    assert queries(browser, reverse("verification:verify", args=[application.pk, code])) <= 24
    assert queries(browser, reverse("verification:visit_plan")) <= 12
