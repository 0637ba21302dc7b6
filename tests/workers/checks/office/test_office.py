import io
import struct
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.workers.checks import makers
from workers.checks.context import Context
from workers.checks.file import File
from workers.checks.finding import Outcome, Severity, Status
from workers.checks.office import ole
from workers.checks.office.check import Office
from workers.checks.office.deeds import PACKAGE
from workers.checks.traces import digest_of

UPLOADED = datetime(2024, 5, 1, 3, 0, tzinfo=UTC)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def core(author: str = "Sri", created: str = "2024-03-05T02:10:11Z", **more: str) -> bytes:
    fields = f"<dc:creator>{author}</dc:creator><dcterms:created>{created}</dcterms:created>"
    fields += "".join(f"<cp:{name}>{value}</cp:{name}>" for name, value in more.items())
    return (
        '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="urn:dc" xmlns:dcterms="urn:t">'
        f"{fields}</cp:coreProperties>"
    ).encode()


def settings(*revisions: str) -> bytes:
    listed = "".join(f'<w:rsid w:val="{r}"/>' for r in revisions)
    first = f'<w:rsidRoot w:val="{revisions[0]}"/>'
    return f"<w:settings {_W}><w:rsids>{first}{listed}</w:rsids></w:settings>".encode()


def relation(kind: str, *, external: bool = True) -> bytes:
    mode = ' TargetMode="External"' if external else ""
    return (
        f'<Relationships><Relationship Id="r1" Type="{_RELATION}{kind}" '
        f'Target="https://example.org/a"{mode}/></Relationships>'
    ).encode()


def look(parts: dict[str, bytes], kind: str = "docx", **context: Any) -> Outcome:
    outcome = Office().run(File(makers.office(kind, parts)), Context(**context))
    assert outcome.status is Status.DONE, outcome
    return outcome


def test_the_properties_are_a_table() -> None:
    app = b"<P xmlns='urn:a'><Company>Lapas Contoh</Company><Template>Normal.dotm</Template></P>"
    parts = {
        "docProps/core.xml": core(lastModifiedBy="Budi"),
        "docProps/app.xml": app,
        "word/settings.xml": settings("00A1B2C3", "00A1B2C4"),
    }
    outcome = look(parts)
    assert outcome.findings == ()
    shown = {row["label"]["en"]: row["value"] for row in outcome.facts["table"]}
    assert shown["Author"] == "Sri"
    assert shown["Last changed by"] == "Budi"
    assert shown["Company"] == "Lapas Contoh"
    assert shown["Created"] == "2024-03-05 02:10:11+00:00"
    assert shown["Sessions of editing"] == "3"


def test_copies_share_digests_of_their_history() -> None:
    parts = {
        "docProps/core.xml": core(),
        "word/settings.xml": settings("00A1B2C3", "00A1B2C4", "bukan", "00000000AB"),
    }
    found = look(parts).facts["traces"]
    assert [t["kind"] for t in found] == ["origin", "revision", "revision"]
    assert found[1]["digest"] == digest_of("revision", "00A1B2C3")
    assert "Sri" not in repr(found)


@pytest.mark.parametrize(
    "properties",
    [
        core(author=""),
        core(created="2013-12-23T00:00:00Z"),  # a program's own template
        core(created="kemarin"),
        b"<rusak",
        b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
    ],
)
def test_too_little_is_no_origin(properties: bytes) -> None:
    assert look({"docProps/core.xml": properties}).facts["traces"] == []


@pytest.mark.parametrize(
    ("created", "late"),
    [
        ("2024-05-02T02:00:00Z", False),
        ("2024-05-02T04:00:00Z", True),
        ("2020-01-01T01:00:00Z", False),
    ],
)
def test_a_date_behind_the_upload(created: str, *, late: bool) -> None:
    outcome = look({"docProps/core.xml": core(created=created)}, uploaded_at=UPLOADED)
    assert [f.kind for f in outcome.findings] == ["office_after_upload"] * late


_DDE_IN_PIECES = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> D</w:instrText></w:r>'
    "<w:r><w:instrText>DEAUTO c:\\\\x</w:instrText></w:r>"
)


