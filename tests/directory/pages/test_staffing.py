"""A centre admin staffs a Kanwil with the pages alone."""

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from directory.domain.mail import send_invitation
from directory.enums import RoleKind
from directory.models import Person, Role, Unit
from directory.queries.roles import holds, today
from record.models import Job
from tests.directory.factories import (
    make_holder,
    make_person,
    make_region,
    make_role,
    make_unit,
    signed_in,
)

pytestmark = pytest.mark.django_db
NEW = "payung teduh di hutan"
INVITATION = {
    "name": "Siti Nawa, S.H.",
    "email": "siti@contoh.go.id",
    "nip": "198001012005011001",
    "rank": "Penata (III/c)",
    "position": "Kepala Kantor",
    "language": "id",
    "time_zone": "Asia/Makassar",
}


@pytest.fixture
def admin() -> Client:
    return signed_in(make_holder(RoleKind.CENTRE_ADMIN))


def test_from_an_empty_kanwil_to_a_head_at_work(admin: Client) -> None:
    unit = {
        "work_unit_code": "692308",
        "name": "Kantor Imigrasi Kelas I Contoh",
        "unit_type": "immigration_office",
        "unit_class": "I",
        "region": "bali",
        "latitude": "-8.670458",
        "longitude": "115.212631",
    }
    assert admin.post(reverse("directory:create_unit"), unit).status_code == 302
    answer = admin.post(reverse("directory:invite"), INVITATION)
    person = Person.objects.get(email="siti@contoh.go.id")
    assert answer["Location"] == reverse("directory:give_role", args=[person.pk])
    role = {"kind": "unit_head", "work_unit_code": "692308", "starts": today().isoformat()}
    assert admin.post(answer["Location"], role).status_code == 302
    assert holds(person, RoleKind.UNIT_HEAD, unit=Unit.objects.get())

    send_invitation(Job.objects.get(kind="send_invitation"))
    link = re.search(r"http://\S+", str(mail.outbox[0].body))
    assert link is not None
    guest = Client()
    form = guest.get(urlsplit(link.group()).path, follow=True)
    path = form.redirect_chain[-1][0]
    guest.post(path, {"new_password1": NEW, "new_password2": NEW})
    sign_in = {"username": INVITATION["nip"], "password": NEW}
    assert guest.post(reverse("directory:sign_in"), sign_in).status_code == 302
    page = guest.get(reverse("directory:account")).content.decode()
    assert "Kantor Imigrasi Kelas I Contoh" in page
    assert "WITA" in page


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [
        ("nip", "123", "18 angka"),
        ("nip", "19800101200501100x", "18 angka"),
        ("email", "bukan surel", "email"),
        ("name", "", "wajib"),
        ("name", "a\nb", "satu baris"),
        ("name", "a\0b", ""),
        ("rank", "x" * 101, "100"),
        ("time_zone", "Europe/Oslo", ""),
    ],
)
def test_bad_words_come_back_with_what_is_wrong(
    admin: Client, field: str, value: str, word: str
) -> None:
    answer = admin.post(reverse("directory:invite"), {**INVITATION, field: value})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Ada yang perlu diperbaiki" in page
    assert word in page
    assert not Person.objects.filter(email=INVITATION["email"]).exists()


def test_a_taken_address_or_nip_is_told_beside_the_field(admin: Client) -> None:
    make_person(email="siti@contoh.go.id")
    make_person(nip=INVITATION["nip"])
    form = admin.post(
        reverse("directory:invite"), {**INVITATION, "email": "SITI@contoh.go.id"}
    ).context["form"]
    assert set(form.errors) == {"email", "nip"}


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"kind": "unit_head"}, {"work_unit_code"}),
        ({"kind": "unit_head", "work_unit_code": "000000"}, {"work_unit_code"}),
        ({"kind": "unit_head", "work_unit_code": "closed"}, {"work_unit_code"}),
        ({"kind": "region_head"}, {"region"}),
        ({"kind": "region_head", "region": "atlantis"}, {"region"}),
        ({"kind": "juror", "region": "bali"}, {"__all__"}),
        ({"kind": "king"}, {"kind"}),
        ({"kind": "juror", "starts": "besok"}, {"starts"}),
        ({"kind": "juror", "ends": "2020-01-01"}, {"__all__"}),
    ],
)
def test_a_role_that_does_not_fit_comes_back(
    admin: Client, given: dict[str, str], wrong: set[str]
) -> None:
    person, closed = make_person(), make_unit(closed_on=today())
    if given.get("work_unit_code") == "closed":
        given = {**given, "work_unit_code": closed.work_unit_code}
    url = reverse("directory:give_role", args=[person.pk])
    answer = admin.post(url, {"starts": today().isoformat(), **given})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == wrong
    assert not person.roles.exists()


