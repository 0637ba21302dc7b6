"""How much memory processes need, read from the kernel. On Linux alone; elsewhere it is unknown."""

import re
from collections.abc import Iterator
from pathlib import Path

_PSS = re.compile(r"^Pss: +(\d+) kB", re.MULTILINE)


def family(pid: int) -> Iterator[int]:
    """The process and all below it."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return
    for child in children.split():
        yield from family(int(child))


def shared_out(pid: int) -> int:
    """MiB of one process, of what it shares with others its part (PSS); 0 once it is gone."""
    try:
        found = _PSS.search(Path(f"/proc/{pid}/smaps_rollup").read_text())
    except OSError:
        return 0
    return int(found[1]) >> 10 if found else 0


class Peak:
    """The most that all processes below one needed together, at the moments it was looked at."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self.together = 0
        self.largest = 0

    def look(self) -> None:
        each = [shared_out(pid) for pid in family(self._pid)]
        self.together = max(self.together, sum(each))
        self.largest = max(self.largest, *each)
