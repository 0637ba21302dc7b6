"""The reconciliation meeting: its minutes stay, change no score, and may ask for a reopening."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse

from award.errors import NotAllowed, Refused
from award.models import Proposal
from directory.actors import Actor
from directory.enums import RoleKind
from directory.queries.roles import today
from jury.domain.closing import reopen
from jury.domain.meetings import record_meeting
from jury.domain.scoring import revise, save_score, seal
from jury.models import Meeting, Paper, Result, ScoreSheet
from record.models import LedgerEntry
from record.store import get_store
from tests.directory.factories import make_holder
from tests.jury.pages.test_papers import words
from tests.jury.papers import make_documents, minutes_kept
from tests.jury.worlds import BEST, Jury, client
from tests.workers.checks import makers
from verification.models import SignedCopy

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Jury:
    world = Jury()
    world.score(BEST)
    world.close()
    return world


def kept(world: Jury, **given: Any) -> Meeting:
    return record_meeting(
        **{
            "panel": world.panel,
            "number": "BA-1",
            "on": today(),
            "text": "Juri ketiga salah membaca berkas.",
            "by": Actor(world.chair),
            **given,
        }
    )


def panel_text(world: Jury, person: Any) -> str:
    page = client(person).get(reverse("jury:panel", args=[world.panel.pk]))
    assert page.status_code == 200
    return page.content.decode()


def test_minutes_are_kept_on_the_page_and_in_the_ledger(world: Jury) -> None:
    url = reverse("jury:record_meeting", args=[world.panel.pk])
    given = {"number": "BA-1", "on": today().isoformat(), "text": "Dibahas bersama."}
    assert client(world.secretary).post(url, given).status_code == 302
    meeting = Meeting.objects.get()
    assert meeting.closing == world.panel.closings.get()
    for person in (world.chair, world.admin, make_holder(RoleKind.AUDITOR)):
        assert "Dibahas bersama." in panel_text(world, person)
    body = LedgerEntry.objects.get(kind="meeting_recorded").body
    facts = json.loads(body)["facts"]
    assert (facts["meeting"], facts["number"]) == (str(meeting.pk), "BA-1")
    assert "Dibahas" not in body


def test_a_refused_form_keeps_what_was_written(world: Jury) -> None:
    url = reverse("jury:record_meeting", args=[world.panel.pk])
    tomorrow = (today() + timedelta(days=1)).isoformat()
    answer = client(world.chair).post(url, {"number": "BA-1", "on": tomorrow, "text": "Dibahas."})
    assert answer.status_code == 422
    assert "Dibahas." in answer.content.decode()
    assert not Meeting.objects.exists()


def test_minutes_change_no_score(world: Jury) -> None:
    before = list(Result.objects.values())
    kept(world)
    assert list(Result.objects.values()) == before
    sheet = ScoreSheet.objects.earliest("pk")
    with pytest.raises(Refused):
        revise(sheet_id=sheet.pk, by=Actor(sheet.seat.person))


def test_only_chair_and_secretary_keep_minutes(world: Jury) -> None:
    for person in (world.admin, world.jurors[0], world.head(), make_holder(RoleKind.AUDITOR)):
        with pytest.raises(NotAllowed):
            kept(world, by=Actor(person))


@pytest.mark.parametrize(
    "given",
    [
        {"number": " "},
        {"text": ""},
        {"on": today() - timedelta(days=3)},
        {"on": today() + timedelta(days=1)},
    ],
)
def test_is_refused_when_it_does_not_fit(world: Jury, given: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        kept(world, **given)


def test_a_number_is_used_once_and_only_after_closing(world: Jury) -> None:
    kept(world)
    with pytest.raises(Refused, match="sudah ada"):
        kept(world)
    open_one = Jury()
    open_one.score(BEST)
    with pytest.raises(Refused, match="belum ditutup"):
        kept(open_one)


def test_minutes_cannot_be_changed(world: Jury) -> None:
    meeting = kept(world)
    with pytest.raises(DatabaseError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(text="Lain.")
    with pytest.raises(DatabaseError), transaction.atomic():
        meeting.delete()


def test_a_conflict_of_interest_hides_what_was_said(world: Jury) -> None:
    kept(world)
    world.bar(world.chair)
    text = panel_text(world, world.chair)
    assert "BA-1" in text
    assert "salah membaca" not in text


def test_who_has_a_conflict_with_what_was_closed_keeps_no_minutes(world: Jury) -> None:
    world.bar(world.chair)
    url = reverse("jury:record_meeting", args=[world.panel.pk])
    assert url not in panel_text(world, world.chair)
    assert url in panel_text(world, world.secretary)
    data = {"number": "BA-2", "on": today().isoformat(), "text": "Salah baca."}
    refused = client(world.chair).post(url, data)
    assert refused.status_code == 403
    assert "benturan kepentingan" in refused.text
    assert not Meeting.objects.exists()


def test_the_way_from_a_meeting_to_a_new_version(world: Jury) -> None:
    """Minutes, two people, a reason; both versions stay in sight."""
    url = reverse("jury:propose_reopening", args=[world.panel.pk])
    given = {"reason": "Salah baca.", "meeting": str(kept(world, number="BA-0").pk)}
    assert client(world.chair).post(url, given).status_code == 422, "its PDF is not made"
    meeting = minutes_kept(world.panel, Actor(world.chair))
    given["meeting"] = str(meeting.pk)
    assert client(world.chair).post(url, given).status_code == 302
    proposal = Proposal.objects.get(act="reopen_scoring")
    assert proposal.params["meeting"] == str(meeting.pk)
    digest = proposal.params["minutes"]
    page = panel_text(world, world.secretary).partition("Setujui usulan")[0]
    assert meeting.number in page
    assert digest in page
    reopen(proposal_id=proposal.pk, digest=proposal.digest, by=Actor(world.secretary))
    facts = json.loads(LedgerEntry.objects.get(kind="scoring_reopened").body)["facts"]
    assert (facts["meeting"], facts["minutes"]) == (str(meeting.pk), digest)
    sheet = ScoreSheet.objects.get(seat=world.seat(2))
    by = Actor(world.jurors[2])
    revise(sheet_id=sheet.pk, by=by)
    draft = sheet.drafts.earliest("pk")
    save_score(
        sheet_id=sheet.pk,
        indicator=draft.indicator,
        value="tidak" if draft.value == "ada" else draft.value,
        comment="",
        expected_version=draft.version,
        by=by,
    )
    with pytest.raises(Refused, match="alasan"):
        seal(sheet_id=sheet.pk, by=by)
    seal(sheet_id=sheet.pk, by=by, reason="Berkas ketiga terlewat.")
    page = client(world.jurors[2]).get(reverse("jury:seal", args=[sheet.pk])).content.decode()
    first, second = sheet.versions.order_by("version")
    assert first.digest in page
    assert second.digest in page
    assert "Berkas ketiga terlewat." in page


def test_the_pdf_says_what_was_recorded_to_who_may_read_it(world: Jury) -> None:
    meeting = minutes_kept(world.panel, Actor(world.chair))
    paper = Paper.objects.get(meeting=meeting)
    text = words(paper.blob)
    for said in (
        "BA-1",
        "BA-1: juri ketiga salah membaca berkas.",
        world.panel.name,
        world.chair.name,
    ):
        assert said in text, said
    assert meeting.closing.root in text.replace(" ", "")
    url = reverse("jury:paper_file", args=[paper.pk])
    for person in (world.chair, world.secretary, world.admin, make_holder(RoleKind.AUDITOR)):
        assert client(person).get(url).status_code == 200
        assert reverse("jury:paper", args=[paper.pk]) in panel_text(world, person)
    for person in (world.jurors[0], world.head()):
        assert client(person).get(url).status_code == 404
    world.bar(world.chair)
    assert client(world.chair).get(url).status_code == 404
    assert reverse("jury:paper", args=[paper.pk]) not in panel_text(world, world.chair)


def test_the_pdf_is_made_once(world: Jury) -> None:
    meeting = minutes_kept(world.panel, Actor(world.chair))
    make_documents()
    assert Paper.objects.filter(meeting=meeting).count() == 1


def test_minutes_come_back_signed(world: Jury) -> None:
    paper = Paper.objects.get(meeting=minutes_kept(world.panel, Actor(world.chair)))
    signed = makers.signed(get_store().open(paper.blob_id).read())
    file = SimpleUploadedFile("tertanda.pdf", signed, content_type="application/pdf")
    url = reverse("jury:paper", args=[paper.pk])
    assert client(world.secretary).post(url, {"file": file}).status_code == 302
    assert SignedCopy.objects.get().draft_id == paper.blob_id
    auditor = make_holder(RoleKind.AUDITOR)
    assert client(auditor).post(url, {"file": file}).status_code == 403
