"""Visits to come: planned by secretariat or leader, with substitutes for who is away."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.translation import override

from award.enums import State
from award.errors import NotAllowed, Refused
from award.work import work_of
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from directory.queries.roles import today
from record.canonical import Json
from record.dates import day_text
from record.domain.notice_texts import words
from record.models import LedgerEntry, Notice
from tests.directory.factories import make_holder, make_role
from tests.verification.situations import Scene, end_role_now, put
from verification.domain.absences import report_absence, withdraw_absence
from verification.domain.visit_plan import (
    PlanChanged,
    cancel_plan,
    change_plan,
    plan_visit,
    substitute,
)
from verification.models import Absence, PlannedVisit
from verification.queries.visit_plan import to_be_planned, visit_plans

pytestmark = pytest.mark.django_db
AUGUST: list[Json] = ["2026-08-17", "2026-08-17"]


@pytest.fixture
def scene() -> Scene:
    return Scene()


def day(number: int) -> date:
    return today() + timedelta(days=number)


def plan(scene: Scene, *people: Person, by: Person | None = None, **given: Any) -> PlannedVisit:
    return plan_visit(
        **{
            "application_id": scene.application.pk,
            "first_day": day(3),
            "last_day": day(4),
            "people": {person.pk for person in people or (scene.leader, scene.member)},
            "by": Actor(by or scene.leader),
            **given,
        }
    )


def away(person: Person, first: int, last: int, by: Person | None = None) -> Absence:
    return report_absence(
        person_id=person.pk, first_day=day(first), last_day=day(last), by=Actor(by or person)
    )


def going(made: PlannedVisit) -> set[Person]:
    return {visitor.person for visitor in made.visitors.filter(active=True)}


def work(person: Person) -> str:
    return " ".join(item.what for item in work_of(person))


def test_a_visit_is_planned_moved_and_given_up(scene: Scene) -> None:
    assert scene.application in to_be_planned(scene.leader)
    made = plan(scene, by=scene.place.secretariat)
    assert not to_be_planned(scene.place.secretariat).exists()
    assert "Kunjungan lapangan" in work(scene.member)
    change: dict[str, Any] = {
        "plan_id": made.pk,
        "first_day": day(6),
        "last_day": day(6),
        "people": {scene.secretary.pk, scene.member.pk},
        "by": Actor(scene.leader),
    }
    moved = change_plan(**change, expected_version=1)
    assert (moved.version, going(moved)) == (2, {scene.secretary, scene.member})
    with pytest.raises(PlanChanged, match=scene.leader.name):
        change_plan(**change, expected_version=1)
    by = Actor(scene.leader)
    with pytest.raises(Refused, match="Alasan"):
        cancel_plan(plan_id=made.pk, reason=" ", expected_version=2, by=by)
    cancel_plan(plan_id=made.pk, reason="Banjir besar", expected_version=2, by=by)
    with pytest.raises(Refused, match="dibatalkan"):
        change_plan(**change, expected_version=3)
    assert "Kunjungan lapangan" not in work(scene.member)
    kinds = LedgerEntry.objects.filter(kind__startswith="visit_").order_by("seq")
    assert [entry.kind for entry in kinds] == [
        "visit_planned",
        "visit_replanned",
        "visit_plan_cancelled",
    ]
    assert not kinds.filter(body__contains="Banjir").exists()
    told = Notice.objects.filter(recipient=scene.member, kind__startswith="visit_")
    assert set(told.values_list("kind", flat=True)) == {"visit_ahead", "visit_called_off"}


def test_a_notice_of_a_visit_reads_in_its_recipients_language(scene: Scene) -> None:
    """Its days too, whoever planned it in which language."""
    with override("en"):
        made = plan(scene, scene.member)
    cancel_plan(plan_id=made.pk, reason="Banjir", expected_version=1, by=Actor(scene.leader))
    told = Notice.objects.filter(recipient=scene.member, event_key__startswith="visit_plan")
    ahead, called_off = told.order_by("event_key")
    for row in (ahead, called_off):
        assert row.params["days"] == [day(3).isoformat(), day(4).isoformat()], "and no words"
    for language in ("id", "en"):
        with override(language):
            days = f"{day_text(day(3))} – {day_text(day(4))}"
            for row in (ahead, called_off):
                assert days in words(row.kind, row.params).body
    with override("en"):
        assert "August 2026" in words("visit_ahead", {"unit": "x", "days": AUGUST}).body
    with override("id"):
        assert "17 Agustus 2026 –" not in words("visit_ahead", {"unit": "x", "days": AUGUST}).body
    kept = {"unit": "Bapas", "days": "3 Maret 2026"}
    assert "3 Maret 2026" in words("visit_ahead", kept).body, "as notices were kept before"


def test_who_plans_and_who_reads(scene: Scene) -> None:
    unit_head = make_holder(RoleKind.UNIT_HEAD, unit=scene.application.unit)
    far = make_holder(RoleKind.REGION_SECRETARIAT, region="papua")
    for person in (scene.member, scene.secretary, scene.place.head, far, unit_head):
        with pytest.raises(NotAllowed):
            plan(scene, by=person)
    made = plan(scene)
    for person in (scene.member, scene.place.head, make_holder(RoleKind.AUDITOR)):
        assert made in visit_plans(person)
    for person in (far, unit_head, scene.place.verifier(), make_holder(RoleKind.JUROR)):
        assert not visit_plans(person).exists()
    with pytest.raises(NotAllowed):
        cancel_plan(plan_id=made.pk, reason="x", expected_version=1, by=Actor(scene.member))
    make_role(RoleKind.UNIT_OPERATOR, person=scene.leader, unit=scene.application.unit)
    with pytest.raises(NotAllowed):
        plan(scene, first_day=day(9), last_day=day(9))


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [(4, 3, "mendahului"), (-3, -1, "sudah lewat"), (80, 120, "SK tim"), (4, 8, "Sudah ada")],
)
def test_days_that_cannot_be(scene: Scene, first: int, last: int, says: str) -> None:
    plan(scene)
    with pytest.raises(Refused, match=says) as refused:
        plan(scene, first_day=day(first), last_day=day(last))
    assert len(refused.value.reasons) == 1
    assert PlannedVisit.objects.count() == 1


def test_people_who_cannot_go(scene: Scene) -> None:
    with pytest.raises(Refused, match="paling sedikit satu"):
        plan(scene, people=set())
    with pytest.raises(Refused, match="anggota tim"):
        plan(scene, scene.place.verifier())
    away(scene.member, 4, 10)
    with pytest.raises(Refused, match=f"{scene.member.name} berhalangan"):
        plan(scene)
    end_role_now(scene.secretary)
    with pytest.raises(Refused, match="anggota tim"):
        plan(scene, scene.secretary)
    put(scene.application, State.VERIFIED)
    with pytest.raises(Refused, match=r"[Kk]eadaan"):
        plan(scene, scene.leader)
    assert not PlannedVisit.objects.exists()


def test_a_substitute_goes_in_the_stead_of_who_is_away(scene: Scene) -> None:
    made = plan(scene)
    absence = away(scene.member, 4, 4, by=scene.place.secretariat)
    for person in (scene.leader, scene.place.secretariat):
        assert "Tunjuk pengganti" in work(person)
    given: dict[str, Any] = {"plan_id": made.pk, "absent": scene.member.pk, "expected_version": 1}
    by = Actor(scene.leader)
    for outsider in (scene.leader, scene.place.verifier(), scene.member):
        with pytest.raises(Refused, match="pengganti dari anggota tim"):
            substitute(**given, stand_in=outsider.pk, by=by)
    with pytest.raises(NotAllowed):
        substitute(**given, stand_in=scene.secretary.pk, by=Actor(scene.member))
    substitute(**given, stand_in=scene.secretary.pk, by=by)
    assert going(made) == {scene.leader, scene.secretary}
    assert made.visitors.get(person=scene.secretary).instead_of == scene.member
    with pytest.raises(PlanChanged):
        substitute(**given, stand_in=scene.secretary.pk, by=by)
    with pytest.raises(Refused, match="tidak \\(lagi\\)"):
        substitute(**given | {"expected_version": 2}, stand_in=scene.secretary.pk, by=by)
    assert "Tunjuk pengganti" not in work(scene.leader)
    withdraw_absence(absence_id=absence.pk, by=Actor(scene.member))
    with pytest.raises(Refused, match="sudah ditarik"):
        withdraw_absence(absence_id=absence.pk, by=Actor(scene.member))


def test_days_away_are_told_by_oneself_or_the_secretariat_and_stay_out_of_the_ledger(
    scene: Scene,
) -> None:
    away(scene.member, 1, 2)
    far = make_holder(RoleKind.REGION_SECRETARIAT, region="papua")
    for person in (scene.leader, scene.place.head, far):
        with pytest.raises(NotAllowed):
            away(scene.member, 5, 6, by=person)
    for person in (scene.place.secretariat, make_holder(RoleKind.UNIT_HEAD)):
        with pytest.raises(NotAllowed):  # no verifier
            away(person, 5, 6)
    for first, last, says in ((2, 1, "mendahului"), (-3, -2, "lewat"), (1, 2, "sudah dicatat")):
        with pytest.raises(Refused, match=says):
            away(scene.member, first, last)
    body = LedgerEntry.objects.get(kind="absence_reported").body
    assert day(1).isoformat() not in body
