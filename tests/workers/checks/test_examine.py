import io
import os
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from tests.workers.checks import makers
from tests.workers.checks.test_content import png_header
from workers.checks import examine as examination
from workers.checks import sandbox, wire
from workers.checks.context import Context, Limits
from workers.checks.examine import examine
from workers.checks.file import File
from workers.checks.finding import Severity, Status
from workers.checks.fingerprint import fingerprint
from workers.checks.kinds import KINDS

# What gives the application something has no outcome of its own.
CHECKS = [
    *(name for name in wire.CAPS if name not in {"fingerprint", "preview", "points", "text"}),
    "antivirus",
]


def test_a_photograph() -> None:
    data = makers.jpeg(exif=makers.exif(taken="2019:05:01 10:00:00"))
    report = examine(data, Context(name="a.jpg", season_start=date(2024, 1, 1)))
    assert report.kind == KINDS["jpeg"]
    assert report.sha256 == File(data).sha256
    assert report.size == len(data)
    assert [outcome.check for outcome in report.outcomes] == CHECKS
    assert [f.kind for outcome in report.outcomes for f in outcome.findings] == ["outside_season"]
    assert report.worst is Severity.MEDIUM
    assert report.unchecked == ()
    assert report.fingerprint == fingerprint(File(data, "a.jpg"))
    assert report.preview is not None
    assert Image.open(io.BytesIO(report.preview)).size == (512, 512)
    assert report.thumbnail is not None
    assert report.preview_reason == report.fingerprint_reason == ""
    assert report.peak_bytes > 0


def test_a_signed_document_from_a_path(tmp_path: Path) -> None:
    path = tmp_path / "sk.pdf"
    path.write_bytes(makers.signed())
    report = examine(path, Context(name="sk.pdf"))
    signatures = next(o for o in report.outcomes if o.check == "pdf_signature")
    assert signatures.facts["signatures"][0]["state"] == "unchanged"
    assert report.fingerprint is None
    assert report.fingerprint_reason == "other_kind"
    assert report.preview is not None


def test_an_office_file_has_no_preview() -> None:
    report = examine(makers.office(), Context(name="a.docx"))
    assert report.kind == KINDS["docx"]
    assert (report.preview, report.preview_reason) == (None, "other_kind")
    assert report.worst is None


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "a.jpg"),
        (b"\0" * 1000, "a.pdf"),
        (makers.jpeg()[:3_000], "a.jpg"),
        (png_header(30_000, 30_000), "a.png"),
        (makers.office("docx", {"word/a.xml": bytes(70 * 1024 * 1024)}), "a.docx"),
        (makers.pdf(password="x"), "a.pdf"),
        (b"%PDF-1.7\n" + b"<<" * 50_000, "a.pdf"),
        (b"<svg/>", "a.png"),
    ],
)
def test_hostile_bytes_end_as_a_finding(data: bytes, name: str) -> None:
    report = examine(data, Context(name=name))
    content = report.outcomes[0]
    assert content.status is Status.DONE
    assert content.findings
    assert report.seconds < 5


def test_a_small_memory_limit_ends_as_a_reason() -> None:
    big = makers.encoded(
        Image.effect_noise((5_000, 5_000), 90).convert("RGB"), "PNG", compress_level=1
    )
    tight = sandbox.Bounds(memory=330 * 1024 * 1024)
    report = examine(big, Context(name="a.png"), tight)
    assert report.unchecked
    assert {outcome.reason for outcome in report.unchecked} <= {"memory", "crashed"}


def test_what_was_done_before_a_crash_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def crashing(*_: object) -> sandbox.Answer:
        lines = sandbox.run(
            "workers.checks.battery:run",
            makers.jpeg(),
            wire.context_arguments(Context(name="a.jpg")),
        ).lines
        return sandbox.Answer(lines=lines[:2], reason="crashed", seconds=1, peak_bytes=1)

    monkeypatch.setattr(examination, "sandbox", _Replaced(crashing))
    report = examine(makers.jpeg(), Context(name="a.jpg"))
    states = {outcome.check: (outcome.status, outcome.reason) for outcome in report.outcomes}
    assert states["content"] == (Status.DONE, "")
    assert states["metadata"] == (Status.COULD_NOT_CHECK, "crashed")
    assert states["pdf_signature"] == (Status.COULD_NOT_CHECK, "crashed")
    assert report.preview_reason == report.fingerprint_reason == "crashed"


class _Replaced:
    def __init__(self, run: object) -> None:
        self.run = run


def answered(*lines: bytes) -> object:
    return lambda *_: sandbox.Answer(lines=lines, reason="", seconds=0, peak_bytes=0)


@pytest.mark.parametrize(
    "line",
    [
        b"bukan json",
        b'{"outcome": {"check": "antivirus", "version": 1, "status": "done"}}',
    ],
)
def test_a_child_that_lies_is_not_believed(monkeypatch: pytest.MonkeyPatch, line: bytes) -> None:
    monkeypatch.setattr(examination, "sandbox", _Replaced(answered(line)))
    report = examine(makers.jpeg(), Context(name="a.jpg"))
    assert {o.reason for o in report.outcomes if o.check != "antivirus"} == {"fault"}
    assert report.fingerprint is None
    assert report.preview is None


@pytest.mark.parametrize(
    ("check", "facts"),
    [
        ("preview", '{"preview": "PHNjcmlwdD4=", "thumbnail": "PHNjcmlwdD4="}'),
        ("preview", '{"preview": "bukan base64!", "thumbnail": 3}'),
        ("preview", "{}"),
        ("fingerprint", '{"hashes": ["0"], "quality": 100}'),
        ("fingerprint", '{"hashes": ["zz", "1", "2", "3", "4", "5", "6", "7"], "quality": 100}'),
        ("fingerprint", '{"hashes": 8, "quality": "100"}'),
    ],
)
def test_pictures_and_hashes_are_checked(
    monkeypatch: pytest.MonkeyPatch, check: str, facts: str
) -> None:
    line = (
        f'{{"outcome": {{"check": "{check}", "version": 1, "status": "done", "findings": [], '
        f'"reason": "", "facts": {facts}}}}}'
    )
    monkeypatch.setattr(examination, "sandbox", _Replaced(answered(line.encode())))
    report = examine(makers.jpeg(), Context(name="a.jpg"))
    assert report.preview is None
    assert report.fingerprint is None
    assert report.preview_reason == "fault"
    assert report.fingerprint_reason == "fault"


def test_limits_reach_the_child() -> None:
    context = Context(name="a.jpg", limits=Limits(picture_side=100, preview_side=50))
    report = examine(makers.jpeg(), context)
    assert [f.kind for f in report.outcomes[0].findings] == ["picture_too_large"]


def test_a_path_that_cannot_be_read() -> None:
    with pytest.raises(OSError):
        examine(Path("/tidak/ada"), Context())


def test_the_working_folder_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does a module of the same name lying in it."""
    (tmp_path / "workers").mkdir()
    (tmp_path / "workers" / "__init__.py").write_text("raise SystemExit(1)")
    monkeypatch.chdir(tmp_path)
    with sandbox._a_nursery() as nursery:
        nursery._stop()
    assert examine(makers.jpeg(), Context(name="a.jpg")).unchecked == ()
    assert os.getcwd() == str(tmp_path)  # noqa: PTH109
