import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.workers.checks import makers
from tests.workers.checks.embedded.documents import flate_pdf, office_with, pdf_with
from tests.workers.checks.provenance.records import action, signed
from workers.checks.context import Context
from workers.checks.embedded import check as checked
from workers.checks.embedded.check import EmbeddedPictures
from workers.checks.embedded.taking import picture_in, pictures_in
from workers.checks.examine import examine
from workers.checks.file import File
from workers.checks.finding import CannotCheck, Outcome, Severity, Status
from workers.checks.fingerprint import fingerprint
from workers.checks.shell import main

SEASON: dict[str, Any] = {"season_start": date(2024, 1, 1), "season_end": date(2024, 10, 31)}


def look(data: bytes, **context: Any) -> Outcome:
    outcome = EmbeddedPictures().run(File(data), Context(**context))
    assert outcome.status is Status.DONE, outcome
    return outcome


@pytest.mark.parametrize("form", [False, True])
def test_the_pictures_of_a_pdf_with_their_pages(*, form: bool) -> None:
    first, second = makers.jpeg(), makers.jpeg("coffee.png")
    outcome = look(pdf_with(first, second, form=form))
    assert outcome.facts["pictures"] == outcome.facts["looked_at"] == 2
    found = outcome.facts["fingerprints"]
    assert [one["page"] for one in found] == [1, 2]
    assert tuple(found[1]["hashes"]) == fingerprint(File(second)).hashes


def test_a_picture_that_is_no_jpeg() -> None:
    picture = makers.photograph("coffee.png")
    (found,) = look(flate_pdf(picture)).facts["fingerprints"]
    assert tuple(found["hashes"]) == fingerprint(File(makers.encoded(picture, "PNG"))).hashes


@pytest.mark.parametrize(
    ("kind", "pages"), [("docx", [None] * 2), ("pptx", [1, 2]), ("xlsx", [None] * 2)]
)
def test_the_pictures_of_office_files(kind: str, pages: list[int | None]) -> None:
    outcome = look(office_with(kind, makers.jpeg(), makers.jpeg("coffee.png")))
    found = outcome.facts["fingerprints"]
    assert [one["page"] for one in found] == pages
    assert found[0]["part"].endswith("/media/image1.jpeg")


def test_they_are_checked_as_photographs() -> None:
    old = makers.jpeg(exif=makers.exif(taken="2019:05:01 10:00:00"))
    made = signed(makers.jpeg("coffee.png"), action(term="trainedAlgorithmicMedia"))
    outcome = look(pdf_with(old, made), **SEASON)
    first, second = outcome.findings
    assert (first.kind, first.severity) == ("ai_origin", Severity.HIGH)
    assert (second.kind, second.severity) == ("outside_season", Severity.MEDIUM)
    assert second.region is not None
    assert (second.region.page, second.facts["page"]) == (1, 1)
    assert second.explanation.en.startswith("In a picture on page 1: According to the camera")
    assert second.explanation.id.startswith("Pada gambar di halaman 1:")


def test_without_pages_the_part_is_named() -> None:
    old = makers.jpeg(exif=makers.exif(taken="2019:05:01 10:00:00"))
    (finding,) = look(office_with("docx", old), **SEASON).findings
    assert finding.region is None
    assert finding.facts["part"] == "word/media/image1.jpeg"
    assert "picture image1.jpeg" in finding.explanation.en


def test_it_says_how_many_were_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checked, "MOST_PICTURES", 2)
    data = office_with("docx", *(makers.jpeg(quality=q) for q in (90, 80, 70)))
    outcome = look(data)
    assert (outcome.facts["pictures"], outcome.facts["looked_at"]) == (3, 2)
    assert [row["value"] for row in outcome.facts["table"]] == ["3", "2", "2"]


def test_time_that_is_over_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checked, "_SECONDS", -1.0)
    monkeypatch.setattr(checked, "_LEAST_SECONDS", -1.0)
    assert look(pdf_with(makers.jpeg())).facts["looked_at"] == 0


