"""What happens in the forked process that reads one file: limits first, then the job."""

import errno
import importlib
import os
import signal
from collections.abc import Callable
from typing import Any, NoReturn

from workers.checks.confine import confine

# Exit codes; the nursery turns them into reasons.
_DONE, _FAULT, _MEMORY, _OUTPUT = 0, 70, 71, 72

Job = Callable[[bytes, dict[str, Any], Callable[[bytes], None]], None]


def live(request: dict[str, Any], source: int, answer: int) -> NoReturn:
    """Confine this process, run the job, and leave without ever returning."""
    code = _FAULT
    try:
        confine(request["bounds"], {source, answer})
        job = _job(request["job"])
        job(_read(source), request["arguments"], lambda line: _write(answer, line))
        code = _DONE
    except MemoryError:
        code = _MEMORY
    except OSError as fault:
        code = _OUTPUT if fault.errno == errno.EFBIG else _FAULT
    finally:
        os._exit(code)


def exit_reason(status: int) -> str:
    """Name why a child ended by its wait status; empty when it did its work."""
    if os.WIFEXITED(status):
        codes = {_DONE: "", _MEMORY: "memory", _OUTPUT: "output"}
        return codes.get(os.WEXITSTATUS(status), "fault")
    # SIGKILL: the hard limit on CPU time, or the kernel when the machine has no memory left.
    timed = {signal.SIGXCPU, signal.SIGKILL}
    return "timeout" if os.WTERMSIG(status) in timed else "crashed"


def _job(name: str) -> Job:
    """Find the function "module:function" that the worker named."""
    module, _, function = name.partition(":")
    found: Job = getattr(importlib.import_module(module), function)
    return found


def _read(source: int) -> bytes:
    size = os.fstat(source).st_size
    with os.fdopen(source, "rb") as stream:
        return stream.read(size)


def _write(answer: int, line: bytes) -> None:
    while line:
        line = line[os.write(answer, line) :]
