"""A scoring is opened again only by minutes that are kept as a PDF, whichever way is tried."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from award.domain.two_people import propose
from award.enums import State
from award.errors import NotAllowed, Refused
from award.models import Proposal
from award.queries.timeline import Event
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from directory.queries.roles import today
from jury.domain.closing import propose_reopening, reopen
from jury.domain.meetings import record_meeting
from jury.models import Meeting, Paper
from jury.pages.story import story_of
from record.models import LedgerEntry
from tests.directory.factories import make_holder
from tests.jury.papers import minutes_kept
from tests.jury.worlds import BEST, Jury
from tests.verification.situations import reload

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Jury:
    return closed()


def closed(units: int = 1) -> Jury:
    world = Jury(units=units)
    world.score(BEST)
    world.close()
    return world


def named(meeting: Meeting, **other: str) -> dict[str, str]:
    """What an act names the meeting by."""
    return {
        "meeting": str(meeting.pk),
        "minutes": Paper.objects.get(meeting=meeting).blob_id,
    } | other


def walked(world: Jury, params: dict[str, str]) -> None:
    """Both acts of two people with these parameters, past the function that makes them."""
    proposal = propose(
        act="reopen_scoring",
        subject=f"panel:{world.panel.pk}",
        applications=[reload(application) for application in world.applications],
        params=params,
        reason="Salah baca.",
        by=Actor(world.chair),
    )
    reopen(proposal_id=proposal.pk, digest=proposal.digest, by=Actor(world.secretary))


def refused(world: Jury, params: dict[str, str], match: str) -> None:
    with pytest.raises(Refused, match=match):
        walked(world, params)
    assert reload(world.application).state == State.SCORED
    assert not LedgerEntry.objects.filter(kind="scoring_reopened").exists()


def test_the_door_and_the_act_tell_which_minutes(world: Jury) -> None:
    meeting = minutes_kept(world.panel, Actor(world.chair))
    walked(world, named(meeting))
    for entry in (
        LedgerEntry.objects.get(kind="scoring_reopened"),
        LedgerEntry.objects.filter(kind="application_moved").latest("seq"),
    ):
        facts = json.loads(entry.body)["facts"]
        assert {name: facts[name] for name in ("meeting", "minutes")} == named(meeting)
    made = json.loads(LedgerEntry.objects.get(kind="minutes_made").body)
    assert made["facts"]["sha256"] == named(meeting)["minutes"]
    assert made["subject"] == f"panel:{world.panel.pk}"


@pytest.mark.parametrize("missing", [{"meeting": ""}, {"minutes": ""}])
def test_without_minutes_nothing_opens(world: Jury, missing: dict[str, str]) -> None:
    meeting = minutes_kept(world.panel, Actor(world.chair))
    refused(world, {}, "Sebutkan berita acara")
    refused(world, named(meeting) | missing, "Sebutkan berita acara")


def test_minutes_without_a_pdf_or_with_another_are_none(world: Jury) -> None:
    by = Actor(world.chair)
    meeting = record_meeting(panel=world.panel, number="BA-1", on=today(), text="Dibahas.", by=by)
    with pytest.raises(Refused, match="Sebutkan berita acara"):
        propose_reopening(panel=world.panel, meeting=meeting, reason="Salah baca.", by=by)
    other = minutes_kept(world.panel, by, number="BA-2")
    digest = named(other)["minutes"]
    refused(world, {"meeting": str(meeting.pk), "minutes": digest}, "tidak tersimpan sebagai PDF")
    refused(world, named(other) | {"minutes": "0" * 64}, "tidak tersimpan sebagai PDF")


def test_minutes_of_another_panel_open_nothing(world: Jury) -> None:
    other = closed()
    meeting = minutes_kept(other.panel, Actor(other.chair))
    assert other.season != world.season
    with pytest.raises(Refused, match="penutupan yang lain"):
        propose_reopening(
            panel=world.panel, meeting=meeting, reason="Salah baca.", by=Actor(world.chair)
        )
    refused(world, named(meeting), "penutupan yang lain")


def test_minutes_of_an_earlier_closing_open_nothing(world: Jury) -> None:
    first = minutes_kept(world.panel, Actor(world.chair))
    walked(world, named(first))
    world.close()
    with pytest.raises(Refused, match="penutupan yang lain"):
        walked(world, named(first))
    walked(world, named(minutes_kept(world.panel, Actor(world.chair), number="BA-2")))
    assert reload(world.application).state == State.IN_SCORING


@pytest.mark.parametrize(
    ("field", "days"), [("date", -3), ("date", 3), ("at", 3)], ids=["before", "after", "made after"]
)
def test_minutes_of_another_time_open_nothing(world: Jury, field: str, days: int) -> None:
    """Recording refuses such a day; the door does not rely on it."""
    by, apart = Actor(world.chair), timedelta(days=days)
    kept = minutes_kept(world.panel, by)
    meeting = Meeting.objects.create(
        panel=world.panel,
        closing=kept.closing,
        number="BA-2",
        date=today() + apart if field == "date" else today(),
        text="Dibahas.",
        by=world.chair,
        at=timezone.now(),
    )
    Paper.objects.create(
        kind="meeting",
        season=world.season,
        meeting=meeting,
        content="{}",
        blob_id=named(kept)["minutes"],
        at=timezone.now() + apart if field == "at" else timezone.now(),
    )
    refused(world, named(meeting), "antara penutupan dan pembukaan kembali")


def test_the_wrong_people_open_nothing(world: Jury) -> None:
    meeting = minutes_kept(world.panel, Actor(world.chair))
    for person in (world.admin, world.jurors[0], world.head(), make_holder(RoleKind.AUDITOR)):
        with pytest.raises(NotAllowed):
            propose_reopening(
                panel=world.panel, meeting=meeting, reason="Salah baca.", by=Actor(person)
            )
    proposal = propose_reopening(
        panel=world.panel, meeting=meeting, reason="Salah baca.", by=Actor(world.chair)
    )
    for person in (world.chair, world.admin, make_holder(RoleKind.JURY_CHAIR)):
        with pytest.raises(NotAllowed):
            reopen(proposal_id=proposal.pk, digest=proposal.digest, by=Actor(person))
    assert reload(world.application).state == State.SCORED


def test_what_the_second_person_was_not_shown_opens_nothing(world: Jury) -> None:
    """The digest that is confirmed covers the meeting and its PDF."""
    world.propose_reopening()
    proposal = Proposal.objects.get(act="reopen_scoring")
    other = minutes_kept(world.panel, Actor(world.chair), number="BA-2")
    Proposal.objects.filter(pk=proposal.pk).update(params=proposal.params | named(other))
    with pytest.raises(Refused, match="berbeda dari yang Anda lihat"):
        reopen(proposal_id=proposal.pk, digest=proposal.digest, by=Actor(world.secretary))


def told(person: Person, world: Jury) -> list[Event]:
    events = story_of(person, reload(world.application))
    return [event for event in events if "Rapat rekonsiliasi" in event.what]


def test_the_story_names_the_minutes_to_who_knows_of_the_reopening(world: Jury) -> None:
    meeting = minutes_kept(world.panel, Actor(world.chair))
    walked(world, named(meeting))
    head, digest = world.head(), named(meeting)["minutes"]
    (event,) = told(world.admin, world)
    assert (meeting.number in event.why, digest in event.why) == (True, True)
    assert str(Paper.objects.get(meeting=meeting).pk) in event.url
    assert told(head, world) == []
    world.bar(world.other_admin)
    assert told(world.other_admin, world) == []
    world.close()
    world.decide()
    world.publish()
    (event,) = told(head, world)
    assert digest in event.why
    assert event.url == ""


def test_a_panel_closed_in_parts_opens_by_the_minutes_of_its_last_closing() -> None:
    """What an earlier closing counted and nothing changed since is opened with the rest."""
    world = closed(units=2)
    later: Any = world.applications[1]
    world.applications = [later]
    walked(world, named(minutes_kept(world.panel, Actor(world.chair))))
    world.close()
    world.applications = [world.application]
    proposal = world.propose_reopening(number="BA-2")
    assert len(proposal.params["applications"]) == 2
    reopen(proposal_id=proposal.pk, digest=proposal.digest, by=Actor(world.secretary))
