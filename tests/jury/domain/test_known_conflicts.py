"""What became known after a juror was seated counts at the next request, and in the totals."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from award.errors import NotAllowed
from award.models import Application
from award.queries.instruments import indicators_of
from award.queries.visible import visible_to
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from directory.queries.roles import today
from jury.domain.closing import close, propose_closing
from jury.domain.lifting import lift_pinned, propose_lifting
from jury.domain.panels import seat_juror
from jury.domain.pinning import pin_new_conflicts
from jury.domain.scoring import save_score
from jury.enums import ConflictKind, HearingAbout
from jury.models import Conflict, Hearing, Result
from jury.queries.known import known_between
from jury.queries.panels import short_of_jurors
from jury.queries.sheets import own_sheets, valid_sheets
from record.domain.ledger import verify
from record.models import LedgerEntry
from tests.directory.factories import make_holder, make_role
from tests.jury.worlds import Jury
from tests.verification.situations import make_season, served_at
from verification.models import Visit

pytestmark = pytest.mark.django_db


def known_conflict(person: Person, application: Application) -> str:
    """Why something known bars the person from the unit, "" for nothing."""
    return next((why for _row, why in known_between(person.pk, [application])), "")


def told(kind: str) -> list[dict[str, str]]:
    rows = LedgerEntry.objects.filter(kind=kind).order_by("seq")
    return [json.loads(row.body)["facts"] for row in rows]


def heard(person: Person, application: Application, *, days_ago: int = 10) -> None:
    at = timezone.now() - timedelta(days=days_ago)
    Hearing.objects.create(
        application=application,
        about=HearingAbout.DISQUALIFY,
        charge="Foto dari tempat lain?",
        opened_by=person,
        opened_at=at,
        answer_due=at + timedelta(days=5),
        closed_at=at + timedelta(days=6),
    )


def test_a_role_given_after_the_seating_refuses_the_next_score() -> None:
    """Whatever other seasons there are: what counts is the instrument of the application's own."""
    world = Jury()
    juror = world.jurors[0]
    world.declare(0)
    given: dict[str, Any] = {
        "sheet_id": world.sheet(0).pk,
        "indicator": indicators_of(world.application)[0].code,
        "value": "",
        "comment": "Cukup.",
        "by": Actor(juror),
    }
    make_season()
    assert save_score(**given, expected_version=0).version == 1
    served_at(juror, world.application.unit, ended_days_ago=30)
    with pytest.raises(NotAllowed):
        save_score(**given, expected_version=1)


def test_a_role_given_after_the_seating_ends_sight_at_the_next_request() -> None:
    world = Jury()
    juror = world.jurors[0]
    world.declare(0)
    world.sheet(0)
    assert own_sheets(juror).exists()
    assert visible_to(juror).exists()
    served_at(juror, world.application.unit, ended_days_ago=30)
    assert not Conflict.objects.exists()
    assert not own_sheets(juror).exists()
    assert not visible_to(juror).exists()


def test_it_takes_the_sheet_out_of_the_totals_and_the_panel_is_short() -> None:
    world = Jury()
    world.score()
    assert valid_sheets().count() == 3
    assert short_of_jurors([world.panel])[world.panel.pk] == 0
    served_at(world.jurors[0], world.application.unit, ended_days_ago=30)
    assert valid_sheets().count() == 2
    assert short_of_jurors([world.panel])[world.panel.pk] == 1


def test_closing_pins_it_and_the_result_shows_the_n_that_is_left() -> None:
    world = Jury()
    world.jurors.append(make_holder(RoleKind.JUROR))
    seat_juror(panel=world.panel, person=world.jurors[3], by=Actor(world.secretary))
    world.score()
    served_at(world.jurors[0], world.application.unit, ended_days_ago=30)
    proposal = propose_closing(panel=world.panel, by=Actor(world.chair))
    close(proposal_id=proposal.pk, digest=proposal.digest, by=Actor(world.secretary))
    row = Conflict.objects.get()
    assert (row.person, row.note, row.pinned) == (world.jurors[0], "served_in_unit", True)
    assert Result.objects.get().n == 3
    [voided] = told("sheet_voided")
    assert voided["because"] == "conflict_known"
    assert valid_sheets().count() == 3
    assert verify() == []


