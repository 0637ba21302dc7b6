"""Antivirus over clamd's INSTREAM. A file that was not scanned in full is never called clean.

The daemon must run with `AlertExceedsMax yes`: without it, it answers OK for what exceeds its own
limits. Addresses are `tcp://host:port` or `unix:///path/to/socket`.
"""

import re
import socket
from collections.abc import Iterable, Iterator
from contextlib import closing
from urllib.parse import urlsplit

from workers.checks.context import Context
from workers.checks.explanations import finding_text
from workers.checks.finding import Facts, Finding, Outcome, Severity, Status

NAME, VERSION = "antivirus", 1
TIMEOUT_SECONDS = 60.0
_CHUNK = 256 * 1024
_LONGEST_REPLY = 4096
_PORT = 3310
# Names that say "not scanned in full" in the form of a find.
_NOT_SCANNED = re.compile(r"Heuristics\.(Limits\.Exceeded|Encrypted)")


def scan(
    chunks: Iterable[bytes], size: int, context: Context, timeout: float = TIMEOUT_SECONDS
) -> Outcome:
    """Have clamd scan bytes given in chunks, `size` in all. Never raises for what clamd does.

    Reasons when not done: "not_configured" (skipped), "scanner_exceeded", "scanner_unreachable",
    "scanner_timeout", "scanner_fault".
    """
    if not context.clamd_url:
        return Outcome(check=NAME, version=VERSION, status=Status.SKIPPED, reason="not_configured")
    if size > context.limits.scan_bytes:
        return _not_scanned("scanner_exceeded")
    try:
        engine = _ask(context.clamd_url, [b"zVERSION\0"], timeout)
        reply = _ask(context.clamd_url, _instream(chunks), timeout)
    except TimeoutError:
        return _not_scanned("scanner_timeout")
    except (OSError, ValueError):
        return _not_scanned("scanner_unreachable")
    return _judged(reply, engine)


def _instream(chunks: Iterable[bytes]) -> Iterator[bytes]:
    yield b"zINSTREAM\0"
    for chunk in chunks:
        for start in range(0, len(chunk), _CHUNK):
            part = chunk[start : start + _CHUNK]
            yield len(part).to_bytes(4, "big") + part
    yield (0).to_bytes(4, "big")


def _ask(url: str, message: Iterable[bytes], timeout: float) -> str:
    """Send one command and return the reply. Raises OSError, ValueError for a wrong address."""
    with closing(_connected(url, timeout)) as connection:
        try:
            for part in message:
                connection.sendall(part)
        except (BrokenPipeError, ConnectionResetError):
            # clamd hangs up in mid-stream when a file exceeds its limit; its reply says so.
            return _reply(connection) or "size limit exceeded"
        return _reply(connection)


def _connected(url: str, timeout: float) -> socket.socket:
    address = urlsplit(url)
    if address.scheme == "unix":
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(timeout)
        connection.connect(address.path)
        return connection
    if address.scheme != "tcp" or not address.hostname:
        raise ValueError(f"not an address of clamd: {url}")
    return socket.create_connection((address.hostname, address.port or _PORT), timeout)


def _reply(connection: socket.socket) -> str:
    received = b""
    while b"\0" not in received and len(received) < _LONGEST_REPLY:
        part = connection.recv(_LONGEST_REPLY)
        if not part:
            break
        received += part
    return received.split(b"\0")[0].decode("utf-8", "replace").strip()


def _judged(reply: str, engine: str) -> Outcome:
    facts: Facts = {"engine": engine[:200]}
    if reply == "stream: OK":
        return Outcome(check=NAME, version=VERSION, status=Status.DONE, facts=facts)
    found = re.fullmatch(r"stream: (.{1,200}) FOUND", reply)
    if "size limit exceeded" in reply or (found and _NOT_SCANNED.match(found[1])):
        return _not_scanned("scanner_exceeded", facts)
    if found is None:
        return _not_scanned("scanner_fault", facts)
    malware = Finding(
        kind="malware",
        severity=Severity.HIGH,
        explanation=finding_text("malware", signature=found[1]),
        facts={"signature": found[1]},
    )
    return Outcome(
        check=NAME, version=VERSION, status=Status.DONE, findings=(malware,), facts=facts
    )


def _not_scanned(reason: str, facts: Facts | None = None) -> Outcome:
    return Outcome(
        check=NAME,
        version=VERSION,
        status=Status.COULD_NOT_CHECK,
        reason=reason,
        facts=facts or {},
    )
