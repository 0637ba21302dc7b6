from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from config import health
from record.domain import queue
from record.enums import JobState
from record.models import Job
from tests.support.broker import Broker


@pytest.fixture(autouse=True)
def fresh() -> None:
    cache.clear()


def canary(*, seconds_ago: float, state: JobState = JobState.DONE) -> None:
    now = timezone.now()
    queue.insert(kind="canary", subjects=[str(seconds_ago)], version="1", queue="default")
    finished = now - timedelta(seconds=seconds_ago) if state == JobState.DONE else None
    Job.objects.filter(subject=str(seconds_ago)).update(state=state, finished_at=finished)


@pytest.mark.django_db
def test_all_is_well(broker: Broker) -> None:
    canary(seconds_ago=20)
    answer = Client().get("/healthz")
    assert answer.status_code == 200
    said = answer.json()
    assert 20 <= said.pop("canary_seconds") <= 25
    assert said == {"database": "ok", "broker": "ok", "store": "ok", "jobs": "ok"}
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.django_db
def test_without_a_broker_the_web_goes_on(broker: Broker) -> None:
    broker.kill()
    answer = Client().get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["broker"] == "down"


@pytest.mark.django_db
def test_a_frozen_broker_is_down_within_seconds(broker: Broker) -> None:
    broker.freeze()
    assert Client().get("/healthz").json()["broker"] == "down"
    broker.thaw()


def test_without_its_database_it_is_unwell(monkeypatch: pytest.MonkeyPatch, broker: Broker) -> None:
    # No database is allowed in this test: any touch of it raises.
    from django.db import DatabaseError

    def away() -> None:
        raise DatabaseError("away")

    monkeypatch.setattr(health, "_database", away)
    answer = Client().get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["database"] == "down"


@pytest.mark.django_db
def test_a_store_that_is_away_is_told(settings: Settings, tmp_path: Path, broker: Broker) -> None:
    settings.EVIDENCE_STORE = "s3://evidence?endpoint=http://127.0.0.1:9"
    answer = Client().get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["store"] == "down"


@pytest.mark.django_db
def test_jobs_that_are_not_done_are_told_though_all_parts_are_there(broker: Broker) -> None:
    canary(seconds_ago=400)
    canary(seconds_ago=10, state=JobState.QUEUED)
    answer = Client().get("/healthz")
    assert answer.status_code == 200  # pages go on without workers
    assert answer.json()["jobs"] == "down"
    assert answer.json()["canary_seconds"] >= 400


@pytest.mark.django_db
def test_before_the_first_canary_jobs_count_as_not_done(broker: Broker) -> None:
    said = Client().get("/healthz").json()
    assert (said["jobs"], said["canary_seconds"]) == ("down", None)


@pytest.mark.django_db
def test_nobody_can_change_anything_through_it() -> None:
    assert Client().post("/healthz").status_code == 405
