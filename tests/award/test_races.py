"""Each guard of the award against somebody who writes at the same moment, on PostgreSQL."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from award.domain.extensions import extend
from award.domain.lock import locked
from award.domain.seasons import advance, create_season
from award.domain.self_assessment import amend_claim, save_answer
from award.domain.transitions import transit
from award.domain.two_people import propose
from award.edges import by_name
from award.enums import DateKind, SeasonState, State
from award.errors import NotAllowed, Refused, Stale
from award.models import Answer, Proposal, Season
from award.queries.answers import claims_of
from award.queries.instruments import indicators_of
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Unit
from directory.queries.roles import today
from jury.domain.closing import close, propose_closing
from jury.models import Closing
from record.domain.ledger import verify
from tests.award.stages import Stage, head_of, season_to, stage_for
from tests.directory.factories import make_holder
from tests.support.racing import second_waits
from tests.verification.situations import make_season, reload

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def version_of(season: Season) -> int:
    return Season.objects.get(pk=season.pk).version


def empty_an_answer(stage: Stage) -> None:
    application = stage.application
    code = indicators_of(application)[0].code
    row = Answer.objects.get(application=application, indicator=code)
    save_answer(
        application_id=application.pk,
        indicator=code,
        value="",
        note="",
        expected_version=row.version,
        by=Actor(head_of(application)),
    )


def test_an_answer_is_emptied_while_the_head_sends() -> None:
    stage = stage_for("submit_self_assessment")
    refused = second_waits(lambda: empty_an_answer(stage), stage.act)
    assert "belum dijawab" in str(refused)
    assert reload(stage.application).state == State.DRAFT


def test_nothing_is_emptied_once_the_head_has_sent() -> None:
    stage = stage_for("submit_self_assessment")
    refused = second_waits(stage.act, lambda: empty_an_answer(stage))
    assert "Penilaian mandiri terkirim" in str(refused)
    assert stage.application.statements.count() == 1


def claim_more(stage: Stage) -> None:
    """The unit says that it meets an indicator, for which it has no evidence."""
    indicator = indicators_of(stage.application)[0]
    amend_claim(
        application_id=stage.application.pk,
        indicator=indicator.code,
        value=indicator.scale.answers[0].code,
        reason="Ternyata ada.",
        expected_version=claims_of(stage.application)[indicator.code].version,
        by=Actor(head_of(stage.application)),
    )


def test_a_claim_is_amended_while_the_evidence_is_sent() -> None:
    stage = stage_for("submit_evidence")
    refused = second_waits(lambda: claim_more(stage), stage.act)
    assert isinstance(refused, Refused)
    assert reload(stage.application).state == State.EVIDENCE_OPEN


def test_no_claim_is_amended_once_the_evidence_is_sent() -> None:
    stage = stage_for("submit_evidence")
    refused = second_waits(stage.act, lambda: claim_more(stage))
    assert "Verifikasi Kanwil" in str(refused)


def close_the_unit(stage: Stage) -> None:
    locked(stage.application.pk)
    Unit.objects.filter(pk=stage.application.unit_id).update(closed_on=today())


@pytest.mark.parametrize("edge", ["submit_self_assessment", "assign_team", "submit_evidence"])
def test_a_unit_that_closed_while_somebody_waited(edge: str) -> None:
    stage = stage_for(edge)
    refused = second_waits(lambda: close_the_unit(stage), stage.act)
    assert "ditutup" in str(refused)


def advance_to(stage: Stage, to: SeasonState) -> Callable[[], Season]:
    """The centre moves the stage's season on."""
    season, admin = stage.application.season, Actor(make_holder(RoleKind.CENTRE_ADMIN))
    version = version_of(season)
    return lambda: advance(season_id=season.pk, to=to, by=admin, expected_version=version)


def test_a_season_that_goes_on_while_a_unit_sends() -> None:
    stage = stage_for("submit_self_assessment")
    past = timezone.now() - timedelta(days=1)
    stage.application.season.dates.filter(kind="forwarding_due").update(at=past)
    refused = second_waits(advance_to(stage, SeasonState.SCORING), stage.act)
    assert "Penilaian" in str(refused)


@pytest.mark.parametrize("edge", ["lapse", "end_repair"])
def test_time_is_given_while_the_clock_finds_it_over(edge: str) -> None:
    stage = stage_for(edge)
    application, admin = stage.application, Actor(make_holder(RoleKind.CENTRE_ADMIN))
    kind = DateKind.EVIDENCE_DUE if edge == "end_repair" else DateKind.SELF_ASSESSMENT_DUE

    def give() -> None:
        extend(
            season_id=application.season_id,
            kind=kind,
            until=timezone.now() + timedelta(days=3),
            reason="Banjir.",
            unit=application.unit,
            by=admin,
        )

    assert "belum" in str(second_waits(give, stage.act))
    assert reload(application).state in by_name(edge).sources


