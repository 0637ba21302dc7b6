"""A list asks the database as often for three rows as for three hundred.

The lists of files and findings of one application: tests/verification/evidence/test_lists.py.
"""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from award.enums import State
from award.models import Season
from directory.enums import RoleKind
from directory.models import Person
from tests.config import crowd
from tests.directory.factories import make_holder, signed_in
from tests.support.query_counts import MANY, same
from tests.verification.situations import Scene

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MOST = 12


@pytest.fixture
def scene() -> Scene:
    return Scene()


def cheap(browser: Client, url: str, grow: Callable[[int], object]) -> None:
    assert same(browser, url, grow) <= MOST


@pytest.mark.parametrize("kind", [RoleKind.REGION_HEAD, RoleKind.CENTRE_ADMIN])
def test_applications(scene: Scene, kind: RoleKind) -> None:
    region = {"region": scene.place.region} if kind == RoleKind.REGION_HEAD else {}
    browser = signed_in(make_holder(kind, **region))
    url = reverse("award:applications")
    cheap(browser, url, lambda n: crowd.applications(scene, n, State.DRAFT))


def person_of(scene: Scene, who: str) -> Person:
    return {
        "head": scene.place.head,
        "secretariat": scene.place.secretariat,
        "leader": scene.leader,
    }.get(who) or make_holder(RoleKind(who))


@pytest.mark.parametrize(
    ("who", "state"),
    [
        ("head", State.VERIFIED),
        ("leader", State.UNDER_VERIFICATION),
        ("secretariat", State.SELF_ASSESSED),
        ("centre_admin", State.SELF_ASSESSED),
        ("centre_admin", State.SCORED),
        ("jury_secretary", State.IN_SCORING),
    ],
)
def test_the_work_list(scene: Scene, who: str, state: State) -> None:
    browser = signed_in(person_of(scene, who))
    grow = crowd.applications if state == State.SELF_ASSESSED else crowd.with_team
    cheap(browser, reverse("award:work"), lambda n: grow(scene, n, state))


@pytest.mark.parametrize("who", ["head", "leader", "centre_verifier"])
def test_the_board(scene: Scene, who: str) -> None:
    browser = signed_in(person_of(scene, who))
    url = reverse("verification:board")
    cheap(browser, url, lambda n: crowd.with_team(scene, n, State.UNDER_VERIFICATION))


def test_applications_without_a_team(scene: Scene) -> None:
    url = reverse("verification:teams")
    browser = signed_in(scene.place.secretariat)
    cheap(browser, url, lambda n: crowd.applications(scene, n, State.SELF_ASSESSED))


def test_decrees(scene: Scene) -> None:
    browser = signed_in(scene.place.secretariat)
    cheap(browser, reverse("verification:decrees"), lambda n: crowd.decrees(scene, n))


def test_the_applications_of_a_decree(scene: Scene) -> None:
    browser = signed_in(scene.place.secretariat)
    url = reverse("verification:decree", args=[scene.decree.pk])
    cheap(browser, url, lambda n: crowd.with_team(scene, n, State.EVIDENCE_OPEN))


@pytest.mark.parametrize("who", ["secretariat", "centre_admin"])
def test_units(scene: Scene, who: str) -> None:
    browser = signed_in(person_of(scene, who))
    cheap(browser, reverse("directory:units"), lambda n: crowd.units(scene, n))


@pytest.mark.parametrize("who", ["secretariat", "centre_admin"])
def test_people(scene: Scene, who: str) -> None:
    browser = signed_in(person_of(scene, who))
    cheap(browser, reverse("directory:people"), lambda n: crowd.people(scene, n))


@pytest.mark.parametrize("who", ["secretariat", "centre_admin"])
def test_the_board_of_a_kanwil(scene: Scene, who: str) -> None:
    browser = signed_in(person_of(scene, who))
    url = reverse("verification:region_board") + f"?region={scene.place.region.pk}"
    cheap(browser, url, lambda n: crowd.with_team(scene, n, State.UNDER_VERIFICATION))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("route", "who"),
    [
        ("award:applications", "secretariat"),
        ("verification:board", "secretariat"),
        ("verification:region_board", "secretariat"),
        ("directory:units", "secretariat"),
    ],
)
def test_exports(scene: Scene, route: str, who: str, kind: str) -> None:
    browser = signed_in(person_of(scene, who))
    url = f"{reverse(route)}?export={kind}"
    cheap(browser, url, lambda n: crowd.with_team(scene, n, State.UNDER_VERIFICATION))


def test_the_export_of_people(scene: Scene) -> None:
    browser = signed_in(scene.place.secretariat)
    url = reverse("directory:people") + "?export=csv"
    cheap(browser, url, lambda n: crowd.people(scene, n))


def test_the_export_of_the_ledger() -> None:
    browser = signed_in(make_holder(RoleKind.AUDITOR))
    cheap(browser, reverse("record:ledger") + "?export=csv", crowd.ledger)


def test_notices(scene: Scene) -> None:
    browser = signed_in(scene.leader)
    cheap(browser, reverse("record:notices"), lambda n: crowd.notices(scene.leader, n))


def test_the_ledger() -> None:
    browser = signed_in(make_holder(RoleKind.AUDITOR))
    cheap(browser, reverse("record:ledger"), crowd.ledger)


def test_the_public_results(scene: Scene) -> None:
    Season.objects.filter(pk=scene.season.pk).update(
        state="published",
        decision_number="M.HH-01",
        decision_date=timezone.localdate(),
        published_at=timezone.now(),
    )
    url = reverse("jury:results_season", args=[scene.season.year])
    cheap(Client(), url, lambda n: crowd.laureates(scene, n))
    assert Client().get(url).content.decode().count("Bapas") >= MANY