def test_twenty_old_photographs_are_three_questions() -> None:
    old = [
        makers.jpeg(exif=makers.exif(taken="2019:05:01 10:00:00"), quality=q) for q in range(70, 80)
    ]
    assert len(look(office_with("pptx", *old), **SEASON).findings) == 3


def test_emblems_and_broken_pictures_are_passed_over() -> None:
    emblem = makers.encoded(makers.photograph().resize((64, 64)))
    data = office_with("docx", emblem, makers.jpeg()[:3_000], b"\xff\xd8\xff\xe0rusak")
    outcome = look(data)
    assert outcome.facts["fingerprints"] == []
    assert outcome.facts["pictures"] == 3


def test_one_picture_is_taken_out_by_its_name() -> None:
    second = makers.jpeg("coffee.png")
    for data in (pdf_with(makers.jpeg(), second), office_with("docx", makers.jpeg(), second)):
        file = File(data)
        with pictures_in(file) as (count, pictures):
            parts = [picture.part for picture in pictures]
        assert count == 2
        assert picture_in(file, parts[1]).data == second
        with pytest.raises(CannotCheck):
            picture_in(file, "tidak ada")


def test_other_kinds_and_damaged_ones() -> None:
    assert EmbeddedPictures().run(File(makers.jpeg()), Context()).status is Status.SKIPPED
    locked = EmbeddedPictures().run(File(makers.pdf(password="x")), Context())
    assert (locked.status, locked.reason) == (Status.COULD_NOT_CHECK, "encrypted")


def test_the_fingerprints_leave_the_facts_of_the_report() -> None:
    report = examine(pdf_with(makers.jpeg()), Context(name="a.pdf"))
    (inside,) = report.embedded
    assert (inside.page, inside.fingerprint) == (1, fingerprint(File(makers.jpeg())))
    (outcome,) = [o for o in report.outcomes if o.check == "embedded"]
    assert outcome.facts["looked_at"] == 1
    assert "fingerprints" not in outcome.facts


def test_reuse_across_files_in_the_shell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The photograph itself, a page of a PDF with a smaller copy, a slide with another copy."""
    photo = makers.photograph("coffee.png")
    tags = makers.exif()
    (tmp_path / "1.jpg").write_bytes(makers.encoded(photo, quality=90, exif=tags))
    smaller = makers.encoded(photo.resize((450, 300)), quality=70)
    (tmp_path / "2.pdf").write_bytes(pdf_with(makers.jpeg("rocket.jpg"), smaller))
    (tmp_path / "3.pptx").write_bytes(office_with("pptx", makers.encoded(photo, quality=60)))
    main([str(tmp_path / name) for name in ("1.jpg", "2.pdf", "3.pptx")] + ["--json"])
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    found = [
        [f for c in row["checks"] if c["check"] == "embedded_duplicate" for f in c["findings"]]
        for row in rows
    ]
    assert found[0] == []
    (in_pdf,) = found[1]
    assert (in_pdf["kind"], in_pdf["severity"]) == ("near_same_application", "high")
    assert in_pdf["region"]["page"] == 2
    assert in_pdf["region"]["other_polygon"]
    assert "page 2" in in_pdf["explanation"]["en"]
    assert {f["facts"]["other_page"] for f in found[2]} == {None, 2}


def test_a_copied_part_inside_a_picture_of_a_page() -> None:
    forged = makers.photograph("coffee.png").copy()
    forged.paste(forged.crop((60, 60, 200, 200)), (400, 220))
    outcome = look(pdf_with(makers.jpeg("rocket.jpg"), makers.encoded(forged, quality=92)))
    assert outcome.facts["looked_at_closely"] == 2
    assert [(f.kind, f.facts["page"]) for f in outcome.findings] == [("copied_inside", 2)]
