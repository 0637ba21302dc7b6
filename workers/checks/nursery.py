"""A process with every parser loaded that never parses: it forks a limited child for each file.

Loading the parsers takes a second or two, forking milliseconds. The nursery's environment is
empty, it holds no secret and no connection but the socket to its worker; it ends when that closes
or when nothing was asked of it for a while, so an idle worker costs no memory.
"""

import contextlib
import importlib
import json
import os
import select
import signal
import socket
import time
from typing import Any

from workers.checks import child

_MESSAGE_BYTES = 65_536
_PARSERS = (
    "workers.checks.battery",
    "PIL.JpegImagePlugin",
    "PIL.MpoImagePlugin",
    "PIL.PngImagePlugin",
    "PIL.WebPImagePlugin",
    "_strptime",
)


def serve(handle: int, idle_seconds: float) -> None:
    """Answer requests on the socket `handle` until it closes or nothing comes for so long."""
    for parser in _PARSERS:
        importlib.import_module(parser)
    channel = socket.socket(fileno=handle)
    while select.select([channel], [], [], idle_seconds)[0]:
        message, handles, _, _ = socket.recv_fds(channel, _MESSAGE_BYTES, 2)
        if not message:
            return
        try:
            ending = _raise_child(json.loads(message), *handles)
        finally:
            for received in handles:
                os.close(received)
        channel.sendall(json.dumps(ending).encode())


def _raise_child(request: dict[str, Any], source: int, answer: int) -> dict[str, Any]:
    """Fork, wait at most as long as allowed, and leave nothing of the child's group alive."""
    started = time.monotonic()
    pid = os.fork()
    if pid == 0:
        child.live(request, source, answer)
    ended = _wait(pid, request["bounds"]["wall"])
    for kill in (os.killpg, os.kill):  # os.kill too: it may have died before its setsid
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)
    _, status, usage = os.wait4(pid, 0)
    return {
        "reason": child.exit_reason(status) if ended else "timeout",
        "seconds": time.monotonic() - started,
        "peak_bytes": usage.ru_maxrss * 1024,
    }


def _wait(pid: int, seconds: float) -> bool:
    """Wait for a child without collecting it; False when the time ran out."""
    handle = os.pidfd_open(pid)
    try:
        return bool(select.select([handle], [], [], seconds)[0])
    finally:
        os.close(handle)
