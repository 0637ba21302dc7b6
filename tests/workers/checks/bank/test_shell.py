"""The bank from the shell, in a real process."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.workers.checks import makers
from tests.workers.checks.bank.world import collage, cropped

ROOT = Path(__file__).resolve().parents[4]


def run(*arguments: str | Path) -> tuple[int, list[dict[str, Any]]]:
    done = subprocess.run(
        [sys.executable, "-m", "workers.checks", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    paths = {name: tmp_path / name for name in ("astronaut.png", "coffee.png", "rocket.jpg")}
    for name, path in paths.items():
        path.write_bytes(makers.jpeg(name))
    return paths


def test_parts_are_found_in_a_bank_made_of_files(tmp_path: Path, files: dict[str, Path]) -> None:
    folder = tmp_path / "bank"
    code, rows = run("bank", "--into", folder, "--json", *files.values())
    assert code == 0
    assert [row["status"] for row in rows] == ["done"] * 3
    crop, page, other = (tmp_path / name for name in ("crop.jpg", "page.jpg", "other.jpg"))
    crop.write_bytes(makers.encoded(cropped("coffee.png"), quality=60))
    page.write_bytes(makers.encoded(collage("astronaut.png", "rocket.jpg"), quality=80))
    other.write_bytes(makers.jpeg("chelsea.png"))
    code, rows = run("search", "--bank", folder, "--json", crop, page, other)
    assert code == 1
    found = [{Path(c["path"]).name for c in row["candidates"] if c["same_pixels"]} for row in rows]
    assert found == [{"coffee.png"}, {"astronaut.png", "rocket.jpg"}, set()]
    first = rows[0]["candidates"][0]
    assert first["relation"] in {"part_of", "near_duplicate"}
    assert first["regions"]["stored"]
    assert rows[0]["pictures"] == 3


def test_nothing_in_common_is_code_0(tmp_path: Path, files: dict[str, Path]) -> None:
    run("bank", "--into", tmp_path / "bank", "--json", files["coffee.png"])
    code, (row,) = run("search", "--bank", tmp_path / "bank", "--json", files["rocket.jpg"])
    assert (code, row["candidates"], row["status"]) == (0, [], "done")


def test_what_cannot_be_read_is_a_row_and_code_3(tmp_path: Path, files: dict[str, Path]) -> None:
    folder = tmp_path / "bank"
    cut = tmp_path / "cut.jpg"
    cut.write_bytes(makers.jpeg()[:3_000])
    letter = tmp_path / "surat.pdf"
    letter.write_bytes(makers.signed())
    given = (cut, letter, tmp_path / "none.jpg", files["coffee.png"])
    code, rows = run("bank", "--into", folder, "--json", *given)
    assert code == 3
    states = [row["status"] for row in rows]
    assert states == ["could_not_check", "skipped", "could_not_check", "done"]
    assert rows[0]["reason"] == "truncated"
    code, rows = run("search", "--bank", folder, "--json", cut, tmp_path / "none.jpg")
    assert code == 3
    assert all(row["error"] for row in rows)


def test_a_stored_file_that_is_gone_leaves_its_candidate_unproven(
    tmp_path: Path, files: dict[str, Path]
) -> None:
    run("bank", "--into", tmp_path / "bank", "--json", files["coffee.png"])
    copy = tmp_path / "copy.jpg"
    copy.write_bytes(makers.jpeg("coffee.png", quality=50))
    files["coffee.png"].unlink()
    code, (row,) = run("search", "--bank", tmp_path / "bank", "--json", copy)
    assert code == 3
    assert row["candidates"][0]["relation"] is None
    assert row["candidates"][0]["bits"] <= 31
    assert row["candidates"][0]["error"]


def test_wrong_usage_is_code_2(tmp_path: Path, files: dict[str, Path]) -> None:
    assert run("search", "--bank", tmp_path / "none", files["coffee.png"])[0] == 2
    assert run("bank", "--into", tmp_path)[0] == 2


def test_a_damaged_bank_is_code_3(tmp_path: Path, files: dict[str, Path]) -> None:
    folder = tmp_path / "bank"
    run("bank", "--into", folder, "--json", files["coffee.png"])
    (folder / "list.json").write_text("?")
    code, (row,) = run("search", "--bank", folder, "--json", files["coffee.png"])
    assert (code, row["status"]) == (3, "could_not_check")
