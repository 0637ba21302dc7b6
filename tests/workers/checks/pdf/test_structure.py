import io

import pikepdf
import pytest

from tests.workers.checks import makers
from tests.workers.checks.pdf import raw
from workers.checks.context import Context
from workers.checks.file import File
from workers.checks.finding import Outcome, Severity, Status
from workers.checks.pdf.structure import Structure

OTHER = b"BT /F1 24 Tf 72 700 Td (Nilai 100) Tj ET"


def check(data: bytes) -> Outcome:
    return Structure().run(File(data, "a.pdf"), Context(name="a.pdf"))


def with_changes(changes: dict[int, bytes]) -> bytes:
    return raw.written(raw.objects() | changes)


def page(contents: bytes) -> bytes:
    return b"<< /Type /Page /Parent 2 0 R /Resources %s %s >>" % (raw.FONT, contents)


MADE = raw.written(raw.objects() | {5: raw.stream(OTHER)})
ODD = {
    "twice": raw.written(raw.objects(), more=raw.defined(4, raw.stream(OTHER))),
    "before_header": raw.written(
        raw.objects(), before=b"%PDF-1.\n" + raw.defined(4, raw.stream(OTHER))
    ),
    "behind_end": raw.written(raw.objects()) + raw.defined(4, raw.stream(OTHER)),
    "unclosed_update": raw.updated(
        raw.written(raw.objects()), {4: raw.stream(OTHER)}, closed=False
    ),
    "commented": with_changes({5: b"null\n% 4 0 obj stream endstream endobj"}),
    "stream": with_changes({4: raw.stream(raw.PAGE + b"\n" + OTHER, length=b"/Length 20")}),
    "key_twice": with_changes({3: page(b"/Contents 5 0 R /Contents 4 0 R"), 5: raw.stream(OTHER)}),
    "object_open": raw.written(raw.objects()).replace(b"endstream\nendobj", b"endstream"),
    "content_lost": with_changes({3: page(b"/Contents [4 0 R [5 0 R]]"), 5: raw.stream(OTHER)}),
    "table": raw.written(raw.objects() | {5: raw.stream(OTHER)}).replace(
        b"4 1\n%010d" % MADE.index(b"4 0 obj"), b"4 1\n%010d" % MADE.index(b"5 0 obj")
    ),
    "content_unknown": with_changes({4: raw.stream(b"x " + raw.PAGE)}),
}


ODD_TOO = {
    "commented": {
        "a line of a page": with_changes({4: raw.stream(raw.PAGE + b"\n% BT (Nilai) Tj ET\n")}),
        "the end of a stream": with_changes({5: b"null\n%endstream"}),
    },
    "stream": {
        "a space before the data": with_changes(
            {4: raw.stream(raw.PAGE).replace(b"stream\nBT", b"stream\t\nBT")}
        ),
    },
}


@pytest.mark.parametrize(
    ("oddity", "data"), [(o, data) for o in ODD_TOO for data in ODD_TOO[o].values()]
)
def test_other_ways_of_the_same(oddity: str, data: bytes) -> None:
    (finding,) = check(data).findings
    assert oddity in finding.facts["oddities"]


@pytest.mark.parametrize("oddity", ODD)
def test_what_readers_may_read_in_two_ways_is_named(oddity: str) -> None:
    outcome = check(ODD[oddity])
    (finding,) = outcome.findings
    assert (finding.kind, finding.severity) == ("two_readings", Severity.MEDIUM)
    assert oddity in finding.facts["oddities"]
    assert finding.explanation.id != finding.explanation.en
    assert "oddity" not in finding.explanation.id


HARMLESS = {
    "by hand": raw.written(raw.objects()),
    "by a library": makers.pdf(3),
    "saved again and again": raw.updated(
        raw.updated(raw.written(raw.objects()), {4: raw.stream(OTHER)}), {4: raw.stream(raw.PAGE)}
    ),
    "something before the header": raw.written(raw.objects(), before=b"\xef\xbb\xbf\r\n"),
    "a remark": with_changes({5: b"null\n% Dibuat dengan pemindai"}),
    "a remark about streams": with_changes({5: b"null\n% This page has no content stream"}),
    "a remark in a page": with_changes({4: raw.stream(b"% halaman 1\n" + raw.PAGE)}),
    "a font that tells its length wrongly": with_changes(
        {5: raw.stream(b"abc" * 50, entries=b"/Length1 150", length=b"/Length 20")}
    ),
    "words for newer readers": with_changes({4: raw.stream(b"BX baru EX " + raw.PAGE)}),
    "signed": makers.signed(),
    "words of the structure within a stream": with_changes(
        {4: raw.stream(raw.PAGE + b"\n% 4 0 obj endobj %%EOF startxref 9")}
    ),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_its_harmless_twin_is_silent(name: str) -> None:
    outcome = check(HARMLESS[name])
    assert outcome.status is Status.DONE
    assert outcome.findings == ()


def test_a_place_that_differs_after_a_repair_is_shown() -> None:
    """Two definitions of one page: the table names the first, a rebuilt table the last."""
    (finding,) = check(ODD["content_unknown"]).findings
    assert finding.facts["differs"] is False
    assert finding.region is None


def test_pages_that_are_kept_and_not_shown() -> None:
    with pikepdf.open(io.BytesIO(makers.pdf(3))) as document:
        kept = document.pages[2].obj
        del document.pages[2]
        document.Root.Sisa = kept
        out = io.BytesIO()
        document.save(out)
    (finding,) = check(out.getvalue()).findings
    assert (finding.kind, finding.severity) == ("pages_left_over", Severity.LOW)
    assert finding.facts == {"count": 1}


@pytest.mark.parametrize(
    ("data", "status", "reason"),
    [
        (makers.jpeg(), Status.SKIPPED, "other_kind"),
        (makers.pdf(password="kunci"), Status.COULD_NOT_CHECK, "encrypted"),
        (b"%PDF-1.7 dan seterusnya", Status.COULD_NOT_CHECK, "damaged"),
    ],
)
def test_nothing_to_check_or_not_checkable(data: bytes, status: Status, reason: str) -> None:
    outcome = check(data)
    assert (outcome.status, outcome.reason) == (status, reason)
