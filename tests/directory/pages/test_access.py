"""Who may open which page: the wrong role is told that there is none."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from structlog.testing import capture_logs

from directory.enums import RoleKind
from directory.models import Person, Role, Unit
from tests.directory.factories import make_holder, make_role, make_unit, signed_in

pytestmark = pytest.mark.django_db
LISTS = ["directory:people", "directory:units"]
READS = ["directory:person", "directory:unit"]
PLAIN = ["directory:invite", "directory:create_unit"]
ON_PERSON = ["directory:amend_person", "directory:deactivate_person", "directory:give_role"]
ON_UNIT = ["directory:amend_unit", "directory:close_unit"]
READERS = {RoleKind.CENTRE_ADMIN, RoleKind.AUDITOR, RoleKind.REGION_SECRETARIAT}


@pytest.fixture
def role() -> Role:
    return make_role(RoleKind.UNIT_HEAD, unit=make_unit(region="bali"))


def addresses(role: Role) -> dict[str, list[str]]:
    person, unit = role.person, role.unit
    assert unit is not None
    return {
        "read": [
            *map(reverse, LISTS),
            reverse("directory:person", args=[person.pk]),
            reverse("directory:unit", args=[unit.pk]),
        ],
        "change": [
            *map(reverse, PLAIN),
            *(reverse(route, args=[person.pk]) for route in ON_PERSON),
            *(reverse(route, args=[unit.pk]) for route in ON_UNIT),
            reverse("directory:end_role", args=[role.pk]),
        ],
    }


def test_a_guest_is_asked_to_sign_in(role: Role) -> None:
    for urls in addresses(role).values():
        for url in urls:
            for method in ("get", "post"):
                answer = getattr(Client(), method)(url)
                if (method, answer.status_code) == ("post", 405):
                    continue  # a page that is only read
                back = "/&unsent=1" if method == "post" else url  # no page is named as the form's
                assert answer["Location"] == f"{reverse('directory:sign_in')}?next={back}"
    again = reverse("directory:invite_again", args=[role.person_id])
    assert Client().post(again).status_code == 302


@pytest.mark.parametrize("kind", list(RoleKind))
def test_each_role_opens_what_is_for_it(kind: RoleKind, role: Role) -> None:
    reader = make_holder(kind, region="bali") if kind.scope == "region" else make_holder(kind)
    client = signed_in(reader)
    urls = addresses(role)
    reads = {client.get(url).status_code for url in urls["read"]}
    changes = {client.get(url).status_code for url in urls["change"]}
    assert reads == ({200} if kind in READERS else {404})
    assert changes == ({200} if kind == RoleKind.CENTRE_ADMIN else {404})


@pytest.mark.parametrize("kind", sorted(set(RoleKind) - {RoleKind.CENTRE_ADMIN}))
def test_nobody_but_an_admin_changes_anything(kind: RoleKind, role: Role) -> None:
    reader = make_holder(kind, region="bali") if kind.scope == "region" else make_holder(kind)
    client = signed_in(reader)
    people, units = Person.objects.count(), Unit.objects.count()
    post = [
        *addresses(role)["change"],
        reverse("directory:invite_again", args=[role.person_id]),
    ]
    for url in post:
        assert client.post(url, {"name": "x", "kind": "juror"}).status_code == 404
    assert (Person.objects.count(), Unit.objects.count()) == (people, units)
    role.refresh_from_db()
    assert role.ends is None


def test_another_regions_secretariat_finds_nothing_and_the_log_knows(role: Role) -> None:
    reader = make_holder(RoleKind.REGION_SECRETARIAT, region="aceh")
    client = signed_in(reader)
    url = reverse("directory:person", args=[role.person_id])
    with capture_logs() as logs:
        foreign = client.get(url)
        missing = client.get(reverse("directory:person", args=[uuid4()]))
    assert foreign.status_code == missing.status_code == 404
    assert {entry["event"] for entry in logs} == {"denied"}
    assert logs[0]["route"] == "directory:person"
    assert logs[0]["person"] == str(reader.pk)
    assert logs[0]["pk"] == str(role.person_id)


def test_a_role_that_ended_a_moment_ago_opens_nothing(role: Role) -> None:
    held = make_role(RoleKind.CENTRE_ADMIN)
    client = signed_in(held.person)
    assert client.get(reverse("directory:people")).status_code == 200
    Role.objects.filter(pk=held.pk).update(ends=held.starts)
    assert client.get(reverse("directory:people")).status_code == 404


def test_a_role_that_ends_while_the_form_is_on_its_way_changes_nothing(
    role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The gate saw an admin; the act, a moment later, did not."""
    held = make_role(RoleKind.CENTRE_ADMIN)
    client = signed_in(held.person)
    from directory.pages.forms.roles import EndRoleForm

    clean = EndRoleForm.is_valid

    def ended_meanwhile(form: EndRoleForm) -> bool:
        Role.objects.filter(pk=held.pk).update(ends=held.starts)
        return clean(form)

    monkeypatch.setattr(EndRoleForm, "is_valid", ended_meanwhile)
    answer = client.post(reverse("directory:end_role", args=[role.pk]), {"ends": "2999-01-01"})
    assert answer.status_code == 404
    role.refresh_from_db()
    assert role.ends is None


def test_changes_need_a_post() -> None:
    client = signed_in(make_holder(RoleKind.CENTRE_ADMIN))
    role = make_role(RoleKind.JUROR)
    assert client.get(reverse("directory:invite_again", args=[role.person_id])).status_code == 405
    client.get(reverse("directory:deactivate_person", args=[role.person_id]))
    client.get(reverse("directory:end_role", args=[role.pk]))
    role.refresh_from_db()
    assert role.ends is None
    assert role.person.is_active
