import pytest

from tests.workers.checks import makers
from tests.workers.checks.pdf import raw
from workers.checks.context import Context
from workers.checks.file import File
from workers.checks.finding import Outcome, Severity, Status
from workers.checks.pdf.active import Active

LINK = b"/Annots [<< /Type /Annot /Subtype /Link /Rect [%s] /A << /S /URI /URI (http://x) >> >>]"


def check(data: bytes) -> Outcome:
    return Active().run(File(data, "a.pdf"), Context(name="a.pdf"))


def opening(action: bytes) -> bytes:
    return raw.written(raw.objects(root=b"/OpenAction << %s >>" % action))


ACTING = {
    "script": opening(b"/S /JavaScript /JS (app.alert(1))"),
    "launch": opening(b"/S /Launch /F (cmd.exe)"),
    "submit": raw.written(raw.objects() | {5: b"<< /S /SubmitForm /F (http://x) >>"}),
    "import": opening(b"/S /ImportData /F (isi.fdf)"),
    "other_file": opening(b"/S /GoToR /F (lain.pdf) /D [0 /Fit]"),
    "automatic": raw.written(raw.objects(page=b"/AA << /O << /S /URI /URI (http://x) >> >>")),
    "external": raw.written(raw.objects() | {5: raw.stream(b"", entries=b"/F (rahasia.txt)")}),
}
MILD = {
    "links_to_file": (
        raw.written(raw.objects() | {5: b"<< /S /GoToR /F (lampiran.pdf) /D [0 /Fit] >>"}),
        Severity.LOW,
    ),
    "form_scripts": (
        raw.written(
            raw.objects() | {5: b'<< /S /JavaScript /JS (AFNumber_Format\\(2, 0, ""\\);) >>'}
        ),
        Severity.INFO,
    ),
    "attached_files": (
        raw.written(raw.objects() | {5: b"<< /Type /Filespec /F (a.xml) /EF << /F 6 0 R >> >>"}),
        Severity.LOW,
    ),
    "dynamic_form": (raw.written(raw.objects(root=b"/AcroForm << /XFA [] >>")), Severity.LOW),
    "played_media": (raw.written(raw.objects() | {5: b"<< /S /Rendition >>"}), Severity.LOW),
    "page_is_link": (raw.written(raw.objects(page=LINK % b"0 0 595 842")), Severity.LOW),
}
HARMLESS = {
    "text": makers.pdf(2),
    "signed": makers.signed(),
    "opens at a page": raw.written(raw.objects(root=b"/OpenAction [3 0 R /Fit]")),
    "goes to a page": opening(b"/S /GoTo /D [3 0 R /Fit]"),
    "a link in the text": raw.written(raw.objects(page=LINK % b"70 690 200 710")),
    "words about scripts": raw.written(raw.objects(b"BT (/S /JavaScript) Tj ET")),
}


@pytest.mark.parametrize("deed", ACTING)
def test_what_acts_is_named(deed: str) -> None:
    (finding,) = check(ACTING[deed]).findings
    assert (finding.kind, finding.severity) == ("active_content", Severity.MEDIUM)
    assert finding.facts[deed] >= 1
    assert finding.explanation.id != finding.explanation.en


@pytest.mark.parametrize("kind", MILD)
def test_what_is_common_in_forms_and_brochures_is_milder(kind: str) -> None:
    data, severity = MILD[kind]
    (finding,) = check(data).findings
    assert (finding.kind, finding.severity) == (kind, severity)


@pytest.mark.parametrize("name", HARMLESS)
def test_its_harmless_twin_is_silent(name: str) -> None:
    outcome = check(HARMLESS[name])
    assert outcome.status is Status.DONE
    assert outcome.findings == ()


def test_an_action_in_a_file_that_cannot_be_opened_is_still_seen() -> None:
    outcome = check(b"%PDF-1.7\n1 0 obj\n<< /S /Launch /F (cmd.exe) ")
    assert [finding.kind for finding in outcome.findings] == ["active_content"]


def test_nothing_to_check_or_not_checkable() -> None:
    assert check(makers.jpeg()).status is Status.SKIPPED
    locked = check(makers.pdf(password="kunci"))
    assert (locked.status, locked.reason) == (Status.COULD_NOT_CHECK, "encrypted")
