"""The demo's one process: real parts, started, killed, stopped and started again."""

import os
import signal
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.ports import free_port
from tests.support.processes import ROOT, Process
from tests.support.waiting import until

pytestmark = pytest.mark.timeout(240)
Start = Callable[..., Process]


def children(pid: int) -> dict[str, int]:
    """The parts below the supervisor, by a word of their command."""
    words = {"valkey-server": "broker", "celery": "worker", "relay": "relay", "granian": "web"}
    found: dict[str, int] = {}
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        command = Path(f"/proc/{child}/cmdline").read_text()
        found |= {name: int(child) for word, name in words.items() if word in command}
    return found


@pytest.fixture
def var(tmp_path: Path) -> Path:
    """A data folder whose seasons count as made: they take a minute, and have their own tests."""
    (tmp_path / "var").mkdir()
    (tmp_path / "var/seeded").touch()
    return tmp_path / "var"


@pytest.fixture
def start(tmp_path: Path, var: Path) -> Iterator[Start]:
    started: list[Process] = []

    def begin(port: int, **more: str) -> Process:
        log = tmp_path / f"{len(started)}.log"
        env = {**os.environ, "P2HAM_VAR": str(var), "P2HAM_PORT": str(port), **more}
        process = Process([sys.executable, "-m", "workers.supervisor"], env, log)
        started.append(process)
        return process

    yield begin
    for process in started:
        process.stop()


def page(port: int) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
        return bytes(answer.read())


@pytest.mark.slow
def test_it_starts_heals_stops_in_order_and_goes_on(start: Start, var: Path) -> None:
    port = free_port()
    first = start(port)
    first.wait_until_said("Ready after", 150)
    assert b"<main" in page(port)

    old = children(first.popen.pid)
    assert set(old) == {"broker", "worker", "relay", "web"}
    os.kill(old["relay"], signal.SIGKILL)
    first.wait_until_said("relay is started again", 30)
    assert children(first.popen.pid)["relay"] != old["relay"]

    job_is_done(var)
    first.stop()
    said = first.log.read_text()
    order = [said.index(f"{name} stopped") for name in ("web", "relay", "worker", "broker")]
    assert order == sorted(order)
    assert first.popen.returncode == 0
    assert not any(Path(f"/proc/{pid}").exists() for pid in old.values())

    second = start(port)
    second.wait_until_said("Ready after", 60)
    assert state_of_canary(var) == "done"


def job_is_done(var: Path) -> None:
    """A canary goes the whole way: row, relay, broker, worker."""
    with sqlite3.connect(var / "p2ham.sqlite3", timeout=20) as database:
        database.execute(
            "INSERT INTO record_job (id, kind, subject, version, queue, state, owner, retries, tries,"
            " crashes, last_error, progress, created_at)"
            " VALUES (?, 'canary', 'test', '1', 'default', 'queued', '', 0, 0, 0, '', '', ?)",
            ("0" * 31 + "1", "2026-01-01 00:00:00"),
        )

    until(lambda: state_of_canary(var) == "done", seconds=60, what="canary done", step=0.3)


def state_of_canary(var: Path) -> str:
    with sqlite3.connect(var / "p2ham.sqlite3", timeout=20) as database:
        [[state]] = database.execute("SELECT state FROM record_job WHERE subject = 'test'")
    return str(state)


def test_a_second_copy_on_the_same_data_is_refused(start: Start) -> None:
    first = start(free_port())
    first.wait_until_said("Starting in", 30)
    second = start(free_port())
    assert second.popen.wait(timeout=30) == 1
    said = second.log.read_text()
    assert f"(process {first.popen.pid})" in said
    assert "Traceback" not in said


def test_a_port_in_use_is_told(start: Start) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = start(port)
        assert refused.popen.wait(timeout=30) == 1
    assert f"Port {port} is in use" in refused.log.read_text()


@pytest.mark.parametrize("port", ["80", "web", "70000"])
def test_a_port_that_is_none_is_told(var: Path, port: str) -> None:
    env = {**os.environ, "P2HAM_VAR": str(var), "P2HAM_PORT": port}
    ran = subprocess.run(
        [sys.executable, "-m", "workers.supervisor"],
        env=env, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert ran.returncode == 1
    assert f"P2HAM_PORT is '{port}'" in ran.stderr


def test_asked_to_stop_while_it_prepares_it_leaves_nothing_behind(start: Start) -> None:
    first = start(free_port())
    first.wait_until_said("Starting in", 30)
    until(lambda: children(first.popen.pid), seconds=20, what="a child")
    broker = children(first.popen.pid)["broker"]
    assert first.stop() < 30
    assert first.popen.returncode == 0
    assert not Path(f"/proc/{broker}").exists()


def test_killed_itself_it_takes_its_children_along(start: Start) -> None:
    first = start(free_port())
    until(lambda: "broker" in children(first.popen.pid), seconds=30, what="the broker")
    broker = children(first.popen.pid)["broker"]
    first.popen.kill()
    first.popen.wait(timeout=10)
    until(lambda: not Path(f"/proc/{broker}").exists(), seconds=20, what="the broker's end")
