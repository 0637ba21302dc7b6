"""What leaked elsewhere, by name; each product's own report is in the comment above its test."""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pypdfium2
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from award.enums import State
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from directory.queries.roles import today
from jury.domain.closing import propose_closing, reopen
from jury.domain.panels import add_applications, end_seat, make_panel, seat_juror
from jury.domain.scoring import revise, save_score, seal
from jury.enums import ConflictKind, ConflictSource
from jury.models import Conflict, Decision, ScoreSheet, ScoreVersion
from record.canonical import canonical
from record.models import LedgerEntry
from tests.access.undone import undone
from tests.directory.factories import make_holder, make_role, make_unit, signed_in
from tests.jury.papers import make_documents
from tests.jury.worlds import BEST, NUMBER, WORST, Jury, put_sealed
from tests.noninterference.crawl import TOKENS
from tests.noninterference.still import an_hour_later, still
from tests.verification.situations import make_application, put, reload, served_at

pytestmark = pytest.mark.django_db
JURY_SEES = (RoleKind.JURY_CHAIR, RoleKind.JURY_SECRETARY, RoleKind.CENTRE_ADMIN, RoleKind.AUDITOR)
Change = Callable[[], object]


@pytest.fixture(autouse=True)
def _still() -> Iterator[None]:
    # Another seed than that of the package's world, whose rows may lie beside these.
    with still("a leak"):
        yield


def without_tokens(body: bytes) -> bytes:
    for token, instead in TOKENS:
        body = token.sub(instead, body)
    return body


def page(browser: Client, url: str) -> tuple[int, bytes]:
    with an_hour_later():
        answer = browser.get(url)
    return answer.status_code, without_tokens(answer.content)


def assert_same(one: tuple[int, bytes], other: tuple[int, bytes], what: str) -> None:
    """Equal, and if not, the first line that differs."""
    pairs = zip(one[1].splitlines(), other[1].splitlines(), strict=False)
    assert one == other, (what, next((pair for pair in pairs if pair[0] != pair[1]), None))


def after(browser: Client, url: str, change: Change) -> tuple[int, bytes]:
    """What stands there after a change, which is then undone."""
    with undone():
        change()
        return page(browser, url)


def pages_of_the_jury(world: Jury) -> list[str]:
    year = world.season.year
    decide = [reverse("jury:decide", args=[year, a.pk]) for a in world.applications]
    return [
        reverse("jury:panel", args=[world.panel.pk]),
        reverse("jury:panels"),
        reverse("jury:ranking", args=[year]),
        reverse("award:work"),
        reverse("award:applications"),
        *decide,
    ]


def sealed_by_one(world: Jury, *answers: int) -> Change:
    """The first juror has sealed the application of each answer, the others nothing."""

    def change() -> None:
        for application, answer in zip(world.applications, answers, strict=True):
            put_sealed(world.panel, world.seat(), application, answer)

    return change


# HotCRP 426: a chair deduced reviewer and score from "X of Y reviews, average Z".
@pytest.mark.parametrize("kind", JURY_SEES)
def test_counts_and_averages_from_which_a_score_follows(kind: RoleKind) -> None:
    world = Jury(units=2)
    browser = signed_in(make_holder(kind))
    for url in pages_of_the_jury(world):
        best = after(browser, url, sealed_by_one(world, BEST, WORST))
        worst = after(browser, url, sealed_by_one(world, WORST, BEST))
        assert_same(best, worst, url)


# openreview 351: a reviewer listed with "0/0" was one who had the paper.
def test_nought_of_nought_shows_nobody_a_reviewer() -> None:
    world = Jury(units=0)
    application = world.forwarded()
    head = signed_in(world.head(application))
    juror = signed_in(world.jurors[0])

    def seated() -> None:
        by = Actor(world.secretary)
        panel = make_panel(season=world.season, name="Panel Lain", by=by)
        add_applications(panel=panel, application_ids=[application.pk], by=by)
        for person in world.jurors[1:]:
            seat_juror(panel=panel, person=person, by=by)

    for browser in (head, juror):
        for route in ("award:work", "award:applications", "record:notices"):
            url = reverse(route)
            assert_same(after(browser, url, seated), page(browser, url), url)
    url = reverse("award:application", args=[application.pk])
    assert_same(after(head, url, seated), page(head, url), url)