def test_an_acting_head_has_dates(admin: Client) -> None:
    person, unit = make_person(), make_unit()
    data = {
        "kind": "unit_head",
        "work_unit_code": unit.work_unit_code,
        "acting": "on",
        "starts": "2026-01-01",
        "ends": "2026-02-01",
    }
    admin.post(reverse("directory:give_role", args=[person.pk]), data)
    role = Role.objects.get(person=person)
    assert (role.acting, role.starts, role.ends) == (True, date(2026, 1, 1), date(2026, 2, 1))


def test_a_role_is_ended_today(admin: Client) -> None:
    role = make_role(RoleKind.JUROR)
    url = reverse("directory:end_role", args=[role.pk])
    assert admin.post(url, {"ends": today().isoformat()}).status_code == 302
    assert not holds(role.person, RoleKind.JUROR)
    again = admin.post(url, {"ends": today().isoformat()})
    assert again.status_code == 422
    assert "sudah berakhir" in again.content.decode()


def test_a_person_is_corrected_deactivated_and_invited_again(admin: Client) -> None:
    person = make_person()
    amend = reverse("directory:amend_person", args=[person.pk])
    assert admin.post(amend, {**INVITATION, "nip": ""}).status_code == 302
    person.refresh_from_db()
    assert (person.name, person.nip) == (INVITATION["name"], None)
    refused = admin.post(reverse("directory:invite_again", args=[person.pk]))
    assert refused.status_code == 422
    page = reverse("directory:person", args=[person.pk])
    admin.post(reverse("directory:deactivate_person", args=[person.pk]))
    assert "Tidak aktif" in admin.get(page).content.decode()
    admin.post(reverse("directory:invite_again", args=[person.pk]))
    assert "Diundang" in admin.get(page).content.decode()


def test_a_unit_is_corrected_and_closed(admin: Client) -> None:
    unit = make_unit()
    data = {"name": "Kantor Baru", "unit_class": "II", "latitude": "", "longitude": ""}
    assert admin.post(reverse("directory:amend_unit", args=[unit.pk]), data).status_code == 302
    half = admin.post(reverse("directory:amend_unit", args=[unit.pk]), {**data, "latitude": "-6.2"})
    assert half.status_code == 422
    close = reverse("directory:close_unit", args=[unit.pk])
    assert admin.post(close, {"on": today().isoformat()}).status_code == 302
    unit.refresh_from_db()
    assert (unit.name, unit.closed_on, unit.latitude) == ("Kantor Baru", today(), None)
    assert admin.post(close, {"on": today().isoformat()}).status_code == 422


@pytest.mark.parametrize(
    "query", ["?page=99999", "?page=x", "?region=atlantis", "?text=%00", "?kind=king", "?state=x"]
)
@pytest.mark.parametrize("route", ["directory:people", "directory:units"])
def test_a_strange_query_is_no_error(admin: Client, route: str, query: str) -> None:
    assert admin.get(reverse(route) + query).status_code == 200


@pytest.mark.parametrize("route", ["directory:people", "directory:units"])
def test_a_list_asks_as_often_for_300_rows_as_for_3(
    admin: Client, route: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert admin.get(reverse(route)).status_code == 200
        return len(seen)

    region = make_region()
    for _ in range(3):
        make_role(RoleKind.UNIT_HEAD, unit=make_unit(region=region))
    few = queries()
    people = [Person(email=f"b{n}@contoh.go.id", name=f"B {n}") for n in range(300)]
    units = [
        Unit(work_unit_code=f"7{n:05}", name=f"U {n}", unit_type="prison", region=region)
        for n in range(300)
    ]
    Person.objects.bulk_create(people)
    Unit.objects.bulk_create(units)
    Role.objects.bulk_create(
        Role(person=person, kind=RoleKind.UNIT_HEAD, unit=unit, starts=today() - timedelta(days=9))
        for person, unit in zip(people, units, strict=True)
    )
    assert queries() == few <= 12