def test_a_conflict_declared_late_voids_the_sheet_by_an_event() -> None:
    world = Jury()
    world.score()
    sheet = world.seat(0).sheets.get()
    world.declare(0, conflict=ConflictKind.FAMILY)
    assert told("sheet_voided") == [{"sheet": str(sheet.pk), "because": "conflict_declared"}]
    assert valid_sheets().count() == 2
    world.declare(0, conflict=ConflictKind.BUSINESS)
    assert len(told("sheet_voided")) == 1, "what is void is not voided again"


def test_a_conflict_before_first_sight_voids_nothing() -> None:
    world = Jury()
    world.declare(0, conflict=ConflictKind.FAMILY)
    assert told("sheet_voided") == []


def test_who_heard_the_unit_does_not_score_it() -> None:
    world = Jury()
    heard(world.jurors[0], world.application)
    assert known_conflict(world.jurors[0], world.application) == "hearing"
    heard(world.jurors[1], world.forwarded())
    assert known_conflict(world.jurors[1], world.application) == ""


def test_who_recorded_a_visit_there_in_an_earlier_year_does_not_score_it() -> None:
    world = Jury()
    for juror, days in ((world.jurors[0], 400), (world.jurors[1], 800)):
        Visit.objects.create(
            application=world.application,
            date=today() - timedelta(days=days),
            present="Kepala UPT",
            by=juror,
            at=timezone.now(),
        )
    assert known_conflict(world.jurors[0], world.application) == "verification_team"
    assert known_conflict(world.jurors[1], world.application) == ""


def test_who_served_in_the_kanwil_does_not_score_its_units() -> None:
    world = Jury()
    make_role(RoleKind.REGION_VERIFIER, person=world.jurors[0], region=world.application.region)
    assert known_conflict(world.jurors[0], world.application) == "served_in_region"


@pytest.mark.parametrize(("days", "why"), [(729, "served_in_unit"), (732, "")])
def test_how_long_ago_is_the_instruments_word(days: int, why: str) -> None:
    world = Jury()
    served_at(world.jurors[0], world.application.unit, ended_days_ago=days)
    assert known_conflict(world.jurors[0], world.application) == why


def test_a_season_may_say_another_number_of_years() -> None:
    world = Jury()
    season = world.season
    text = season.frozen_toml or season.instrument.toml
    season.frozen_toml = text.replace(
        "conflict_years = { value = 2", "conflict_years = { value = 5"
    )
    season.save()
    served_at(world.jurors[0], world.application.unit, ended_days_ago=1500)
    assert known_conflict(world.jurors[0], world.application) == "served_in_unit"


def test_the_clock_pins_it_once_so_that_two_people_may_lift_it() -> None:
    world = Jury()
    world.score()
    assert pin_new_conflicts() == 0
    served_at(world.jurors[0], world.application.unit, ended_days_ago=30)
    assert pin_new_conflicts() == 1
    assert pin_new_conflicts() == 0
    row = Conflict.objects.get()
    assert (row.person, row.pinned) == (world.jurors[0], True)
    [voided] = LedgerEntry.objects.filter(kind="sheet_voided")
    assert json.loads(voided.body)["actor"] == "clock"


def test_what_two_people_lifted_counts_again_and_says_so() -> None:
    world = Jury()
    world.score()
    served_at(world.jurors[0], world.application.unit, ended_days_ago=30)
    pin_new_conflicts()
    row = Conflict.objects.get()
    admin, chair = Actor(world.admin), Actor(world.chair)
    proposal = propose_lifting(
        conflict_id=row.pk, panel=world.panel, reason="Orang lain.", by=admin
    )
    lift_pinned(proposal_id=proposal.pk, digest=proposal.digest, by=chair)
    assert valid_sheets().count() == 3
    assert [facts["because"] for facts in told("sheet_restored")] == ["conflict_lifted"]
    assert pin_new_conflicts() == 0
    assert known_conflict(world.jurors[0], world.application) == ""
