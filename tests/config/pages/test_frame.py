"""What stands around the content of a page, for whom."""

import pytest
from django.template import engines
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings

from config.navigation import PUBLIC, SIGNED_IN, links
from directory.enums import RoleKind
from directory.models import Person
from record.models import Notice
from tests.directory.factories import make_person, make_role, make_unit

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.e2e.components.gallery")]


def read(client: Client, path: str = "/bantuan/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def signed_in(client: Client, kind: RoleKind) -> Person:
    unit = make_unit(name="Rutan Kelas IIB Bangli") if kind == RoleKind.UNIT_HEAD else None
    role = make_role(kind, unit=unit, acting=kind == RoleKind.UNIT_HEAD)
    client.force_login(role.person, backend="directory.backends.PersonBackend")
    return role.person


def test_a_guest_is_offered_the_public_pages_and_the_way_in(client: Client) -> None:
    page = read(client)
    for label in ("Hasil", "Periksa piagam", "Instrumen", "Masuk"):
        assert f">{label}</a>" in page
    for label in ("Daftar kerja", "Keluar", "Pemberitahuan", "htmx.min.js"):
        assert label not in page


def test_a_person_sees_who_they_are_here(client: Client) -> None:
    person = signed_in(client, RoleKind.UNIT_HEAD)
    page = " ".join(read(client).split())
    assert person.name in page
    assert "Plt./Plh. Kepala UPT · Rutan Kelas IIB Bangli" in page
    assert ">Masuk</a>" not in page


def test_only_unread_notices_of_ones_own_are_counted(client: Client) -> None:
    person = signed_in(client, RoleKind.AUDITOR)
    assert "p2-count" not in read(client)
    for number, (whose, read_at) in enumerate(
        [(person, None), (person, None), (person, "2026-01-01T00:00Z"), (make_person(), None)]
    ):
        Notice.objects.create(recipient=whose, kind="k", event_key=str(number), read_at=read_at)
    assert '<span class="p2-count" aria-hidden="true">2</span>' in read(client)


def test_the_navigation_follows_the_roles() -> None:
    for unit_role in (RoleKind.UNIT_HEAD, RoleKind.UNIT_OPERATOR):
        routes = {entry.route for entry in SIGNED_IN if unit_role in entry.kinds}
        assert routes == {
            "award:work",
            "award:applications",
            "directory:search",
            "record:receipts",
            "record:long_works",
        }
    assert links(SIGNED_IN, held=[], path="/") == []
    assert [link.label for link in links(PUBLIC, held=list(RoleKind), path="/")] != []


def test_the_current_place_is_marked() -> None:
    marked = [
        link.url for link in links(PUBLIC, held=list(RoleKind), path="/bantuan/") if link.current
    ]
    assert marked == ["/bantuan/"]


def test_a_fragment_asks_the_database_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    request = RequestFactory().get("/")
    request.user = make_person()
    with django_assert_num_queries(0):
        drawn = engines["django"].from_string("{{ 1 }}").render({}, request)
    assert drawn == "1"


def test_the_frame_costs_two_queries_of_its_own(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    signed_in(client, RoleKind.AUDITOR)
    read(client)
    with django_assert_num_queries(4):  # session, person, roles, notices
        read(client)


def test_the_demo_says_that_it_is_one(client: Client, settings: Settings) -> None:
    settings.DEMO = False
    assert "DEMO" not in read(client)
    settings.DEMO = True
    assert "<strong>DEMO</strong>" in read(client)


def test_the_servers_time_has_a_zone(client: Client) -> None:
    assert " WIB</time>" in read(client)
