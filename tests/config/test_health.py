from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from config import health
from tests.support.broker import Broker


@pytest.fixture(autouse=True)
def fresh() -> None:
    cache.clear()


@pytest.mark.django_db
def test_all_is_well(broker: Broker) -> None:
    answer = Client().get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"database": "ok", "broker": "ok", "store": "ok"}
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
def test_nobody_can_change_anything_through_it() -> None:
    assert Client().post("/healthz").status_code == 405
