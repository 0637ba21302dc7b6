import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    NumberObject,
    StreamObject,
    pdf_name,
    pdf_string,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm

from tests.workers.checks import makers
from tests.workers.checks.pdf import raw
from workers.checks.context import Context
from workers.checks.file import File
from workers.checks.finding import Outcome, Severity, Status
from workers.checks.pdf.pages import WHOLE
from workers.checks.pdf.signatures import Signatures


def check(data: bytes) -> Outcome:
    return makers.apart(Signatures().run, File(data, "a.pdf"), Context(name="a.pdf"))


def states(outcome: Outcome) -> list[str]:
    assert outcome.status is Status.DONE, outcome
    return [signature["state"] for signature in outcome.facts["signatures"]]


def dictionary(**entries: object) -> Any:
    return DictionaryObject({pdf_name(f"/{key}"): value for key, value in entries.items()})  # type: ignore[no-untyped-call]


def numbers(*values: int) -> Any:
    return ArrayObject([NumberObject(value) for value in values])  # type: ignore[no-untyped-call]


def set_in_root(writer: IncrementalPdfFileWriter, key: str) -> None:
    writer.root[pdf_name(key)] = writer.add_object(dictionary())
    writer.update_root()  # type: ignore[no-untyped-call]


def form(drawing: bytes, width: int, height: int) -> StreamObject:
    """Something drawn that a note or a field shows."""
    entries = dictionary(
        Type=pdf_name("/XObject"), Subtype=pdf_name("/Form"), BBox=numbers(0, 0, width, height)
    )
    return StreamObject(entries, stream_data=drawing)


