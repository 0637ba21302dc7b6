"""Two different people close the scoring and open it again."""

import pytest
from django.urls import reverse

from award.enums import State
from award.models import Proposal
from directory.actors import Actor
from directory.enums import RoleKind
from jury.domain.closing import propose_closing, reopen
from jury.domain.conflicts import declare
from jury.domain.panels import end_seat, seat_juror
from jury.domain.scoring import revise, seal
from jury.enums import ConflictKind
from jury.models import Closing, Meeting, Result, ScoreSheet
from jury.queries.results import score_of
from tests.directory.factories import make_holder, make_role
from tests.jury.domain.test_nothing_assessed import REASON, half_empty
from tests.jury.papers import minutes_kept
from tests.jury.worlds import Jury, client, put_sealed
from tests.verification.situations import reload

pytestmark = pytest.mark.django_db


@pytest.fixture
def scored() -> Jury:
    world = Jury()
    world.score()
    return world


def propose(world: Jury) -> Proposal:
    answer = client(world.chair).post(reverse("jury:propose_closing", args=[world.panel.pk]))
    assert answer.status_code == 302
    return Proposal.objects.latest("at")


def confirm_url(proposal: Proposal) -> str:
    return reverse("jury:confirm_panel_act", args=[proposal.pk])


def test_chair_proposes_and_secretary_confirms(scored: Jury) -> None:
    proposal = propose(scored)
    browser = client(scored.secretary)
    page = browser.get(reverse("jury:panel", args=[scored.panel.pk])).content.decode()
    assert scored.chair.name in page
    assert proposal.digest in page
    done = browser.post(confirm_url(proposal), {"digest": proposal.digest})
    assert done.status_code == 302
    assert reload(scored.application).state == State.SCORED
    assert Closing.objects.get().root in browser.get(done["Location"]).content.decode()


def test_a_unit_that_cannot_be_assessed_is_named_with_a_reason_by_both() -> None:
    world, nothing, other = half_empty()
    chair, field = client(world.chair), f"reason-{nothing.pk}"
    url = reverse("jury:propose_closing", args=[world.panel.pk])
    page = chair.get(reverse("jury:panel", args=[world.panel.pk])).text
    assert field in page
    assert f"reason-{other.pk}" not in page
    assert chair.post(url).status_code == 422
    assert not Proposal.objects.exists()
    assert chair.post(url, {field: REASON}).status_code == 302
    proposal = Proposal.objects.latest("at")
    second = client(world.secretary)
    assert REASON in second.get(reverse("jury:panel", args=[world.panel.pk])).text
    assert second.post(confirm_url(proposal), {"digest": proposal.digest}).status_code == 302
    assert Closing.objects.get().unassessed.get().application == nothing
    ranking = client(world.admin).get(reverse("jury:ranking", args=[world.season.year])).text
    assert REASON in ranking


def test_whoever_sits_on_the_panel_is_not_told_what_the_others_could_not_assess() -> None:
    world, nothing, _other = half_empty()
    make_role(RoleKind.JURY_CHAIR, person=world.jurors[0])
    sitting = client(world.jurors[0])
    page = sitting.get(reverse("jury:panel", args=[world.panel.pk])).text
    assert f"reason-{nothing.pk}" not in page
    assert "Belum semua syarat penutupan terpenuhi." in page
    url = reverse("jury:propose_closing", args=[world.panel.pk])
    told = sitting.post(url, {f"reason-{nothing.pk}": REASON})
    assert told.status_code == 422
    assert nothing.unit.name + " tidak dapat dinilai" not in told.text


def test_who_has_a_conflict_is_not_told_that_nothing_of_the_unit_could_be_assessed() -> None:
    world, nothing, _other = half_empty()
    world.bar(world.chair)
    chair = client(world.chair)
    page = chair.get(reverse("jury:panel", args=[world.panel.pk])).text
    url = reverse("jury:propose_closing", args=[world.panel.pk])
    refused = chair.post(url, {f"reason-{nothing.pk}": REASON})
    assert refused.status_code in (403, 422)
    for text in (page, refused.text):
        assert nothing.unit.name not in text
        assert f"reason-{nothing.pk}" not in text
    assert not Proposal.objects.exists()


