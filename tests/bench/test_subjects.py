"""The measurements run on sets they are given, and say what they counted."""

import csv
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bench import cost, hostile, near_duplicates, originals, peers
from bench.__main__ import HERE, subjects
from bench.halves import HALVES, half_of
from bench.tables import labelled, rate
from tests.workers.checks import makers

Main = Callable[[list[str]], int]
MINE: dict[str, Main] = {"cost": cost.main, "hostile": hostile.main, "originals": originals.main}
NAMES = ("chelsea.png", "coffee.png", "rocket.jpg", "astronaut.png")


def put(data: Path, folder: str, files: dict[str, bytes], label: str) -> None:
    """A set with its labels; each file is a group of its own."""
    (data / folder).mkdir(parents=True)
    with (data / folder / "labels.csv").open("w", newline="") as table:
        writer = csv.writer(table)
        writer.writerow(["path", "label", "kind", "mask", "group", "note"])
        for name, content in files.items():
            (data / folder / name).write_bytes(content)
            writer.writerow([name, label, "photo", "", name, ""])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    photos = {
        Path(name).with_suffix(".jpg").name: makers.encoded(makers.photograph(name), "JPEG")
        for name in NAMES
    }
    put(tmp_path, "camera_exif", photos, "camera-original")
    put(tmp_path, "hostile", {"cut.jpg": photos["coffee.jpg"][:900], "none.pdf": b""}, "malformed")
    return tmp_path


def test_every_subject_says_what_it_measures() -> None:
    found = subjects()
    assert {*MINE, "near_duplicates", "pdf_checks", "peers", "provenance"} <= set(found)
    for name, title in found.items():
        assert title, name


@pytest.mark.parametrize("name", sorted(subjects()))
def test_every_subject_takes_a_folder(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", f"bench.{name}", "--help"],
        cwd=HERE.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "DATA" in done.stdout


@pytest.mark.parametrize(
    "main", [cost.main, hostile.main, originals.main, peers.main, near_duplicates.main]
)
def test_a_set_that_is_not_there_ends_no_run(main: Main, tmp_path: Path) -> None:
    assert main([str(tmp_path)]) == 0


def test_hostile_files_are_told_one_by_one(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert hostile.main([str(data)]) == 0
    text = capsys.readouterr().out
    assert "cut.jpg" in text
    assert "none.pdf" in text
    assert "over 5 s: 0/2 [0.0000, 0.8419]" in text
    assert "over 768 MB: 0/2" in text


def test_originals_are_counted_by_severity_and_half(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert originals.main([str(data)]) == 0
    text = capsys.readouterr().out
    assert "medium or higher  all        0/4" in text
    assert "high or higher    report" in text


def test_the_whole_run_goes_on_and_tells_what_failed(data: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "bench",
        str(data),
        "--only",
        "hostile",
        "--only",
        "pdf_checks",
    ]
    done = subprocess.run(command, cwd=HERE.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 1  # there is no set of PDF files
    assert "over 5 s: 0/2" in done.stdout
    assert "pdf_checks         FAILED" in done.stdout
    assert "hostile            done" in done.stdout


@pytest.mark.parametrize("given", [[], ["/no/such/folder"], ["--only", "nonsense"]])
def test_wrong_usage_is_said(given: list[str]) -> None:
    command = [sys.executable, "-m", "bench", *given]
    done = subprocess.run(command, cwd=HERE.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "usage" in done.stderr


def test_halves_follow_the_group_alone(data: Path) -> None:
    assert half_of("a") == half_of("a")
    assert {half_of(str(n)) for n in range(50)} == set(HALVES)
    assert {case.half for case in labelled(data, "camera_exif")} <= set(HALVES)


def test_a_rate_has_its_counts_and_interval() -> None:
    assert rate(0, 30) == "0/30 [0.0000, 0.1157]"
