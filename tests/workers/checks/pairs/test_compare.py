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
from workers.checks.pairs import features, job, lines, view
from workers.checks.pairs.compare import Compare, Compared, compare_files, compare_many
from workers.checks.pairs.pair import Evidence, Pair, PairRelation

ORIGINAL, COPY = makers.jpeg(), makers.jpeg(quality=30)
OTHER = makers.jpeg("coffee.png")


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


def said(compared: Compared) -> tuple[Pair | None, str, int]:
    return compared.pair, compared.reason, compared.which


def test_several_are_answered_in_their_order_as_each_alone() -> None:
    others = [COPY, b"", ORIGINAL, OTHER, ORIGINAL[:4_000]]
    found = compare_many(Compare(ORIGINAL), map(Compare, others))
    assert [said(one) for one in found] == [said(compare_files(ORIGINAL, o)) for o in others]
    assert [one.pair.relation.value if one.pair else one.reason for one in found] == [
        "near_duplicate", "other_kind", "identical", "unrelated", "truncated"
    ]  # fmt: skip
    assert compare_many(Compare(ORIGINAL), []) == []


def test_what_is_gone_is_passed_over_and_one_s_own_is_not(tmp_path: Path) -> None:
    gone = Compare(tmp_path / "gone.jpg")
    lost, also, copy = compare_many(Compare(ORIGINAL), [None, gone, Compare(COPY)])
    assert said(lost) == said(also) == (None, "fault", 0)
    assert copy.pair is not None
    with pytest.raises(OSError):
        compare_many(gone, [Compare(COPY)])


def test_where_one_s_own_cannot_be_read_each_pair_says_so() -> None:
    found = compare_many(Compare(ORIGINAL[:4_000]), [Compare(COPY), Compare(OTHER)])
    assert [said(one) for one in found] == [(None, "truncated", 1)] * 2


def test_one_that_kills_the_child_takes_no_other_s_answer_away() -> None:
    tight = sandbox.Bounds(memory=260 * MEBIBYTE)
    vast = makers.encoded(Image.new("RGBA", (7_000, 7_000)), "PNG", compress_level=1)
    others = [Compare(data) for data in (COPY, vast, COPY, OTHER)]
    before, killer, after, last = compare_many(Compare(ORIGINAL), others, bounds=tight)
    assert killer.pair is None
    assert killer.reason in {"memory", "crashed", "fault"}
    assert before.pair is not None
    assert before.pair.relation is PairRelation.NEAR_DUPLICATE
    assert after.pair == before.pair
    assert last.pair is not None


def asked_of(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many files went to the child with each request, noted as they go."""
    counts: list[int] = []
    run = sandbox.run

    def noted(
        name: str, source: bytes, arguments: dict[str, Any], bounds: sandbox.Bounds
    ) -> sandbox.Answer:
        counts.append(len(arguments["sizes"]))
        return run(name, source, arguments, bounds)

    monkeypatch.setattr(sandbox, "run", noted)
    return counts


def test_as_many_go_to_one_child_as_it_may_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = asked_of(monkeypatch)
    room = sandbox.Bounds(source=len(ORIGINAL) + 2 * len(COPY))
    found = compare_many(Compare(ORIGINAL), [Compare(COPY)] * 3, bounds=room)
    assert counts == [3, 2]
    assert [one.reason for one in found] == ["", "", ""]
    narrow = sandbox.Bounds(source=len(ORIGINAL) + len(COPY))
    large, small = compare_many(Compare(ORIGINAL), [Compare(OTHER), Compare(COPY)], bounds=narrow)
    assert said(large) == (None, "too_large", 0)
    assert small.pair is not None
    assert counts[2:] == [2, 2]


def test_one_s_own_features_are_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    extracted: list[tuple[int, ...]] = []
    extract = features.extract

    def noted(grey: features.Grey) -> features.Features:
        extracted.append(grey.shape)
        return extract(grey)

    monkeypatch.setattr(view, "extract", noted)
    files = [ORIGINAL, COPY, OTHER]
    arguments = {"sizes": [len(f) for f in files], "parts": [""] * 3, "limits": {}}
    answers: list[bytes] = []
    job.run(b"".join(files), arguments, answers.append)
    assert len(answers) == 2
    assert len(extracted) == 3


def test_a_line_that_says_nothing_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*given: Any) -> sandbox.Answer:
        several = len(given[2]["sizes"]) > 2
        told = [lines.pair_line(PAIR), b"{"] if several else [lines.refusal_line("damaged", 2)]
        return sandbox.Answer(lines=tuple(told), reason="crashed", seconds=0, peak_bytes=0)

    monkeypatch.setattr(sandbox, "run", run)
    found = compare_many(Compare(ORIGINAL), [Compare(COPY), Compare(OTHER), Compare(COPY)])
    assert [said(one) for one in found] == [
        (PAIR, "", 0),
        (None, "damaged", 2),
        (None, "damaged", 2),
    ]


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
