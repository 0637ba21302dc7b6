"""The antivirus against a real clamd with a hand-made signature, and against daemons that fail."""

import shutil
import socketserver
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import md5
from pathlib import Path

import pytest

from tests.support.ports import free_port
from workers.checks import clamav
from workers.checks.context import Context, Limits
from workers.checks.finding import Outcome, Severity, Status

# The harmless file that every scanner knows; in two parts, so that none takes fright at this test.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
CLAMD = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")


def scan(
    url: str, data: bytes = b"aman", timeout: float = 20, limits: Limits | None = None
) -> Outcome:
    context = Context(clamd_url=url, limits=limits or Limits())
    return clamav.scan([data], len(data), context, timeout)


@pytest.fixture(scope="module")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real clamd on a socket of its own, which knows one signature and scans up to 1 MB."""
    if CLAMD is None:
        pytest.skip("clamd is not installed")
    folder = tmp_path_factory.mktemp("clamd")
    database = folder / "db"
    database.mkdir()
    digest = md5(EICAR, usedforsecurity=False).hexdigest()
    (database / "uji.hdb").write_text(f"{digest}:{len(EICAR)}:Uji.Eicar\n")
    address = folder / "s"
    settings = folder / "clamd.conf"
    settings.write_text(
        f"DatabaseDirectory {database}\nLocalSocket {address}\nForeground yes\n"
        "StreamMaxLength 2M\nMaxScanSize 1M\nMaxFileSize 1M\nAlertExceedsMax yes\n"
        "LogFile /dev/null\n"
    )
    process = subprocess.Popen(
        [CLAMD, f"--config-file={settings}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + 60
        while not address.exists():
            assert process.poll() is None, "clamd did not start"
            assert time.monotonic() < deadline, "clamd took too long"
            time.sleep(0.05)
        yield f"unix://{address}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def test_a_clean_file_was_scanned_by_a_named_engine(clamd: str) -> None:
    outcome = scan(clamd)
    assert (outcome.status, outcome.findings) == (Status.DONE, ())
    assert outcome.facts["engine"].startswith("ClamAV")


def test_malware_is_found_and_named(clamd: str) -> None:
    outcome = scan(clamd, EICAR)
    (finding,) = outcome.findings
    assert (finding.kind, finding.severity) == ("malware", Severity.HIGH)
    assert finding.facts == {"signature": "Uji.Eicar.UNOFFICIAL"}
    assert "Uji.Eicar" in finding.explanation.id


def test_an_empty_file_and_many_chunks(clamd: str) -> None:
    assert scan(clamd, b"").status is Status.DONE
    context = Context(clamd_url=clamd)
    pieces = [EICAR[i : i + 7] for i in range(0, len(EICAR), 7)]
    assert clamav.scan(pieces, len(EICAR), context, 20).findings


@pytest.mark.parametrize("size", [1_500_000, 3_000_000])
def test_what_exceeds_the_daemon_s_limits_was_not_scanned(clamd: str, size: int) -> None:
    """Over MaxFileSize the daemon says so in the form of a find, over StreamMaxLength it hangs up."""
    outcome = scan(clamd, bytes(size))
    assert (outcome.status, outcome.reason) == (Status.COULD_NOT_CHECK, "scanner_exceeded")
    assert outcome.findings == ()


def test_what_exceeds_our_own_limit_is_not_sent(clamd: str) -> None:
    outcome = scan(clamd, bytes(100), limits=Limits(scan_bytes=99))
    assert (outcome.status, outcome.reason) == (Status.COULD_NOT_CHECK, "scanner_exceeded")


@contextmanager
def daemon(reply: bytes | None, delay: float = 0) -> Iterator[str]:
    """A server that reads a command and answers what it is told; None hangs up at once."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            command = self.request.recv(100_000)
            if command.startswith(b"zVERSION"):
                self.request.sendall(b"ClamAV 1.4.3/27000/x\0")
                return
            time.sleep(delay)
            if reply is not None:
                self.request.sendall(reply)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"tcp://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.mark.parametrize(
    ("reply", "status", "reason"),
    [
        (b"stream: OK\0", Status.DONE, ""),
        (b"stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0", None, "scanner_exceeded"),
        (b"stream: Heuristics.Encrypted.PDF FOUND\0", None, "scanner_exceeded"),
        (b"INSTREAM size limit exceeded. ERROR\0", None, "scanner_exceeded"),
        (b"stream: Can't allocate memory ERROR\0", None, "scanner_fault"),
        (b"UNKNOWN COMMAND\0", None, "scanner_fault"),
        (b"stream: NOT OK\0", None, "scanner_fault"),
        (b"", None, "scanner_fault"),
        (None, None, "scanner_fault"),
        (b"\xff\xfe\0", None, "scanner_fault"),
    ],
)
def test_only_one_reply_means_clean(
    reply: bytes | None, status: Status | None, reason: str
) -> None:
    with daemon(reply) as url:
        outcome = scan(url)
    assert outcome.status is (status or Status.COULD_NOT_CHECK)
    assert outcome.reason == reason
    assert outcome.findings == ()


def test_no_answer_in_time() -> None:
    with daemon(b"stream: OK\0", delay=2) as url:
        outcome = scan(url, timeout=0.3)
    assert (outcome.status, outcome.reason) == (Status.COULD_NOT_CHECK, "scanner_timeout")


@pytest.mark.parametrize(
    "url",
    [
        "tcp://127.0.0.1:{port}",
        "unix:///tidak/ada",
        "http://127.0.0.1",
        "clamd",
        "tcp://",
        "tcp://a:b",
    ],
)
def test_a_daemon_that_is_not_there(url: str) -> None:
    outcome = scan(url.format(port=free_port()), timeout=2)
    assert (outcome.status, outcome.reason) == (Status.COULD_NOT_CHECK, "scanner_unreachable")


def test_without_an_address_nothing_is_said_to_be_clean() -> None:
    outcome = scan("")
    assert (outcome.status, outcome.reason) == (Status.SKIPPED, "not_configured")


def test_the_socket_path_is_short_enough(clamd: str) -> None:
    assert len(str(Path(clamd.removeprefix("unix://")))) < 108
