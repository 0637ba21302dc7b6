"""Sharing out a panel against somebody who writes at the same moment, on PostgreSQL."""

from collections.abc import Callable

import pytest

from directory.actors import Actor
from directory.enums import RoleKind
from jury.domain.closing import close, propose_closing
from jury.domain.panels import seat_juror
from jury.domain.sharing import change_by_hand, confirm_sharing, share_out
from jury.models import Panel, Result, SeatAssignment
from tests.directory.factories import make_holder
from tests.jury.worlds import Jury
from tests.support.racing import second_waits

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world() -> Jury:
    """Four jurors who have declared; nothing is opened or shared out."""
    made = Jury(units=3)
    made.jurors.append(make_holder(RoleKind.JUROR))
    seat_juror(panel=made.panel, person=made.jurors[3], by=Actor(made.secretary))
    for number in range(4):
        made.declare(number)
    return made


def confirming(world: Jury) -> Callable[[], None]:
    """The confirmation of what is shown now."""
    digest = share_out(panel=world.panel, size=3).digest

    def confirm() -> None:
        confirm_sharing(panel=world.panel, size=3, digest=digest, by=Actor(world.secretary))

    return confirm


def open_a_sheet(world: Jury) -> None:
    world.sheet(0)


def seat_another(world: Jury) -> None:
    seat_juror(panel=world.panel, person=make_holder(RoleKind.JUROR), by=Actor(world.secretary))


@pytest.mark.parametrize("write", [open_a_sheet, seat_another])
def test_what_changes_while_a_plan_is_confirmed_makes_it_stale(
    world: Jury, write: Callable[[Jury], None]
) -> None:
    confirm = confirming(world)
    refused = second_waits(lambda: write(world), confirm)
    assert "Keadaan berubah" in str(refused)
    assert Panel.objects.get(pk=world.panel.pk).size is None
    assert not SeatAssignment.objects.exclude(until=None).exists()


def test_a_plan_is_confirmed_once(world: Jury) -> None:
    confirm = confirming(world)
    assert "Keadaan berubah" in str(second_waits(confirm, confirm))
    assert SeatAssignment.objects.filter(until=None).count() == 9


def test_a_sheet_taken_away_by_hand_while_the_scoring_is_closed() -> None:
    world = Jury()
    world.score()
    proposal = propose_closing(panel=world.panel, by=Actor(world.chair))

    def take() -> None:
        change_by_hand(
            panel=world.panel,
            application_id=world.application.pk,
            take=world.seat(0).pk,
            give=None,
            reason="Rekan kepala UPT.",
            knowing=True,
            by=Actor(world.secretary),
        )

    def closing() -> None:
        close(proposal_id=proposal.pk, digest=proposal.digest, by=Actor(world.secretary))

    assert "Lembar nilai berubah" in str(second_waits(take, closing))
    assert not Result.objects.exists()