def test_whoever_sits_on_the_panel_does_not_read_why_others_could_not_assess() -> None:
    world, nothing, _other = half_empty()
    by = Actor(world.secretary)
    propose_closing(panel=world.panel, by=by, not_assessable={nothing.pk: REASON})
    url = reverse("jury:panel", args=[world.panel.pk])
    assert REASON in client(world.chair).get(url).text
    make_role(RoleKind.JURY_CHAIR, person=world.jurors[0])
    sitting = client(world.jurors[0]).get(url).text
    assert REASON not in sitting
    assert nothing.unit.name in sitting


def test_who_has_a_conflict_does_not_read_why_the_scoring_is_to_be_reopened() -> None:
    world = Jury(units=2)
    world.score()
    world.close()
    proposal = world.propose_reopening("Nilai juri dua 12.", number="BA-7")
    kept = proposal.params["meeting"]
    paper = Meeting.objects.get(pk=kept).minutes.blob_id
    url = reverse("jury:panel", args=[world.panel.pk])
    read = client(world.secretary).get(url).text
    assert "Nilai juri dua 12." in read
    assert paper in read
    world.bar(world.secretary)
    page = client(world.secretary).get(url).text
    assert "Nilai juri dua 12." not in page
    assert paper not in page
    assert "mengusulkan penilaian dibuka kembali" in page
    assert world.applications[1].unit.name in page


def test_whoever_sits_on_the_panel_is_not_told_how_many_sheets_the_others_sealed() -> None:
    world = Jury()
    world.declare(0)
    put_sealed(world.panel, world.seat(0), world.application)
    make_role(RoleKind.JURY_CHAIR, person=world.jurors[0])
    url = reverse("jury:propose_closing", args=[world.panel.pk])
    assert "1 dari 3 lembar nilai" in client(world.chair).post(url).text
    told = client(world.jurors[0]).post(url).text
    assert "lembar nilai yang sah" not in told
    assert "Belum semua syarat penutupan terpenuhi." in told


def test_the_same_person_does_not_confirm_even_with_both_roles(scored: Jury) -> None:
    make_role(RoleKind.JURY_SECRETARY, person=scored.chair)
    proposal = propose(scored)
    browser = client(scored.chair)
    page = browser.get(reverse("jury:panel", args=[scored.panel.pk])).content.decode()
    assert confirm_url(proposal) not in page
    refused = browser.post(confirm_url(proposal), {"digest": proposal.digest})
    assert refused.status_code == 403
    assert reload(scored.application).state == State.IN_SCORING


def test_what_was_not_seen_is_not_confirmed(scored: Jury) -> None:
    proposal = propose(scored)
    for digest in ("", "0" * 64):
        refused = client(scored.secretary).post(confirm_url(proposal), {"digest": digest})
        assert refused.status_code == 422
    assert not Closing.objects.exists()


def test_a_proposal_is_used_once(scored: Jury) -> None:
    proposal = propose(scored)
    data = {"digest": proposal.digest}
    assert client(scored.secretary).post(confirm_url(proposal), data).status_code == 302
    assert client(scored.secretary).post(confirm_url(proposal), data).status_code == 422
    assert Closing.objects.count() == 1


def test_an_application_that_moved_meanwhile_is_stale(scored: Jury) -> None:
    proposal = propose(scored)
    type(scored.application).objects.filter(pk=scored.application.pk).update(version=99)
    refused = client(scored.secretary).post(confirm_url(proposal), {"digest": proposal.digest})
    assert refused.status_code == 409
    assert not Closing.objects.exists()


@pytest.mark.parametrize("kind", [RoleKind.JUROR, RoleKind.CENTRE_ADMIN, RoleKind.AUDITOR])
def test_nobody_else_proposes_or_confirms(scored: Jury, kind: RoleKind) -> None:
    proposal = propose(scored)
    browser = client(make_role(kind).person)
    assert browser.post(confirm_url(proposal), {"digest": proposal.digest}).status_code == 404
    url = reverse("jury:propose_closing", args=[scored.panel.pk])
    assert browser.post(url).status_code == 404


def test_what_is_missing_is_listed_and_stops_the_proposal() -> None:
    world = Jury()
    browser = client(world.chair)
    text = "0 dari 3 lembar nilai"
    page = browser.get(reverse("jury:panel", args=[world.panel.pk])).content.decode()
    assert text in page
    refused = browser.post(reverse("jury:propose_closing", args=[world.panel.pk]))
    assert refused.status_code == 422
    assert text in refused.content.decode()
    assert not Proposal.objects.exists()


