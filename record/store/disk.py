"""The evidence store in a folder: objects/ab/cd/<sha256>, and temp/ in the same filesystem."""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from record.errors import NotStored, StoreCorrupt, StoreFull, StoreUnavailable
from record.store.base import SHA256, Stored, copy, measure, valid

NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
READ_ONLY = 0o440


class DiskStore:
    """Keeps each file once, read-only, durable before put() returns."""

    def __init__(self, root: Path) -> None:
        self.objects = root / "objects"
        self.temp = root / "temp"

    def put(self, chunks: Iterable[bytes], *, limit: int) -> Stored:
        """See Store.put."""
        with _storage_errors():
            _make_folder(self.temp)
            part = self.temp / uuid4().hex
            try:
                return self._keep(part, chunks, limit)
            finally:
                part.unlink(missing_ok=True)

    def open(self, sha256: str) -> BinaryIO:
        """See Store.open."""
        path = self._path(sha256)
        with _storage_errors():
            try:
                return path.open("rb")
            except FileNotFoundError as error:
                raise NotStored(sha256) from error

    def exists(self, sha256: str) -> bool:
        """See Store.exists."""
        return self._path(sha256).is_file()

    def digests(self) -> Iterator[str]:
        """See Store.digests."""
        for path in sorted(self.objects.glob("??/??/*")):
            if SHA256.fullmatch(path.name):
                yield path.name

    def stored_at(self, sha256: str) -> datetime:
        """See Store.stored_at."""
        try:
            return datetime.fromtimestamp(self._path(sha256).stat().st_mtime, UTC)
        except FileNotFoundError as error:
            raise NotStored(sha256) from error

    def clean(self, *, older_than: timedelta) -> int:
        """See Store.clean."""
        oldest = (datetime.now(UTC) - older_than).timestamp()
        return sum(_removed(part, oldest) for part in self.temp.glob("*"))

    def problems(self) -> list[str]:
        """See Store.problems."""
        probe = self.temp / f"probe-{uuid4().hex}"
        linked = self.objects / probe.name
        try:
            for folder in (self.temp, self.objects):
                _make_folder(folder)
            probe.touch(READ_ONLY, exist_ok=False)
            os.link(probe, linked)
        except OSError as error:
            return [f"cannot write: {error}"]
        finally:
            for path in (probe, linked):
                with suppress(OSError):
                    path.unlink(missing_ok=True)
        return []

    def _path(self, sha256: str) -> Path:
        return self.objects / valid(sha256)[:2] / sha256[2:4] / sha256

    def _keep(self, part: Path, chunks: Iterable[bytes], limit: int) -> Stored:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            stored = copy(chunks, file, limit=limit)
            file.flush()
            os.fchmod(file.fileno(), READ_ONLY)
            os.fsync(file.fileno())
        self._link(part, stored)
        return stored

    def _link(self, part: Path, stored: Stored) -> None:
        """Give the file its name, and make the name durable too.

        A name that is taken means that these bytes are here already, perhaps by an upload that
        runs at this moment and has not made the name durable yet: hence the fsync in either case.
        """
        path = self._path(stored.sha256)
        _make_folder(path.parent)
        try:
            os.link(part, path)
        except FileExistsError:
            with path.open("rb") as present:
                if measure(present) != stored:
                    raise StoreCorrupt(f"{stored.sha256} is damaged in the store") from None
        _sync_folder(path.parent)


def _removed(part: Path, oldest: float) -> bool:
    """Remove the part if it is older; one that is gone belonged to an upload that ended just now."""
    try:
        is_old = part.stat().st_mtime < oldest
        if is_old:
            part.unlink()
    except FileNotFoundError:
        return False
    return is_old


@contextmanager
def _storage_errors() -> Iterator[None]:
    """Turn the system's errors into the store's."""
    try:
        yield
    except OSError as error:
        kind = StoreFull if error.errno in NO_SPACE else StoreUnavailable
        raise kind(str(error)) from error


def _make_folder(folder: Path) -> None:
    """Create the folder and those above it, each one durable in its parent."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=0o750, exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