# pretalx 611: the list of submissions showed the average of the others.
def test_an_average_in_a_list() -> None:
    world = Jury(units=2)
    for number in range(3):
        world.declare(number)
    mine = signed_in(world.jurors[1])
    for url in (
        reverse("award:applications"),
        reverse("jury:panels"),
        reverse("jury:seat", args=[world.seat(1).pk]),
        reverse("award:work"),
    ):
        assert_same(after(mine, url, sealed_by_one(world, BEST, WORST)), page(mine, url), url)


# pretalx 611: sorting by a score that is not shown tells it just the same.
@pytest.mark.parametrize("key", ["sort", "order", "ordering", "o", "urut", "order_by"])
def test_sorting_by_a_hidden_score(key: str) -> None:
    world = Jury(units=3)
    change = sealed_by_one(world, WORST, BEST, 1)
    for person in (world.chair, world.jurors[1]):
        browser = signed_in(person)
        for url in (reverse("award:applications"), reverse("jury:panels")):
            plain = after(browser, url, change)[1]
            for value in ("total", "-score", "mean", "state", "-version", "results__total"):
                asked = after(browser, f"{url}?{key}={value}", change)[1]
                assert rows(asked) == rows(plain)


def rows(body: bytes) -> list[bytes]:
    """The lines that name an application, in their order."""
    return [line.strip() for line in body.splitlines() if b"Bapas" in line]


# HotCRP 348: the names of reviewers stood in their comments.
def test_names_in_comments() -> None:
    world = Jury()
    for number in range(3):
        world.declare(number)
        sheet = world.sheet(number)
        world.fill(sheet)
        first = sheet.drafts.earliest("indicator")
        save_score(
            sheet_id=sheet.pk,
            indicator=first.indicator,
            value=first.value,
            comment="Terlihat di foto.",
            expected_version=1,
            by=Actor(world.jurors[number]),
        )
        seal(sheet_id=sheet.pk, by=Actor(world.jurors[number]))
    world.close()
    world.decide()
    world.publish()
    make_documents()
    told = read_by_the_unit(world)
    assert "Terlihat di foto." in told, "what was written is told, and not by whom"
    for juror in world.jurors:
        assert juror.name not in told


def read_by_the_unit(world: Jury) -> str:
    """Every page of its result and the text of its report card."""
    browser = signed_in(world.head())
    named = ("jury:result", "jury:objection", "award:application")
    urls = [reverse(name, args=[world.application.pk]) for name in named]
    urls += [reverse("record:notices"), reverse("jury:results_season", args=[world.season.year])]
    texts = [browser.get(url).content.decode() for url in urls]
    card = browser.get(reverse("jury:report_card", args=[world.application.pk]))
    document = pypdfium2.PdfDocument(b"".join(card.streaming_content))  # type: ignore[attr-defined]
    return "\n".join([*texts, *(sheet.get_textpage().get_text_bounded() for sheet in document)])


# HotCRP 308: "set selected" acted on papers that the chair had a conflict with.
def test_deciding_on_several_at_once_leaves_out_a_conflict() -> None:
    world = Jury(units=2)
    world.score()
    world.close()
    barred, free = world.applications
    served_at(world.admin, barred.unit, ended_days_ago=100)
    chosen: dict[str, Any] = {
        "number": NUMBER,
        "on": today().isoformat(),
        "award_reasons": "Semua layanan diberikan.",
    }
    for application in world.applications:
        chosen[f"outcome-{application.pk}"] = "award"
        chosen[f"version-{application.pk}"] = application.version
    url = reverse("jury:decide_several", args=[world.season.year])
    said = signed_in(world.admin).post(url, chosen, follow=True).content.decode()
    decided = Decision.objects.filter(application__in=world.applications)
    assert [row.application_id for row in decided] == [free.pk]
    assert reload(barred).state == State.SCORED
    assert f"{barred.unit.name}: Anda tidak berwenang" in said


