"""Forming a panel, and who sees what of it."""

import re

import pytest
from django.urls import reverse

from award.enums import State
from award.errors import NotAllowed
from directory.actors import Actor
from directory.enums import RoleKind
from jury.domain.panels import add_applications
from jury.enums import ConflictKind, ConflictSource
from jury.models import Conflict, Panel, Seat
from tests.directory.factories import make_holder, make_role
from tests.jury import crowds
from tests.jury.worlds import Jury, client
from tests.verification.situations import put, served_at

pytestmark = pytest.mark.django_db


def test_the_secretary_forms_a_panel_from_forwarded_applications() -> None:
    world = Jury(units=0)
    application = world.forwarded()
    browser = client(world.secretary)
    made = browser.post(
        reverse("jury:panel_new"), {"season": world.season.pk, "name": "Panel Bapas"}
    )
    panel = Panel.objects.get(name="Panel Bapas")
    assert made["Location"] == reverse("jury:panel", args=[panel.pk])
    assert application.unit.name in browser.get(made["Location"]).content.decode()
    filled = browser.post(
        reverse("jury:panel_fill", args=[panel.pk]), {"applications": [application.pk]}
    )
    assert filled.status_code == 302
    seated = browser.post(
        reverse("jury:seat_juror", args=[panel.pk]), {"person": world.jurors[0].pk}
    )
    assert seated.status_code == 302
    assert panel.entries.get().application == application
    assert panel.seats.get().person == world.jurors[0]


def test_only_forwarded_applications_without_a_panel_are_offered() -> None:
    world = Jury()
    browser = client(world.secretary)
    refused = browser.post(
        reverse("jury:panel_fill", args=[world.panel.pk]),
        {"applications": [world.application.pk]},
    )
    assert refused.status_code == 422
    assert world.panel.entries.count() == 1


def test_somebody_who_is_no_juror_gets_no_seat() -> None:
    world = Jury()
    refused = client(world.secretary).post(
        reverse("jury:seat_juror", args=[world.panel.pk]), {"person": world.admin.pk}
    )
    assert refused.status_code == 422
    assert not Seat.objects.filter(person=world.admin).exists()


def test_a_name_used_already_is_told_in_the_form() -> None:
    world = Jury()
    refused = client(world.secretary).post(
        reverse("jury:panel_new"), {"season": world.season.pk, "name": "Panel A"}
    )
    assert refused.status_code == 422
    assert "Nama panel ini sudah dipakai" in refused.content.decode()


def test_a_seat_ends_only_with_a_reason() -> None:
    world = Jury()
    browser = client(world.secretary)
    url = reverse("jury:end_seat", args=[world.seat().pk])
    assert browser.post(url, {"reason": " "}).status_code == 422
    assert world.seat().ends is None
    assert browser.post(url, {"reason": "Pindah tugas."}).status_code == 302
    assert world.seat().ends is not None
    assert (
        "Pindah tugas."
        in browser.get(reverse("jury:panel", args=[world.panel.pk])).content.decode()
    )


@pytest.mark.parametrize(
    "kind", [RoleKind.JUROR, RoleKind.UNIT_HEAD, RoleKind.REGION_HEAD, RoleKind.CENTRE_VERIFIER]
)
def test_panels_do_not_exist_for_those_who_do_not_form_them(kind: RoleKind) -> None:
    world = Jury()
    browser = client(make_holder(kind))
    assert browser.get(reverse("jury:panel", args=[world.panel.pk])).status_code == 404
    assert browser.get(reverse("jury:panel_new")).status_code == 404
    assert browser.post(reverse("jury:panel_fill", args=[world.panel.pk])).status_code == 404
    assert browser.post(reverse("jury:end_seat", args=[world.seat().pk])).status_code == 404
    assert browser.post(reverse("jury:propose_closing", args=[world.panel.pk])).status_code == 404


def test_those_who_only_read_change_nothing() -> None:
    world = Jury()
    for person in (world.chair, world.admin, make_holder(RoleKind.AUDITOR)):
        browser = client(person)
        assert browser.get(reverse("jury:panel", args=[world.panel.pk])).status_code == 200
        assert browser.post(reverse("jury:panel_fill", args=[world.panel.pk])).status_code == 404
        assert browser.post(reverse("jury:seat_juror", args=[world.panel.pk])).status_code == 404


