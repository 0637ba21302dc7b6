"""A head hands over, and a secretariat names an acting head, with the pages alone."""

from datetime import timedelta

import pytest
from django.urls import reverse

from award.queries.timeline import timeline
from directory.enums import RoleKind
from directory.models import Person, Role
from directory.queries.roles import holds, today
from tests.award.stages import stage_for
from tests.directory.factories import make_holder, make_role, make_unit, signed_in

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NEW = {"name": "Rahayu Baru", "email": "baru@contoh.go.id", "nip": ""}


def test_the_head_finds_the_page_and_hands_over() -> None:
    unit = make_unit()
    old, stranger = make_role(RoleKind.UNIT_OPERATOR, unit=unit), make_role(RoleKind.UNIT_OPERATOR)
    head = signed_in(make_holder(RoleKind.UNIT_HEAD, unit=unit))
    page = reverse("directory:hand_over", args=[unit.pk])
    assert page in head.get(reverse("directory:account")).content.decode()
    shown = head.get(page).content.decode()
    assert old.person.name in shown
    assert stranger.person.name not in shown
    given = {**NEW, "starts": (today() + DAY).isoformat(), "replaces": str(old.pk)}
    assert head.post(page, {**given, "replaces": str(stranger.pk)}).status_code == 422
    told = head.post(page, given, follow=True).content.decode()
    assert "Rahayu Baru menjadi operator" in told
    new = Person.objects.get(email="baru@contoh.go.id")
    assert holds(new, RoleKind.UNIT_OPERATOR, unit=unit, on=today() + DAY)
    assert not holds(old.person, RoleKind.UNIT_OPERATOR, unit=unit, on=today() + DAY)


@pytest.mark.parametrize("wrong", [{"email": ""}, {"email": "x"}, {"name": ""}, {"starts": ""}])
def test_what_is_missing_is_told(wrong: dict[str, str]) -> None:
    unit = make_unit()
    head = signed_in(make_holder(RoleKind.UNIT_HEAD, unit=unit))
    given = {**NEW, "starts": today().isoformat(), **wrong}
    answer = head.post(reverse("directory:hand_over", args=[unit.pk]), given)
    assert answer.status_code == 422
    assert not Role.objects.filter(kind=RoleKind.UNIT_OPERATOR).exists()


def test_the_secretariat_names_and_ends_an_acting_head() -> None:
    unit = make_unit()
    client = signed_in(make_holder(RoleKind.REGION_SECRETARIAT, region=unit.region))
    page = reverse("directory:name_acting", args=[unit.pk])
    shown = reverse("directory:unit", args=[unit.pk])
    assert page in client.get(shown).content.decode()
    given = {
        **NEW, "acting_as": "plt", "first": today().isoformat(),
        "last": (today() + 9 * DAY).isoformat(), "letter": "W.15-1",
    }  # fmt: skip
    assert client.post(page, {**given, "letter": ""}).status_code == 422
    assert client.post(page, {**given, "acting_as": "pjs"}).status_code == 422
    assert client.post(page, given).status_code == 302
    assert "Plt.\n" in client.get(shown).content.decode()
    assert client.post(page, {**given, "email": "lain@contoh.go.id"}).status_code == 422
    end = reverse("directory:end_acting", args=[Role.objects.get(acting=True).pk])
    assert end in client.get(shown).content.decode()
    assert client.post(end).status_code == 302
    assert not Role.objects.get(acting=True).in_force(today())


def test_the_story_names_the_acting_head_as_such() -> None:
    stage = stage_for("submit_self_assessment")
    head = Role.objects.get(unit=stage.application.unit, kind=RoleKind.UNIT_HEAD)
    stage.act()
    Role.objects.filter(pk=head.pk).update(acting=True, acting_as="plh")
    (event, *_) = timeline(stage.application, knows=True)
    assert event.who == f"{head.person.name}, Plh. Kepala UPT"
    # Who acts only from tomorrow on was the head when the step was walked.
    Role.objects.filter(pk=head.pk).update(starts=today() + DAY)
    (event, *_) = timeline(stage.application, knows=True)
    assert event.who == f"{head.person.name}, Kepala UPT"
