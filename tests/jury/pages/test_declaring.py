"""Nothing of an application is seen before a declaration, and nothing after a conflict."""

import pytest
from django.test import Client
from django.urls import reverse

from award.models import Grant
from award.queries.instruments import indicators_of
from directory.actors import Actor
from directory.enums import RoleKind
from jury.domain.panels import add_applications, end_seat
from jury.enums import ConflictKind
from jury.models import Conflict, Declaration, ScoreSheet
from tests.directory.factories import make_role
from tests.jury.worlds import Jury, client
from tests.verification.situations import served_at

pytestmark = pytest.mark.django_db


def dossier(world: Jury) -> list[str]:
    pk = world.application.pk
    return [
        reverse("award:application", args=[pk]),
        reverse("verification:evidence", args=[pk]),
        reverse("verification:indicator", args=[pk, first_code(world)]),
    ]


def first_code(world: Jury) -> str:

    return indicators_of(world.application)[0].code


def statuses(browser: Client, urls: list[str]) -> set[int]:
    return {browser.get(url).status_code for url in urls}


def word(world: Jury, value: str, note: str = "") -> dict[str, str]:
    pk = world.application.pk
    return {f"{pk}-word": value, f"{pk}-note": note}


def declare_url(world: Jury, number: int = 0) -> str:
    return reverse("jury:declare", args=[world.seat(number).pk])


def test_an_undeclared_juror_sees_no_dossier_and_opens_no_sheet() -> None:
    world = Jury()
    browser = client(world.jurors[0])
    assert statuses(browser, dossier(world)) == {404}
    opened = browser.post(reverse("jury:open_sheet", args=[world.seat().pk, world.application.pk]))
    assert opened.status_code == 403
    assert not ScoreSheet.objects.exists()


def test_without_conflict_the_dossier_and_its_evidence_open() -> None:
    world = Jury()
    browser = client(world.jurors[0])
    said = browser.post(declare_url(world), word(world, "none"))
    assert said["Location"] == reverse("jury:seat", args=[world.seat().pk])
    assert statuses(browser, dossier(world)) == {200}
    opened = browser.post(reverse("jury:open_sheet", args=[world.seat().pk, world.application.pk]))
    sheet = ScoreSheet.objects.get()
    assert opened["Location"] == reverse("jury:sheet", args=[sheet.pk])


def test_what_is_left_for_later_stays_undeclared() -> None:
    world = Jury()
    said = client(world.jurors[0]).post(declare_url(world), word(world, "later"))
    assert said["Location"] == declare_url(world)
    assert not Declaration.objects.exists()


def test_a_word_that_is_not_offered_is_refused() -> None:
    world = Jury()
    said = client(world.jurors[0]).post(declare_url(world), word(world, "friend"))
    assert said.status_code == 422
    assert not Declaration.objects.exists()


def test_a_conflict_shuts_the_dossier_for_good() -> None:
    world = Jury()
    browser = client(world.jurors[0])
    browser.post(declare_url(world), word(world, ConflictKind.FAMILY, "Adik saya kepala UPT."))
    assert statuses(browser, dossier(world)) == {404}
    opened = browser.post(reverse("jury:open_sheet", args=[world.seat().pk, world.application.pk]))
    assert opened.status_code == 404
    assert Conflict.objects.get().note == "Adik saya kepala UPT."
    page = browser.get(declare_url(world)).content.decode()
    assert "Sudah tercatat berbenturan" in page


def test_a_late_conflict_ends_sight_at_the_next_request() -> None:
    world = Jury()
    world.declare()
    sheet = world.sheet()
    browser = client(world.jurors[0])
    urls = [*dossier(world), reverse("jury:sheet", args=[sheet.pk])]
    assert statuses(browser, urls) == {200}
    said = browser.post(
        reverse("jury:late_conflict", args=[sheet.pk]),
        {"word": ConflictKind.BUSINESS, "note": "Rekanan keluarga."},
    )
    assert said["Location"] == reverse("jury:seat", args=[world.seat().pk])
    assert statuses(browser, urls) == {404}
    assert not Grant.objects.filter(person=world.jurors[0], ends=None).exists()


def test_a_late_conflict_needs_a_kind_and_a_note() -> None:
    world = Jury()
    world.declare()
    sheet = world.sheet()
    refused = client(world.jurors[0]).post(
        reverse("jury:late_conflict", args=[sheet.pk]), {"word": "", "note": ""}
    )
    assert refused.status_code == 422
    assert not Conflict.objects.exists()