def test_a_juror_sees_own_seats_and_no_count_of_the_panel() -> None:
    world = Jury(units=2)
    world.declare(1)
    world.sheet(1)
    page = client(world.jurors[0]).get(reverse("jury:panels")).content.decode()
    assert "Nyatakan benturan kepentingan untuk 2 pengajuan." in page
    assert reverse("jury:seat", args=[world.seat(0).pk]) in page
    assert reverse("jury:panel", args=[world.panel.pk]) not in page
    assert world.jurors[1].name not in page


def test_before_closing_heads_see_sealed_or_not_and_no_value() -> None:
    world = Jury()
    world.score()
    page = client(world.chair).get(reverse("jury:panel", args=[world.panel.pk]))
    text = page.content.decode()
    assert text.count("Tersegel") == 3
    assert "Nilai akhir" not in text
    assert page.context["results"] == []


def test_a_head_who_also_sits_sees_nothing_of_the_other_jurors() -> None:
    world = Jury()
    make_role(RoleKind.JURY_CHAIR, person=world.jurors[0])
    browser = client(world.jurors[0])
    url = reverse("jury:panel", args=[world.panel.pk])
    before = browser.get(url)
    world.declare(1)
    sheet = world.sheet(1)
    world.fill(sheet)
    after = browser.get(url)
    for page in (before, after):
        assert page.context["columns"] == []
        assert page.context["obstacles"] == ["Belum semua syarat penutupan terpenuhi."]
        assert all(row["left"] is None for row in page.context["seats"])


def test_after_closing_every_number_opens_into_its_arithmetic() -> None:
    world = Jury()
    world.score()
    world.close()
    for person in (world.chair, world.secretary, world.admin):
        page = client(person).get(reverse("jury:panel", args=[world.panel.pk]))
        [row] = page.context["results"]
        assert row["total"] == "100"
        assert row["n"] == 3
        assert row["opened"][-1].value == "100"
        assert all(number.steps for number in row["opened"])


def test_a_reopened_panel_shows_no_results() -> None:
    world = Jury()
    world.score()
    world.close()

    put(world.application, State.IN_SCORING)
    page = client(world.chair).get(reverse("jury:panel", args=[world.panel.pk]))
    assert page.context["results"] == []


def test_rows_of_a_unit_in_conflict_are_left_out_for_a_head() -> None:
    world = Jury()

    Conflict.objects.create(
        person=world.chair,
        unit=world.application.unit,
        kind=ConflictKind.FAMILY,
        source=ConflictSource.DECLARED,
        declared_at=world.seat().starts,
    )
    page = client(world.chair).get(reverse("jury:panel", args=[world.panel.pk]))
    assert page.context["rows"] == []
    assert world.application.unit.name not in page.content.decode()
    assert "benturan kepentingan dengan salah satu UPT" in page.content.decode()


def test_a_unit_that_a_head_served_in_is_left_out_as_one_they_declared() -> None:
    world = Jury(units=2)
    world.score()
    world.close()
    served_at(world.chair, world.application.unit, ended_days_ago=100)
    page = client(world.chair).get(reverse("jury:panel", args=[world.panel.pk])).text
    assert world.application.unit.name not in page
    assert world.applications[1].unit.name in page
    assert "1 pengajuan tidak ditampilkan" in page


def test_a_head_of_the_jury_who_served_in_the_kanwil_reads_its_units() -> None:
    world = Jury()
    make_role(RoleKind.REGION_HEAD, person=world.chair, region=world.application.region)
    page = client(world.chair).get(reverse("jury:panel", args=[world.panel.pk])).text
    assert world.application.unit.name in page


def test_a_panel_whose_scores_are_open_warns_before_it_is_filled() -> None:
    world = Jury()
    world.forwarded()
    url = reverse("jury:panel", args=[world.panel.pk])
    assert "nilainya sudah terbuka" not in client(world.secretary).get(url).content.decode()
    world.score()
    world.close()
    page = client(world.secretary).get(url).content.decode()
    assert "Panel ini pernah ditutup dan nilainya sudah terbuka." in page
    assert reverse("jury:panel_new") in page


