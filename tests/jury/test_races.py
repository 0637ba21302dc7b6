"""Each guard of the jury against somebody who writes at the same moment, on PostgreSQL."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from award.enums import SeasonState, State
from award.errors import Refused, Stale
from award.models import Proposal, Season
from directory.actors import Actor
from directory.enums import RoleKind
from directory.queries.roles import today
from jury.domain.closing import close, propose_closing, reopen
from jury.domain.conflicts import declare, withdraw_declared
from jury.domain.decisions import Choice, decide, decide_each, publish
from jury.domain.hearings import answer_hearing, drop_hearing, open_hearing
from jury.domain.lifting import lift_pinned, propose_lifting, refuse_lifting
from jury.domain.objections import file_objection, publish_amendment, reject, uphold
from jury.domain.panels import end_seat, make_panel, seat_juror
from jury.domain.papers.decree import DecreeWords
from jury.domain.papers.making import draft_decree
from jury.domain.scoring import save_score, seal
from jury.enums import ConflictKind, ConflictSource, ObjectionState, PaperKind
from jury.models import (
    Conflict,
    Decision,
    Hearing,
    Objection,
    Panel,
    Paper,
    Publication,
    Result,
    Seat,
)
from jury.queries.results import score_of
from tests.award.stages import Stage, stage_for
from tests.directory.factories import make_holder
from tests.jury.worlds import NUMBER, WORST, Jury, put_sealed, put_season
from tests.support.racing import second_waits
from tests.verification.situations import reload

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sealed() -> Jury:
    """All three sheets are sealed; nobody has closed."""
    world = Jury()
    world.score()
    return world


def proposed(world: Jury) -> Proposal:
    return propose_closing(panel=world.panel, by=Actor(world.chair))


def closing(world: Jury, proposal: Proposal) -> None:
    close(proposal_id=proposal.pk, digest=proposal.digest, by=Actor(world.secretary))


def late_conflict(world: Jury) -> None:
    declare(
        seat_id=world.seat(1).pk,
        application_id=world.application.pk,
        conflict=ConflictKind.FAMILY,
        by=Actor(world.jurors[1]),
    )


def end_a_seat(world: Jury) -> None:
    end_seat(seat_id=world.seat(1).pk, reason="Pindah.", by=Actor(world.secretary))


@pytest.mark.parametrize("write", [late_conflict, end_a_seat])
def test_a_sheet_that_falls_out_while_the_scoring_is_closed(
    sealed: Jury, write: Callable[[Jury], None]
) -> None:
    proposal = proposed(sealed)
    refused = second_waits(lambda: write(sealed), lambda: closing(sealed, proposal))
    assert "Lembar nilai berubah" in str(refused)
    assert reload(sealed.application).state == State.IN_SCORING
    assert not Result.objects.exists()


@pytest.mark.parametrize("write", [late_conflict, end_a_seat])
def test_what_falls_out_after_the_closing_changes_no_result(
    sealed: Jury, write: Callable[[Jury], None]
) -> None:
    proposal = proposed(sealed)
    assert second_waits(lambda: closing(sealed, proposal), lambda: write(sealed)) is None
    score, result = score_of(reload(sealed.application)), Result.objects.get()
    assert score is not None
    assert score.jurors is not None
    assert score.jurors.n == result.n == 3


def fourth(world: Jury) -> Seat:
    """One juror more, whose sheet is filled and not yet sealed."""
    juror = make_holder(RoleKind.JUROR)
    world.jurors.append(juror)
    seat = seat_juror(panel=world.panel, person=juror, by=Actor(world.secretary))
    world.declare(3)
    world.fill(world.sheet(3))
    return seat


def test_a_sheet_sealed_after_the_closing_was_proposed(sealed: Jury) -> None:
    sheet = fourth(sealed).sheets.get()
    proposal = proposed(sealed)
    seal(sheet_id=sheet.pk, by=Actor(sealed.jurors[3]))
    with pytest.raises(Refused, match="Lembar nilai berubah"):
        closing(sealed, proposal)
    assert not Result.objects.exists()


def test_no_sheet_is_sealed_or_written_once_it_is_closed(sealed: Jury) -> None:
    sheet = fourth(sealed).sheets.get()
    proposal = proposed(sealed)
    by = Actor(sealed.jurors[3])
    refused = second_waits(
        lambda: closing(sealed, proposal), lambda: seal(sheet_id=sheet.pk, by=by)
    )
    assert "Keadaan pengajuan berubah" in str(refused)
    with pytest.raises(Refused, match="Keadaan pengajuan berubah"):
        save_score(
            sheet_id=sheet.pk, indicator="x", value="", comment="", expected_version=1, by=by
        )
    assert Result.objects.get().n == 3


def award_it(world: Jury) -> Decision:
    return decide(
        application_id=world.application.pk,
        award=True,
        number=NUMBER,
        on=today(),
        reasons="Baik.",
        expected_version=world.application.version,
        by=Actor(world.admin),
    )


def reopening(world: Jury, proposal: Proposal) -> None:
    reopen(proposal_id=proposal.pk, digest=proposal.digest, by=Actor(world.secretary))


@pytest.fixture
def closed(sealed: Jury) -> Jury:
    sealed.close()
    return sealed


def test_no_award_is_decided_while_the_scoring_is_reopened(closed: Jury) -> None:
    proposal = closed.propose_reopening()
    refused = second_waits(lambda: reopening(closed, proposal), lambda: award_it(closed))
    assert isinstance(refused, Stale)
    assert not Decision.objects.exists()


def test_no_scoring_is_reopened_while_the_award_is_decided(closed: Jury) -> None:
    proposal = closed.propose_reopening()
    refused = second_waits(lambda: award_it(closed), lambda: reopening(closed, proposal))
    assert isinstance(refused, Stale)
    assert reload(closed.application).state == State.AWARDED


def test_two_admins_decide_at_once(closed: Jury) -> None:
    refused = second_waits(lambda: award_it(closed), lambda: award_it(closed))
    assert isinstance(refused, Stale)
    assert Decision.objects.count() == 1


def second_panel(world: Jury) -> Panel:
    """Another panel, whose one unit is better; it can be closed at once."""
    better = world.forwarded()
    panel = make_panel(season=world.season, name="Panel B", by=Actor(world.secretary))
    for juror in world.jurors:
        put_sealed(panel, seat_juror(panel=panel, person=juror, by=Actor(world.secretary)), better)
    return panel


def refuse_several(world: Jury) -> None:
    choice = Choice(
        application_id=world.application.pk,
        award=False,
        reasons="Belum.",
        expected_version=world.application.version,
    )
    assert not decide_each(
        season=world.season, choices=[choice], number=NUMBER, on=today(), by=Actor(world.admin)
    )


def refuse_it(world: Jury) -> None:
    world.decide(award=False)


@pytest.mark.parametrize("decided", [refuse_it, refuse_several])
def test_a_decision_waits_for_a_panel_that_is_closed(decided: Callable[[Jury], None]) -> None:
    world = Jury()
    world.score(WORST)
    world.close()
    proposal = propose_closing(panel=second_panel(world), by=Actor(world.chair))
    assert second_waits(lambda: closing(world, proposal), lambda: decided(world)) is None
    assert Decision.objects.get().rank == 2


@pytest.fixture
def heard() -> Stage:
    """An award in doubt: the unit was heard, its revocation proposed by the admin."""
    return stage_for("revoke")


def drop(stage: Stage) -> None:
    assert stage.second is not None
    drop_hearing(hearing_id=Hearing.objects.get().pk, reason="Terjawab.", by=stage.second)


def test_a_hearing_dropped_while_its_consequence_is_drawn(heard: Stage) -> None:
    refused = second_waits(lambda: drop(heard), heard.act)
    assert "ditarik" in str(refused)
    assert reload(heard.application).state == State.AWARDED


def test_no_hearing_is_dropped_once_its_consequence_is_drawn(heard: Stage) -> None:
    refused = second_waits(heard.act, lambda: drop(heard))
    assert "Sudah selesai" in str(refused)
    assert reload(heard.application).state == State.REVOKED


def test_an_answer_in_the_last_second_is_read_with_the_consequence(heard: Stage) -> None:
    """The unit still has time: until it has answered nothing may follow."""
    later = timezone.now() + timedelta(days=3)
    Hearing.objects.update(answer_due=later)
    head = heard.application.unit.roles.get(kind=RoleKind.UNIT_HEAD).person
    with pytest.raises(Refused, match="masih dapat memberi keterangan"):
        heard.act()

    def answer() -> None:
        answer_hearing(hearing_id=Hearing.objects.get().pk, answer="Tidak.", by=Actor(head))

    assert second_waits(answer, heard.act) is None
    assert Hearing.objects.get().answer == "Tidak."


def test_two_ask_the_unit_at_once() -> None:
    world = Jury()
    world.published()

    def ask(by: Actor) -> None:
        open_hearing(application_id=world.application.pk, charge="Dibongkar?", by=by)

    refused = second_waits(lambda: ask(Actor(world.admin)), lambda: ask(Actor(world.chair)))
    assert "sudah dimintai keterangan" in str(refused)
    assert Hearing.objects.count() == 1


@pytest.fixture
def objected() -> Jury:
    world = Jury()
    world.published(award=False)
    object_to(world)
    return world


def object_to(world: Jury) -> None:
    file_objection(application_id=world.application.pk, text="Ada.", by=Actor(world.head()))


def rejecting(world: Jury) -> None:
    reject(objection_id=Objection.objects.get().pk, answer="Tidak.", by=Actor(world.other_admin))


def upholding(world: Jury) -> None:
    uphold(
        objection_id=Objection.objects.get().pk,
        target=State.SCORED,
        until=None,
        answer="Benar.",
        expected_version=world.application.version,
        by=Actor(world.other_admin),
    )


def test_an_objection_rejected_while_it_is_upheld(objected: Jury) -> None:
    refused = second_waits(lambda: rejecting(objected), lambda: upholding(objected))
    assert "sudah dijawab" in str(refused)
    assert reload(objected.application).state == State.NOT_AWARDED
    assert Objection.objects.get().state == ObjectionState.REJECTED


def test_an_objection_upheld_while_it_is_rejected(objected: Jury) -> None:
    refused = second_waits(lambda: upholding(objected), lambda: rejecting(objected))
    assert "sudah dijawab" in str(refused)
    assert reload(objected.application).state == State.SCORED
    assert Objection.objects.get().state == ObjectionState.UPHELD


def test_an_objection_upheld_twice_at_once(objected: Jury) -> None:
    refused = second_waits(lambda: upholding(objected), lambda: upholding(objected))
    assert isinstance(refused, Refused)
    assert objected.application.steps.filter(edge="uphold_objection").count() == 1


def test_an_objection_filed_twice_at_once() -> None:
    world = Jury()
    world.published(award=False)
    refused = second_waits(lambda: object_to(world), lambda: object_to(world))
    assert "sudah diajukan" in str(refused)
    assert Objection.objects.count() == 1


def test_an_amendment_published_twice_at_once(objected: Jury) -> None:
    upholding(objected)
    reload(objected.application)
    objected.decide(award=False, reasons="Tetap.")

    def amend() -> None:
        publish_amendment(
            application_id=objected.application.pk,
            number="M.2",
            on=today(),
            note="",
            by=Actor(objected.admin),
        )

    assert "Tidak ada keputusan perubahan" in str(second_waits(amend, amend))
    assert Publication.objects.exclude(application=None).count() == 1


def test_the_season_published_twice_at_once(closed: Jury) -> None:
    award_it(closed)
    put_season(closed.season, SeasonState.DECIDED)
    version = Season.objects.get(pk=closed.season.pk).version

    def publish_it() -> None:
        publish(
            season_id=closed.season.pk,
            number=NUMBER,
            on=today(),
            expected_version=version,
            by=Actor(closed.admin),
        )

    assert isinstance(second_waits(publish_it, publish_it), Refused)
    assert Publication.objects.count() == 1


def test_a_pinned_conflict_lifted_twice_at_once() -> None:
    world = Jury()
    row = Conflict.objects.create(
        person=world.jurors[0],
        unit=world.application.unit,
        kind=ConflictKind.EMPLOYEE,
        source=ConflictSource.COMPUTED,
        pinned=True,
        declared_at=timezone.now(),
    )
    proposal = propose_lifting(
        conflict_id=row.pk, panel=world.panel, reason="Orang lain.", by=Actor(world.admin)
    )
    others = [Actor(world.chair), Actor(make_holder(RoleKind.JURY_CHAIR))]

    def lift_it(by: Actor) -> None:
        lift_pinned(proposal_id=proposal.pk, digest=proposal.digest, by=by)

    def refuse_it(by: Actor) -> None:
        refuse_lifting(proposal_id=proposal.pk, reason="Benar.", by=by)

    assert "sudah dipakai" in str(
        second_waits(lambda: lift_it(others[0]), lambda: lift_it(others[1]))
    )
    with pytest.raises(Refused):
        refuse_it(others[1])


def test_a_conflict_taken_back_while_the_juror_declares_it_again() -> None:
    world = Jury()
    late_conflict(world)
    row, juror = Conflict.objects.get(), Actor(world.jurors[1])

    def take_back() -> None:
        withdraw_declared(conflict_id=row.pk, reason="Salah.", by=juror)

    assert second_waits(lambda: late_conflict(world), take_back) is None
    assert isinstance(second_waits(lambda: late_conflict(world), take_back), Refused)
    assert Conflict.objects.filter(lifted_at=None).count() == 1


def test_no_conflict_is_taken_back_once_the_scoring_is_closed(sealed: Jury) -> None:
    juror = make_holder(RoleKind.JUROR)
    sealed.jurors.append(juror)
    seat_juror(panel=sealed.panel, person=juror, by=Actor(sealed.secretary))
    sealed.declare(3, conflict=ConflictKind.FAMILY)
    row, proposal = Conflict.objects.get(person=juror), proposed(sealed)
    refused = second_waits(
        lambda: closing(sealed, proposal),
        lambda: withdraw_declared(conflict_id=row.pk, reason="Salah.", by=Actor(juror)),
    )
    assert "Keadaan pengajuan berubah" in str(refused)


def test_two_secretaries_end_a_seat_at_once(sealed: Jury) -> None:
    refused = second_waits(lambda: end_a_seat(sealed), lambda: end_a_seat(sealed))
    assert "sudah berakhir" in str(refused)


def test_a_draft_of_the_decree_that_is_made_twice_at_once_is_made_once(sealed: Jury) -> None:
    sealed.close()
    sealed.decide()
    season, by = Season.objects.get(pk=sealed.season.pk), Actor(sealed.admin)

    def draft() -> None:
        draft_decree(season=season, words=DecreeWords(), by=by)

    assert "Rancangan ke-1 baru saja dibuat" in str(second_waits(draft, draft))
    assert Paper.objects.get(kind=PaperKind.DECREE).number == 1


def test_a_panel_is_made_twice_at_once(sealed: Jury) -> None:
    def make() -> Panel:
        return make_panel(season=sealed.season, name="Panel B", by=Actor(sealed.secretary))

    refused = second_waits(make, make)
    assert "sudah dipakai" in str(refused)
    assert Panel.objects.filter(name="Panel B").count() == 1


def test_a_juror_is_seated_twice_at_once(sealed: Jury) -> None:
    juror = make_holder(RoleKind.JUROR)

    def seat() -> Seat:
        return seat_juror(panel=sealed.panel, person=juror, by=Actor(sealed.secretary))

    refused = second_waits(seat, seat)
    assert "sudah duduk" in str(refused)
    assert Seat.objects.filter(person=juror).count() == 1