def objected_long_ago() -> Stage:
    """An objection to judge, in a season whose window for objections is over."""
    stage = stage_for("uphold_objection")
    season_to(stage.application.season, SeasonState.PUBLISHED)
    long_ago = timezone.now() - timedelta(days=400)
    Season.objects.filter(pk=stage.application.season_id).update(published_at=long_ago)
    return stage


def test_no_season_is_archived_while_an_objection_is_upheld() -> None:
    stage = objected_long_ago()
    refused = second_waits(stage.act, advance_to(stage, SeasonState.ARCHIVED))
    assert "keberatan yang berjalan" in str(refused)


def test_nor_while_one_is_filed_and_unanswered() -> None:
    stage = objected_long_ago()
    with pytest.raises(Refused, match="1 keberatan belum dijawab"):
        advance_to(stage, SeasonState.ARCHIVED)()


def test_the_last_decision_and_the_end_of_deciding() -> None:
    """The season is decided only when the application that is still moving has ended."""
    stage = stage_for("decide_not_assessable")
    Season.objects.filter(pk=stage.application.season_id).update(state=SeasonState.SCORING)
    assert second_waits(stage.act, advance_to(stage, SeasonState.DECIDED)) is None
    assert reload(stage.application).season.state == SeasonState.DECIDED


def test_two_seconds_confirm_the_same_proposal_at_once() -> None:
    stage = stage_for("close_scoring")
    [proposal] = Proposal.objects.all()

    def confirm_it(by: Actor) -> None:
        close(proposal_id=proposal.pk, digest=proposal.digest, by=by)

    other = Actor(make_holder(RoleKind.JURY_SECRETARY))
    refused = second_waits(lambda: confirm_it(stage.right), lambda: confirm_it(other))
    assert isinstance(refused, Refused)
    assert Closing.objects.count() == 1
    assert verify() == []


def test_two_people_propose_the_same_at_once() -> None:
    """The later proposal takes the place of the earlier one; neither of them fails."""
    stage = stage_for("close_scoring")
    panel = stage.application.panel_entries.get().panel
    Proposal.objects.all().delete()
    chair, secretary = stage.second, stage.right
    assert chair is not None
    failed = second_waits(
        lambda: propose_closing(panel=panel, by=chair),
        lambda: propose_closing(panel=panel, by=secretary),
    )
    assert failed is None
    last, first = Proposal.objects.order_by("-at")
    assert (first.withdrawn_at is None, last.withdrawn_at is None) == (False, True)
    assert last.by == secretary.person


def test_a_proposal_is_replaced_while_the_second_confirms_it() -> None:
    stage = stage_for("close_scoring")
    panel = stage.application.panel_entries.get().panel
    chair = stage.second
    assert chair is not None
    refused = second_waits(lambda: propose_closing(panel=panel, by=chair), stage.act)
    assert "ditarik" in str(refused)
    assert not Closing.objects.exists()


def test_an_application_that_moved_while_it_was_proposed() -> None:
    """What is proposed are the versions as they are once the proposer need not wait."""
    stage = stage_for("disqualify")
    [old] = Proposal.objects.all()
    proposer = stage.second
    assert proposer is not None
    application = reload(stage.application)

    def back() -> None:
        transit(
            application_id=application.pk,
            edge="decide_not_assessable",
            by=Actor(make_holder(RoleKind.CENTRE_ADMIN)),
            expected_version=application.version,
            reason="UPT ditutup.",
        )

    second_waits(
        back,
        lambda: propose(
            act="disqualify",
            subject=old.subject,
            applications=[application],
            reason="Terbukti.",
            by=proposer,
        ),
    )
    new = Proposal.objects.get(withdrawn_at=None)
    assert new.params["applications"] == {str(application.pk): application.version + 1}
    with pytest.raises((Refused, Stale, NotAllowed)):
        stage.act()


def test_a_season_that_is_prepared_twice_at_once_is_prepared_once() -> None:
    instrument, by = make_season().instrument, Actor(make_holder(RoleKind.CENTRE_ADMIN))

    def prepare() -> None:
        create_season(
            year=2031,
            name="Penghargaan P2HAM",
            instrument=instrument,
            time_zone="Asia/Jakarta",
            upload_grace_minutes=10,
            by=by,
        )

    assert "sudah ada" in str(second_waits(prepare, prepare))
    assert Season.objects.filter(year=2031).count() == 1
