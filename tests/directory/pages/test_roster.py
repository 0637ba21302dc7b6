"""A centre admin imports a list of units and people with the pages alone."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from directory.actors import Actor
from directory.domain.units import create_unit
from directory.enums import RoleKind, UnitType
from directory.models import Person, Region, Role, RosterFile, Unit
from record.models import Job, LedgerEntry, LongWork
from tests.directory.factories import make_holder, make_unit, signed_in
from tests.directory.roster.books import PERSON, UNIT, book, comma
from tests.support.long_works import do_waiting

pytestmark = pytest.mark.django_db
ROUTES = ("send_roster", "roster", "import_roster")


@pytest.fixture
def admin() -> Client:
    return signed_in(make_holder(RoleKind.CENTRE_ADMIN))


def send(client: Client, data: bytes, *, name: str = "a.xlsx", encoding: str = "utf-8") -> Any:
    """Send a list, have it read, and return the page that its sender then sees."""
    file = SimpleUploadedFile(name, data)
    sent = {"file": file, "encoding": encoding}
    asked = client.post(reverse("directory:send_roster"), sent)
    return after(client, asked) if asked.status_code == 302 else asked


def confirm(client: Client, page: Any, **given: str) -> Any:
    digest = page.context["form"].initial["digest"]
    url = reverse("directory:import_roster", args=[page.context["roster"].pk])
    return after(client, client.post(url, {"digest": digest, **given}))


def after(client: Client, asked: Any) -> Any:
    """The page that who asked for a long work sees when it is over."""
    work = do_waiting()
    assert asked.headers["Location"] == reverse("record:long_work", args=[work.pk])
    return client.get(asked.headers["Location"], follow=True)


def test_units_and_people_come_in_with_their_invitations(admin: Client) -> None:
    data = book([UNIT], [PERSON])
    page = send(admin, data)
    assert page.status_code == 200
    text = page.content.decode()
    assert "Kantor Imigrasi Kelas I Contoh" in text
    assert "3 perubahan" in text
    assert not Unit.objects.exists()
    done = confirm(admin, page, mailed="on")
    assert "3 perubahan disimpan." in done.content.decode()
    unit, person = Unit.objects.get(), Person.objects.get(email=PERSON["Surel"])
    assert (unit.work_unit_code, unit.region_id, unit.unit_class) == ("692308", "bali", "I")
    assert (person.nip, person.time_zone) == (PERSON["NIP"], "Asia/Makassar")
    assert Role.objects.get(person=person).unit == unit
    assert Job.objects.filter(kind="send_invitation", subject=str(person.pk)).count() == 1
    again = send(admin, data)
    assert "Semua isi daftar ini sudah tercatat" in again.content.decode()


def test_names_do_not_stay_behind_and_an_import_is_done_once(admin: Client) -> None:
    page = send(admin, book([UNIT], [PERSON]))
    confirm(admin, page)
    kept = RosterFile.objects.get()
    assert (kept.tables, bytes(kept.data)) == ([], b"")
    roster = page.context["roster"]
    url = reverse("directory:import_roster", args=[roster.pk])
    again = admin.post(url, {"digest": page.context["form"].initial["digest"]}, follow=True)
    assert "3 perubahan disimpan." in again.content.decode()
    assert Unit.objects.count() == 1
    ledger = LedgerEntry.objects.filter(kind="roster_imported").get()
    assert PERSON["Surel"] not in ledger.body


def test_without_the_tick_nobody_is_mailed(admin: Client) -> None:
    confirm(admin, send(admin, book([UNIT], [PERSON])))
    assert Person.objects.filter(email=PERSON["Surel"]).exists()
    assert not Job.objects.filter(kind="send_invitation").exists()
    assert LedgerEntry.objects.filter(kind="person_entered").count() == 1


def test_one_wrong_row_stops_all_and_is_told_with_its_cell(admin: Client) -> None:
    page = send(admin, book([UNIT, {**UNIT, "Kode satker": "692309", "Kanwil": "Atlantis"}]))
    text = page.content.decode()
    assert page.status_code == 200
    for word in ("E3", "Atlantis", "Kanwil ini tidak dikenal", "Tidak ada yang disimpan"):
        assert word in text
    assert "tidak dapat diimpor" in confirm(admin, page).content.decode()
    assert not Unit.objects.exists()


def test_a_change_is_shown_from_what_to_what_and_made(admin: Client) -> None:
    unit = make_unit(work_unit_code="692308", name="Nama Lama", region="jawa-timur")
    page = send(admin, book([UNIT]))
    text = " ".join(page.content.decode().split())
    assert "Nama Lama → Kantor Imigrasi Kelas I Contoh" in text
    assert "Jawa Timur → Kanwil Kementerian Hukum dan HAM Bali" in text
    assert confirm(admin, page).context["roster"].applied_at
    unit.refresh_from_db()
    assert (unit.name, unit.region_id) == (UNIT["Nama UPT"], "bali")
    kinds = {"unit_amended", "unit_moved"}
    assert set(LedgerEntry.objects.filter(kind__in=kinds).values_list("kind", flat=True)) == kinds


def test_what_somebody_else_did_meanwhile_is_planned_anew(admin: Client) -> None:
    page = send(admin, book([UNIT, {**UNIT, "Kode satker": "692309"}]))
    create_unit(
        actor=Actor(make_holder(RoleKind.CENTRE_ADMIN)),
        work_unit_code="692308",
        name="Nama dari Admin Lain",
        unit_type=UnitType.IMMIGRATION_OFFICE,
        region=Region.objects.get(pk="bali"),
    )
    stale = confirm(admin, page)
    back = reverse("directory:roster", args=[page.context["roster"].pk])
    assert "Data berubah sejak daftar ini diperiksa" in stale.content.decode()
    assert f'href="{back}"' in stale.content.decode()
    assert Unit.objects.count() == 1
    anew = admin.get(back)
    text = " ".join(anew.content.decode().split())
    assert "Nama dari Admin Lain → Kantor Imigrasi" in text
    assert confirm(admin, anew).context["roster"].applied_at
    assert Unit.objects.count() == 2


def test_a_list_is_its_senders_alone(admin: Client) -> None:
    roster = send(admin, book([UNIT])).context["roster"]
    other = signed_in(make_holder(RoleKind.CENTRE_ADMIN))
    url = reverse("directory:roster", args=[roster.pk])
    assert admin.get(url).status_code == 200
    assert other.get(url).status_code == 404
    act = reverse("directory:import_roster", args=[roster.pk])
    assert other.post(act, {"digest": "x"}).status_code == 404


def test_a_new_list_takes_the_place_of_the_one_before(admin: Client) -> None:
    first = send(admin, book([UNIT])).context["roster"]
    send(admin, comma([UNIT]), name="b.csv")
    assert not RosterFile.objects.filter(pk=first.pk).exists()
    assert RosterFile.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
        (b"PK\x03\x04 dan seterusnya", "rusak"),
        ("Nama\nAndré".encode("cp1252"), "pengodean"),
        (b"", "kosong"),
        (b"x" * (5 * 2**20 + 1), "terlalu besar"),
    ],
)
def test_what_cannot_be_read_is_told_and_not_kept(admin: Client, data: bytes, word: str) -> None:
    page = send(admin, data)
    assert word in page.content.decode()
    assert not RosterFile.objects.exists()


def test_windows_1252_is_read_where_it_is_named(admin: Client) -> None:
    data = comma([{**UNIT, "Nama UPT": "Rutan André"}], sign=";", encoding="cp1252")
    confirm(admin, send(admin, data, name="b.csv", encoding="windows-1252"))
    assert Unit.objects.get().name == "Rutan André"


def test_the_templates_can_be_fetched(admin: Client) -> None:
    whole = admin.get(reverse("directory:roster_template", args=["xlsx"]))
    assert load_workbook(io.BytesIO(whole.content)).sheetnames == ["UPT", "Orang", "Petunjuk"]
    for which in ("upt", "orang"):
        answer = admin.get(reverse("directory:roster_template", args=[which]))
        assert "Kode satker" in answer.content.decode("utf-8-sig")
        page = send(admin, answer.content, name=f"{which}.csv")
        assert "Ini baris contoh" in page.content.decode()
    assert admin.get(reverse("directory:roster_template", args=["lain"])).status_code == 404


def test_no_cell_of_a_template_begins_a_formula(admin: Client) -> None:
    whole = admin.get(reverse("directory:roster_template", args=["xlsx"]))
    cells = [
        cell
        for sheet in load_workbook(io.BytesIO(whole.content)).worksheets
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert cells
    assert all(cell.data_type != "f" for cell in cells)


def test_a_list_that_is_not_read_yet_shows_nothing(admin: Client) -> None:
    file = SimpleUploadedFile("a.xlsx", book([UNIT]))
    admin.post(reverse("directory:send_roster"), {"file": file, "encoding": "utf-8"})
    url = reverse("directory:roster", args=[RosterFile.objects.get().pk])
    assert admin.get(url).headers["Location"] == reverse("record:long_works")


def test_a_list_replaced_before_it_was_read_is_told(admin: Client) -> None:
    for name in ("a.csv", "b.csv"):
        file = SimpleUploadedFile(name, comma([UNIT]))
        asked = admin.post(reverse("directory:send_roster"), {"file": file, "encoding": "utf-8"})
    first = LongWork.objects.earliest("created_at")
    assert after(admin, asked).context["roster"].name == "b.csv"
    page = admin.get(reverse("record:long_work", args=[first.pk])).content.decode()
    assert "Daftar ini tidak ada lagi. Unggah sekali lagi." in page


def test_those_entered_without_a_link_are_invited_together(admin: Client) -> None:
    other = {**PERSON, "Surel": "lain@contoh.go.id", "NIP": "199001012015011001"}
    confirm(admin, send(admin, book([UNIT], [PERSON, {**other, "Peran": "Operator UPT"}])))
    people = reverse("directory:people")
    page = admin.get(people)
    assert page.context["entered"] == 2
    assert "2 orang sudah dicatat tetapi belum diundang" in page.content.decode()
    shown = admin.get(people, {"state": "entered"}).context["page"]
    assert {person.email for person in shown} == {PERSON["Surel"], other["Surel"]}
    invite = reverse("directory:invite_entered")
    assert after(admin, admin.post(invite)).context["entered"] == 0
    assert Job.objects.filter(kind="send_invitation").count() == 2
    assert LedgerEntry.objects.filter(kind="person_invited").count() == 2
    assert after(admin, admin.post(invite)).context["entered"] == 0
    assert Job.objects.filter(kind="send_invitation").count() == 2


def test_nobody_else_invites_them(admin: Client) -> None:
    confirm(admin, send(admin, book([UNIT], [PERSON])))
    secretary = signed_in(make_holder(RoleKind.REGION_SECRETARIAT, region="bali"))
    assert secretary.post(reverse("directory:invite_entered")).status_code == 404
    assert secretary.get(reverse("directory:people")).context["entered"] == 0
    assert not LongWork.objects.filter(kind="directory.invite").exists()
