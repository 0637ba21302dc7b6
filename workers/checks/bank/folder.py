"""A bank on disk: segments that never change, and a list of those that count.

    bank/list.json      the segments that count, and the caller's mark
    bank/<name>.segment one segment
    bank/lock           held by the one who writes

A segment is written beside, brought to disk and named; then the list is replaced in one step. A
writer that dies in between leaves a file that no list names, which the next writer removes. Readers
take no lock: they see a list whole, the old or the new one, and keep what they have mapped.
"""

import fcntl
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from workers.checks.bank.records import ALGORITHM
from workers.checks.bank.segment import (
    Arrays,
    BankDamagedError,
    Entry,
    Segment,
    assemble,
    merged,
    read,
    write,
)

_LIST, _LOCK, _SUFFIX = "list.json", "lock", ".segment"
# So many segments of one size become one of the next size.
_TOGETHER: Final = 8
# Larger ones are left as they are: joining costs twice their size in memory.
_LARGEST: Final = 8_192  # pictures


@dataclass(frozen=True, kw_only=True)
class Listed:
    """What counts: names of segments with their numbers of pictures, and the caller's mark."""

    segments: tuple[tuple[str, int], ...] = ()
    mark: dict[str, Any] = field(default_factory=dict)


class Folder:
    """The folder of a bank; it is made when something is first written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._open: dict[str, Segment] = {}
        self._seen: tuple[int, int, int] | None = None
        self._listed = Listed()

    def listed(self) -> Listed:
        """Read the list if it changed. Raises BankDamagedError."""
        path = self.path / _LIST
        try:
            with path.open("rb") as stream:
                state = os.fstat(stream.fileno())
                seen = (state.st_ino, state.st_mtime_ns, state.st_size)
                if seen != self._seen:
                    self._listed, self._seen = _read_list(stream.read()), seen
        except FileNotFoundError:
            self._listed, self._seen = Listed(), None
        return self._listed

    def segments(self) -> list[Segment]:
        """Return the segments that count now, mapped. Raises BankDamagedError."""
        for last in (False, False, False, True):
            names = [name for name, _ in self.listed().segments]
            try:
                self._open = {n: self._open.get(n) or read(self.path / n) for n in names}
            except FileNotFoundError as gone:
                # Joined with others since the list was read.
                self._seen = None
                if last:
                    raise BankDamagedError(f"{gone.filename} is missing") from gone
            else:
                break
        return list(self._open.values())

    @contextmanager
    def writing(self) -> Iterator["Writing"]:
        """Write alone: a second writer waits here. What a dead one left is removed first."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / _LOCK).open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            writing = Writing(self)
            writing.tidy()
            yield writing


class Writing:
    """The folder while nobody else writes to it."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    @property
    def mark(self) -> dict[str, Any]:
        """What the last writer left for the next one. Raises BankDamagedError."""
        return self._folder.listed().mark

    def add(self, entries: Sequence[Entry], mark: dict[str, Any] | None = None) -> None:
        """Publish pictures and the mark that goes with them in one step."""
        listed = self._folder.listed()
        if entries:
            name = self._publish(assemble(entries))
            listed = replace(listed, segments=(*listed.segments, (name, len(entries))))
        self._list(listed if mark is None else replace(listed, mark=mark))
        while self._join():
            pass

    def clear(self) -> None:
        """Leave an empty bank, also where there was a damaged one."""
        self._list(Listed())
        self.tidy()

    def tidy(self) -> None:
        """Remove what no list names."""
        try:
            kept = {name for name, _ in self._folder.listed().segments}
        except BankDamagedError:
            return
        for path in self._folder.path.glob("*" + _SUFFIX + "*"):
            if path.name not in kept:
                path.unlink(missing_ok=True)

    def _join(self) -> bool:
        """Make one of the first few of a size, if there are so many; order does not matter."""
        listed = self._folder.listed()
        sizes: dict[int, list[str]] = {}
        for name, pictures in listed.segments:
            if pictures * _TOGETHER <= _LARGEST:
                sizes.setdefault(_size(pictures), []).append(name)
        together = next((n for n in sizes.values() if len(n) >= _TOGETHER), None)
        if together is None:
            return False
        opened = dict(zip((n for n, _ in listed.segments), self._folder.segments(), strict=True))
        parts = [opened[name] for name in together]
        name = self._publish(merged(parts))
        others = [one for one in listed.segments if one[0] not in together]
        total = sum(part.count for part in parts)
        self._list(replace(listed, segments=((name, total), *others)))
        self.tidy()
        return True

    def _publish(self, arrays: Arrays) -> str:
        name = f"{uuid4().hex}{_SUFFIX}"
        with _replacing(self._folder.path / name) as stream:
            write(arrays, stream)
        return name

    def _list(self, listed: Listed) -> None:
        value = {"algorithm": ALGORITHM, "segments": listed.segments, "mark": listed.mark}
        with _replacing(self._folder.path / _LIST) as stream:
            stream.write(json.dumps(value).encode())


def _size(pictures: int) -> int:
    """0 for a single picture, one more for each time as many."""
    return next(k for k in range(64) if pictures < _TOGETHER ** (k + 1))


def _read_list(data: bytes) -> Listed:
    try:
        value = json.loads(data)
        if value["algorithm"] != ALGORITHM:
            raise BankDamagedError("the bank is of another algorithm")
        segments = tuple((str(name), int(pictures)) for name, pictures in value["segments"])
        if any("/" in name or not name.endswith(_SUFFIX) for name, _ in segments):
            raise BankDamagedError("the list names what is no segment")
        return Listed(segments=segments, mark=dict(value["mark"]))
    except (ValueError, KeyError, TypeError) as fault:
        raise BankDamagedError("the list of the bank cannot be read") from fault


@contextmanager
def _replacing(path: Path) -> Iterator[Any]:
    """Write a file that appears whole or not at all, also after the power went."""
    beside = path.parent / f"{uuid4().hex}{_SUFFIX}.new"
    try:
        with beside.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
