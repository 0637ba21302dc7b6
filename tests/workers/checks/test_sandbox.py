"""A parser that misbehaves is contained, and the caller is told how it ended."""

import json
import os
import signal
import socket
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from workers.checks import sandbox
from workers.checks.context import MEBIBYTE
from workers.checks.sandbox import Answer, Bounds

SMALL = Bounds(memory=512 * MEBIBYTE, cpu=2, wall=4, output=2 * MEBIBYTE)


def run(job: str, data: bytes | Path = b"abc", bounds: Bounds = SMALL, **arguments: Any) -> Answer:
    return sandbox.run(f"tests.workers.checks.sandbox_jobs:{job}", data, arguments, bounds)


def gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] == "Z"
    except FileNotFoundError:
        return True


def free() -> sandbox._Nursery:
    """The nursery that is asked next."""
    with sandbox._a_nursery() as nursery:
        return nursery


def test_bytes_and_arguments_go_in_and_lines_come_out(tmp_path: Path) -> None:
    assert run("echo", b"abc", a=1).lines == (b'[3, {"a": 1}]',)
    path = tmp_path / "berkas"
    path.write_bytes(b"x" * 5_000_000)
    answer = run("echo", path)
    assert answer.lines == (b"[5000000, {}]",)
    assert answer.reason == ""
    assert answer.seconds < 4
    assert answer.peak_bytes > 0


def test_the_child_sees_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "rahasia")
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:rahasia@db/x")
    free()._stop()  # one started now inherits whatever would be inherited
    seen = json.loads(run("environment").lines[0])
    assert "rahasia" not in json.dumps(seen)
    # OpenCV writes where its own libraries are, once it is loaded.
    assert set(seen["environ"]) <= {*sandbox._ENVIRONMENT, "LC_CTYPE", "LD_LIBRARY_PATH"}
    assert seen["modules"] == []
    # The three standard ones, the answer, and the listing itself; the source was read and closed.
    assert len(seen["handles"]) == 5
    assert seen["leader"]
    assert seen["core"] == [0, 0]
    # The limit counts libraries that are mapped and not in memory: they come on top.
    low, high = seen["memory"]
    assert SMALL.memory <= low == high < SMALL.memory + 1_024 * MEBIBYTE


def test_the_child_has_no_privileges() -> None:
    lines = json.loads(run("run_a_program").lines[0])
    assert "CapEff:\t0000000000000000" in lines
    assert "NoNewPrivs:\t1" in lines


def test_a_memory_bomb_is_contained() -> None:
    answer = run("memory_bomb")
    assert (answer.lines, answer.reason) == ((b"before",), "memory")
    assert answer.peak_bytes <= SMALL.memory


def test_a_spinning_parser_is_stopped_by_its_time_on_the_processor() -> None:
    answer = run("spin", bounds=Bounds(cpu=1, wall=30))
    assert (answer.lines, answer.reason) == ((b"before",), "timeout")
    assert answer.seconds < 20


def test_a_sleeping_parser_is_stopped_by_the_clock() -> None:
    answer = run("sleep", bounds=Bounds(wall=1))
    assert (answer.lines, answer.reason) == ((b"before",), "timeout")
    assert 0.9 < answer.seconds < 5


def test_a_flood_is_cut_off() -> None:
    answer = run("flood")
    assert answer.reason == "output"
    assert sum(len(line) + 1 for line in answer.lines) <= SMALL.output


def test_a_crash_is_a_reason() -> None:
    answer = run("fall")
    assert (answer.lines, answer.reason) == ((b"before",), "crashed")


def test_an_error_is_a_reason_and_tells_nothing() -> None:
    answer = run("fail")
    assert (answer.lines, answer.reason) == ((), "fault")
    assert "rahasia" not in repr(answer)


def test_nothing_outlives_the_child() -> None:
    pid = int(run("leave_a_child").lines[0])
    deadline = time.monotonic() + 5
    while not gone(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert gone(pid)


def test_files_are_limited_and_the_network_is_where_the_kernel_allows(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        tmp_path.chmod(0o777)
        port = server.getsockname()[1]
        tried = json.loads(run("call_out", port=port, path=str(tmp_path / "x")).lines[0])
    assert tried["large file"] is False
    if os.geteuid() == 0:
        assert tried["network"] is False


def test_the_bytes_cannot_be_changed(tmp_path: Path) -> None:
    path = tmp_path / "bukti"
    path.write_bytes(b"asli")
    run("write_to_the_source", path)
    assert path.read_bytes() == b"asli"


def test_a_file_over_the_limit_is_not_even_read() -> None:
    answer = run("echo", b"x" * 2_000, bounds=Bounds(source=1_000))
    assert (answer.lines, answer.reason) == ((), "too_large")


def test_a_path_that_cannot_be_read_is_the_callers_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        run("echo", tmp_path / "tidak ada")


def test_a_nursery_that_died_is_replaced() -> None:
    run("echo")
    process = free()._process
    assert process is not None
    process.kill()
    process.wait()
    assert run("echo").lines
    assert free()._process is not process


def test_a_nursery_that_goes_away_in_between_is_asked_again() -> None:
    run("echo")
    channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    theirs.close()
    free()._channel = channel
    assert run("echo").lines


def test_an_idle_nursery_ends_and_is_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "_IDLE_SECONDS", 0.2)
    free()._stop()
    run("echo")
    process = free()._process
    assert process is not None
    assert process.wait(timeout=20) == 0
    assert run("echo").lines
    free()._stop()


def test_a_sandbox_that_cannot_start_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        sandbox, "_START", "raise SystemExit({handle} * 0 + len({root!r}) * 0 + {idle} * 0)"
    )
    free()._stop()
    assert run("echo").reason == "sandbox"
    free()._stop()


def test_nobody_waits_for_the_child_of_another_thread() -> None:
    with sandbox._a_nursery() as busy:
        assert run("echo").lines
        assert free() is not busy
    assert free() is busy


def test_a_forked_worker_gets_a_nursery_of_its_own() -> None:
    """Celery forks its workers: two of them must not read each other's answers."""
    run("echo")
    ours = free()._process
    assert ours is not None
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        answer = run("echo", b"12345")
        theirs = free()._process
        ok = answer.lines == (b"[5, {}]",) and theirs is not None and theirs.pid != ours.pid
        os.write(writer, b"1" if ok else b"0")
        free()._stop()
        os._exit(0)
    os.waitpid(pid, 0)
    assert os.read(reader, 1) == b"1"
    assert run("echo").lines
    os.close(reader)
    os.close(writer)


def test_threads_wait_for_each_other() -> None:
    answers: dict[int, bytes] = {}

    def ask(number: int) -> None:
        answers[number] = run("echo", b"x" * number, n=number).lines[0]

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {n: f'[{n}, {{"n": {n}}}]'.encode() for n in range(6)}


class TimeIsUp(Exception):
    """What a worker's soft time limit raises in the middle of anything."""


def test_a_time_limit_in_mid_run_leaves_no_answer_for_the_next_file() -> None:
    def strike(number: int, frame: object) -> None:
        raise TimeIsUp

    run("echo", b"abc")  # a nursery lives
    before = signal.signal(signal.SIGALRM, strike)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        with pytest.raises(TimeIsUp):
            run("sleep", b"abc")
    finally:
        signal.signal(signal.SIGALRM, before)
    answer = run("echo", b"four")
    assert (answer.lines, answer.reason) == ((b"[4, {}]",), "")
