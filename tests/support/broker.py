"""A real Redis-protocol broker for a test, which can be stopped, killed and frozen."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from pytest_django import Settings

from tests.support.waiting import until
from workers.supervisor import broker as embedded
from workers.supervisor.processes import die_with_parent


class Broker:
    """Valkey with its append-only file, which outlives stop() and kill()."""

    def __init__(self) -> None:
        # Directly below /tmp: a socket's path may have 107 bytes only.
        self.home = Path(tempfile.mkdtemp(prefix="p2ham-vk-", dir="/tmp"))
        self.socket = self.home / "s"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return embedded.url(self.socket)

    def client(self) -> redis.Redis:
        return redis.Redis(unix_socket_path=str(self.socket), socket_timeout=5)

    def waiting(self, queue: str) -> int:
        """How many messages lie in `queue`."""
        with self.client() as client:
            return int(client.llen(queue))

    def start(self) -> None:
        self.process = subprocess.Popen(
            embedded.command(self.socket, data=self.home),
            stdout=subprocess.DEVNULL,
            preexec_fn=die_with_parent(),  # noqa: PLW1509 - the child only asks the kernel
        )
        until(lambda: embedded.answers(self.socket), seconds=10, what="broker up")

    def _end(self, number: int) -> None:
        if self.process and self.process.poll() is None:
            os.kill(self.process.pid, number)
            self.process.wait(timeout=20)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def freeze(self) -> None:
        """It goes on accepting connections and answers none."""
        assert self.process
        os.kill(self.process.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        assert self.process
        os.kill(self.process.pid, signal.SIGCONT)


@pytest.fixture
def broker(settings: Settings) -> Iterator[Broker]:
    """A running broker, to which the settings point."""
    made = Broker()
    made.start()
    settings.REDIS_CLIENT_URL = f"unix://{made.socket}?db=0"
    settings.CELERY_BROKER_URL = made.url
    yield made
    made.kill()
    shutil.rmtree(made.home, ignore_errors=True)
