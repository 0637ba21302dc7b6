import errno
import hashlib
import os
import stat
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from record.errors import BrokenOff, NotStored, StoreCorrupt, StoreFull, StoreUnavailable, TooLarge
from record.store.base import Stored
from record.store.disk import DiskStore
from tests.record.support import run_together

ABC = hashlib.sha256(b"abc").hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> DiskStore:
    return DiskStore(tmp_path / "evidence")


def files(store: DiskStore) -> list[str]:
    return [str(p.relative_to(store.objects)) for p in store.objects.rglob("*") if p.is_file()]


def remains(store: DiskStore) -> list[Path]:
    return list(store.temp.iterdir())


def test_bytes_are_kept_under_their_digest_and_read_only(store: DiskStore) -> None:
    assert store.put([b"a", b"b", b"c"], limit=3) == Stored(ABC, 3)
    assert files(store) == [f"{ABC[:2]}/{ABC[2:4]}/{ABC}"]
    assert stat.S_IMODE((store.objects / files(store)[0]).stat().st_mode) == 0o440
    assert remains(store) == []
    assert store.exists(ABC)
    with store.open(ABC) as file:
        assert file.read() == b"abc"
    assert list(store.digests()) == [ABC]
    assert datetime.now(UTC) - store.stored_at(ABC) < timedelta(minutes=1)


def test_the_same_bytes_again_are_a_success_and_change_nothing(store: DiskStore) -> None:
    store.put([b"abc"], limit=3)
    before = (store.objects / files(store)[0]).stat()
    assert store.put([b"abc"], limit=3) == Stored(ABC, 3)
    after = (store.objects / files(store)[0]).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert remains(store) == []


def test_damaged_bytes_under_the_same_name_are_not_taken_for_success(store: DiskStore) -> None:
    store.put([b"abc"], limit=3)
    path = store.objects / files(store)[0]
    path.chmod(0o600)
    path.write_bytes(b"abX")
    with pytest.raises(StoreCorrupt):
        store.put([b"abc"], limit=3)
    assert path.read_bytes() == b"abX"
    assert remains(store) == []


def test_too_large_leaves_nothing_and_reads_no_further(store: DiskStore) -> None:
    read = []

    def chunks() -> Iterator[bytes]:
        for number in range(100):
            read.append(number)
            yield b"x" * 10

    with pytest.raises(TooLarge) as refused:
        store.put(chunks(), limit=15)
    assert refused.value.limit == 15
    assert read == [0, 1]
    assert (files(store), remains(store)) == ([], [])


def test_a_client_that_breaks_off_leaves_nothing(store: DiskStore) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"x"
        raise ConnectionResetError

    with pytest.raises(BrokenOff):
        store.put(chunks(), limit=10)
    assert (files(store), remains(store)) == ([], [])


@pytest.mark.parametrize("call", ["fsync", "link", "open"])
@pytest.mark.parametrize(
    ("number", "error"),
    [
        (errno.ENOSPC, StoreFull),
        (errno.EDQUOT, StoreFull),
        (errno.EIO, StoreUnavailable),
        (errno.EROFS, StoreUnavailable),
    ],
)
def test_when_the_disk_refuses(
    store: DiskStore,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    number: int,
    error: type[Exception],
) -> None:
    store.put([b"other"], limit=9)

    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, refuse)
    with pytest.raises(error):
        store.put([b"abc"], limit=3)
    monkeypatch.undo()
    assert not store.exists(ABC)
    assert remains(store) == []
    assert store.put([b"abc"], limit=3) == Stored(ABC, 3)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real filesystem of 64 KiB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount: list[str | Path] = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can make a small filesystem")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_keeps_nothing_and_works_again_when_there_is_space(small_disk: Path) -> None:
    store = DiskStore(small_disk)
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 32_768)
    with pytest.raises(StoreFull):
        store.put([b"y" * 4096] * 16, limit=10**6)
    assert (files(store), remains(store)) == ([], [])
    ballast.unlink()
    assert store.put([b"y" * 4096] * 8, limit=10**6).size == 32_768


def test_the_name_is_durable_before_put_returns(
    store: DiskStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The order that survives a power cut: bytes, name, and every new folder in its parent."""
    done: list[str] = []
    fsync, link = os.fsync, os.link

    def note_fsync(descriptor: int) -> None:
        done.append(f"fsync {Path(f'/proc/self/fd/{descriptor}').readlink().name}")
        fsync(descriptor)

    def note_link(source: Path, target: Path) -> None:
        done.append("link")
        link(source, target)

    store.put([b"first"], limit=5)
    monkeypatch.setattr(os, "fsync", note_fsync)
    monkeypatch.setattr(os, "link", note_link)
    store.put([b"abc"], limit=3)
    part, *rest = done
    assert len(part) == len("fsync ") + 32
    assert rest == ["fsync objects", f"fsync {ABC[:2]}", "link", f"fsync {ABC[2:4]}"]


@pytest.mark.parametrize("name", ["", "abc", "../" * 20 + "x", ABC.upper(), ABC + "\n", "g" * 64])
def test_only_a_digest_becomes_a_path(store: DiskStore, name: str) -> None:
    with pytest.raises(NotStored):
        store.open(name)
    with pytest.raises(NotStored):
        store.exists(name)


def test_what_is_not_there(store: DiskStore) -> None:
    assert not store.exists(ABC)
    with pytest.raises(NotStored):
        store.open(ABC)
    with pytest.raises(NotStored):
        store.stored_at(ABC)
    assert list(store.digests()) == []


def test_remains_of_a_killed_process_are_removed_when_old(store: DiskStore) -> None:
    store.put([b"abc"], limit=3)
    old, young = (store.temp / uuid4().hex for _ in range(2))
    for path in (old, young):
        path.write_bytes(b"half")
    yesterday = datetime.now(UTC) - timedelta(days=1, hours=1)
    os.utime(old, (yesterday.timestamp(), yesterday.timestamp()))
    assert store.clean(older_than=timedelta(days=1)) == 1
    assert remains(store) == [young]
    assert store.exists(ABC)


def test_an_upload_that_ends_meanwhile_does_not_stop_the_removal(
    store: DiskStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put([b"abc"], limit=3)
    (store.temp / uuid4().hex).write_bytes(b"under way")
    glob = Path.glob

    def ended(folder: Path, pattern: str) -> Iterator[Path]:
        for part in list(glob(folder, pattern)):
            part.unlink()
            yield part

    monkeypatch.setattr(Path, "glob", ended)
    assert store.clean(older_than=timedelta(days=1)) == 0


def test_many_at_once_with_the_same_bytes(store: DiskStore) -> None:
    kept: list[Stored] = []
    chunks = [b"x" * 1000] * 50
    run_together([lambda: kept.append(store.put(chunks, limit=50_000))] * 8)
    assert len(kept) == 8
    assert len(set(kept)) == len(files(store)) == 1
    assert remains(store) == []


def test_it_tries_itself_out(store: DiskStore) -> None:
    assert store.problems() == []
    assert (files(store), remains(store)) == ([], [])


def test_it_says_when_its_folder_is_none(tmp_path: Path) -> None:
    (tmp_path / "evidence").write_text("a file")
    assert DiskStore(tmp_path / "evidence").problems() != []
    with pytest.raises(StoreUnavailable):
        DiskStore(tmp_path / "evidence").put([b"abc"], limit=3)
