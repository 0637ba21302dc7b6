"""An upheld objection in a published season, all the way to its own publication."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from award.domain.transitions import transit
from award.enums import DateKind, SeasonState, State
from award.errors import NotAllowed, Refused
from award.models import Application, Season
from directory.actors import Actor
from directory.models import Person
from directory.queries.roles import today
from jury.domain.closing import close, propose_closing
from jury.domain.conflicts import declare
from jury.domain.decisions import write_decision
from jury.domain.hearings import open_hearing
from jury.domain.objections import file_objection, publish_amendment, uphold, window_ends
from jury.domain.panels import add_applications
from jury.domain.papers.report_card import report_data
from jury.domain.scoring import seal
from jury.enums import Outcome
from jury.models import Certificate, Decision, Objection
from jury.pages.seat_rows import left_to_do
from jury.queries.told import amendments_pending, public_decisions, told_decisions
from record.domain.ledger import verify
from record.domain.work import recorded
from tests.jury.papers import make_documents
from tests.jury.worlds import BEST, NUMBER, Jury, client, put_season
from tests.verification.situations import Scene, put, reload, served_at

pytestmark = pytest.mark.django_db

AWARDED, REFUSED = "Menerima penghargaan", "Belum menerima penghargaan"
EMBARGOED_EDGES = ("Tutup penilaian", "Tetapkan menerima penghargaan")


def words(browser: Client, name: str, *args: object, status: int = 200) -> str:
    """The text of a page, its frame and forms aside."""
    page = browser.get(reverse(name, args=args))
    assert page.status_code == status
    return page.content.decode().split("<main", 1)[1].split("</main>")[0]


def object_to(application: Application, head: Person) -> Objection:
    client(head).post(reverse("jury:objection", args=[application.pk]), {"text": "Fotonya ada."})
    return Objection.objects.get(application=application, state="filed")


def judged(objection: Objection, admin: Person, target: State) -> None:
    """The admin upholds it on its page."""
    until = timezone.localtime() + timedelta(days=9)
    url = reverse("jury:objection_uphold", args=[objection.pk])
    done = client(admin).post(
        url,
        {
            "version": reload(objection.application).version,
            "target": target,
            "until": f"{until:%Y-%m-%dT%H:%M}",
            "answer": "Foto memang ada.",
        },
    )
    assert done.status_code == 302


def amended(world: Jury, application: Application, admin: Person | None = None) -> None:
    """The admin publishes the amendment on its page."""
    url = reverse("jury:publish_amendment", args=[application.pk])
    data = {"number": "M.HH-02", "on": today().isoformat(), "note": "Perubahan."}
    assert client(admin or world.admin).post(url, data).status_code == 302
    reload(application)


def score_again(world: Jury, application: Application) -> None:
    """The jurors fill and seal new sheets; chair and secretary close."""
    for number in range(3):
        sheet = world.sheet(number, application)
        world.fill(sheet, BEST)
        seal(sheet_id=sheet.pk, by=Actor(world.jurors[number]))
    proposal = propose_closing(panel=world.panel, by=Actor(world.chair))
    close(proposal_id=proposal.pk, digest=proposal.digest, by=Actor(world.secretary))
    reload(application)


def test_scored_again_decided_again_and_published_apart() -> None:
    world = Jury()
    world.published(award=False)
    application, head = world.application, client(world.head())
    everybody = Client()
    results = ("jury:results_season", world.season.year)

    judged(object_to(application, world.head()), world.other_admin, State.IN_SCORING)
    assert reload(application).state == State.IN_SCORING
    due = left_to_do(world.seat()).due
    assert due is not None
    assert timedelta(days=8) < due - timezone.now() < timedelta(days=10)
    assert "Foto memang ada." in words(head, "jury:objection", application.pk)

    score_again(world, application)
    world.decide(award=True)
    assert application.state == State.AWARDED
    make_documents()

    page = words(head, "award:application", application.pk)
    assert AWARDED not in page
    assert "Sedang dinilai di pusat" in page
    assert REFUSED in words(head, "jury:result", application.pk)
    assert AWARDED not in words(head, "jury:result", application.pk)
    assert AWARDED not in words(head, "award:applications").split("</form>")[-1]
    assert f"/pengajuan/{application.pk}/" in words(head, "award:applications")
    listed = head.get(reverse("award:applications"), {"state": State.AWARDED})
    assert f"/pengajuan/{application.pk}/" not in listed.content.decode()
    assert application.unit.name not in words(everybody, *results)
    assert not Certificate.objects.exists()
    assert window_ends(application) is None
    assert AWARDED in words(client(world.admin), "award:application", application.pk)

    amended(world, application)
    make_documents()
    assert AWARDED in words(head, "award:application", application.pk)
    assert AWARDED in words(head, "jury:result", application.pk)
    assert application.unit.name in words(everybody, *results)
    certificate = Certificate.objects.get()
    check = words(everybody, "jury:certificate_check", certificate.token)
    assert "Piagam ini berlaku" in check
    assert "M.HH-01" in check
    for name, *args in (("report_card",), ("certificate", certificate.pk)):
        paper = head.get(reverse(f"jury:{name}", args=[application.pk, *args]))
        assert paper["Content-Type"] == "application/pdf"
    assert [d.outcome for d in application.decisions.all()] == ["not_awarded", "awarded"]
    assert application.decisions.filter(report_card__isnull=False).count() == 2
    assert verify() == []


def test_the_steps_of_an_amendment_stay_out_of_the_story_until_it_is_published() -> None:
    world = Jury()
    world.published(award=False)
    application, head = world.application, client(world.head())
    before = words(head, "award:application", application.pk)
    assert before.count("Tutup penilaian") == 1
    judged(object_to(application, world.head()), world.other_admin, State.SCORED)
    reload(world.application)
    world.decide(award=False, reasons="Tetap belum.")
    hidden = words(head, "award:application", application.pk)
    assert hidden.count("Kabulkan keberatan") == 1
    assert hidden.count("Tetapkan belum menerima penghargaan") == 1
    amended(world, application)
    shown = words(head, "award:application", application.pk)
    assert shown.count("Tetapkan belum menerima penghargaan") == 2


def test_an_award_that_is_judged_anew_holds_until_the_amendment_is_published() -> None:
    world = Jury()
    world.published(award=True)
    make_documents()
    application, everybody = world.application, Client()
    first = Certificate.objects.get()
    judged(object_to(application, world.head()), world.other_admin, State.SCORED)
    reload(world.application)
    world.decide(award=False, reasons="Ternyata belum.")
    assert "Piagam ini berlaku" in words(everybody, "jury:certificate_check", first.token)
    assert application.unit.name in words(everybody, "jury:results_season", world.season.year)
    assert AWARDED in words(client(world.head()), "jury:result", application.pk)
    amended(world, application)
    assert "sudah tidak berlaku" in words(everybody, "jury:certificate_check", first.token)
    page = everybody.get(reverse("jury:results_season", args=[world.season.year]))
    assert page.context["laureates"] == []
    assert REFUSED in words(client(world.head()), "jury:result", application.pk)


def test_a_certificate_asked_for_late_is_still_made_while_its_award_holds() -> None:
    world = Jury()
    world.published(award=True)
    judged(object_to(world.application, world.head()), world.other_admin, State.SCORED)
    reload(world.application)
    world.decide(award=False, reasons="Ternyata belum.")
    make_documents()
    assert Certificate.objects.get().decision.version == 1


def test_a_report_card_asked_for_late_tells_the_scores_that_were_decided_on() -> None:
    world = Jury()
    world.published(award=True)
    first = world.application.decisions.get()
    before = report_data(first)["criteria"]
    assert before
    judged(object_to(world.application, world.head()), world.other_admin, State.IN_SCORING)
    assert report_data(world.application.decisions.get())["criteria"] == before


def test_a_new_decision_opens_a_new_window_from_its_own_publication() -> None:
    world = Jury()
    world.published(award=False)
    put(world.application, State.SCORED, version=20)
    world.decide(award=False, reasons="Tetap belum.")
    Season.objects.update(published_at=timezone.now() - timedelta(days=400))
    amended(world, world.application)
    ends = window_ends(world.application)
    assert ends is not None
    assert ends > timezone.now()


def test_an_award_that_nobody_knows_yet_cannot_be_revoked() -> None:
    world = Jury()
    world.score()
    world.close()
    world.decide()
    with pytest.raises(Refused, match="belum diumumkan"):
        open_hearing(
            application_id=world.application.pk, charge="Dibongkar?", by=Actor(world.admin)
        )


def rejected_in_a_published_season() -> tuple[Jury, Scene]:
    """The team rejected one of the season's units; the others' results are published."""
    world = Jury()
    scene = Scene()
    put(scene.application, State.NOT_PASSED, season=world.season, version=10)
    scene.application.steps.create(
        edge="reject_verification",
        source=State.UNDER_VERIFICATION,
        target=State.NOT_PASSED,
        version=scene.application.version,
        capacity="team_leader",
        reason="Ruang belum tersedia.",
        at=scene.application.state_since,
    )
    world.published()
    reload(scene.application)
    return world, scene


def head_of(scene: Scene) -> Person:
    return scene.application.unit.roles.get(kind="unit_head").person


def walk(scene: Scene, edge: str, by: Person, **given: Any) -> None:
    reload(scene.application)
    transit(
        application_id=scene.application.pk,
        edge=edge,
        by=Actor(by),
        expected_version=scene.application.version,
        **given,
    )
    reload(scene.application)


def test_verified_again_forwarded_scored_and_published_apart() -> None:
    world, scene = rejected_in_a_published_season()
    application = scene.application
    assert "Ruang belum tersedia." in words(client(head_of(scene)), "jury:result", application.pk)
    judged(object_to(application, head_of(scene)), world.admin, State.UNDER_VERIFICATION)

    assert "Verifikasi" in words(client(scene.member), "award:work")
    scene.close()
    walk(scene, "complete_verification", scene.leader)
    assert application.unit.name in words(client(scene.place.head), "award:work")
    walk(scene, "forward", scene.place.head)
    secretary = Actor(world.secretary)
    add_applications(panel=world.panel, application_ids=[application.pk], by=secretary)
    for number, juror in enumerate(world.jurors):
        seat = world.seat(number)
        declare(seat_id=seat.pk, application_id=application.pk, conflict=None, by=Actor(juror))
    score_again(world, application)
    url = reverse("jury:decide", args=[world.season.year, application.pk])
    data = {
        "version": application.version,
        "outcome": "award",
        "number": NUMBER,
        "on": today().isoformat(),
        "reasons": "Semua tersedia.",
    }
    assert client(world.admin).post(url, data).status_code == 302
    assert "Ruang belum tersedia." in words(client(head_of(scene)), "jury:result", application.pk)
    amended(world, application)
    make_documents()
    assert "Semua tersedia." in words(client(head_of(scene)), "jury:result", application.pk)
    assert Certificate.objects.filter(application=application).count() == 1


def test_rejected_again_the_new_reasons_are_told_at_once_and_published_apart() -> None:
    world, scene = rejected_in_a_published_season()
    application = scene.application
    judged(object_to(application, head_of(scene)), world.admin, State.UNDER_VERIFICATION)
    put(application, State.NOT_PASSED, version=20, state_since=timezone.now())
    application.steps.create(
        edge="reject_verification",
        source=State.UNDER_VERIFICATION,
        target=State.NOT_PASSED,
        version=20,
        capacity="team_leader",
        reason="Masih belum tersedia.",
        at=timezone.now(),
    )
    page = words(client(head_of(scene)), "jury:result", application.pk)
    assert "Masih belum tersedia." in page
    assert application in amendments_pending()
    amendment = words(client(world.admin), "jury:publish_amendment", application.pk)
    assert "Masih belum tersedia." in amendment
    amended(world, application)
    last = application.decisions.last()
    assert last is not None
    assert (last.version, last.number, last.reasons) == (2, "M.HH-02", "Masih belum tersedia.")
    assert application not in amendments_pending()
    make_documents()
    assert last.report_card


def test_who_is_disqualified_after_an_award_loses_the_certificate_with_the_publication() -> None:
    world = Jury()
    world.published(award=True)
    make_documents()
    application = world.application
    judged(object_to(application, world.head()), world.other_admin, State.IN_SCORING)
    put(application, State.DISQUALIFIED, version=20, state_since=timezone.now())
    with recorded(actor="system") as work:
        write_decision(application=application, by=world.admin, reasons="Bukti palsu.", work=work)
    certificate = Certificate.objects.get()
    told = told_decisions().get(application=application)
    public = public_decisions().get(application=application)
    assert (told.outcome, public.outcome) == (Outcome.DISQUALIFIED, Outcome.AWARDED)
    amended(world, application)
    certificate.refresh_from_db()
    assert certificate.state == "revoked"
    assert public_decisions().get(application=application).outcome == Outcome.DISQUALIFIED


def test_nothing_is_amended_twice_or_by_another() -> None:
    world = Jury()
    world.published(award=False)

    def publish_it(by: Person) -> None:
        publish_amendment(
            application_id=world.application.pk, number="M", on=today(), note="", by=Actor(by)
        )

    with pytest.raises(Refused, match="Tidak ada keputusan perubahan"):
        publish_it(world.admin)
    with pytest.raises(NotAllowed):
        publish_it(world.chair)


def test_an_upheld_objection_before_publication_goes_on_after_it() -> None:
    """Upheld in a decided season: the publication of the others does not stop it."""
    world = Jury(units=2)
    world.score()
    world.close()
    application = world.applications[1]
    put(application, State.NOT_ASSESSABLE, state_before=State.IN_SCORING)
    world.decide()
    put_season(world.season, SeasonState.DECIDED)
    objection = file_objection(
        application_id=application.pk, text="Kami ada.", by=Actor(world.head(application))
    )
    uphold(
        objection_id=objection.pk,
        target=State.IN_SCORING,
        until=timezone.now() + timedelta(days=5),
        answer="Benar.",
        expected_version=application.version,
        by=Actor(world.other_admin),
    )
    assert application.dates.get().kind == DateKind.SCORING_DUE
    world.publish()
    reload(application)
    assert not Decision.objects.filter(application=application).exists()
    score_again(world, application)
    assert application.state == State.SCORED


@pytest.mark.parametrize("how", ["declared", "served"])
def test_who_has_a_conflict_publishes_no_amendment(how: str) -> None:
    world = Jury()
    world.published(award=False)
    objection = object_to(world.application, world.head())
    judged(objection, world.other_admin, State.IN_SCORING)
    reload(world.application)
    score_again(world, world.application)
    world.decide(award=True)
    url = reverse("jury:publish_amendment", args=[world.application.pk])
    lists = [reverse("award:work"), reverse("jury:objections")]
    browser = client(world.other_admin)
    assert all(url in browser.get(each).text for each in lists)
    if how == "declared":
        world.bar(world.other_admin)
    else:
        served_at(world.other_admin, world.application.unit, ended_days_ago=100)
    assert not any(url in browser.get(each).text for each in lists)
    assert browser.get(url).status_code == 404
    with pytest.raises(NotAllowed, match="benturan kepentingan"):
        publish_amendment(
            application_id=world.application.pk,
            number="M.HH-2",
            on=today(),
            note="",
            by=Actor(world.other_admin),
        )
    assert amendments_pending().get() == world.application
