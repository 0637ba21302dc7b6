import io
from datetime import UTC, datetime

import pikepdf
import pytest

from tests.workers.checks import makers
from tests.workers.checks.pdf import raw
from workers.checks.context import Context
from workers.checks.file import File
from workers.checks.finding import Outcome, Severity, Status
from workers.checks.pdf.dates import pdf_date
from workers.checks.pdf.history import History

UPLOADED = datetime(2024, 6, 1, 3, tzinfo=UTC)
OTHER = b"BT /F1 24 Tf 72 700 Td (Nilai 100) Tj ET"
LINE = b"BT /F1 12 Tf 72 %d Td (Jumlah pengunjung pada bulan Mei seratus orang) Tj ET "
XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreateDate>%s</xmp:CreateDate></rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def check(data: bytes) -> Outcome:
    return History().run(File(data, "a.pdf"), Context(name="a.pdf", uploaded_at=UPLOADED))


def dated(created: str, modified: str, *, xmp: str = "", producer: str = "Pemindai 1") -> bytes:
    with pikepdf.open(io.BytesIO(makers.pdf())) as document:
        info = {"/CreationDate": created, "/ModDate": modified, "/Producer": producer}
        for key, value in info.items():
            if value:
                document.docinfo[key] = value
        if xmp:
            document.Root.Metadata = document.make_stream((XMP % xmp).encode())
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def lines(font: bytes) -> bytes:
    """A page of text with one number in another font."""
    content = b"".join(LINE % y for y in (600, 560, 520))
    content += b"BT /F1 12 Tf 72 400 Td (Jumlah pengunjung) Tj ET "
    content += b"BT %s 12 Tf 200 400 Td (1200) Tj ET" % font
    things = raw.objects(content)
    two = raw.FONT.replace(b"/F1", b"/F2 << /Type /Font /Subtype /Type1 /BaseFont /Courier >> /F1")
    two = two.replace(
        b"/F1", b"/F3 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >> /F1"
    )
    things[3] = things[3].replace(raw.FONT, two)
    return raw.written(things)


CREATED = "D:20240501080000+07'00'"
FOUND = {
    "changed before it was made": (
        dated(CREATED, "D:20240401080000+07'00'"),
        "pdf_before_made",
        Severity.LOW,
    ),
    "made after its upload": (dated("D:20240701080000Z", ""), "pdf_after_upload", Severity.MEDIUM),
    "changed after its upload": (
        dated(CREATED, "D:20240701080000Z"),
        "pdf_after_upload",
        Severity.MEDIUM,
    ),
    "two dates": (
        dated(CREATED, CREATED, xmp="2023-01-01T08:00:00+07:00"),
        "pdf_dates_differ",
        Severity.LOW,
    ),
    "an earlier version": (
        raw.updated(raw.written(raw.objects()), {4: raw.stream(OTHER)}),
        "earlier_version",
        Severity.LOW,
    ),
    "a number in another font": (lines(b"/F2"), "number_in_other_font", Severity.LOW),
}
HARMLESS = {
    "dates that agree": dated(CREATED, "D:20240502080000+07'00'", xmp="2024-05-01T08:00:00+07:00"),
    "a zone that is not told": dated(CREATED, "D:20240501010000"),
    "no dates": makers.pdf(),
    "dates that are none": dated("kemarin", "D:20249999"),
    "saved twice, showing the same": raw.updated(
        raw.written(raw.objects()), {5: b"<< /Catatan (apa saja) >>"}
    ),
    "a number in bold": lines(b"/F3"),
    "a number in the same font": lines(b"/F1"),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_its_history_tells(name: str) -> None:
    data, kind, severity = FOUND[name]
    (finding,) = check(data).findings
    assert (finding.kind, finding.severity) == (kind, severity)


@pytest.mark.parametrize("name", HARMLESS)
def test_its_harmless_twin_is_silent(name: str) -> None:
    outcome = check(HARMLESS[name])
    assert outcome.status is Status.DONE
    assert outcome.findings == ()


def test_what_came_after_a_signature_is_left_to_its_own_check() -> None:
    twice = makers.signed(makers.signed(), field="Tanda2", stamp=(60, 100, 200, 160))
    outcome = History().run(File(twice, "a.pdf"), Context(name="a.pdf"))
    assert outcome.findings == ()


def test_an_earlier_version_tells_the_words() -> None:
    (finding,) = check(FOUND["an earlier version"][0]).findings
    assert (finding.facts["before"], finding.facts["after"]) == ("Berita Acara", "Nilai 100")
    assert finding.region is not None
    assert finding.region.page == 1
    assert "Nilai 100" in finding.explanation.id


def test_another_program_is_told_and_asks_nothing() -> None:
    first = dated(CREATED, "", producer="Pengolah Kata 1")
    with pikepdf.open(io.BytesIO(first)) as document:
        number = document.docinfo.objgen[0]
    size = number + 1
    at = len(first)
    info = b"%d 0 obj\n<< /Producer (Penyunting 2) >>\nendobj\n" % number
    previous = int(first[first.rindex(b"startxref") + 9 :].split()[0])
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, at)
    with pikepdf.open(io.BytesIO(first)) as document:
        size = int(document.trailer.Size)
        root = document.Root.objgen[0]
    trailer = b"trailer\n<< /Root %d 0 R /Info %d 0 R /Size %d /Prev %d >>\n" % (
        root, number, size, previous,
    )  # fmt: skip
    data = first + info + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (at + len(info))
    (finding,) = check(data).findings
    assert (finding.kind, finding.severity) == ("saved_by_another_program", Severity.INFO)
    assert finding.facts == {"before": "Pengolah Kata 1", "after": "Penyunting 2"}


def test_what_is_read_is_kept() -> None:
    facts = check(dated(CREATED, CREATED)).facts
    assert facts["created"] == "2024-05-01T08:00:00+07:00"
    assert facts["producer"] == "Pemindai 1"
    assert facts["versions"] == 1


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("D:2024", datetime(2024, 1, 1, tzinfo=UTC)),
        ("20240501", datetime(2024, 5, 1, tzinfo=UTC)),
        ("D:20240501093000-05'30'", datetime(2024, 5, 1, 15, tzinfo=UTC)),
        ("", None),
        ("D:20241301", None),
        ("D:20240501093000+99'00'", None),
    ],
)
def test_dates_as_the_standard_writes_them(text: str, day: datetime | None) -> None:
    assert pdf_date(text) == day


def test_nothing_to_check_or_not_checkable() -> None:
    assert check(makers.jpeg()).status is Status.SKIPPED
    locked = check(makers.pdf(password="kunci"))
    assert (locked.status, locked.reason) == (Status.COULD_NOT_CHECK, "encrypted")
