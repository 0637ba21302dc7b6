import pytest
from django.test import Client
from django.urls import reverse

from directory.enums import RoleKind
from tests.directory.factories import make_holder, make_person, make_unit, signed_in

pytestmark = pytest.mark.django_db


def test_a_person_sees_themself_and_their_roles() -> None:
    unit = make_unit(name="Rutan Kelas I Contoh")
    person = make_holder(RoleKind.UNIT_HEAD, unit=unit, acting=True)
    page = signed_in(person).get(reverse("directory:account")).content.decode()
    for word in (person.name, person.email, "Rutan Kelas I Contoh", "Plt./Plh."):
        assert word in page


def test_language_and_zone_are_kept() -> None:
    person = make_person()
    url = reverse("directory:account")
    answer = signed_in(person).post(url, {"language": "en", "time_zone": "Asia/Jayapura"})
    assert answer["Location"] == url
    person.refresh_from_db()
    assert (person.language, person.time_zone) == ("en", "Asia/Jayapura")


def test_nothing_else_can_be_changed_there() -> None:
    person = make_person()
    data = {
        "language": "id",
        "time_zone": "Asia/Jakarta",
        "name": "Raja",
        "email": "x@y.id",
        "is_active": "",
    }
    signed_in(person).post(reverse("directory:account"), data)
    before = (person.name, person.email)
    person.refresh_from_db()
    assert (person.name, person.email) == before
    assert person.is_active


def test_an_unknown_zone_comes_back() -> None:
    person = make_person()
    answer = signed_in(person).post(
        reverse("directory:account"), {"language": "fr", "time_zone": "Mars/Base"}
    )
    assert set(answer.context["form"].errors) == {"language", "time_zone"}
    person.refresh_from_db()
    assert person.language == "id"


def test_a_guest_has_no_account() -> None:
    assert Client().get(reverse("directory:account")).status_code == 302
