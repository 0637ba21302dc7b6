"""The work list of each role: what it asks the database, and that it asks for nobody else's."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from award.work import WorkItem, register_work, work_of
from directory.enums import RoleKind, Scope
from directory.models import Person
from tests.directory.factories import make_holder, make_person, signed_in
from tests.verification.situations import Scene, make_application

pytestmark = pytest.mark.django_db
# Five are the page's own: session, person, roles, notices, season.
MOST = 12


def somebody(kind: RoleKind, scene: Scene) -> Person:
    if kind == RoleKind.REGION_VERIFIER:
        return scene.leader
    scope: dict[Scope, dict[str, Any]] = {
        Scope.UNIT: {"unit": scene.application.unit},
        Scope.REGION: {"region": scene.place.region},
        Scope.CENTRE: {},
    }
    return make_holder(kind, **scope[kind.scope])


@pytest.mark.parametrize("kind", RoleKind)
def test_a_role_costs_what_its_own_work_costs(kind: RoleKind) -> None:
    scene = Scene()
    make_application(scene.season, claims=False)
    client = signed_in(somebody(kind, scene))
    client.get(reverse("award:work"))
    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse("award:work")).status_code == 200
    assert len(captured) <= MOST


def test_who_has_no_role_is_told_whom_to_ask() -> None:
    page = signed_in(make_person()).get(reverse("award:work")).content.decode()
    assert "Hubungi admin pusat" in page
    held = signed_in(make_holder(RoleKind.AUDITOR)).get(reverse("award:work")).content.decode()
    assert "Hubungi admin pusat" not in held


def test_a_long_list_is_shown_in_pages_the_soonest_due_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("award.work._work", [])
    now = timezone.now()
    items = [
        WorkItem(what=f"Hal {n:02}", url=f"/hal/{n}/", due=now + timedelta(days=n))
        for n in reversed(range(60))
    ]
    register_work(lambda _person: items, RoleKind.AUDITOR)
    browser, url = signed_in(make_holder(RoleKind.AUDITOR)), reverse("award:work")
    pages = [browser.get(address) for address in (url, f"{url}?page=2")]
    titles = [[row["title"] for row in page.context["todo"]] for page in pages]
    assert titles == [[f"Hal {n:02}" for n in range(50)], [f"Hal {n:02}" for n in range(50, 60)]]
    assert "60 hal. Yang paling dekat batas waktunya lebih dahulu" in pages[0].content.decode()
    export = browser.get(f"{url}?page=2&export=csv")
    assert export.getvalue().decode().count("Hal ") == 60


def test_only_those_are_asked_for_whom_the_work_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("award.work._work", [])
    asked: list[Person] = []

    def provider(person: Person) -> list[WorkItem]:
        asked.append(person)
        return []

    register_work(provider, RoleKind.AUDITOR, RoleKind.REGION_HEAD)
    head, operator = make_holder(RoleKind.REGION_HEAD), make_holder(RoleKind.UNIT_OPERATOR)
    for person in (head, operator):
        work_of(person)
    assert asked == [head]