def test_a_long_panel_is_shown_in_pages_by_name() -> None:
    world = Jury(units=0)
    made = crowds.in_panel(world, 60)
    names = sorted(row.unit.name for row in made)
    browser, url = client(world.secretary), reverse("jury:panel", args=[world.panel.pk])
    shown = [
        [row["application"].unit.name for row in browser.get(address).context["rows"]]
        for address in (url, f"{url}?page=2")
    ]
    assert shown == [names[:50], names[50:]]
    assert "Halaman 1 dari 2" in browser.get(url).content.decode()


def test_what_is_in_the_way_is_told_of_all_pages() -> None:
    world = Jury(units=0)
    crowds.in_panel(world, 60)
    page = client(world.secretary).get(reverse("jury:panel", args=[world.panel.pk]))
    assert len(page.context["obstacles"]) == 60
    assert [row["left"] for row in page.context["seats"]] == [60, 60, 60]


def test_each_page_has_the_results_of_its_own_rows() -> None:
    world = Jury(units=0)
    crowds.scored(world, 60)
    browser, url = client(world.secretary), reverse("jury:panel", args=[world.panel.pk])
    for address, number in ((url, 50), (f"{url}?page=2", 10)):
        context = browser.get(address).context
        rows = [row["application"] for row in context["rows"]]
        assert [row["application"] for row in context["results"]] == rows
        assert len(rows) == number


def test_after_a_refusal_the_other_pages_are_still_there() -> None:
    world = Jury(units=0)
    crowds.in_panel(world, 60)
    browser = client(world.chair)
    refused = browser.post(reverse("jury:propose_closing", args=[world.panel.pk]))
    assert refused.status_code == 422
    [onward] = re.findall(r'rel="next"\s+href="([^"]+)"', refused.content.decode())
    assert browser.get(onward).context["page"].number == 2


def test_a_page_without_results_says_where_they_are() -> None:
    world = Jury(units=0)
    crowds.in_panel(world, 50)
    crowds.scored(world, 3)
    page = client(world.chair).get(reverse("jury:panel", args=[world.panel.pk]))
    text = page.content.decode()
    assert page.context["results"] == []
    assert "Hasil pengajuan yang tampak di daftar di atas." in text
    assert reverse("jury:agreement", args=[world.panel.pk]) in text


def test_a_secretary_places_no_unit_with_which_they_have_a_conflict() -> None:
    world = Jury(units=0)
    world.applications = [world.forwarded(), world.forwarded()]
    world.bar(world.secretary)
    mine, other = world.applications
    browser = client(world.secretary)
    panel, fill = (
        reverse(f"jury:{name}", args=[world.panel.pk]) for name in ("panel", "panel_fill")
    )
    page = browser.get(panel).text
    assert other.unit.name in page
    assert mine.unit.name not in page
    assert browser.post(fill, {"applications": [mine.pk]}).status_code == 422
    assert browser.post(fill, {"applications": [other.pk]}).status_code == 302
    assert "Masukkan 1 pengajuan" not in browser.get(reverse("award:work")).text
    assert world.panel.entries.get().application == other


def test_who_served_in_the_unit_does_not_place_it_either() -> None:
    world = Jury(units=0)
    application, other = world.forwarded(), world.forwarded()
    served_at(world.secretary, application.unit, ended_days_ago=30)
    with pytest.raises(NotAllowed, match=application.unit.name):
        add_applications(
            panel=world.panel, application_ids=[application.pk, other.pk], by=Actor(world.secretary)
        )
    assert not world.panel.entries.exists()


def test_a_conflict_with_one_of_many_keeps_nobody_from_seating_jurors() -> None:
    world = Jury(units=2)
    world.bar(world.secretary)
    url = reverse("jury:end_seat", args=[world.seat().pk])
    assert client(world.secretary).post(url, {"reason": "Pindah tugas."}).status_code == 302
    url = reverse("jury:seat_juror", args=[world.panel.pk])
    data = {"person": world.jurors[0].pk}
    assert client(world.secretary).post(url, data).status_code == 302


def test_a_conflict_with_all_that_is_scored_does() -> None:
    world = Jury()
    world.bar(world.secretary)
    browser = client(world.secretary)
    url = reverse("jury:end_seat", args=[world.seat().pk])
    assert browser.post(url, {"reason": "Pindah tugas."}).status_code == 403
    assert world.seat().ends is None
    url = reverse("jury:seat_juror", args=[world.panel.pk])
    juror = make_holder(RoleKind.JUROR)
    assert browser.post(url, {"person": juror.pk}).status_code == 403
