"""Taking away from a process what reading one file does not need, as far as the kernel allows."""

import ctypes
import os
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path

_NOBODY = 65_534
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38
_CLONE_NEWUSER, _CLONE_NEWNET = 0x1000_0000, 0x4000_0000
_CAPABILITY_VERSION_3 = 0x2008_0522


def confine(bounds: dict[str, int], keep: set[int]) -> None:
    """Lead an own process group without network, privileges or other files, under hard limits.

    `bounds` has the fields of sandbox.Bounds; `keep` are the only descriptors left open.
    """
    os.setsid()
    _close_all_but(keep)
    libc = ctypes.CDLL(None, use_errno=True)
    _leave_network(libc)
    _give_up_privileges(libc)
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    for limit, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, bounds["files"]),
        (resource.RLIMIT_FSIZE, bounds["output"]),
        (resource.RLIMIT_NPROC, bounds["processes"]),
        (resource.RLIMIT_CPU, bounds["cpu"]),
        (resource.RLIMIT_AS, bounds["memory"] + _mapped_untouched()),
    ):
        _lower(limit, value)


def _mapped_untouched() -> int:
    """Return the bytes of libraries that are mapped and were never read.

    The limit counts what is mapped, the bound what is used: with a dozen parsers loaded the former
    begins at six hundred megabytes, of which a tenth is in memory.
    """
    mapped, used = (int(field) for field in Path("/proc/self/statm").read_text().split()[:2])
    return (mapped - used) * resource.getpagesize()


def _lower(limit: int, value: int) -> None:
    """Set a limit, or keep the lower one this process was started with."""
    hard = resource.getrlimit(limit)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(limit, (value, value))


def _leave_network(libc: ctypes.CDLL) -> None:
    """Move to a network without interfaces; a kernel that forbids it leaves us where we are."""
    if os.geteuid() == 0:
        libc.unshare(_CLONE_NEWNET)
    else:
        libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def _give_up_privileges(libc: ctypes.CDLL) -> None:
    """Become nobody if we are root and nobody can read our libraries; drop all capabilities.

    A library that cannot be read would fail where it is first used, deep inside a check.
    """
    with suppress(PermissionError):
        if os.geteuid() == 0 and _libraries_readable_by_all():
            os.setgroups([])
            os.setresgid(_NOBODY, _NOBODY, _NOBODY)
            os.setresuid(_NOBODY, _NOBODY, _NOBODY)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    nothing = (ctypes.c_uint32 * 6)()
    libc.capset(header, nothing)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def _libraries_readable_by_all() -> bool:
    folders = {Path(entry).resolve() for entry in sys.path if Path(entry).is_dir()}
    each = {parent for folder in folders for parent in (folder, *folder.parents)}
    return all(parent.stat().st_mode & 0o005 == 0o005 for parent in each)


def _close_all_but(keep: set[int]) -> None:
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    for number in range(3, 1024):
        if number not in keep:
            with suppress(OSError):
                os.close(number)
