"""Real Celery workers and relays beside a test, on the test's own database and broker."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from pytest_django import Settings

from tests.support.broker import Broker
from tests.support.waiting import until
from workers.supervisor.processes import die_with_parent

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 60


class Process:
    """A child process with its output in a file."""

    def __init__(self, command: list[str], env: dict[str, str], log: Path) -> None:
        self.log = log
        with log.open("ab") as output:
            self.popen = subprocess.Popen(
                command, env=env, stdout=output, stderr=output, cwd=ROOT,
                start_new_session=True,
                preexec_fn=die_with_parent(),  # noqa: PLW1509 - the child only asks the kernel
            )  # fmt: skip

    def said(self, words: str) -> int:
        """How often `words` stand in its output."""
        return self.log.read_text(errors="replace").count(words)

    def wait_until_said(self, words: str, seconds: float = READY_SECONDS) -> None:
        def look() -> bool:
            assert self.popen.poll() is None, self.log.read_text(errors="replace")[-3000:]
            return self.said(words) > 0

        until(look, seconds=seconds, what=f"{words!r} in {self.log}")

    def kill(self) -> None:
        """End it and its children as a power cut would."""
        if self.popen.poll() is None:
            os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait(timeout=10)

    def stop(self, seconds: float = 60) -> float:
        """Ask it to end and return how long it took."""
        began = time.monotonic()
        if self.popen.poll() is None:
            self.popen.send_signal(signal.SIGTERM)
        try:
            self.popen.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        return time.monotonic() - began


def database_url(*, role: str = "", password: str = "") -> str:
    """The address of the database this very test runs on, for another role if one is named."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{given['NAME']}"
    where = quote(given["HOST"], safe="")
    port = f":{given['PORT']}" if given["PORT"] else ""
    user, secret = (role, password) if role else (given["USER"], given["PASSWORD"])
    who = quote(user) + (f":{quote(secret)}" if secret else "")
    return f"postgresql://{who}@{where}{port}/{given['NAME']}"


class Processes:
    """Starts processes of the project for a test and ends them with it."""

    def __init__(self, broker: Broker, env: dict[str, str], folder: Path) -> None:
        self.started: list[Process] = []
        self.broker = broker
        self._env = env
        self._folder = folder

    def start(self, *command: str, **env: str) -> Process:
        """Run `python <command>` with the test's database, broker and store."""
        log = self._folder / f"{len(self.started)}-{command[-1].strip('-')}.log"
        given = {**os.environ, **self._env, "REDIS_URL": self.broker.url, **env}
        process = Process([sys.executable, *command], given, log)
        self.started.append(process)
        return process

    def worker(
        self, *, queues: str = "default,mail,forensics,long", beat: bool = False, **env: str
    ) -> Process:
        """Start a Celery worker and wait until it is ready; keywords are environment variables."""
        options = ["-Q", queues, "-c", "1", "--without-gossip", "--without-mingle", "-l", "info"]
        beating = ["-B"] if beat else []
        worker = self.start(
            "-m", "celery", "-A", "tests.support.celery_app", "worker", *options, *beating, **env
        )
        worker.wait_until_said(" ready.")
        return worker

    def relay(self, **env: str) -> Process:
        relay = self.start("manage.py", "relay", **env)
        relay.wait_until_said("relay_starts")
        return relay


@pytest.fixture
def processes(
    broker: Broker, transactional_db: None, settings: Settings, tmp_path: Path
) -> Iterator[Processes]:
    """Start real workers and relays; short leases, so that what a crash leaves is found soon."""
    var = tmp_path / "var"
    (var / "static").mkdir(parents=True)
    env = {
        "DATABASE_URL": database_url(),
        "EVIDENCE_STORE": str(settings.EVIDENCE_STORE),
        "P2HAM_VAR": str(var),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "JOB_LEASE_SECONDS": "6",
        "SWEEP_SECONDS": "1",
        "REMAP_SIGTERM": "SIGQUIT",
    }
    made = Processes(broker, env, tmp_path)
    yield made
    for process in reversed(made.started):
        process.kill()


Worker = Callable[..., Process]


@pytest.fixture
def worker(processes: Processes) -> Process:
    """A Celery worker with beat, and a relay: everything that does jobs, doing them."""
    processes.relay()
    return processes.worker(beat=True)
