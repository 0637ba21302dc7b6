"""The publication is one transaction: whatever breaks inside it, nothing was published."""

from typing import Any

import pytest
from django.core import mail
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from award.enums import SeasonState
from award.models import Application, Season
from jury.domain import decisions
from jury.models import Decision, Publication
from record.domain import ledger
from record.models import Job, LedgerEntry, Notice
from tests.jury.worlds import NUMBER, Jury, put_season
from tests.verification.situations import reload

pytestmark = pytest.mark.django_db

TABLES: tuple[type[Model], ...] = (Publication, Decision, Job, Notice, LedgerEntry)


class Crash(Exception):
    """What a power cut would be."""


def broken(*_args: Any, **_named: Any) -> None:
    raise Crash


def decided() -> Jury:
    """Two units: one decided on, one that ended before it was scored."""
    world = Jury(units=2)
    world.score()
    world.close()
    for application in world.applications:
        world.decide(application_id=application.pk, expected_version=application.version)
    return world


def counts() -> list[int]:
    return [table._default_manager.count() for table in TABLES]


def second_breaks(act: Any) -> Any:
    """The act as it is, but its second call breaks."""
    calls: list[Any] = []

    def acted(*args: Any, **named: Any) -> Any:
        calls.append(args)
        if len(calls) == 2:
            raise Crash
        return act(*args, **named)

    return acted


@pytest.mark.parametrize(
    ("module", "name", "how"),
    [
        (decisions, "_decide_the_rest", broken),
        (decisions, "published_list", broken),
        (decisions, "announce", broken),
        (decisions, "announce", second_breaks(decisions.announce)),
        (ledger, "append", broken),
    ],
)
def test_a_crash_inside_publishes_nothing(
    monkeypatch: pytest.MonkeyPatch, module: Any, name: str, how: Any
) -> None:
    world = decided()
    before = counts()
    with monkeypatch.context() as patched:
        patched.setattr(module, name, how)
        with pytest.raises(Crash):
            world.publish()
    assert counts() == before
    assert Season.objects.get(pk=world.season.pk).published_at is None
    assert not Application.objects.exclude(published_version=None).exists()
    assert mail.outbox == []
    results = reverse("jury:results_season", args=[world.season.year])
    assert Client().get(results).status_code == 404
    world.season.refresh_from_db()
    world.publish()
    assert Client().get(results).status_code == 200
    told = Application.objects.exclude(published_version=None)
    assert set(told) == set(world.applications)


def test_it_is_published_once() -> None:
    world = decided()
    world.publish()
    put_season(world.season, SeasonState.DECIDED)
    with pytest.raises(Exception, match=r"jury_published_once|UNIQUE|sudah"):
        world.publish()
    assert Publication.objects.get().number == NUMBER
    assert reload(world.application).published_version is not None
