"""A photograph inside a document is found as reuse, whichever of the two came first."""

import io

import pytest
from PIL import Image

from tests.verification.evidence.world import checked, make_application, photo
from tests.workers.checks.embedded.documents import office_with, pdf_with
from verification.models import Finding

pytestmark = pytest.mark.django_db


def smaller(seed: int) -> bytes:
    out = io.BytesIO()
    Image.open(io.BytesIO(photo(seed))).resize((480, 360)).save(out, "JPEG", quality=75)
    return out.getvalue()


def kinds(found: list[Finding]) -> set[tuple[str, str]]:
    return {(f.kind, f.severity) for f in found if f.other_id}


def test_another_unit_s_photo_on_a_page() -> None:
    alone = checked(make_application(), photo(1))
    page = checked(make_application(), pdf_with(photo(2), smaller(1)), name="laporan.pdf")
    rows = page.fingerprints.order_by("page").values_list("page", "part")
    assert [number for number, _ in rows] == [1, 2]
    (found,) = page.findings.filter(other=alone)
    assert (found.kind, found.severity) == ("near_other_unit", "high")
    assert found.check_name == "embedded_duplicate"
    assert found.region is not None
    assert (found.region["page"], found.region["polygon"]) == (2, [])
    assert found.region["other_polygon"]
    (theirs,) = alone.findings.filter(other=page)
    assert theirs.region is not None
    assert theirs.region["page"] is None
    assert theirs.region["polygon"] == found.region["other_polygon"]
    assert (theirs.facts["page"], theirs.facts["other_page"]) == (None, 2)
    assert "halaman 2" in theirs.explanation_id


def test_a_photo_that_was_inside_a_document_before() -> None:
    document = checked(make_application(), office_with("docx", smaller(1)), name="laporan.docx")
    alone = checked(make_application(), photo(1))
    (found,) = alone.findings.filter(other=document)
    assert (found.kind, found.check_name) == ("near_other_unit", "near_duplicate")
    assert found.facts["other_part"] == "word/media/image1.jpeg"


def test_two_documents_with_one_photo() -> None:
    one = checked(make_application(), pdf_with(photo(1)), name="a.pdf")
    two = checked(make_application(), office_with("pptx", photo(2), smaller(1)), name="b.pptx")
    (found,) = two.findings.filter(other=one)
    assert (found.facts["page"], found.facts["other_page"]) == (2, 1)


def test_the_same_document_is_told_once_as_such() -> None:
    data = pdf_with(photo(1))
    first = checked(make_application(), data, name="a.pdf")
    again = checked(make_application(), data, name="a.pdf")
    assert kinds(list(again.findings.filter(other=first))) == {("exact_other_unit", "high")}


def test_other_photos_in_documents_ask_nothing() -> None:
    checked(make_application(), pdf_with(photo(1), photo(2)), name="a.pdf")
    other = checked(make_application(), pdf_with(photo(3), photo(4)), name="b.pdf")
    assert not other.findings.exclude(other=None).exists()
