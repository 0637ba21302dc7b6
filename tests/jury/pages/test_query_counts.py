"""A list page asks the database as often for three rows as for thirty."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from award.enums import State
from directory.queries.roles import today
from jury.models import Decision, Objection, Panel, PanelApplication, Publication
from tests.jury.worlds import Jury, client, put_scored
from tests.verification.situations import put

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Jury:
    return Jury(units=0)


def queries(browser: Client, url: str) -> int:
    browser.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(url).status_code == 200
    return len(seen)


def same(browser: Client, url: str, grow: Callable[[int], None]) -> None:
    grow(3)
    few = queries(browser, url)
    grow(27)
    assert queries(browser, url) == few


def test_panels(world: Jury) -> None:
    def grow(count: int) -> None:
        start = Panel.objects.count()
        for number in range(start, start + count):
            Panel.objects.create(
                season=world.season, name=f"Panel {number}", created_by=world.secretary
            )

    same(client(world.secretary), reverse("jury:panels"), grow)


def in_panel(world: Jury, count: int) -> None:
    for _ in range(count):
        PanelApplication.objects.create(
            panel=world.panel, application=world.forwarded(), since=timezone.now()
        )


def test_a_jurors_seat(world: Jury) -> None:
    url = reverse("jury:seat", args=[world.seat().pk])
    same(client(world.jurors[0]), url, lambda count: in_panel(world, count))


def test_a_jurors_declarations(world: Jury) -> None:
    url = reverse("jury:declare", args=[world.seat().pk])
    same(client(world.jurors[0]), url, lambda count: in_panel(world, count))


def test_the_panel_for_who_only_reads(world: Jury) -> None:
    url = reverse("jury:panel", args=[world.panel.pk])
    same(client(world.admin), url, lambda count: put_scored(world, count))


def test_the_ranking(world: Jury) -> None:
    url = reverse("jury:ranking", args=[world.season.year])
    same(client(world.admin), url, lambda count: put_scored(world, count))


def decided(world: Jury, count: int) -> None:
    for _ in range(count):
        application = put(world.forwarded(), State.AWARDED)
        Decision.objects.create(
            application=application,
            version=1,
            outcome="awarded",
            number="M.HH-01",
            date=today(),
            reasons="Baik.",
            by=world.admin,
            at=timezone.now(),
        )
        Objection.objects.create(
            application=application,
            against=State.AWARDED,
            text="Kami keberatan.",
            filed_by=world.head(application),
            filed_at=timezone.now(),
        )
    Publication.objects.get_or_create(
        season=world.season,
        defaults={
            "number": "M.HH-01",
            "date": today(),
            "digest": "0" * 64,
            "by": world.admin,
            "at": timezone.now() + timedelta(hours=1),
        },
    )


def test_the_inbox_of_objections(world: Jury) -> None:
    same(client(world.admin), reverse("jury:objections"), lambda count: decided(world, count))


def test_the_public_results(world: Jury) -> None:
    type(world.season).objects.filter(pk=world.season.pk).update(
        state="published",
        decision_number="M.HH-01",
        decision_date=today(),
        published_at=timezone.now(),
    )
    url = reverse("jury:results_season", args=[world.season.year])
    same(Client(), url, lambda count: decided(world, count))


def test_the_work_list_of_jury_and_centre(world: Jury) -> None:
    for person in (world.jurors[0], world.secretary, world.chair, world.admin):
        same(client(person), reverse("award:work"), lambda count: in_panel(world, count))