def test_reopening_needs_a_reason_and_a_second_person(scored: Jury) -> None:
    scored.close()
    url = reverse("jury:propose_reopening", args=[scored.panel.pk])
    browser = client(scored.secretary)
    meeting = minutes_kept(scored.panel, Actor(scored.chair))
    for given in ({"meeting": meeting.pk, "reason": ""}, {"reason": "Salah hitung."}):
        assert browser.post(url, given).status_code == 422
    given = {"meeting": meeting.pk, "reason": "Salah hitung."}
    assert browser.post(url, given).status_code == 302
    proposal = Proposal.objects.get(act="reopen_scoring")
    data = {"digest": proposal.digest}
    assert browser.post(confirm_url(proposal), data).status_code == 403
    page = client(scored.chair).get(reverse("jury:panel", args=[scored.panel.pk]))
    assert "Salah hitung." in page.content.decode()
    assert client(scored.chair).post(confirm_url(proposal), data).status_code == 302
    assert reload(scored.application).state == State.IN_SCORING


def test_what_was_closed_stays_when_a_juror_leaves(scored: Jury) -> None:
    scored.close()

    end_seat(seat_id=scored.seat().pk, reason="Masa tugas selesai.", by=Actor(scored.secretary))
    score = score_of(reload(scored.application))
    assert score is not None
    assert score.jurors is not None
    assert score.jurors.n == 3


def test_a_second_closing_counts_the_sheets_of_its_own_day(scored: Jury) -> None:
    scored.close()

    proposal = scored.propose_reopening()
    reopen(proposal_id=proposal.pk, digest=proposal.digest, by=Actor(scored.secretary))
    fourth = make_holder(RoleKind.JUROR)
    seat_juror(panel=scored.panel, person=fourth, by=Actor(scored.secretary))
    scored.jurors.append(fourth)
    scored.declare(3)
    sheet = scored.sheet(3)
    scored.fill(sheet)
    seal(sheet_id=sheet.pk, by=Actor(fourth))
    declare(
        seat_id=scored.seat(0).pk,
        application_id=scored.application.pk,
        conflict=ConflictKind.OTHER,
        by=Actor(scored.jurors[0]),
    )
    first = ScoreSheet.objects.get(seat=scored.seat(1))
    revise(sheet_id=first.pk, by=Actor(scored.jurors[1]))
    seal(sheet_id=first.pk, by=Actor(scored.jurors[1]), reason="Dibaca ulang.")
    scored.close()
    assert list(Result.objects.order_by("pk").values_list("n", flat=True)) == [3, 3]
    assert Closing.objects.count() == 2


def test_what_was_proposed_is_not_proposed_again(scored: Jury) -> None:
    url = reverse("jury:panel", args=[scored.panel.pk])
    again = reverse("jury:propose_closing", args=[scored.panel.pk])
    assert again in client(scored.chair).get(url).content.decode()
    propose(scored)
    for person in (scored.chair, scored.secretary):
        assert again not in client(person).get(url).content.decode()


def test_the_second_person_reads_what_would_be_closed() -> None:
    world = Jury(units=2)
    world.score()
    propose(world)
    page = client(world.secretary).get(reverse("jury:panel", args=[world.panel.pk]))
    rows = {row["application"].pk: row["sheets"] for row in page.context["proposed"]}
    assert rows == {application.pk: 3 for application in world.applications}
    text = page.content.decode().split("Yang akan ditutup:")[1].split("</ul>")[0]
    assert all(application.unit.name in text for application in world.applications)
    assert "3 lembar nilai" in text


def test_whoever_sits_on_the_panel_reads_no_number_of_sheets() -> None:
    world = Jury()
    world.score()
    propose(world)
    make_role(RoleKind.JURY_SECRETARY, person=world.jurors[0])
    page = client(world.jurors[0]).get(reverse("jury:panel", args=[world.panel.pk]))
    assert [row["sheets"] for row in page.context["proposed"]] == [None]


def test_a_proposal_that_fits_no_longer_is_made_anew(scored: Jury) -> None:
    proposal = propose(scored)
    end_seat(seat_id=scored.seat().pk, reason="Sakit.", by=Actor(scored.secretary))
    for person in (scored.chair, scored.secretary):
        page = client(person).get(reverse("jury:panel", args=[scored.panel.pk])).content.decode()
        assert "berubah sejak penutupan diusulkan. Usulkan kembali." in page
        assert confirm_url(proposal) not in page
        assert reverse("jury:propose_closing", args=[scored.panel.pk]) in page
