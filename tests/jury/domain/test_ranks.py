"""A decision keeps the rank of its own moment, though a panel is closed while it waits."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db.models import QuerySet
from django.urls import reverse

import verify_season
from award.domain import lock
from award.models import Application
from directory.actors import Actor
from directory.queries.roles import today
from jury.domain.bundles import export_season
from jury.domain.closing import close, propose_closing
from jury.domain.panels import add_applications, make_panel, seat_juror
from jury.models import Panel, Seat
from record.domain import checkpoints
from tests.jury.worlds import BEST, NUMBER, WORST, Jury, client, put_sealed
from tests.verification.situations import reload

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Jury:
    """The first panel is closed; its one unit is the last of all."""
    world = Jury()
    world.score(WORST)
    world.close()
    return world


def better_panel(world: Jury) -> Panel:
    """Another panel, whose one unit is better; it can be closed at once."""
    secretary, better = Actor(world.secretary), world.forwarded()
    panel = make_panel(season=world.season, name="Panel B", by=secretary)
    add_applications(panel=panel, application_ids=[better.pk], by=secretary)
    for juror in world.jurors:
        seat_juror(panel=panel, person=juror, by=secretary)
        put_sealed(panel, Seat.objects.get(panel=panel, person=juror), better, BEST)
    return panel


def closed_before_the_lock(world: Jury, panel: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever holds the season's applications first closes the panel, while the decision waits."""
    proposal = propose_closing(panel=panel, by=Actor(world.chair))

    def hold(applications: QuerySet[Application]) -> None:
        close(proposal_id=proposal.pk, digest=proposal.digest, by=Actor(world.secretary))
        lock.hold(applications)

    monkeypatch.setattr("jury.domain.decisions.hold", hold)


def one(world: Jury) -> None:
    reload(world.application)
    world.decide(award=False)


def several(world: Jury) -> None:
    application = reload(world.application)
    data = {
        "number": NUMBER,
        "on": today().isoformat(),
        "award_reasons": "Nilai tercapai.",
        "no_award_reasons": "Nilai belum tercapai.",
        f"version-{application.pk}": str(application.version),
        f"outcome-{application.pk}": "no_award",
    }
    url = reverse("jury:decide_several", args=[world.season.year])
    assert client(world.admin).post(url, data).status_code == 302


@pytest.mark.parametrize("act", [one, several])
def test_a_rank_is_that_of_the_moment_of_the_decision(
    world: Jury, act: Callable[[Jury], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed_before_the_lock(world, better_panel(world), monkeypatch)
    act(world)
    assert world.application.decisions.get().rank == 2
    export_season(world.season, tmp_path / "bundle")
    key = str(checkpoints.signer().verifier)
    problems = verify_season.verify(tmp_path / "bundle", key, [], []).problems
    assert [(place, what) for place, what in problems if "rank" in what] == []
