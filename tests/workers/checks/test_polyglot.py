import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workers.checks import makers
from workers.checks.polyglot import picture_end, second_kinds


def archive(prefix: bytes = b"") -> bytes:
    out = io.BytesIO(prefix)
    out.seek(0, io.SEEK_END)
    with zipfile.ZipFile(out, "a") as container:
        container.writestr("isi.txt", "isi" * 50)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code", "others"),
    [
        (archive(makers.jpeg()), "jpeg", ["zip"]),
        (makers.jpeg() + archive(), "jpeg", ["zip"]),
        (archive(makers.pdf()), "pdf", ["zip"]),
        (makers.encoded(makers.photograph(), "PNG") + makers.pdf(), "png", ["pdf"]),
        (makers.jpeg(comment=b"%PDF-1.4 1 0 obj"), "jpeg", ["pdf"]),
        (makers.jpeg(comment=b"<?php system('id');"), "jpeg", ["script"]),
        (makers.jpeg(comment=b"<SCRIPT>alert(1)</SCRIPT>"), "jpeg", ["script"]),
        (b"MZ\x90\x00" + makers.pdf(), "pdf", ["exe"]),
        (makers.jpeg() + b"Rar!\x1a\x07\x01\x00", "jpeg", ["rar"]),
        (makers.pdf()[:9] + bytes(0x8001 - 9) + b"CD001", "pdf", ["iso"]),
        (makers.encoded(makers.photograph(), "WEBP") + b"\x7fELF" + bytes(60), "webp", ["elf"]),
    ],
)
def test_two_things_at_once(data: bytes, code: str, others: list[str]) -> None:
    assert second_kinds(data, code) == others


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (makers.jpeg(), "jpeg"),
        (makers.jpeg(progressive=True, exif=makers.exif(taken="2024:05:01 10:00:00")), "jpeg"),
        (makers.encoded(makers.photograph(), "PNG"), "png"),
        (makers.encoded(makers.photograph(), "WEBP"), "webp"),
        (makers.encoded(makers.photograph(), "HEIF"), "heic"),
        (makers.pdf(), "pdf"),
        (b"\r\n\r\n" + makers.pdf(), "pdf"),
        (makers.office(), "docx"),
        # A camera's second picture, its short film, its padding.
        (makers.jpeg() + makers.jpeg("rocket.jpg"), "jpeg"),
        (makers.jpeg() + b"\x00\x00\x00\x18ftypmp42" + bytes(400), "jpeg"),
        (makers.jpeg() + bytes(5_000), "jpeg"),
    ],
)
def test_one_thing_only(data: bytes, code: str) -> None:
    assert second_kinds(data, code) == []


@pytest.mark.parametrize("progressive", [False, True])
def test_the_end_of_a_jpeg_is_found_behind_its_scans(*, progressive: bool) -> None:
    data = makers.jpeg(progressive=progressive, exif=makers.exif(software="x"))
    assert picture_end(data + b"\xff\xd9 lagi", "jpeg") == len(data)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=2_000), st.sampled_from(["jpeg", "png", "webp", "heic", "pdf", "docx"]))
def test_any_bytes_can_be_looked_at(data: bytes, code: str) -> None:
    assert 0 <= picture_end(data, code) <= max(len(data), 8)
    assert code not in second_kinds(data, code)
