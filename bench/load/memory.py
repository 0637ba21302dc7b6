"""How much memory this process needed."""

import resource


def peak_mib() -> int:
    """The most that was resident since the process began, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