def updated(data: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """The file with an incremental update behind all that was signed."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    change(writer)
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


def first_page(writer: IncrementalPdfFileWriter) -> Any:
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    writer.update_container(page)
    return page


def with_another_first_page(data: bytes) -> bytes:
    """Replace what the first page shows in an incremental update, as a forger would."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        drawing = StreamObject(stream_data=b"BT /F1 24 Tf 72 700 Td (Nilai: 100) Tj ET")
        first_page(writer)[pdf_name("/Contents")] = writer.add_object(drawing)

    return updated(data, change)


def with_a_note(data: bytes, *, box: tuple[int, int, int, int], drawing: bytes) -> bytes:
    """Put a note with a drawing of its own on the first page."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        look = writer.add_object(form(drawing, box[2] - box[0], box[3] - box[1]))
        note = dictionary(
            Type=pdf_name("/Annot"),
            Subtype=pdf_name("/Stamp"),
            F=numbers(4)[0],
            Rect=numbers(*box),
            AP=dictionary(N=look),
        )
        page = first_page(writer)
        notes = ArrayObject([*page.get("/Annots", ()), writer.add_object(note)])
        page[pdf_name("/Annots")] = notes

    return updated(data, change)


WORDS = (60, 690, 320, 730)  # where the line of makers.pdf stands
APART = (60, 100, 200, 160)
WHITE_BOX = b"1 g 0 0 300 100 re f"


def test_signed_and_unchanged_since() -> None:
    outcome = check(makers.signed())
    assert outcome.findings == ()
    (signature,) = outcome.facts["signatures"]
    assert signature["state"] == "unchanged"
    assert signature["signer"] == "Kepala Unit"
    assert signature["anchored"] is False
    assert signature["time_stamp"] is False


def test_a_second_signature_is_an_allowed_change() -> None:
    outcome = check(makers.signed(makers.signed(), field="Tanda2", name="Sekretaris"))
    assert states(outcome) == ["allowed_changes", "unchanged"]
    assert [s["signer"] for s in outcome.facts["signatures"]] == ["Kepala Unit", "Sekretaris"]
    assert outcome.findings == ()


def test_a_page_replaced_after_signing_cannot_be_cleared() -> None:
    outcome = check(with_another_first_page(makers.signed()))
    assert states(outcome) == ["uncleared"]
    (finding,) = outcome.findings
    assert (finding.kind, finding.severity) == ("changed_after_signing", Severity.MEDIUM)
    assert "Kepala Unit" in finding.explanation.id
    assert finding.facts["before"] == "Berita Acara 1"
    assert finding.facts["after"] == "Nilai: 100"
    assert "Nilai: 100" in finding.explanation.en
    assert finding.region is not None
    assert finding.region.page == 1
    left, top, right, bottom = finding.region.box or WHOLE
    assert 100 < left < right < 400
    assert 120 < top < bottom < 200


def test_signed_bytes_that_were_changed_break_the_signature() -> None:
    changed = makers.signed().replace(b"/MediaBox [ 0 0 595 842 ]", b"/MediaBox [ 0 0 595 843 ]")
    assert changed != makers.signed()
    outcome = check(changed)
    assert states(outcome) == ["broken"]
    assert outcome.worst is Severity.HIGH


def test_saving_anew_breaks_a_signature() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(makers.signed())) as document:
        document.save(out)
    outcome = check(out.getvalue())
    assert outcome.findings
    assert states(outcome) in (["broken"], ["uncleared"], ["unreadable"])


def test_one_unreadable_signature_does_not_hide_the_other() -> None:
    twice = makers.signed(makers.signed(), field="Tanda2")
    first = twice.index(b"/Contents <") + len(b"/Contents <")
    outcome = check(twice[:first] + b"00" * 20 + twice[first + 40 :])
    found = states(outcome)
    assert len(found) == 2
    assert "unreadable" in found
    assert any(finding.kind == "signature_unreadable" for finding in outcome.findings)


@pytest.mark.parametrize(
    ("data", "status", "reason"),
    [
        (makers.pdf(), Status.SKIPPED, "not_signed"),
        (makers.jpeg(), Status.SKIPPED, "other_kind"),
        (b"%PDF-1.7 /ByteRange", Status.COULD_NOT_CHECK, "damaged"),
    ],
)
def test_nothing_to_check_or_not_checkable(data: bytes, status: Status, reason: str) -> None:
    outcome = check(data)
    assert (outcome.status, outcome.reason) == (status, reason)


def test_no_word_of_it_calls_anything_genuine() -> None:
    shown = repr(check(makers.signed())) + repr(check(with_another_first_page(makers.signed())))
    assert "genuine" not in shown.lower()
    assert "trusted" not in shown.lower()


def test_a_page_added_after_signing_is_named() -> None:
    def change(writer: IncrementalPdfFileWriter) -> None:
        pages = writer.root["/Pages"]
        page = dictionary(
            Type=pdf_name("/Page"),
            Parent=writer.root.raw_get("/Pages"),
            MediaBox=numbers(0, 0, 595, 842),
        )
        pages["/Kids"].append(writer.add_object(page))
        pages[pdf_name("/Count")] = numbers(2)[0]
        writer.update_container(pages)

    (finding,) = check(updated(makers.signed(), change)).findings
    assert (finding.kind, finding.severity) == ("changed_after_signing", Severity.MEDIUM)
    assert finding.facts["what"] == "page_added"
    assert finding.region is not None
    assert finding.region.page == 2


@pytest.mark.parametrize("certify", [None, MDPPerm.ANNOTATE])
def test_a_note_over_signed_words_tells_which_words(certify: MDPPerm | None) -> None:
    signed = makers.signed(certify=certify)
    (finding,) = check(with_a_note(signed, box=WORDS, drawing=WHITE_BOX)).findings
    assert (finding.kind, finding.severity) == ("changed_after_signing", Severity.MEDIUM)
    assert finding.facts["hidden"] == "Berita Acara 1"
    assert "Berita Acara 1" in finding.explanation.id


def test_a_later_signature_over_certified_words() -> None:
    certified = makers.signed(certify=MDPPerm.FILL_FORMS)
    outcome = check(makers.signed(certified, field="Tanda2", stamp=WORDS))
    (finding,) = outcome.findings
    assert (finding.kind, finding.severity) == ("signature_over_content", Severity.MEDIUM)
    assert "Berita Acara" in finding.explanation.id
    assert finding.region is not None
    assert finding.region.box is not None


def test_a_later_signature_beside_the_words_is_silent() -> None:
    outcome = check(makers.signed(makers.signed(), field="Tanda2", stamp=APART))
    assert states(outcome) == ["allowed_changes", "unchanged"]
    assert outcome.findings == ()


def test_a_later_signature_that_certified_bytes_did_not_foresee_is_little() -> None:
    certified = makers.signed(certify=MDPPerm.FILL_FORMS)
    outcome = check(makers.signed(certified, field="Tanda2", stamp=APART))
    (finding,) = outcome.findings
    assert (finding.kind, finding.severity) == ("signed_again", Severity.LOW)


def test_a_change_of_certified_bytes_that_shows_nothing_is_little() -> None:
    """Archives and readers add parts that no page uses."""

    outcome = check(updated(makers.signed(), lambda writer: set_in_root(writer, "/PieceInfo")))
    assert states(outcome) == ["unseen_changes"]
    (finding,) = outcome.findings
    assert (finding.kind, finding.severity) == ("changed_unseen", Severity.LOW)


def test_a_change_that_another_reader_may_show_is_not_cleared() -> None:
    """Nothing looks different here, but a layer may be switched elsewhere."""

    outcome = check(updated(makers.signed(), lambda writer: set_in_root(writer, "/OCProperties")))
    assert states(outcome) == ["uncleared"]
    (finding,) = outcome.findings
    assert {"added", "layers"} <= set(finding.facts["parts"])
    assert "lapisan" in finding.explanation.id


def test_a_field_filled_after_signing_is_told_and_asks_nothing() -> None:
    document = raw.objects(
        root=b"/AcroForm << /Fields [5 0 R] /DA (/Helv 12 Tf 0 g) /DR %s >>" % raw.FONT,
        page=b"/Annots [5 0 R]",
    )
    field = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (Nama) /F 4 /Rect [60 400 260 440] %s >>"
    look = raw.stream(b"", entries=b"/Type /XObject /Subtype /Form /BBox [0 0 200 40]")
    signed = makers.signed(raw.written(document | {5: field % b"/AP << /N 6 0 R >>", 6: look}))

    def change(writer: IncrementalPdfFileWriter) -> None:
        widget = first_page(writer)["/Annots"][0]
        widget[pdf_name("/V")] = pdf_string("Budi")
        widget["/AP"][pdf_name("/N")] = writer.add_object(form(b"0 g 10 10 100 20 re f", 200, 40))
        writer.update_container(widget)

    outcome = check(updated(signed, change))
    assert [(f.kind, f.severity) for f in outcome.findings] == [
        ("filled_after_signing", Severity.INFO)
    ]
