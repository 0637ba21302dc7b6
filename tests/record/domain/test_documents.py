import io
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from record.canonical import Json
from record.domain.documents import ROOT, qr_svg, render
from record.errors import DocumentError
from record.glyphs import shown

TEMPLATE = Path(__file__).parents[1] / "documents" / "sample.typ"
ADDRESS = "https://p2ham.example.go.id/cek/1"


def sample(**changes: Json) -> dict[str, Json]:
    return {
        "title": "Piagam Penghargaan",
        "language": "id",
        "date": "2025-11-21",
        "issuer": ["Kementerian Hukum dan HAM", "Direktorat Jenderal HAM"],
        "number": "M.HH-01 Tahun 2025",
        "section": "Penerima",
        "name": "Siti Aminah",
        "facts": [["Unit", "Lapas Kelas I"]],
        "rows": [["a-1", "10"], ["a-2", "20"]],
        "qr": qr_svg(ADDRESS),
        "address": ADDRESS,
        "people": [{"capacity": "Ketua", "name": "Budi", "number": "", "note": ""}],
        **changes,
    }


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def opened(pdf: bytes) -> Any:
    return pikepdf.open(io.BytesIO(pdf))


def test_it_claims_pdf_a_2a_and_pdf_ua_1_and_is_tagged() -> None:
    with opened(render(TEMPLATE, sample())) as pdf:
        xmp = pdf.open_metadata()
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")
        assert xmp["pdfuaid:part"] == "1"
        assert xmp["dc:title"] == "Piagam Penghargaan"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.Lang == "id"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        tags = kinds_of_tags(pdf.Root.StructTreeRoot)
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure", "/Link"} <= tags


def test_a_document_without_a_title_is_refused() -> None:
    with pytest.raises(DocumentError):
        render(TEMPLATE, sample(title=""))


def test_the_words_are_in_it() -> None:
    text = text_of(render(TEMPLATE, sample()))
    for words in (
        "Siti Aminah",
        "Nomor: M.HH-01 Tahun 2025",
        "21 November 2025",
        "Halaman 1 dari 1",
    ):
        assert words in text
    assert "nilai yang bersifat sementara" not in text


def test_the_english_one_and_the_provisional_one() -> None:
    text = text_of(render(TEMPLATE, sample(language="en", provisional=True)))
    for words in ("Number: M.HH-01", "PROVISIONAL", "contains provisional values", "Page 1 of 1"):
        assert words in text


def test_the_same_data_gives_the_same_bytes_in_another_process_and_zone() -> None:
    here = render(TEMPLATE, sample())
    program = (
        "import sys; from tests.record.domain.test_documents import *; "
        "sys.stdout.buffer.write(render(TEMPLATE, sample()))"
    )
    there = subprocess.run(
        [sys.executable, "-c", program],
        env={"TZ": "Asia/Jayapura", "LC_ALL": "C", "DJANGO_SETTINGS_MODULE": "tests.settings"},
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    assert there.stdout == here
    assert render(TEMPLATE, sample(name="Siti Aminah ")) != here


@pytest.mark.parametrize(
    "name",
    [
        "ꦱꦶꦠꦶ",
        "ᬲᬶᬢᬶ",
        "ᮞᮤᮒᮤ",
        "ᨔᨗᨈᨗ",
        "محمد",
        "王小明",
        "Nguyễn Thị Ánh",
        "क्षितिज",
        "김민준",
        "ប៊ុន",
        "😀",
        "👨‍👩‍👧 👍🏽 🇮🇩 1️⃣ ❤️",
        "a\u0301\u0323\u035f o\u20dd Z" + "\u0335" * 40,
        "😀\u0301 ꦱ😀ꦶ م\u20dd",
        "\u0301 alone",
        "\u200d\u200c\u00ad\ufeff\u2060",
        "\x00\x07\x1b\x7f\u0085",
        "\u202eterbalik",
        "\U00020000 \U000e0001 \ue000 \u0378",
        "#panic() $x$ *a* _b_ `c` \\ // @d <e> [f] {g}",
        "",
        "x" * 3000,
    ],
)
def test_any_name_can_be_printed(name: str) -> None:
    assert render(TEMPLATE, sample(name=name)).startswith(b"%PDF-")


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_whatever_is_typed_can_be_printed(name: str) -> None:
    render(TEMPLATE, sample(name=name, people=[]))


def test_every_character_the_fonts_show_can_be_printed() -> None:
    assigned = [
        chr(code)
        for code, mark in enumerate(shown())
        if mark and unicodedata.category(chr(code)) not in {"Cc", "Cn", "Co", "Cs"}
    ]
    assert len(assigned) > 60_000
    lines = ["".join(assigned[i : i + 40]) for i in range(0, len(assigned), 40)]
    render(TEMPLATE, sample(name="\n".join(lines)))


def test_data_is_never_code() -> None:
    text = text_of(render(TEMPLATE, sample(name='#read("/etc/passwd") "; #panic()')))
    assert '#read("/etc/passwd") "; #panic()' in text


def test_a_missing_value_is_an_error_that_names_the_template() -> None:
    data = sample()
    del data["name"]
    with pytest.raises(DocumentError, match=r"sample\.typ"):
        render(TEMPLATE, data)


def test_a_template_outside_the_project_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "outside.typ"
    outside.write_text("Halo")
    with pytest.raises(DocumentError):
        render(outside, sample())


def test_the_qr_code_is_the_same_every_time() -> None:
    assert qr_svg(ADDRESS) == qr_svg(ADDRESS)
    assert qr_svg(ADDRESS) != qr_svg(ADDRESS + "2")
    assert qr_svg(ADDRESS).startswith("<svg")


def kinds_of_tags(node: Any) -> set[str]:
    if isinstance(node, pikepdf.Array):
        return {tag for child in node for tag in kinds_of_tags(child)}
    if not isinstance(node, pikepdf.Dictionary):
        return set()
    found = {str(node.S)} if "/S" in node else set()
    return found | (kinds_of_tags(node.K) if "/K" in node else set())
