"""How long a run may take, as the relay tells the worker."""

from typing import Any
from unittest.mock import MagicMock

from kombu import Producer
from pytest_django import Settings

from record.domain import long_works
from record.models import Job
from workers.limits import Limits, limits_of
from workers.relay import _publish
from workers.tasks import run_job


def test_what_people_wait_for_may_take_longer_but_not_until_it_is_given_out_again(
    settings: Settings,
) -> None:
    usual = limits_of(Job(kind="send_mail"))
    assert usual == Limits(settings.CELERY_TASK_SOFT_TIME_LIMIT, settings.CELERY_TASK_TIME_LIMIT)
    long = limits_of(Job(kind=long_works.JOB))
    assert long.soft > usual.hard
    assert long.soft < long.hard < settings.CELERY_VISIBILITY_TIMEOUT


def test_the_message_carries_the_limits(monkeypatch: Any) -> None:
    sent: dict[str, Any] = {}
    monkeypatch.setattr(
        "workers.relay.app.send_task", lambda name, _args, **given: sent.update(given, name=name)
    )
    job = Job(kind=long_works.JOB, queue="long")
    _publish(job, MagicMock(spec=Producer))
    assert (sent["soft_time_limit"], sent["time_limit"]) == limits_of(job)
    assert (sent["name"], sent["queue"]) == (run_job.name, "long")
