"""Maps are drawn in the limited child, point at what was put in, and hostile bytes end as a reason."""

import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.workers.checks.makers import encoded, exif, pdf, photograph
from tests.workers.checks.maps.test_grids import saved, spliced
from workers.checks import sandbox
from workers.checks.maps.drawing import Maps, draw
from workers.checks.maps.making import NAMES
from workers.checks.maps.shell import main
from workers.checks.shell import main as checks


@pytest.fixture(scope="module")
def twice() -> bytes:
    """A photograph saved at 60 and then at 90, with a part in it that was saved at 90 alone."""
    image = saved(photograph("coffee.png"), 60)
    image.paste(photograph("astronaut.png").crop((150, 0, 310, 160)), (200, 120))
    return encoded(image, "JPEG", quality=90)


@pytest.fixture(scope="module")
def made(twice: bytes) -> Maps:
    return draw(twice)


def shades(png: bytes) -> np.ndarray:
    """Red less blue: what the colours of a map say, as one number a pixel."""
    colours = np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), np.float64)
    return np.asarray(colours[..., 0] - colours[..., 2])


def test_all_maps_of_a_jpeg_are_drawn(made: Maps) -> None:
    assert made.reason == ""
    assert set(made.pictures) == set(NAMES)
    assert made.missing == {}
    for png in made.pictures.values():
        assert Image.open(io.BytesIO(png)).size == (600, 400)


@pytest.mark.parametrize("name", ["double_quantisation", "ghost"])
def test_a_part_saved_once_stands_out(made: Maps, name: str) -> None:
    values = shades(made.pictures[name])
    inside = values[140:260, 220:340].mean()
    assert inside > np.delete(values, np.s_[110:290], axis=0).mean() + 60


def test_a_foreign_grid_is_hot_and_found() -> None:
    made = draw(encoded(spliced(), "PNG"))
    values = shades(made.pictures["grid"])
    assert values[120:240, 220:340].mean() > values[:90].mean() + 100
    assert [f.kind for f in made.findings] == ["foreign_grid"]
    assert made.missing == {"double_quantisation": "not_a_jpeg"}


def test_a_map_is_upright_as_the_preview_is() -> None:
    turned = spliced().rotate(90, expand=True)
    data = encoded(turned, "JPEG", quality=97, exif=exif(orientation=6))
    assert Image.open(io.BytesIO(draw(data).pictures["grid"])).size == (600, 400)


def test_a_photograph_saved_once_has_no_second_compression() -> None:
    data = encoded(photograph("astronaut.png").resize((400, 400)), "JPEG", quality=90)
    assert draw(data).missing == {"double_quantisation": "no_trace"}


def test_a_large_picture_is_drawn_smaller() -> None:
    data = encoded(photograph().resize((2_400, 1_800)), "JPEG")
    assert Image.open(io.BytesIO(draw(data).pictures["error_level"])).size == (1_200, 900)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "other_kind"),
        (b"\xff\xd8\xff" + b"x" * 500, "damaged"),
        (pdf(), "other_kind"),
        (encoded(photograph().resize((20, 20))), "picture_too_small"),
        (encoded(photograph())[:4_000], "truncated"),
        (encoded(Image.new("L", (6_000, 5_000)), "PNG"), "picture_too_large"),
    ],
)
def test_what_cannot_be_drawn_says_why(data: bytes, reason: str) -> None:
    made = draw(data)
    assert made.pictures == {}
    assert made.reason == reason
    assert set(made.missing.values()) == {reason}


def test_a_child_that_is_stopped_leaves_a_reason() -> None:
    bounds = sandbox.Bounds(output=1_000)
    made = draw(encoded(photograph()), bounds=bounds)
    assert (made.pictures, made.reason) == ({}, "output")


@pytest.mark.parametrize(
    "line",
    [
        b"x",
        b"[]",
        b'{"reason": "because"}',
        b'{"name": "other", "png": "", "reason": "", "findings": []}',
        b'{"name": "grid", "png": "!", "reason": "", "findings": []}',
        b'{"name": "grid", "png": "PGh0bWw+", "reason": "", "findings": []}',
        b'{"name": "grid", "png": "", "reason": "because", "findings": []}',
    ],
)
def test_what_the_job_would_not_write_is_a_fault(
    line: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = sandbox.Answer(lines=(line,), reason="", seconds=0, peak_bytes=0)
    monkeypatch.setattr(sandbox, "run", lambda *_: answer)
    made = draw(b"x")
    assert (made.pictures, made.reason) == ({}, "fault")


@pytest.fixture
def files(tmp_path: Path, twice: bytes) -> Path:
    (tmp_path / "foto.jpg").write_bytes(twice)
    return tmp_path


def test_the_shell_writes_maps(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checks(["map", str(files / "foto.jpg"), "--out", str(files / "peta")]) == 0
    row = json.loads(capsys.readouterr().out)
    assert row["status"] == "done"
    assert row["maps"]["grid"] == str(files / "peta" / "foto-grid.png")
    assert sorted(p.name for p in (files / "peta").iterdir()) == sorted(
        f"foto-{name}.png" for name in NAMES
    )


def test_the_shell_says_what_could_not_be_read(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (files / "surat.pdf").write_bytes(pdf())
    assert main([str(files / "surat.pdf"), "--out", str(files / "peta")]) == 3
    assert json.loads(capsys.readouterr().out)["reason"] == "other_kind"
    assert not (files / "peta").exists()
    assert main([str(files / "tidak-ada.jpg"), "--out", str(files)]) == 3
    assert json.loads(capsys.readouterr().out)["error"] == "No such file or directory"
    with pytest.raises(SystemExit) as usage:
        main([str(files / "foto.jpg")])
    assert usage.value.code == 2
