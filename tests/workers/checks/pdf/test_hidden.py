import io

import pikepdf
import pytest
from PIL import Image, ImageDraw

from tests.workers.checks import makers
from tests.workers.checks.pdf import raw
from workers.checks.context import Context
from workers.checks.file import File
from workers.checks.finding import Finding, Outcome, Severity, Status
from workers.checks.pdf.hidden import Hidden

SENTENCE = b"BT %s /F1 14 Tf 72 %d Td (%s) Tj ET "
WORDS = b"Jumlah pengunjung seratus orang"
BOX = b"q %s rg 60 690 300 30 re f Q "


def check(data: bytes) -> Outcome:
    return Hidden().run(File(data, "a.pdf"), Context(name="a.pdf"))


def text(mode: bytes = b"", *, y: int = 700, words: bytes = WORDS) -> bytes:
    return SENTENCE % (mode, y, words)


def page(content: bytes) -> bytes:
    return raw.written(raw.objects(content))


def scanned(content: bytes, *, dark: bool = False) -> bytes:
    """A page that is one picture of a letter with a line of writing, and content behind it."""
    paper = Image.new("L", (595, 842), 20 if dark else 250)
    ImageDraw.Draw(paper).text((72, 130), "Jumlah pengunjung: 12", fill=30, font_size=20)
    with pikepdf.open(io.BytesIO(page(b""))) as document:
        picture = pikepdf.Stream(
            document,
            makers.encoded(paper, "JPEG", quality=90),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=595,
            Height=842,
            ColorSpace=pikepdf.Name.DeviceGray,
            BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )
        document.pages[0].Resources.XObject = pikepdf.Dictionary(Scan=picture)
        document.pages[0].Contents = document.make_stream(
            b"q 595 0 0 842 0 0 cm /Scan Do Q " + content
        )
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


HIDDEN = {
    "in no ink": (page(text(b"3 Tr")), "text_invisible", Severity.MEDIUM),
    "white on white": (page(b"1 g " + text()), "text_same_colour", Severity.MEDIUM),
    "under a white box": (page(text() + BOX % b"1 1 1"), "text_covered", Severity.MEDIUM),
    "under a black box": (page(text() + BOX % b"0 0 0"), "text_covered", Severity.MEDIUM),
    "under a white seal": (
        makers.signed(page(text()), stamp=(60, 680, 400, 730)),
        "text_covered",
        Severity.MEDIUM,
    ),
    "beside the page": (page(text(y=-200)), "text_outside", Severity.LOW),
    "a white box on a scan": (scanned(BOX % b"1 1 1"), "scan_covered", Severity.MEDIUM),
    "a box and new words on a scan": (
        scanned(BOX % b"0.98 0.98 0.98" + b"0 g " + text()),
        "scan_covered",
        Severity.MEDIUM,
    ),
}
HARMLESS = {
    "words": page(text()),
    "grey words": page(b"0.7 g " + text()),
    "words on a coloured box": page(BOX % b"0.8 0.9 1" + b"0 g " + text()),
    "white words on a dark box": page(BOX % b"0.1 0.2 0.4" + b"1 g " + text()),
    "the reading of a scan": scanned(text(b"3 Tr")),
    "words on a scan, beside the writing": scanned(b"0 g " + text(y=300)),
    "a box on an empty part of a scan": scanned(b"q 1 g 60 200 300 30 re f Q "),
    "a panel on a dark picture": scanned(BOX % b"1 1 1" + b"0 g " + text(), dark=True),
    "several pages": makers.pdf(3),
    "a dotted line under a white seal": makers.signed(
        page(text(words=b"." * 40)), stamp=(60, 680, 400, 730)
    ),
    "signed with a seal": makers.signed(stamp=(60, 100, 200, 160)),
}


def only(outcome: Outcome) -> Finding:
    assert outcome.status is Status.DONE, outcome
    (finding,) = outcome.findings
    return finding


@pytest.mark.parametrize("name", HIDDEN)
def test_what_cannot_be_seen_is_shown(name: str) -> None:
    data, kind, severity = HIDDEN[name]
    finding = only(check(data))
    assert (finding.kind, finding.severity) == (kind, severity)
    assert finding.region is not None
    assert finding.region.page == 1
    if kind != "scan_covered":
        assert finding.facts["text"] == WORDS.decode()
        assert WORDS.decode() in finding.explanation.en


def test_the_box_is_where_the_words_are() -> None:
    region = only(check(page(text() + BOX % b"1 1 1"))).region
    assert region is not None
    assert region.box is not None
    left, top, right, bottom = region.box
    assert 100 < left < 140 < right < 600
    assert 140 < top < bottom < 200


@pytest.mark.parametrize("name", HARMLESS)
def test_its_harmless_twin_is_silent(name: str) -> None:
    outcome = check(HARMLESS[name])
    assert outcome.status is Status.DONE
    assert outcome.findings == ()


def test_the_mark_where_a_service_puts_its_signature_is_no_question() -> None:
    finding = only(check(page(text() + b"1 g " + text(y=400, words=b"#ttd1"))))
    assert (finding.kind, finding.severity) == ("text_same_colour", Severity.INFO)


@pytest.mark.parametrize(
    ("data", "status", "reason"),
    [
        (makers.jpeg(), Status.SKIPPED, "other_kind"),
        (makers.pdf(password="kunci"), Status.COULD_NOT_CHECK, "encrypted"),
        (b"%PDF-1.7 dan seterusnya", Status.COULD_NOT_CHECK, "damaged"),
        (
            raw.written(raw.objects() | {3: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}),
            Status.COULD_NOT_CHECK,
            "damaged",
        ),
    ],
)
def test_nothing_to_check_or_not_checkable(data: bytes, status: Status, reason: str) -> None:
    outcome = check(data)
    assert (outcome.status, outcome.reason) == (status, reason)
