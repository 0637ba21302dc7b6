import io
import struct
import zipfile
import zlib

import pytest

from tests.workers.checks import makers
from workers.checks.content import Content
from workers.checks.context import Context, Limits
from workers.checks.file import File
from workers.checks.finding import Finding, Outcome, Severity, Status


def check(data: bytes, name: str, limits: Limits | None = None) -> Outcome:
    limits = limits or Limits()
    return Content().run(File(data, name, limits), Context(name=name, limits=limits))


def kinds(data: bytes, name: str, limits: Limits | None = None) -> list[str]:
    outcome = check(data, name, limits)
    assert outcome.status is Status.DONE, outcome
    return [finding.kind for finding in outcome.findings]


def only(data: bytes, name: str) -> Finding:
    (finding,) = check(data, name).findings
    return finding


def png_header(width: int, height: int) -> bytes:
    """A PNG that declares a size and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def animated(form: str) -> bytes:
    frames = [makers.photograph().resize((64, 64)).rotate(10 * turn) for turn in range(3)]
    return makers.encoded(frames[0], form, save_all=True, append_images=frames[1:], duration=100)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (makers.jpeg(), "a.jpg"),
        (makers.jpeg(progressive=True), "a.jpg"),
        (makers.jpeg(exif=makers.exif(taken="2024:05:01 10:00:00")), "a.jpg"),
        (makers.encoded(makers.photograph(), "PNG"), "a.png"),
        (makers.encoded(makers.photograph().convert("RGBA"), "PNG"), "a.png"),
        (makers.encoded(makers.photograph().convert("P"), "PNG"), "a.png"),
        (makers.encoded(makers.photograph().convert("I;16"), "PNG"), "a.png"),
        (makers.encoded(makers.photograph().convert("1"), "PNG"), "a.png"),
        (makers.encoded(makers.photograph().convert("CMYK"), "JPEG"), "a.jpg"),
        (makers.encoded(makers.photograph(), "WEBP"), "a.webp"),
        (makers.encoded(makers.photograph(), "HEIF"), "a.heic"),
        (makers.pdf(3), "a.pdf"),
        (makers.signed(), "a.pdf"),
        (makers.office("docx", {"word/media/image1.png": makers.jpeg()}), "a.docx"),
        (makers.office("xlsx"), "a.xlsx"),
        (makers.office("pptx"), "a.pptx"),
    ],
)
def test_an_honest_file_raises_nothing(data: bytes, name: str) -> None:
    assert kinds(data, name) == []


def test_facts_tell_what_was_read() -> None:
    assert check(makers.jpeg(), "a.jpg").facts == {
        "size": len(makers.jpeg()),
        "kind": "jpeg",
        "width": 512,
        "height": 512,
        "frames": 1,
    }
    assert check(makers.pdf(3), "a.pdf").facts["pages"] == 3


def test_an_empty_file() -> None:
    assert kinds(b"", "a.jpg") == ["empty"]


def test_a_wrong_extension_names_both() -> None:
    finding = only(makers.encoded(makers.photograph(), "PNG"), "foto.jpg")
    assert finding.kind == "extension_differs"
    assert ".jpg" in finding.explanation.id
    assert "a PNG picture" in finding.explanation.en
    assert finding.facts["found"] == "png"
    assert kinds(makers.office("xlsx"), "a.docx") == ["extension_differs"]


@pytest.mark.parametrize("form", ["GIF", "TIFF", "BMP", "AVIF", "JPEG2000"])
def test_other_picture_formats_are_not_accepted(form: str) -> None:
    assert kinds(makers.encoded(makers.photograph(), form), "a.jpg") == ["kind_not_accepted"]


def test_an_archive_without_office_parts_is_not_accepted() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "a")
    assert kinds(out.getvalue(), "a.zip") == ["kind_not_accepted"]
    assert kinds(out.getvalue(), "a.docx") == ["damaged"]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
@pytest.mark.parametrize(
    ("form", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp")]
)
def test_a_picture_cut_short(form: str, name: str, share: float) -> None:
    whole = makers.encoded(makers.photograph(), form)
    assert kinds(whole[: int(len(whole) * share)], name) == ["damaged"]


def test_a_document_cut_short() -> None:
    whole = makers.pdf(3)
    assert kinds(whole[:200], "a.pdf") == ["damaged"]
    assert kinds(whole[:-150], "a.pdf") in (["repaired"], ["damaged"])
    packed = makers.office("docx")
    assert kinds(packed[:-30], "a.docx") == ["damaged"]


def test_locked_documents() -> None:
    assert kinds(makers.pdf(password="rahasia"), "a.pdf") == ["encrypted"]
    locked = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    )
    assert kinds(locked, "a.docx") == ["encrypted"]


def test_a_restriction_without_a_password_is_a_fact_only() -> None:
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(makers.pdf())) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="kantor", user=""))
    outcome = check(out.getvalue(), "a.pdf")
    assert outcome.findings == ()
    assert outcome.facts["restricted"] is True


def test_macros() -> None:
    assert kinds(makers.office("docx", macros=True), "a.docx") == ["macros"]
    assert kinds(makers.office("xlsx", {"xl/vbaProject.bin": b"x"}), "a.xlsx") == ["macros"]


@pytest.mark.parametrize(("form", "name"), [("PNG", "a.png"), ("WEBP", "a.webp")])
def test_moving_pictures(form: str, name: str) -> None:
    finding = only(animated(form), name)
    assert (finding.kind, finding.severity) == ("animated", Severity.LOW)
    assert finding.facts["frames"] == 3


def test_further_pictures_of_a_camera_are_not_a_moving_picture() -> None:
    second = makers.photograph().resize((64, 64))
    data = makers.encoded(makers.photograph(), "MPO", save_all=True, append_images=[second])
    assert kinds(data, "a.jpg") == []


@pytest.mark.parametrize(("width", "height"), [(30_000, 30_000), (12_001, 10), (7_100, 7_100)])
def test_an_image_bomb_is_not_decoded(width: int, height: int) -> None:
    assert kinds(png_header(width, height), "a.png") == ["picture_too_large"]


def test_all_frames_count_against_the_pixels() -> None:
    limits = Limits(picture_pixels=64 * 64 * 2)
    assert kinds(animated("PNG"), "a.png", limits) == ["picture_too_large"]


def test_a_zip_bomb_is_not_inflated() -> None:
    bomb = makers.office("docx", {"word/a.xml": bytes(70 * 1024 * 1024)})
    assert len(bomb) < 200_000
    assert kinds(bomb, "a.docx") == ["archive_too_large"]


def test_too_many_members() -> None:
    many = makers.office("docx", {f"word/{number}.xml": b"" for number in range(2_000)})
    assert kinds(many, "a.docx") == ["archive_too_large"]


def test_a_member_that_declares_less_than_it_holds() -> None:
    honest = makers.office("docx", {"word/a.xml": bytes(5_000)})
    lying = honest.replace(struct.pack("<I", 5_000), struct.pack("<I", 5))
    assert kinds(lying, "a.docx") == ["damaged"]


def test_an_odd_container() -> None:
    data = makers.office("docx")
    finding = only(data + b"lagi", "a.docx")
    assert finding.kind == "odd_container"
    assert finding.facts["oddities"] == ["trailing_bytes"]


def test_entities_in_the_list_of_parts_are_refused() -> None:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    laughs = (
        f'<!DOCTYPE Types [<!ENTITY a "{word}">]>'
        '<Types xmlns="urn:x"><Override PartName="/a.xml" ContentType="&a;"/></Types>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", laughs)
    assert kinds(out.getvalue(), "a.docx") == ["damaged"]


def test_nothing_exceeds_the_cap() -> None:
    for data, name in ((b"", "a.jpg"), (makers.pdf(password="x"), "a.pdf")):
        assert check(data, name).worst is Severity.MEDIUM
