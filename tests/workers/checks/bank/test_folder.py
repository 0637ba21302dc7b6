"""The bank on disk, as several real processes see it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from tests.workers.checks.bank.world import filled, photograph
from workers.checks.bank import folder as folder_module
from workers.checks.bank.bank import Bank
from workers.checks.bank.folder import Folder
from workers.checks.bank.records import KEPT_TYPE
from workers.checks.bank.segment import BankDamagedError, Entry

ROOT = Path(__file__).resolve().parents[4]
# Adds pictures named by the given word, one at a time, and says when it has begun.
WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.workers.checks.bank.test_folder import small
from workers.checks.bank.folder import Folder
word, count = sys.argv[2], int(sys.argv[3])
folder = Folder(Path(sys.argv[1]))
for number in range(count):
    with folder.writing() as writing:
        writing.add([small(f"{{word}} {{number}}")], {{"last": word}})
    print(number, flush=True)
"""


def small(reference: str, seed: int = 0) -> Entry:
    chance = np.random.default_rng(seed)
    kept = np.zeros(20, KEPT_TYPE)
    kept["word"] = chance.integers(0, 65_536, 20)
    kept["signature"] = chance.integers(0, 2**63, 20)
    return Entry(reference=reference, hash=bytes(32), quality=80, kept=kept)


def names(path: Path) -> list[str]:
    return sorted(s.reference(n) for s in Folder(path).segments() for n in range(s.count))


def writer(path: Path, word: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER.format(root=str(ROOT)), str(path), word, str(count)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def test_two_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    started = [writer(tmp_path, word, 30) for word in ("one", "two")]
    assert [process.wait(60) for process in started] == [0, 0]
    expected = sorted(f"{word} {number}" for word in ("one", "two") for number in range(30))
    assert names(tmp_path) == expected
    assert Folder(tmp_path).listed().mark["last"] in {"one", "two"}


def test_a_reader_sees_what_another_process_adds(tmp_path: Path) -> None:
    reader = Folder(tmp_path)
    assert reader.segments() == []
    assert writer(tmp_path, "other", 20).wait(60) == 0
    assert sum(segment.count for segment in reader.segments()) == 20


def test_reading_while_another_writes_and_joins_is_always_whole(tmp_path: Path) -> None:
    busy, seen = writer(tmp_path, "busy", 60), 0
    reader = Folder(tmp_path)
    while busy.poll() is None:
        count = sum(segment.count for segment in reader.segments())
        assert count >= seen
        seen = count
    assert sum(segment.count for segment in reader.segments()) == 60


@pytest.mark.parametrize("after", [0, 3, 12])
def test_a_writer_that_is_killed_leaves_a_whole_bank(tmp_path: Path, after: int) -> None:
    busy = writer(tmp_path, "killed", 1_000)
    assert busy.stdout is not None
    while int(busy.stdout.readline()) < after:
        pass
    os.kill(busy.pid, signal.SIGKILL)
    busy.wait()
    there = len(names(tmp_path))
    assert there > after
    with Folder(tmp_path).writing() as writing:
        writing.add([small("next")])
    assert len(names(tmp_path)) == there + 1


def test_death_between_segment_and_list_leaves_the_old_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Folder(tmp_path)
    with folder.writing() as writing:
        writing.add([small("kept")], {"cursor": 1})

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(folder_module.Writing, "_list", dies)
        with pytest.raises(KeyboardInterrupt), folder.writing() as writing:
            writing.add([small("lost")], {"cursor": 2})
    assert len(list(tmp_path.glob("*.segment"))) == 2
    assert names(tmp_path) == ["kept"]
    assert Folder(tmp_path).listed().mark == {"cursor": 1}
    with folder.writing():
        pass
    assert len(list(tmp_path.glob("*.segment"))) == 1


def test_many_small_segments_become_few(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    for number in range(70):
        with folder.writing() as writing:
            writing.add([small(f"{number:03}", number)])
    assert len(folder.listed().segments) < 16
    assert names(tmp_path) == sorted(f"{number:03}" for number in range(70))


def test_joining_changes_no_answer(tmp_path: Path) -> None:
    bank = filled(tmp_path / "one")
    both = Bank(tmp_path / "many")
    for _ in range(4):
        for name in ("astronaut.png", "coffee.png"):
            both.add(name, photograph(name))
    assert len(both.folder.listed().segments) == 1
    alone = bank.search(photograph("coffee.png"))[0]
    assert both.search(photograph("coffee.png"))[:4] == [alone] * 4


def damage(path: Path, how: str) -> None:
    segment = next(path.glob("*.segment"))
    listed = path / "list.json"
    if how == "cut":
        segment.write_bytes(segment.read_bytes()[:-64])
    elif how == "gone":
        segment.unlink()
    elif how == "garbage":
        segment.write_bytes(os.urandom(segment.stat().st_size))
    elif how == "list":
        listed.write_text("{")
    elif how == "elsewhere":
        listed.write_text(listed.read_text().replace(segment.name, "../" + segment.name))
    else:
        listed.write_text(json.dumps(json.loads(listed.read_text()) | {"algorithm": "other"}))


@pytest.mark.parametrize("how", ["cut", "gone", "garbage", "list", "elsewhere", "algorithm"])
def test_damage_is_said_and_can_be_cleared(tmp_path: Path, how: str) -> None:
    folder = Folder(tmp_path)
    with folder.writing() as writing:
        writing.add([small("one")])
    damage(tmp_path, how)
    fresh = Folder(tmp_path)
    with pytest.raises(BankDamagedError):
        fresh.segments()
    with fresh.writing() as writing:
        writing.clear()
        writing.add([small("again")])
    assert names(tmp_path) == ["again"]


def test_a_second_writer_waits_for_the_first(tmp_path: Path) -> None:
    with Folder(tmp_path).writing() as writing:
        other = writer(tmp_path, "other", 1)
        time.sleep(1)
        assert other.poll() is None
        writing.add([small("first")])
    assert other.wait(60) == 0
    assert names(tmp_path) == ["first", "other 0"]
