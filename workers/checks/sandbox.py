"""Running a parser of uploaded bytes where it can do no harm: a child with limits on everything.

    answer = run("workers.checks.battery:run", Path("photo.jpg"), arguments)

The child gets the bytes on a descriptor and writes lines to another one in memory; it has no
environment, no network where the kernel allows that, no other open file, and, where we are root,
another user. Whatever it does, the caller gets an Answer.
"""

import contextlib
import fcntl
import json
import os
import select
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from workers.checks.context import MEBIBYTE

_ROOT = Path(__file__).resolve().parents[2]
_START = (
    "import sys; sys.path.insert(0, {root!r}); "
    "from workers.checks.nursery import serve; serve({handle}, {idle})"
)
# One thread in each library, one heap: threads would count against the limits on memory. What is
# freed is kept for what comes next: fetching the same memory from the kernel again and again takes a
# quarter of the time of a picture's features. Large pieces are given back all the same.
_ENVIRONMENT = {
    "LC_ALL": "C.UTF-8",
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": str(32 * MEBIBYTE),
    "MALLOC_TRIM_THRESHOLD_": str(256 * MEBIBYTE),
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
}
_IDLE_SECONDS = 30.0
# How long the nursery may take to load its parsers on a busy machine, beyond the job itself.
_START_SECONDS = 60.0


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """What one child may use: bytes, seconds, counts. `processes` counts the whole user's."""

    memory: int = 768 * MEBIBYTE
    cpu: int = 60
    wall: float = 90
    output: int = 8 * MEBIBYTE
    files: int = 64
    processes: int = 4_096
    source: int = 64 * MEBIBYTE


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a child wrote before it ended, and why it ended (empty: it did all its work)."""

    lines: tuple[bytes, ...]
    reason: str
    seconds: float
    peak_bytes: int


def run(
    job: str, source: bytes | Path, arguments: dict[str, Any], bounds: Bounds | None = None
) -> Answer:
    """Run "module:function" over the bytes in a child. Never raises for what the bytes do.

    The function is called as function(data, arguments, emit). Reasons: "too_large", "memory",
    "timeout", "output", "crashed", "fault", "sandbox". Raises OSError when a given path cannot be
    read.
    """
    bounds = bounds or Bounds()
    with _readable(source) as handle, _in_memory(b"", "answer") as answer:
        if os.fstat(handle).st_size > bounds.source:
            return Answer(lines=(), reason="too_large", seconds=0, peak_bytes=0)
        request = {"job": job, "arguments": arguments, "bounds": asdict(bounds)}
        with _a_nursery() as nursery:
            ending = nursery.ask(request, handle, answer, bounds.wall)
        size = min(os.fstat(answer).st_size, bounds.output)
        written = os.pread(answer, size, 0)
    return Answer(lines=tuple(written.splitlines()), **ending)


@contextlib.contextmanager
def _readable(source: bytes | Path) -> Iterator[int]:
    if isinstance(source, bytes):
        with _in_memory(source, "source") as handle:
            fcntl.fcntl(handle, fcntl.F_ADD_SEALS, fcntl.F_SEAL_WRITE | fcntl.F_SEAL_GROW)
            yield handle
    else:
        with source.open("rb") as stream:
            yield stream.fileno()


@contextlib.contextmanager
def _in_memory(data: bytes, name: str) -> Iterator[int]:
    handle = os.memfd_create(name, os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    try:
        with os.fdopen(os.dup(handle), "wb") as stream:
            stream.write(data)
        os.lseek(handle, 0, os.SEEK_SET)
        yield handle
    finally:
        os.close(handle)


class _Nursery:
    """Our end of the nursery, which is started when first needed and again when it is gone."""

    def __init__(self) -> None:
        self._owner = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None

    def ask(self, request: dict[str, Any], source: int, answer: int, wall: float) -> dict[str, Any]:
        """Have one child raised; a nursery that went away in between is started once more."""
        message = json.dumps(request).encode()
        for _ in range(2):
            with contextlib.suppress(OSError):
                reply = self._exchange(message, [source, answer], wall + _START_SECONDS)
                if reply:
                    ending: dict[str, Any] = json.loads(reply)
                    return ending
            self._stop()
        return {"reason": "sandbox", "seconds": 0.0, "peak_bytes": 0}

    def _exchange(self, message: bytes, handles: list[int], seconds: float) -> bytes:
        """Send a request and return its reply, empty if none came in time."""
        channel = self._started()
        try:
            socket.send_fds(channel, [message], handles)
            ready = select.select([channel], [], [], seconds)[0]
            return channel.recv(65_536) if ready else b""
        except BaseException:
            # A worker's time limit may strike here: the reply still to come is another file's.
            self._stop()
            raise

    def _started(self) -> socket.socket:
        """Return the channel to a living nursery of this very process (a fork starts its own)."""
        if self._channel is not None and self._owner == os.getpid():
            if self._process is not None and self._process.poll() is None:
                return self._channel
            self._stop()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            start = _START.format(root=str(_ROOT), handle=theirs.fileno(), idle=_IDLE_SECONDS)
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-c", start],
                env=_ENVIRONMENT,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C at a terminal lets a running check finish
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        self._channel, self._owner = ours, os.getpid()
        return ours

    def _stop(self) -> None:
        if self._channel is not None:
            self._channel.close()
        if self._process is not None and self._owner == os.getpid():
            self._process.kill()
            self._process.wait()
        self._channel = self._process = None


# Those nobody is asking now. A nursery raises one child at a time, so each thread has one to itself
# while it asks; taking and giving back are one step each.
_FREE: list[_Nursery] = []


@contextlib.contextmanager
def _a_nursery() -> Iterator[_Nursery]:
    try:
        nursery = _FREE.pop()
    except IndexError:
        nursery = _Nursery()
    try:
        yield nursery
    finally:
        _FREE.append(nursery)
