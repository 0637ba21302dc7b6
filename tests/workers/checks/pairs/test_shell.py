import json
from pathlib import Path
from typing import Any

import pytest

from tests.workers.checks import makers
from workers.checks.shell import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    original = makers.photograph("coffee.png")
    (tmp_path / "asli.jpg").write_bytes(makers.jpeg("coffee.png"))
    part = original.crop((100, 50, 400, 300))
    (tmp_path / "bagian.jpg").write_bytes(makers.encoded(part, "JPEG", quality=70))
    (tmp_path / "lain.jpg").write_bytes(makers.jpeg("chelsea.png"))
    (tmp_path / "rusak.jpg").write_bytes(makers.jpeg()[:4_000])
    return tmp_path


def compared(
    capsys: pytest.CaptureFixture[str], first: Path, second: Path
) -> tuple[int, dict[str, Any]]:
    code = main(["compare", str(first), str(second), "--json"])
    (line,) = capsys.readouterr().out.splitlines()
    return code, json.loads(line)


def test_a_part_with_where_it_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, row = compared(capsys, folder / "asli.jpg", folder / "bagian.jpg")
    assert code == 1
    assert set(row) == {
        "first", "second", "status", "relation", "mirrored", "transform", "regions", "shares",
        "strength", "evidence", "seconds", "peak_mb",
    }  # fmt: skip
    assert (row["status"], row["relation"], row["mirrored"]) == ("done", "part_of", False)
    assert row["transform"][0][2] == pytest.approx(-100, abs=2)
    assert len(row["regions"]["first"]) >= 4
    assert row["shares"]["first"] < 0.5 < row["shares"]["second"]
    assert row["strength"]["honest"] >= row["strength"]["false_alarms"]
    assert row["evidence"]["correlation"] > 0.9


def test_the_same_file_and_another(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, row = compared(capsys, folder / "asli.jpg", folder / "asli.jpg")
    assert (code, row["relation"]) == (1, "identical")
    code, row = compared(capsys, folder / "asli.jpg", folder / "lain.jpg")
    assert (code, row["relation"], row["transform"]) == (0, "unrelated", None)
    assert row["regions"] == {"first": [], "second": []}


def test_what_cannot_be_compared(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, row = compared(capsys, folder / "asli.jpg", folder / "rusak.jpg")
    assert code == 3
    assert (row["status"], row["reason"], row["which"]) == (
        "could_not_check",
        "truncated",
        "second",
    )
    code, row = compared(capsys, folder / "asli.jpg", folder / "tidak ada")
    assert (code, row["path"]) == (3, str(folder / "tidak ada"))
    assert row["error"]


def test_a_line_for_people(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(folder / "asli.jpg"), str(folder / "bagian.jpg")]) == 1
    assert capsys.readouterr().out.startswith("part_of  ")
    assert main(["compare", str(folder / "asli.jpg"), str(folder / "rusak.jpg")]) == 3
    assert "truncated, second" in capsys.readouterr().out
    assert main(["compare", str(folder / "asli.jpg"), str(folder / "tidak")]) == 3
    assert "could not read" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["a.jpg"], ["a", "b", "c"], ["a", "b", "--apa"]])
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["compare", *arguments])
    assert left.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_a_file_of_the_name_of_the_command(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "compare").write_bytes(makers.jpeg())
    monkeypatch.chdir(folder)
    assert main(["./compare", "--json"]) in {0, 1}
    assert json.loads(capsys.readouterr().out)["path"] == "compare"
