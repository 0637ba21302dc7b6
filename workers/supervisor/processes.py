"""Starting children that never outlive the process that started them."""

import ctypes
import signal
import sys
from collections.abc import Callable

PR_SET_PDEATHSIG = 1


def die_with_parent(number: int = signal.SIGTERM) -> Callable[[], None]:
    """For `preexec_fn`: the kernel signals this child when its parent dies, even of kill -9."""
    libc = ctypes.CDLL(None)

    def ask_kernel() -> None:
        if sys.platform == "linux":
            libc.prctl(PR_SET_PDEATHSIG, number)

    return ask_kernel
