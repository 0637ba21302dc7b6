"""The pages of the register of decrees and of the teams."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from award.enums import State
from award.models import Season
from directory.enums import RoleKind
from directory.queries.roles import today
from tests.directory.factories import make_holder, make_region, signed_in
from tests.verification.situations import (
    Region3,
    Scene,
    make_application,
    make_decree,
    make_season,
    reload,
)
from verification.models import Assignment, Decree

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj"


@pytest.fixture
def place() -> Region3:
    return Region3()


@pytest.fixture
def season() -> Season:
    return make_season()


def filled(place: Region3, **fields: Any) -> dict[str, Any]:
    functions = ["leader", "secretary", "member"]
    people = zip(place.verifiers, functions, strict=True)
    return {
        "number": "W.15-77.HM",
        "dated": today() - timedelta(days=3),
        "starts": today() - timedelta(days=3),
        "last_day": today() + timedelta(days=60),
        "issuer": "region",
        "file": SimpleUploadedFile("sk.pdf", PDF, content_type="application/pdf"),
        **{f"function-{person.pk}": function for person, function in people},
        **fields,
    }


def url(name: str, *args: Any) -> str:
    return reverse(f"verification:{name}", args=args)


def test_the_secretariat_registers_a_decree(place: Region3, season: Season) -> None:
    client = signed_in(place.secretariat)
    page = client.get(url("decree_new"))
    assert place.verifiers[0].name in page.content.decode()
    answer = client.post(url("decree_new"), filled(place))
    decree = Decree.objects.get()
    assert answer.headers["Location"] == url("decree", decree.pk)
    shown = client.get(url("decree", decree.pk)).content.decode()
    assert "W.15-77.HM" in shown
    assert place.verifiers[2].name in shown
    file = client.get(url("decree_file", decree.pk))
    assert file.getvalue() == PDF
    assert "attachment" in file.headers["Content-Disposition"]


def test_what_is_wrong_stands_on_the_form_and_the_file_is_not_lost(
    place: Region3, season: Season
) -> None:
    client = signed_in(place.secretariat)
    answer = client.post(url("decree_new"), filled(place, issuer="centre"))
    assert answer.status_code == 422
    assert "mensyaratkan SK tim dari Kanwil" in answer.content.decode()
    kept = answer.context["form"]["kept"].value()
    again = filled(place, kept=kept)
    del again["file"]
    assert client.post(url("decree_new"), again).status_code == 302
    assert Decree.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("sk.pdf", b"", "kosong"),
        ("sk.pdf", b"MZ\x90", "isinya|isi"),
        ("sk.jpg", b"\xff\xd8\xff\xe0", "harus berupa PDF"),
    ],
)
def test_a_file_that_is_no_pdf(
    place: Region3, season: Season, name: str, data: bytes, says: str
) -> None:
    file = SimpleUploadedFile(name, data)
    answer = signed_in(place.secretariat).post(url("decree_new"), filled(place, file=file))
    assert answer.status_code == 422
    assert re.search(says, answer.content.decode())
    assert not Decree.objects.exists()


def test_without_a_file_or_with_a_made_up_one(place: Region3, season: Season) -> None:
    client = signed_in(place.secretariat)
    for kept in ("", "WyJh:forged"):
        given = filled(place, kept=kept)
        del given["file"]
        answer = client.post(url("decree_new"), given)
        assert "Pilih naskah SK" in answer.content.decode()


def test_a_decree_is_never_said_to_be_optional(place: Region3, season: Season) -> None:
    client = signed_in(place.secretariat)

    def field(page: str) -> str:
        return page[page.index('for="id_file"') : page.index('id="id_file"')]

    first = client.get(url("decree_new")).content.decode()
    assert "tidak wajib" not in field(first)
    assert "required" in field(first)
    refused = client.post(url("decree_new"), filled(place, number=""))
    kept = refused.context["form"]["kept"].value()
    again = filled(place, number="", kept=kept)
    del again["file"]
    for answer in (refused, client.post(url("decree_new"), again)):
        assert "tidak wajib" not in field(answer.content.decode())
        assert "required" not in field(answer.content.decode())  # it is kept already


def test_without_an_open_season_the_page_says_who_opens_one(place: Region3) -> None:
    page = signed_in(place.secretariat).get(url("decree_new")).content.decode()
    assert "Admin pusat yang membukanya" in page


def test_the_centre_chooses_the_region_first(place: Region3, season: Season) -> None:
    client = signed_in(make_holder(RoleKind.CENTRE_ADMIN))
    assert "Lanjutkan" in client.get(url("decree_new")).content.decode()
    asked: dict[str, Any] = {"region": place.region.pk, "season": season.pk}
    page = client.get(url("decree_new"), asked).content.decode()
    assert place.verifiers[0].name in page


def test_a_decree_is_ended_and_replaced(place: Region3) -> None:
    scene = Scene()
    client = signed_in(scene.place.secretariat)
    assert client.post(url("decree_end", scene.decree.pk), {"reason": ""}).status_code == 422
    page = client.get(url("decree_replace", scene.decree.pk))
    assert 'value="leader" selected' in page.content.decode()
    given = filled(scene.place, reason="Ketua pindah")
    answer = client.post(url("decree_replace", scene.decree.pk), given)
    new = Decree.objects.get(replaces=scene.decree)
    assert answer.headers["Location"] == url("decree", new.pk)
    ended = client.post(url("decree_end", new.pk), {"reason": "Dicabut"}, follow=True)
    assert "Diakhiri" in ended.content.decode()
    assert not Assignment.objects.filter(ends=None).exists()
    assert client.post(url("decree_end", new.pk), {"reason": "x"}).status_code == 422


def test_who_sees_what(place: Region3) -> None:
    scene = Scene()
    detail = url("decree", scene.decree.pk)
    for person in (scene.place.head, scene.leader, make_holder(RoleKind.AUDITOR)):
        client = signed_in(person)
        assert scene.decree.number in client.get(url("decrees")).content.decode()
        assert client.get(detail).status_code == 200
        assert client.get(url("decree_new")).status_code == 403
        assert client.get(url("teams")).status_code == 403
        assert client.post(url("decree_end", scene.decree.pk), {"reason": "x"}).status_code == 403
    stranger = signed_in(make_holder(RoleKind.REGION_SECRETARIAT, region="papua"))
    assert scene.decree.number not in stranger.get(url("decrees")).content.decode()
    for name in ("decree", "decree_file", "decree_replace"):
        assert stranger.get(url(name, scene.decree.pk)).status_code == 404
    assert stranger.post(url("decree_end", scene.decree.pk), {"reason": "x"}).status_code == 404


def test_an_application_that_moved_meanwhile_costs_no_other_tick(
    place: Region3, season: Season
) -> None:
    decree = make_decree(place, season)
    moved, still = make_application(season), make_application(season)
    shown = [f"{row.pk}:{row.version}" for row in (moved, still)]
    client = signed_in(place.secretariat)
    alone = {"application": shown[:1], "decree": str(decree.pk)}
    assert client.post(url("teams"), alone).status_code == 302
    answer = client.post(url("teams"), {"application": shown, "decree": str(decree.pk)})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert f"{moved.unit.name} baru saja berubah: Tetapkan tim verifikasi" in page
    assert place.secretariat.name in page
    assert re.search(rf'value="{shown[1]}"[^>]*checked', page)
    assert f'value="{decree.pk}" selected' in page
    assert Assignment.objects.count() == 1


def test_several_get_a_team_at_once(place: Region3, season: Season) -> None:
    decree = make_decree(place, season)
    first, second = make_application(season), make_application(season)
    elsewhere = make_application(season, unit=Scene().application.unit)
    client = signed_in(place.secretariat)
    page = client.get(url("teams")).content.decode()
    assert first.unit.name in page
    chosen = [f"{a.pk}:{a.version}" for a in (first, second)]
    answer = client.post(url("teams"), {"application": chosen, "decree": str(decree.pk)})
    assert answer.status_code == 302
    assert reload(first).state == reload(second).state == State.EVIDENCE_OPEN
    assert reload(elsewhere).state == State.SELF_ASSESSED


def test_a_stale_or_wrong_choice(place: Region3, season: Season) -> None:
    decree = make_decree(place, season)
    application = make_application(season)
    client = signed_in(place.secretariat)
    stale = {"application": f"{application.pk}:7", "decree": str(decree.pk)}
    assert client.post(url("teams"), stale).status_code == 409
    good = f"{application.pk}:{application.version}"
    for given in (
        {},
        {"application": good},
        {"application": good, "decree": "x"},
        {"application": "x:1", "decree": str(decree.pk)},
        {"application": "x", "decree": str(decree.pk)},
    ):
        assert client.post(url("teams"), given).status_code == 422
    other = Region3(make_region("papua"))
    foreign = {"application": good, "decree": str(make_decree(other, season).pk)}
    assert client.post(url("teams"), foreign).status_code == 422
    assert (
        client.post(url("teams"), {"application": good, "decree": str(decree.pk)}).status_code
        == 302
    )


def test_a_foreign_application_is_not_there(place: Region3, season: Season) -> None:
    decree = make_decree(place, season)
    other = Region3(make_region("papua"))
    application = make_application(season)
    client = signed_in(other.secretariat)
    given = {"application": f"{application.pk}:1", "decree": str(decree.pk)}
    assert client.post(url("teams"), given).status_code == 422
    assert application.unit.name not in client.get(url("teams")).content.decode()


@pytest.mark.parametrize("route", ["decrees", "teams"])
def test_a_long_list_asks_the_database_no_more_often(
    place: Region3, season: Season, route: str, django_assert_num_queries: Any
) -> None:
    client = signed_in(place.secretariat)

    def fill(count: int) -> None:
        for _ in range(count):
            application = make_application(season, claims=False)
            make_decree(place, season, units=(application.unit,))

    fill(3)
    with CaptureQueriesContext(connection) as few:
        client.get(url(route))
    fill(40)
    with django_assert_num_queries(len(few)):
        client.get(url(route))
