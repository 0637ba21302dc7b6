import os
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from record.domain.blobs import keep, register
from record.store import get_store

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.EVIDENCE_STORE = f"file://{tmp_path}/evidence"
    return tmp_path / "evidence"


@pytest.fixture
def kept() -> str:
    """The digest of stored bytes with a row."""
    with transaction.atomic():
        return register(keep([b"abc"], limit=3)).sha256


def path_of(folder: Path, digest: str) -> Path:
    return folder / "objects" / digest[:2] / digest[2:4] / digest


def run(*options: str) -> list[str]:
    out = StringIO()
    call_command("verify_store", *options, stdout=out)
    return out.getvalue().splitlines()


def run_and_fail(*options: str) -> list[str]:
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_store", *options, stdout=out)
    return out.getvalue().splitlines()


def age(path: Path, **by: int) -> None:
    at = (datetime.now(UTC) - timedelta(**by)).timestamp()
    os.utime(path, (at, at))


@pytest.mark.usefixtures("kept")
def test_a_whole_store() -> None:
    assert run() == ["1 of 1 files are whole", "0 remains of broken-off uploads removed"]


def test_a_deleted_file_is_named(folder: Path, kept: str) -> None:
    path_of(folder, kept).unlink()
    assert f"missing {kept}" in run_and_fail()


@pytest.mark.parametrize("content", [b"abX", b"abcd", b""])
def test_a_changed_file_is_named(folder: Path, kept: str, content: bytes) -> None:
    path = path_of(folder, kept)
    path.chmod(0o600)
    path.write_bytes(content)
    assert f"damaged {kept}" in run_and_fail()


def test_a_file_without_a_row_is_listed_and_no_loss(folder: Path) -> None:
    orphan = keep([b"between storing and commit"], limit=99).sha256
    assert f"recent {orphan}" in run()
    age(path_of(folder, orphan), hours=25)
    assert f"orphan {orphan}" in run()
    assert f"recent {orphan}" in run("--grace-hours=48")
    assert f"orphan {orphan}" in run_and_fail("--strict")
    assert get_store().exists(orphan)


def test_old_remains_of_uploads_go(folder: Path) -> None:
    keep([b"x"], limit=1)
    part = folder / "temp" / "0123"
    part.write_bytes(b"half")
    age(part, hours=25)
    assert "1 remains of broken-off uploads removed" in run()
    assert not part.exists()
