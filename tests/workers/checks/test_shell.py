import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.workers.checks import makers
from workers.checks import wire
from workers.checks.shell import main

ROOT = Path(__file__).parents[3]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "asli.jpg").write_bytes(makers.jpeg(exif=makers.exif(taken="2024:05:01 10:00:00")))
    (tmp_path / "salinan.jpg").write_bytes(makers.jpeg(quality=40, exif=makers.exif()))
    (tmp_path / "lain.jpg").write_bytes(makers.jpeg("coffee.png", exif=makers.exif()))
    (tmp_path / "rusak.jpg").write_bytes(makers.jpeg(exif=makers.exif())[:4_000])
    (tmp_path / "sk.pdf").write_bytes(makers.signed())
    return tmp_path


def rows(
    capsys: pytest.CaptureFixture[str], *arguments: object
) -> tuple[int, list[dict[str, Any]]]:
    code = main([*map(str, arguments), "--json"])
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def kinds(row: dict[str, Any]) -> list[str]:
    return [finding["kind"] for check in row["checks"] for finding in check["findings"]]


def test_a_row_tells_all(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, (row,) = rows(capsys, folder / "asli.jpg")
    assert code == 0
    assert set(row) == {
        "path", "sha256", "kind", "status", "worst", "seconds", "peak_mb", "parameters",
        "checks",
    }  # fmt: skip
    steps = [name for name in wire.CAPS if name not in {"fingerprint", "preview", "points", "text"}]
    assert [check["check"] for check in row["checks"]] == [
        *steps, "antivirus", "exact_duplicate", "near_duplicate", "embedded_duplicate", "text_copy",
    ]  # fmt: skip
    assert row["kind"] == "jpeg"


def test_files_are_compared_with_those_before(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [folder / name for name in ("asli.jpg", "salinan.jpg", "lain.jpg", "asli.jpg")]
    code, (original, copy, other, again) = rows(capsys, *paths)
    assert code == 1
    assert kinds(original) == []
    assert kinds(copy) == ["near_same_application"]
    assert kinds(other) == []
    assert kinds(again) == ["exact_same_application", "near_same_application"]


def test_one_bad_file_stops_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, seen = rows(capsys, folder / "rusak.jpg", folder / "tidak ada", folder, folder / "sk.pdf")
    assert code == 3
    damaged, missing, directory, document = seen
    assert kinds(damaged) == ["damaged"]
    for unread in (missing, directory):
        assert set(unread) == {"path", "status", "error"}
        assert unread["status"] == "could_not_check"
    assert document["status"] == "done"


def test_the_season_and_the_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, (row,) = rows(
        capsys, folder / "asli.jpg", "--season-start", "2025-01-01", "--season-end", "2025-10-31"
    )
    assert code == 1
    assert kinds(row) == ["outside_season"]
    assert row["parameters"]["season_end"] == "2025-10-31"
    assert row["parameters"]["latitude"] is None
    (folder / "jauh.jpg").write_bytes(makers.jpeg(exif=makers.exif(place=(-7.25, 112.75))))
    _, (row,) = rows(capsys, folder / "jauh.jpg", "--lat", "-6.2", "--lon", "106.8")
    assert kinds(row) == ["far_from_unit"]


def test_a_scanner_that_is_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, (row,) = rows(capsys, folder / "asli.jpg", "--clamd", "unix:///tidak/ada")
    assert code == 3
    assert row["status"] == "could_not_check"


def test_the_table_is_for_people(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder / "asli.jpg"), str(folder / "rusak.jpg"), str(folder / "tidak")]) == 3
    out = capsys.readouterr().out
    assert out.startswith("ok ")
    assert "content: medium damaged: This file is damaged" in out
    assert "near_duplicate: could not check (truncated)" in out
    assert "unread" in out


@pytest.mark.parametrize("arguments", [[], ["--apa"], ["a.jpg", "--season-start", "kemarin"]])
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_it_runs_as_a_module(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "workers.checks", str(folder / "sk.pdf"), "--json"],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["kind"] == "pdf"
    assert done.stderr == ""
