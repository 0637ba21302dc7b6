from pathlib import Path

import pytest

from record.canonical import Json
from record.glyphs import FOLDER, code_points
from record.printable import printable, printable_text


@pytest.mark.parametrize(
    "name",
    [
        "Siti Nurhaliza, S.H., M.H.",
        "Nguyễn Thị Ánh",
        "محمد عبد الله",
        "王小明",
        "ꦱꦶꦠꦶ ꦤꦸꦂꦲꦭꦶꦗ",
        "ᬲᬶᬢᬶ",
        "ᮞᮤᮒᮤ",
        "ᨔᨗᨈᨗ",
        "क्षितिज",
        "O\u2019Brien – “Ng”",
        "👩‍⚖️ 😀",
        "first line\nsecond line",
    ],
)
def test_names_stay_as_they_are(name: str) -> None:
    assert printable_text(name) == name


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("bell\x07", "bell[U+0007]"),
        ("nul\x00", "nul[U+0000]"),
        ("\x1b[31mred", "[U+001B][31mred"),
        ("\u202enatum\u202c", "[U+202E]natum[U+202C]"),
        ("\ue000 \U000f0000", "[U+E000] [U+F0000]"),
        ("\u0378", "[U+0378]"),
        ("\ud800", "[U+D800]"),
        ("\uffff", "[U+FFFF]"),
        ("\ufeffSiti", "[U+FEFF]Siti"),
        ("𠀀 𒀀", "[U+20000] [U+12000]"),
        ("tab\there", "tab here"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
    ],
)
def test_what_cannot_be_printed_is_spelled_out(typed: str, printed: str) -> None:
    assert printable_text(typed) == printed


def test_a_letter_and_its_mark_become_one() -> None:
    assert printable_text("e\u0301") == "é"


def test_all_texts_of_a_document_and_nothing_else() -> None:
    data: Json = {"names": ["a\x07", {"deep": "b\x07"}], "number": 7, "none": None, "yes": True}
    assert printable(data) == {
        "names": ["a[U+0007]", {"deep": "b[U+0007]"}],
        "number": 7,
        "none": None,
        "yes": True,
    }


def covers(font: Path, character: str) -> bool:
    return any(start <= ord(character) <= end for start, end in code_points(font.read_bytes()))


@pytest.mark.parametrize(
    ("font", "has", "lacks"),
    [
        ("NotoSans-Regular.ttf", "AžṆкΩ", "م王ꦱ"),
        ("NotoSansJavanese-Regular.ttf", "ꦱꦶ", "A王"),
        ("DroidSansFallbackFull.ttf", "王明あ", "ꦱ한"),
        ("unifont.otf", "A王مꦱ", "😀"),
        ("unifont_upper.otf", "😀", "A"),
    ],
)
def test_the_fonts_tell_what_they_show(font: str, has: str, lacks: str) -> None:
    assert [character for character in has if not covers(FOLDER / font, character)] == []
    assert [character for character in lacks if covers(FOLDER / font, character)] == []


def test_each_font_has_its_licence_beside_it() -> None:
    told = (FOLDER / "README.md").read_text()
    assert {path.name for path in FOLDER.glob("*.txt")} == {
        "OFL-Noto.txt",
        "OFL-Unifont.txt",
        "Apache-2.0.txt",
    }
    for path in FOLDER.glob("*.*tf"):
        stem = path.name.split("-")[0]
        assert path.name in told or f"`{stem}-*`" in told, path.name