def test_closing_a_panel_leaves_out_nobody_in_conflict() -> None:
    """It is all or nothing, so one conflict of the chair stops it."""
    world = Jury(units=2)
    world.score()
    conflict(world.chair, world.applications[0].unit_id)
    with pytest.raises(Exception, match=r".+"):
        propose_closing(panel=world.panel, by=Actor(world.chair))
    text = signed_in(world.chair).get(reverse("jury:panel", args=[world.panel.pk]))
    assert world.applications[0].unit.name not in text.content.decode()


def conflict(person: Person, unit: UUID) -> Conflict:
    return Conflict.objects.create(
        person=person,
        unit_id=unit,
        kind=ConflictKind.FAMILY,
        source=ConflictSource.DECLARED,
        declared_at=timezone.now(),
    )


# zookeepr 419: after a change everybody could read the scores of the others again.
def test_the_scores_of_another() -> None:
    world = Jury()
    world.declare(0)
    world.declare(1)
    sheet = world.sheet(0)
    world.fill(sheet)
    seal(sheet_id=sheet.pk, by=Actor(world.jurors[0]))
    code = "facilities"
    addresses = [
        reverse("jury:sheet", args=[sheet.pk]),
        reverse("jury:sheet_criterion", args=[sheet.pk, code]),
        reverse("jury:seal", args=[sheet.pk]),
        reverse("jury:seat", args=[world.seat(0).pk]),
    ]
    strangers = (world.jurors[1], world.chair, world.secretary, world.admin, world.head())
    for person in (*strangers, make_holder(RoleKind.AUDITOR)):
        browser = signed_in(person)
        assert [browser.get(url).status_code for url in addresses] == [404] * 4
    own = signed_in(world.jurors[0])
    assert [own.get(url).status_code for url in addresses] == [200] * 4


# HotCRP 316: an obvious conflict was not detected.
def test_an_obvious_conflict() -> None:
    world = Jury(units=0)
    application = world.forwarded()
    clerk = make_holder(RoleKind.JUROR)
    served_at(clerk, application.unit, ended_days_ago=300)
    by = Actor(world.secretary)
    add_applications(panel=world.panel, application_ids=[application.pk], by=by)
    seat = seat_juror(panel=world.panel, person=clerk, by=by)
    row = Conflict.objects.get(person=clerk)
    assert (row.unit, row.source, row.pinned) == (application.unit, ConflictSource.COMPUTED, True)
    browser = signed_in(clerk)
    answer = browser.post(reverse("jury:open_sheet", args=[seat.pk, application.pk]))
    assert answer.status_code == 404
    assert not ScoreSheet.objects.filter(seat=seat).exists()
    assert browser.get(reverse("award:application", args=[application.pk])).status_code == 404


# HotCRP 250: a score was changed, and nobody was told that it had been another.
def test_a_score_is_never_changed_in_silence() -> None:
    world = Jury()
    for number in range(3):
        world.declare(number)
        sheet = world.sheet(number)
        world.fill(sheet)
        seal(sheet_id=sheet.pk, by=Actor(world.jurors[number]))
    by, sheet = Actor(world.jurors[0]), ScoreSheet.objects.get(seat=world.seat(0))
    own = signed_in(world.jurors[0])
    typed = {"version-fac-visitors-01": 1, "value-fac-visitors-01": "tidak"}
    own.post(reverse("jury:sheet_criterion", args=[sheet.pk, "facilities"]), typed)
    own.post(reverse("jury:sheet_autosave", args=[sheet.pk]), typed)
    assert sheet.drafts.get(indicator="fac-visitors-01").value == "ada"
    with pytest.raises(IntegrityError), transaction.atomic():
        ScoreVersion.objects.filter(sheet=sheet).update(content="{}")
    world.close()
    proposal = world.propose_reopening()
    reopen(proposal_id=proposal.pk, digest=proposal.digest, by=Actor(world.secretary))
    revise(sheet_id=sheet.pk, by=by)
    last = sheet.drafts.get(indicator="fac-visitors-01").version
    scale = sheet.drafts.values_list("value", flat=True)
    assert set(scale)
    save_score(
        sheet_id=sheet.pk,
        indicator="fac-visitors-01",
        value="not_assessable",
        comment="",
        expected_version=last,
        by=by,
    )
    with pytest.raises(Exception, match="alasan"):
        seal(sheet_id=sheet.pk, by=by)
    seal(sheet_id=sheet.pk, by=by, reason="Fotonya dari ruang lain.")
    first, second = sheet.versions.all()
    assert first.digest != second.digest
    assert (first.reason, second.reason) == ("", "Fotonya dari ruang lain.")
    told = [e.kind for e in LedgerEntry.objects.filter(body__contains=str(sheet.pk))]
    assert told == ["sheet_opened", "sheet_sealed", "sheet_reopened", "sheet_sealed"]


