from tests.workers.checks import makers
from tests.workers.checks.texts import documents
from workers.checks.context import Context, Limits
from workers.checks.examine import examine
from workers.checks.file import File
from workers.checks.finding import Status
from workers.checks.texts.reading import Reading

LINES = (
    "Petugas loket mencatat setiap pengunjung di buku besar.",
    "Setelah itu kartu kunjungan diserahkan tanpa dipungut biaya.",
)
TEXT = "\n".join(LINES)


def read(data: bytes, name: str = "a.pdf") -> str:
    outcome = Reading().run(File(data, name, Limits()), Context(name=name))
    return str(outcome.facts.get("text", outcome.reason))


def test_the_words_of_a_pdf() -> None:
    assert " ".join(read(documents.pdf(TEXT)).split()) == " ".join(LINES)


def test_the_words_of_office_files_without_what_was_deleted() -> None:
    assert read(documents.docx(TEXT, deleted="Kalimat yang dihapus"), "a.docx") == TEXT
    assert read(documents.pptx(*LINES), "a.pptx") == TEXT
    assert read(documents.xlsx(*LINES), "a.xlsx") == TEXT


def test_slides_stand_in_their_order() -> None:
    slides = [f"Lembar {word} tentang pelayanan" for word in "abcdefghijkl"]
    assert read(documents.pptx(*slides), "a.pptx").splitlines() == slides


def test_a_photograph_has_no_text_and_a_page_number_is_none() -> None:
    assert read(makers.jpeg(), "a.jpg") == "other_kind"
    assert read(documents.pdf("Halaman 1")) == "no_text"


def test_a_locked_file_says_so() -> None:
    assert read(makers.pdf(password="rahasia")) == "encrypted"


def test_an_office_file_that_is_no_xml_says_so() -> None:
    broken = documents.replaced("docx", "word/document.xml", "<w:document")
    assert read(broken, "a.docx") == "damaged"


def test_entities_that_grow_are_not_followed() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;">]><p><t>&c;</t></p>'
    assert read(documents.replaced("docx", "word/document.xml", bomb), "a.docx") == "damaged"


def test_the_report_of_a_file_has_its_text() -> None:
    report = examine(documents.docx(TEXT), Context(name="a.docx"))
    assert (report.text, report.text_status) == (TEXT, Status.DONE)
    assert "text" not in {outcome.check for outcome in report.outcomes}


def test_the_report_of_a_picture_says_why_it_has_none() -> None:
    report = examine(makers.jpeg(), Context(name="a.jpg"))
    assert (report.text, report.text_status, report.text_reason) == (
        "", Status.SKIPPED, "other_kind",
    )  # fmt: skip