def test_a_known_conflict_is_shown_and_not_asked_for() -> None:
    world = Jury(units=0)
    application = world.forwarded()
    served_at(world.jurors[0], application.unit, ended_days_ago=30)

    add_applications(panel=world.panel, application_ids=[application.pk], by=Actor(world.secretary))
    page = client(world.jurors[0]).get(declare_url(world))
    assert page.context["asked"] == []
    assert [row["own"].application for row in page.context["known"]] == [application]


def test_anothers_seat_does_not_exist() -> None:
    world = Jury()
    for browser in (client(world.jurors[1]), client(world.chair), client(world.admin)):
        assert browser.get(reverse("jury:seat", args=[world.seat(0).pk])).status_code == 404
        assert browser.get(declare_url(world)).status_code == 404
        said = browser.post(declare_url(world), word(world, "none"))
        assert said.status_code == 404
    assert not Declaration.objects.exists()


def test_an_ended_seat_opens_nothing() -> None:
    world = Jury()
    world.declare()
    sheet = world.sheet()

    end_seat(seat_id=world.seat().pk, reason="Sakit.", by=Actor(world.secretary))
    browser = client(world.jurors[0])
    urls = [
        *dossier(world),
        reverse("jury:seat", args=[world.seat().pk]),
        reverse("jury:sheet", args=[sheet.pk]),
    ]
    assert statuses(browser, urls) == {404}


def test_each_juror_has_an_order_of_their_own_that_stays() -> None:
    world = Jury(units=8)
    orders = []
    for number, juror in enumerate(world.jurors):
        browser = client(juror)
        url = reverse("jury:seat", args=[world.seat(number).pk])
        seen = [
            [card["own"].application.pk for card in browser.get(url).context["cards"]]
            for _ in range(2)
        ]
        assert seen[0] == seen[1]
        orders.append(tuple(seen[0]))
    assert len(set(orders)) == 3


def test_a_juror_who_is_also_an_auditor_still_has_to_declare_before_scoring() -> None:
    world = Jury()

    make_role(RoleKind.AUDITOR, person=world.jurors[0])
    opened = client(world.jurors[0]).post(
        reverse("jury:open_sheet", args=[world.seat().pk, world.application.pk])
    )
    assert opened.status_code == 403


def rest(world: Jury, **words: str) -> dict[str, str]:
    """The whole page as it is sent with every unit left open but those named by their number."""
    sent = {}
    for number, application in enumerate(world.applications):
        sent[f"{application.pk}-word"] = words.get(f"unit{number}", "later")
        sent[f"{application.pk}-note"] = ""
    return sent | {key: value for key, value in words.items() if not key.startswith("unit")}


def test_none_for_all_the_rest_declares_what_was_left_open() -> None:
    world = Jury(units=5)
    page = client(world.jurors[0]).get(declare_url(world)).content.decode()
    assert page.count("-word") >= 5
    sent = rest(world, unit1=ConflictKind.FAMILY, rest="on", sure="on")
    said = client(world.jurors[0]).post(declare_url(world), sent)
    assert said["Location"] == reverse("jury:seat", args=[world.seat().pk])
    words = dict(Declaration.objects.values_list("application", "conflict"))
    conflicted = world.applications[1].pk
    assert words == {a.pk: a.pk == conflicted for a in world.applications}
    assert Conflict.objects.get().unit == world.applications[1].unit


@pytest.mark.parametrize("ticked", [{"rest": "on"}, {}, {"sure": "on"}])
def test_the_rest_needs_both_ticks(ticked: dict[str, str]) -> None:
    world = Jury(units=3)
    said = client(world.jurors[0]).post(declare_url(world), rest(world, **ticked))
    assert said.status_code == (422 if "rest" in ticked else 302)
    assert not Declaration.objects.exists()


def test_a_unit_that_came_after_the_page_was_shown_is_not_declared_with_the_rest() -> None:
    world = Jury(units=2)
    sent = rest(world, rest="on", sure="on")
    late = world.forwarded()
    add_applications(panel=world.panel, application_ids=[late.pk], by=Actor(world.secretary))
    said = client(world.jurors[0]).post(declare_url(world), sent)
    assert said["Location"] == declare_url(world)
    assert set(Declaration.objects.values_list("application", flat=True)) == {
        a.pk for a in world.applications
    }


def test_a_page_of_which_one_word_is_wrong_declares_nothing() -> None:
    world = Jury(units=3)
    sent = rest(world, unit1="friend", rest="on", sure="on")
    assert client(world.jurors[0]).post(declare_url(world), sent).status_code == 422
    assert not Declaration.objects.exists()
