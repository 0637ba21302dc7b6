"""A unit of which no juror could assess anything holds no panel up for ever."""

import pytest

from award.domain.transitions import transit
from award.enums import State
from award.errors import Refused
from award.models import Application
from award.queries.instruments import indicators_of
from directory.actors import Actor
from jury.domain.scoring import NOT_ASSESSABLE, save_score, seal
from jury.models import Closing, Decision
from jury.queries.told import told_decisions
from tests.jury.worlds import BEST, Jury, put_sealed
from tests.verification.situations import reload

pytestmark = pytest.mark.django_db


def sealed_empty(world: Jury, number: int, application: Application) -> None:
    """A juror's sheet on which nothing could be assessed."""
    by, sheet = Actor(world.jurors[number]), world.sheet(number, application)
    for indicator in indicators_of(application):
        save_score(
            sheet_id=sheet.pk,
            indicator=indicator.code,
            value=NOT_ASSESSABLE,
            comment="Berkas tidak terbuka.",
            expected_version=0,
            by=by,
        )
    seal(sheet_id=sheet.pk, by=by)


def test_it_is_named_and_the_panel_closes_once_it_ended_so() -> None:
    world = Jury(units=2)
    nothing, other = world.applications
    for number in range(3):
        world.declare(number)
        sealed_empty(world, number, nothing)
        put_sealed(world.panel, world.seat(number), other, BEST)
    with pytest.raises(Refused, match=f"{nothing.unit.name} tidak dapat dinilai.*Admin pusat"):
        world.close()
    assert not Closing.objects.exists()
    assert {reload(each).state for each in world.applications} == {State.IN_SCORING}
    transit(
        application_id=nothing.pk,
        edge="decide_not_assessable",
        by=Actor(world.admin),
        expected_version=nothing.version,
        reason="Tidak satu pun indikator dapat dinilai.",
    )
    world.close()
    assert reload(nothing).state == State.NOT_ASSESSABLE
    assert reload(other).state == State.SCORED
    assert not Closing.objects.get().results.filter(application=nothing).exists()
    world.decide(application_id=other.pk, expected_version=reload(other).version)
    world.publish()
    decision = Decision.objects.get(application=nothing)
    assert (decision.outcome, decision.rank, decision.result) == ("not_assessable", None, None)
    assert told_decisions().filter(pk=decision.pk).exists()