@pytest.mark.parametrize(
    ("parts", "deeds", "severity"),
    [
        ({"word/_rels/settings.xml.rels": relation("attachedTemplate")}, ["remote_template"], "medium"),
        ({"word/_rels/settings.xml.rels": relation("attachedTemplate", external=False)}, [], ""),
        ({"word/_rels/document.xml.rels": relation("hyperlink")}, [], ""),
        ({"word/_rels/document.xml.rels": relation("oleObject")}, ["external_link"], "low"),
        ({"xl/macrosheets/sheet1.xml": b"<a/>"}, ["macro_sheet"], "medium"),
        ({"word/embeddings/oleObject1.bin": b"x"}, ["embedded_object"], "low"),
        ({"word/embeddings/oleObject1.bin": b"x" + PACKAGE}, ["packaged_file"], "medium"),
        ({"word/activeX/activeX1.xml": b"<a/>"}, ["controls"], "low"),
        ({"xl/externalLinks/externalLink1.xml": b"<externalLink><ddeLink/></externalLink>"}, ["dde"], "medium"),
        ({"word/header1.xml": b"<w:instrText>DDEAUTO c:</w:instrText>"}, ["dde"], "medium"),
        ({"word/footer2.xml": _DDE_IN_PIECES.encode()}, ["dde"], "medium"),
        ({"word/header1.xml": b"<w:t>DDE dijelaskan</w:t><w:instrText> PAGE </w:instrText>"}, [], ""),
    ],
)  # fmt: skip
def test_what_it_does(parts: dict[str, bytes], deeds: list[str], severity: str) -> None:
    outcome = look(parts)
    assert outcome.facts["deeds"] == deeds
    assert [f.severity.value for f in outcome.findings] == [severity] * bool(deeds)


def test_a_finding_names_its_deeds() -> None:
    (finding,) = look({"xl/macrosheets/sheet1.xml": b"<a/>"}, "xlsx").findings
    assert finding.severity is Severity.MEDIUM
    assert "Excel 4" in finding.explanation.id


def test_pictures_and_documents_of_other_kinds_are_left_out() -> None:
    for data in (makers.jpeg(), makers.pdf(), b"PK\x03\x04"):
        assert Office().run(File(data), Context()).status is Status.SKIPPED


def test_an_old_file_that_is_broken() -> None:
    broken = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    outcome = Office().run(File(broken), Context())
    assert (outcome.status, outcome.reason) == (Status.COULD_NOT_CHECK, "damaged")


class Compound:
    """What `ole.deeds_of` asks of a compound file, over streams held in memory."""

    def __init__(self, streams: dict[str, bytes]) -> None:
        self._streams = streams

    def listdir(self) -> list[list[str]]:
        return [name.split("/") for name in self._streams]

    def getclsid(self, path: list[str]) -> str:
        return "0003000c-0000-0000-c000-000000000046" if "Paket" in path else ""

    def openstream(self, path: list[str]) -> Any:
        return io.BytesIO(self._streams["/".join(path)])


def sheet(kind: int) -> bytes:
    return struct.pack("<HHIBB", 0x85, 8, 0, 0, kind) + b"\0\0"


@pytest.mark.parametrize(
    ("streams", "deeds"),
    [
        ({"Macros/VBA/Modul1": b"", "WordDocument": b""}, ["macros"]),
        ({"_VBA_PROJECT_CUR/PROJECT": b""}, []),
        ({"ObjectPool/_1/\x01Ole10Native": b""}, ["embedded_object"]),
        ({"ObjectPool/Paket/\x01Ole10Native": b""}, ["packaged_file"]),
        ({"Workbook": sheet(0) + sheet(1)}, ["macro_sheet"]),
        ({"Book": sheet(0)}, []),
        ({"Workbook": b"\x85"}, []),
        ({"PowerPoint Document": b"\x02\0\0\x04\x0c\0\0\0" + b"\x05\0\0\0\x01\0\0\0\x02\0\0\0"}, ["macros"]),
        ({"PowerPoint Document": b"\x02\0\0\x04\x0c\0\0\0" + b"\x05\0\0\0\0\0\0\0\x02\0\0\0"}, []),
    ],
)  # fmt: skip
def test_what_old_files_do(streams: dict[str, bytes], deeds: list[str]) -> None:
    assert ole.deeds_of(Compound(streams)) == deeds
