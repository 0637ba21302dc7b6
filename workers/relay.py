"""Handing job rows to the broker, again and again, whatever the broker does."""

import signal
import threading
from types import FrameType

import structlog
from celery import Celery
from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from kombu import Connection, Producer
from kombu.exceptions import OperationalError as BrokerAway

from record.domain import relay
from record.models import Job
from workers import alive
from workers.app import RUN_JOB, app
from workers.limits import limits_of

log = structlog.get_logger(__name__)
POLL_SECONDS = 0.25
LONGEST_PAUSE = 10.0
PUBLISH_SECONDS = 5  # a frozen broker takes the connection and never answers


class Relay:
    """The loop of `manage.py relay`; stop() ends it after the batch it is in."""

    def __init__(self) -> None:
        self._stop = threading.Event()

    def stop(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        self._stop.set()

    def run(self) -> None:
        """Publish what waits until stopped. Trouble makes it slower, never ends it."""
        pause = POLL_SECONDS
        while not self._stop.is_set():
            alive.show("relay")
            try:
                pause = 0.0 if publish_waiting(app) else POLL_SECONDS
            except (BrokerAway, DatabaseError, OSError) as why:
                pause = min(max(pause, POLL_SECONDS) * 2, LONGEST_PAUSE)
                log.warning("relay_waits", why=repr(why), seconds=pause)
                connection.close()
            self._stop.wait(pause)


def publish_waiting(celery: Celery) -> int:
    """Hand over what waits and return how many; raises when the broker or the database is away."""
    close_old_connections()
    # A look without a transaction first: on SQLite each transaction holds up every writer.
    if not relay.ready().exists():
        return 0
    with _quick_connection(celery) as broker, celery.amqp.Producer(broker) as producer:
        return relay.dispatch(lambda job: _publish(job, producer))


def _quick_connection(celery: Celery) -> Connection:
    usual = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    return celery.connection_for_write(
        transport_options={**usual, "socket_timeout": PUBLISH_SECONDS}
    )


def _publish(job: Job, producer: Producer) -> None:
    limits = limits_of(job)
    app.send_task(
        RUN_JOB,
        (str(job.pk),),
        queue=job.queue,
        producer=producer,
        soft_time_limit=limits.soft,
        time_limit=limits.hard,
    )


def run_until_told() -> None:
    """Run in the foreground until SIGTERM or SIGINT."""
    loop = Relay()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, loop.stop)
    log.info("relay_starts")
    loop.run()
    log.info("relay_ends")