# PyPI 13: who was moved to another organisation kept what the first one had given.
def test_what_a_person_had_at_a_unit_does_not_survive_the_transfer() -> None:
    world = Jury(units=0)
    application = make_application(world.season, state=State.EVIDENCE_OPEN)
    person = world.head(application)
    browser = signed_in(person)
    pages = [
        reverse("award:application", args=[application.pk]),
        reverse("award:self_assessment", args=[application.pk]),
        reverse("verification:evidence", args=[application.pk]),
    ]
    assert [browser.get(url).status_code for url in pages] == [200] * 3
    person.roles.update(ends=today())
    make_role(RoleKind.UNIT_HEAD, person=person, unit=make_unit(), starts=today())
    assert [browser.get(url).status_code for url in pages] == [404] * 3
    for route in ("award:work", "award:applications"):
        assert application.unit.name not in browser.get(reverse(route)).content.decode()


def test_what_a_juror_had_on_a_panel_does_not_survive_its_end() -> None:
    world = Jury()
    world.declare(0)
    sheet = world.sheet(0)
    browser = signed_in(world.jurors[0])
    pages = [
        reverse("jury:sheet", args=[sheet.pk]),
        reverse("jury:seat", args=[world.seat(0).pk]),
        reverse("award:application", args=[world.application.pk]),
        reverse("verification:evidence", args=[world.application.pk]),
    ]
    assert [browser.get(url).status_code for url in pages] == [200] * 4
    end_seat(seat_id=world.seat(0).pk, reason="Pindah.", by=Actor(world.secretary))
    assert [browser.get(url).status_code for url in pages] == [404] * 4
    # Another panel for the same unit is another seat: nothing of the first comes back.
    seat_juror(panel=world.panel, person=world.jurors[0], by=Actor(world.secretary))
    assert [browser.get(url).status_code for url in pages] == [404] * 4


# Found here: the Kanwil's board dropped an application, or moved it, on the day it was scored.
@pytest.mark.parametrize("kind", [RoleKind.REGION_HEAD, RoleKind.REGION_SECRETARIAT])
@pytest.mark.parametrize("state", [State.SCORED, State.AWARDED, State.NOT_AWARDED])
def test_the_board_of_a_kanwil_tells_no_outcome(kind: RoleKind, state: State) -> None:
    world = Jury(units=3)
    decided = world.applications[0]
    browser = signed_in(make_holder(kind, region=decided.region))

    def ended() -> None:
        later = timezone.now() + timedelta(seconds=1)
        put(decided, state, version=decided.version + 1, state_since=later)

    for query in ("", "?state=in_scoring", f"?text={decided.unit.name}"):
        url = reverse("verification:board") + query
        assert decided.unit.name in browser.get(url).content.decode()
        assert_same(after(browser, url, ended), page(browser, url), query)


def test_the_board_drops_what_was_published() -> None:
    world = Jury()
    world.published()
    browser = signed_in(make_holder(RoleKind.REGION_HEAD, region=world.application.region))
    told = browser.get(reverse("verification:board")).content.decode()
    assert world.application.unit.name not in told


# Found here: who reads the ledger could try all scores until the digest of a sealed sheet fitted.
def test_the_digest_of_a_sealed_sheet_cannot_be_guessed() -> None:
    world = Jury()
    world.declare()
    sheet = world.sheet()
    world.fill(sheet)
    version = seal(sheet_id=sheet.pk, by=Actor(world.jurors[0])).version
    content = json.loads(version.content)
    guess = canonical({name: part for name, part in content.items() if name != "chance"})
    assert hashlib.sha256(guess.encode()).hexdigest() != version.digest
    assert len(bytes.fromhex(content["chance"])) == 32
    told = LedgerEntry.objects.get(kind="sheet_sealed").body
    assert version.digest in told
    assert content["chance"] not in told
