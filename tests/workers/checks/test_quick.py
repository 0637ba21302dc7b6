import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workers.checks import makers
from workers.checks.context import MEBIBYTE
from workers.checks.kinds import HEAD_BYTES, KINDS, Kind
from workers.checks.quick import Refusal, quick_look


def look(data: bytes, name: str) -> Kind | Refusal:
    return quick_look(data[:HEAD_BYTES], len(data), name)


def refused(data: bytes, name: str) -> str:
    answer = look(data, name)
    assert isinstance(answer, Refusal)
    assert answer.message.id
    assert answer.message.en
    assert "{" not in answer.message.id + answer.message.en
    return answer.code


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (makers.jpeg(), "foto.JPG", "jpeg"),
        (makers.jpeg(), "foto.jpeg", "jpeg"),
        (makers.encoded(makers.photograph(), "PNG"), "foto.png", "png"),
        (makers.encoded(makers.photograph(), "WEBP"), "foto.webp", "webp"),
        (makers.encoded(makers.photograph(), "HEIF"), "foto.HEIC", "heic"),
        (makers.pdf(), "berita acara.pdf", "pdf"),
        (b"\n" + makers.pdf(), "sk.pdf", "pdf"),
        (makers.office("docx"), "a.docx", "docx"),
        (makers.office("xlsx"), "a.xlsx", "xlsx"),
        (makers.office("pptx"), "a.pptx", "pptx"),
    ],
)
def test_what_is_accepted_is_named(data: bytes, name: str, code: str) -> None:
    assert look(data, name) == KINDS[code]


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "foto.jpg", "empty"),
        (makers.jpeg(), "foto", "extension_not_allowed"),
        (makers.jpeg(), "foto.jpg.exe", "extension_not_allowed"),
        (makers.encoded(makers.photograph(), "GIF"), "foto.gif", "extension_not_allowed"),
        (makers.pdf(), "surat.doc", "legacy_office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "surat.docx", "locked_office"),
        (makers.jpeg(), "surat.pdf", "content_differs"),
        (makers.encoded(makers.photograph(), "PNG"), "foto.jpg", "content_differs"),
        (makers.encoded(makers.photograph(), "AVIF"), "foto.heic", "content_not_accepted"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "foto.png", "content_not_accepted"),
        (b"MZ" + bytes(100), "foto.jpg", "content_not_accepted"),
        (b"apa saja", "surat.pdf", "content_unknown"),
    ],
)
def test_what_is_not_accepted_is_refused_with_its_reason(data: bytes, name: str, code: str) -> None:
    assert refused(data, name) == code


def test_a_refusal_names_the_content_as_people_do() -> None:
    answer = look(b"\x7fELF" + bytes(100), "foto.jpg")
    assert isinstance(answer, Refusal)
    assert "isinya program Linux, jenis" in answer.message.id
    assert "a Linux program" in answer.message.en


def test_the_largest_size_is_a_limit() -> None:
    head = makers.jpeg()[:HEAD_BYTES]
    assert quick_look(head, 25 * MEBIBYTE, "foto.jpg") == KINDS["jpeg"]
    answer = quick_look(head, 25 * MEBIBYTE + 1, "foto.jpg")
    assert isinstance(answer, Refusal)
    assert answer.code == "too_large"
    assert "25 MB" in answer.message.id


@settings(deadline=None)
@given(st.binary(max_size=600), st.integers(-1, 10**12), st.text(max_size=40))
def test_it_never_raises(head: bytes, size: int, name: str) -> None:
    assert isinstance(quick_look(head, size, name), Kind | Refusal)


@settings(deadline=None)
@given(st.binary(max_size=600), st.sampled_from(sorted(KINDS)))
def test_what_is_accepted_carries_the_signature_of_its_kind(tail: bytes, code: str) -> None:
    kind = KINDS[code]
    answer = quick_look(b"\x00" + tail, len(tail) + 1, f"berkas.{kind.extensions[0]}")
    if isinstance(answer, Kind):  # a PDF header may stand a little further on
        assert answer.code == "pdf"
        assert b"%PDF-" in tail or b"ftyp" in tail
