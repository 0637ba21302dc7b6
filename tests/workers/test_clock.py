from datetime import timedelta

import pytest
from django.conf import settings
from django.db import OperationalError
from django.utils import timezone

from directory.actors import Actor
from directory.domain.roster import take_in
from directory.enums import RoleKind
from directory.models import RosterFile
from record.domain.long_works import Page, ask
from record.errors import StoreUnavailable
from record.models import Job, LongWork
from tests.directory.factories import make_holder, make_person
from tests.support.long_works import KIND, done, known
from workers import clock
from workers.app import app

pytestmark = pytest.mark.django_db


def test_a_canary_is_written_once_a_minute_and_old_ones_go() -> None:
    clock.canary()
    Job.objects.update(created_at=timezone.now() - timedelta(days=2), subject="old")
    clock.canary()
    clock.canary()
    assert Job.objects.exclude(subject="old").count() == 1
    assert not Job.objects.filter(subject="old").exists()


def test_a_store_that_is_away_forgets_nothing_and_is_no_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with known(lambda _run: Page("/akun/")):
        done(ask(kind=KIND, by=make_person().pk))
    LongWork.objects.update(expires_at=timezone.now() - timedelta(days=1))

    def away(_owner: object) -> None:
        raise StoreUnavailable("away")

    with monkeypatch.context() as changed:
        changed.setattr("record.domain.long_works.short_lived.clear", away)
        clock.forget_works()
    assert LongWork.objects.count() == 1
    clock.forget_works()
    assert not LongWork.objects.exists()


def test_a_list_that_nobody_imported_goes_after_a_day() -> None:
    """Nobody has to send another one for that: it is full of names and addresses."""
    by = Actor(make_holder(RoleKind.CENTRE_ADMIN))
    roster = take_in(actor=by, name="a.csv", data=b"x", encoding="utf-8")
    clock.forget_works()
    assert RosterFile.objects.exists()
    RosterFile.objects.update(at=timezone.now() - timedelta(hours=25))
    imported = take_in(
        actor=Actor(make_holder(RoleKind.CENTRE_ADMIN)), name="b.csv", data=b"x", encoding="utf-8"
    )
    long_ago = timezone.now() - timedelta(days=400)
    RosterFile.objects.filter(pk=imported.pk).update(at=long_ago, applied_at=long_ago)
    assert RosterFile.objects.filter(pk=roster.pk).exists()
    clock.forget_works()
    assert RosterFile.objects.get() == imported


@pytest.mark.parametrize(
    ("name", "asks"),
    [
        ("sweep", "jobs.sweep"),
        ("tick", "clock.tick"),
        ("canary", "queue.insert"),
        ("checkpoint", "queue.insert"),
        ("rescan", "rescanning.rescan"),
        ("remind", "remind_of_deadlines"),
        ("digests", "summaries.ask_for_digests"),
        ("forget_works", "long_works.forget_expired"),
    ],
)
def test_a_database_that_is_away_is_no_fault_of_the_round(
    name: str, asks: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(**_given: object) -> None:
        raise OperationalError("away")

    monkeypatch.setattr(f"workers.clock.{asks}", away)
    getattr(clock, name)()


def test_everything_that_beat_sends_is_known_and_expires() -> None:
    app.loader.import_default_modules()
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        assert entry["task"] in app.tasks
        assert entry["options"]["expires"] <= entry["schedule"]
