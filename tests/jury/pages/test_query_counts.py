"""A list of the jury asks the database as often for three rows as for three hundred."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from award.enums import State
from award.models import Season
from directory.queries.roles import today
from jury.enums import ConflictKind, ConflictSource
from jury.models import Conflict
from tests.jury import crowds
from tests.jury.worlds import NUMBER, Jury, client
from tests.support.query_counts import queries, same
from tests.verification.situations import make_application, make_season

pytestmark = pytest.mark.django_db
MOST = 12


@pytest.fixture
def world() -> Jury:
    return Jury(units=0)


def published(world: Jury) -> None:
    Season.objects.filter(pk=world.season.pk).update(
        state="published",
        decision_number=NUMBER,
        decision_date=today(),
        published_at=timezone.now(),
    )


def test_panels(world: Jury) -> None:
    url = reverse("jury:panels")
    same(client(world.secretary), url, lambda count: crowds.panels(world, count))


def test_a_panel_and_what_stands_in_the_way_of_its_closing(world: Jury) -> None:
    url = reverse("jury:panel", args=[world.panel.pk])
    same(client(world.secretary), url, lambda count: crowds.in_panel(world, count))


def test_a_jurors_seat(world: Jury) -> None:
    url = reverse("jury:seat", args=[world.seat().pk])
    same(client(world.jurors[0]), url, lambda count: crowds.in_panel(world, count))


def test_a_jurors_declarations(world: Jury) -> None:
    url = reverse("jury:declare", args=[world.seat().pk])
    same(client(world.jurors[0]), url, lambda count: crowds.in_panel(world, count))


def in_conflict(world: Jury, count: int) -> None:
    """Each unit more has one juror with a pinned conflict."""
    rows = crowds.in_panel(world, count)
    Conflict.objects.bulk_create(
        Conflict(
            person=world.jurors[0],
            unit=row.unit,
            kind=ConflictKind.EMPLOYEE,
            source=ConflictSource.COMPUTED,
            pinned=True,
            declared_at=timezone.now(),
        )
        for row in rows
    )


def test_the_conflicts_of_a_jurors_declarations(world: Jury) -> None:
    url = reverse("jury:declare", args=[world.seat().pk])
    same(client(world.jurors[0]), url, lambda count: in_conflict(world, count))


def test_the_panel_with_its_conflicts_for_who_only_reads(world: Jury) -> None:
    url = reverse("jury:panel", args=[world.panel.pk])
    same(client(world.admin), url, lambda count: in_conflict(world, count))


def test_the_panel_with_its_scores(world: Jury) -> None:
    url = reverse("jury:panel", args=[world.panel.pk])
    same(client(world.admin), url, lambda count: crowds.scored(world, count))


def test_the_ranking(world: Jury) -> None:
    url = reverse("jury:ranking", args=[world.season.year])
    same(client(world.admin), url, lambda count: crowds.scored(world, count))


def test_agreement(world: Jury) -> None:
    url = reverse("jury:agreement", args=[world.panel.pk])
    same(client(world.chair), url, lambda count: crowds.scored(world, count))


def test_the_inbox_of_objections(world: Jury) -> None:
    published(world)
    url = reverse("jury:objections")
    same(client(world.admin), url, lambda count: crowds.laureates(world, count))


def test_the_inbox_with_amendments_to_publish(world: Jury) -> None:
    published(world)
    url = reverse("jury:objections")
    same(client(world.admin), url, lambda count: crowds.amended(world, count))


def test_the_public_results(world: Jury) -> None:
    published(world)
    url = reverse("jury:results_season", args=[world.season.year])
    same(Client(), url, lambda count: crowds.laureates(world, count))


def test_the_work_list_of_jury_and_centre(world: Jury) -> None:
    for person in (world.jurors[0], world.secretary, world.chair, world.admin):
        same(client(person), reverse("award:work"), lambda count: crowds.in_panel(world, count))


def test_the_work_list_with_amendments_to_publish(world: Jury) -> None:
    published(world)
    url = reverse("award:work")
    same(client(world.admin), url, lambda count: crowds.amended(world, count))


def test_the_work_list_of_the_jurys_heads_at_its_fullest() -> None:
    """A panel ready to close, one short of jurors, and a unit in none."""
    world = Jury()
    world.score()
    crowds.panels(world, 1)
    world.forwarded()
    for person in (world.secretary, world.chair):
        browser, url = client(person), reverse("award:work")
        assert "Usulkan penutupan" in browser.get(url).content.decode()
        assert queries(browser, url) <= MOST
    assert "Dudukkan juri" in client(world.secretary).get(url).content.decode()


def test_a_heads_work_list_beside_past_seasons() -> None:
    """Seasons that are over cost nothing, whatever they ended with."""
    world = Jury()
    world.published()
    browser, url = client(world.head()), reverse("award:work")
    few = queries(browser, url)
    for _past in range(5):
        season = make_season()
        Season.objects.filter(pk=season.pk).update(
            state="archived",
            decision_number=NUMBER,
            decision_date=today(),
            published_at=timezone.now() - timedelta(days=200),
        )
        unit = world.application.unit
        make_application(season, unit=unit, state=State.NOT_AWARDED, published_version=99)
    assert browser.get(url).content.decode().count("keberatan dapat diajukan") == 1
    assert queries(browser, url) == few <= MOST
