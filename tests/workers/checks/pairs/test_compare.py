import json
import math
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.workers.checks import makers
from tests.workers.checks.test_content import png_header
from workers.checks import sandbox
from workers.checks.context import MEBIBYTE
from workers.checks.pairs import lines
from workers.checks.pairs.compare import compare_files
from workers.checks.pairs.pair import Evidence, Pair, PairRelation

ORIGINAL, COPY = makers.jpeg(), makers.jpeg(quality=30)


def test_two_files_in_the_child(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(ORIGINAL)
    compared = compare_files(path, COPY)
    assert compared.pair is not None
    assert compared.pair.relation is PairRelation.NEAR_DUPLICATE
    assert (compared.reason, compared.which) == ("", 0)
    assert 0 < compared.peak_bytes < 400 * MEBIBYTE


def test_the_same_bytes_are_identical_whatever_they_are() -> None:
    compared = compare_files(b"bukan gambar", b"bukan gambar")
    assert compared.pair is not None
    assert compared.pair.relation is PairRelation.IDENTICAL


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "other_kind"),
        (b"\xff\xd8\xff" + bytes(500), "damaged"),
        (makers.jpeg()[:4_000], "truncated"),
        (png_header(30_000, 30_000), "picture_too_large"),
        (makers.pdf(), "other_kind"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, reason: str) -> None:
    first, second = compare_files(data, ORIGINAL), compare_files(ORIGINAL, data)
    assert (first.pair, first.reason, first.which) == (None, reason, 1)
    assert (second.pair, second.reason, second.which) == (None, reason, 2)


def test_a_stopped_child_ends_as_a_reason() -> None:
    noisy = makers.encoded(Image.effect_noise((5_000, 5_000), 90), "PNG", compress_level=1)
    tight = compare_files(noisy, ORIGINAL, bounds=sandbox.Bounds(memory=150 * MEBIBYTE))
    assert tight.pair is None
    assert tight.reason in {"memory", "crashed", "fault"}
    late = compare_files(ORIGINAL, COPY, bounds=sandbox.Bounds(wall=0))
    assert late.reason == "timeout"


def test_a_path_that_cannot_be_read() -> None:
    with pytest.raises(OSError):
        compare_files(Path("/tidak/ada"), ORIGINAL)


PAIR = Pair(
    relation=PairRelation.PART_OF,
    evidence=Evidence(inliers=40, blocks=30, alike=0.9, correlation=0.95, drift=0.1, noise=0.5),
    transform=((1.0, 0.0, 5.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    mirrored=True,
    first=((0, 0), (5, 0), (5, 5)),
    second=((1, 1), (6, 1), (6, 6)),
    first_share=1.0,
    second_share=0.3,
)


def test_an_answer_comes_back_as_it_was() -> None:
    assert lines.read_answer(lines.pair_line(PAIR)) == PAIR
    lost = Pair(relation=PairRelation.UNRELATED, evidence=Evidence(drift=math.inf))
    assert lines.read_answer(lines.pair_line(lost)) == lost
    assert lines.read_answer(lines.refusal_line("damaged", 2)) == ("damaged", 2)


@pytest.mark.parametrize(
    "change",
    [
        {"relation": "forged"},
        {"mirrored": "yes"},
        {"first": [[0, 0, 0]]},
        {"first": [[-1, 0]]},
        {"first": [[0, 0]] * 201},
        {"second": 3},
        {"first_share": None},
        {"transform": [[1, 0, 0]]},
        {"transform": [[1, 0, 0], [0, 1, 0], [0, 0, float("nan")]]},
        {"evidence": {}},
        {"evidence": {"inliers": True}},
    ],
)
def test_a_child_that_lies_is_not_believed(
    change: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    value = json.loads(lines.pair_line(PAIR))["pair"] | change
    line = json.dumps({"pair": value}).encode()
    with pytest.raises(ValueError):
        lines.read_answer(line)
    answer = sandbox.Answer(lines=(line,), reason="", seconds=0, peak_bytes=0)
    monkeypatch.setattr(sandbox, "run", lambda *_: answer)
    assert compare_files(ORIGINAL, COPY).reason == "fault"


@pytest.mark.parametrize(
    "line",
    [b"", b"3", b"[]", b"{}", b'{"reason": "x", "which": 1}', b'{"reason": "fault", "which": 3}'],
)
def test_other_lines_are_no_answer(line: bytes) -> None:
    with pytest.raises(ValueError):
        lines.read_answer(line)
