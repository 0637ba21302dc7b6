"""All processes of a rehearsal have one time, which never goes back."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from workers.rehearsal import clock

THEN = datetime(2025, 1, 20, tzinfo=UTC)
ASK = (
    "import sys, pathlib; from workers.rehearsal import clock; clock.follow(pathlib.Path(sys.argv[1]));"
    "from django.utils import timezone; print(timezone.now().isoformat())"
)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    real = timezone.now
    clock.make(tmp_path, THEN)
    yield tmp_path
    timezone.now = real


def in_another_process(folder: Path) -> datetime:
    command = [sys.executable, "-c", ASK, str(folder)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return datetime.fromisoformat(said.strip())


def near(one: datetime, other: datetime) -> bool:
    return abs(one - other) < timedelta(minutes=1)


def test_it_begins_where_it_was_set_and_runs(folder: Path) -> None:
    clock.follow(folder)
    first = timezone.now()
    assert near(first, THEN)
    assert timezone.now() > first


def test_other_processes_see_each_move(folder: Path) -> None:
    clock.follow(folder)
    for days in (1, 100):
        clock.move_to(THEN + timedelta(days=days))
        assert near(in_another_process(folder), THEN + timedelta(days=days))


def test_it_never_goes_back(folder: Path) -> None:
    clock.follow(folder)
    clock.move_to(THEN + timedelta(days=10))
    clock.move_to(THEN + timedelta(days=5))
    assert near(timezone.now(), THEN + timedelta(days=10))
