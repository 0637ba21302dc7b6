import io

import pikepdf
import pytest
from pyhanko.pdf_utils.generic import StreamObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.workers.checks import makers
from workers.checks.context import Context
from workers.checks.file import File
from workers.checks.finding import Outcome, Severity, Status
from workers.checks.pdf.signatures import Signatures


def check(data: bytes) -> Outcome:
    return Signatures().run(File(data, "a.pdf"), Context(name="a.pdf"))


def states(outcome: Outcome) -> list[str]:
    assert outcome.status is Status.DONE, outcome
    return [signature["state"] for signature in outcome.facts["signatures"]]


def with_another_first_page(data: bytes) -> bytes:
    """Replace what the first page shows in an incremental update, as a forger would."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    drawing = StreamObject(stream_data=b"BT /F1 24 Tf 72 700 Td (Nilai: 100) Tj ET")
    page[pdf_name("/Contents")] = writer.add_object(drawing)
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


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
