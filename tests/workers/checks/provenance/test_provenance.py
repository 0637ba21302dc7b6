import io
import socket
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.workers.checks import makers
from tests.workers.checks.provenance.records import TERMS, action, signed
from workers.checks.context import Context
from workers.checks.examine import examine
from workers.checks.file import File
from workers.checks.finding import Outcome, Severity, Status
from workers.checks.provenance.check import Provenance
from workers.checks.provenance.codes import Fault, fault_of
from workers.checks.provenance.record import record_from

INFO, LOW, MEDIUM, HIGH = Severity


def look(data: bytes, name: str = "a.jpg") -> Outcome:
    outcome = Provenance().run(File(data, name), Context())
    assert outcome.status is Status.DONE, outcome
    return outcome


def found(data: bytes, name: str = "a.jpg") -> dict[str, Severity]:
    return {f.kind: f.severity for f in look(data, name).findings}


def altered(data: bytes) -> bytes:
    """One bit of the last pixels, which the record covers."""
    changed = bytearray(data)
    changed[-200] ^= 1
    return bytes(changed)


def xmp(term: str) -> bytes:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
        f' Iptc4xmpExt:DigitalSourceType="{term}"/></rdf:RDF></x:xmpmeta>'
    ).encode()


def test_a_file_without_a_record_says_nothing_by_it() -> None:
    outcome = look(makers.jpeg())
    assert outcome.findings == ()
    assert outcome.facts == {"record": "none"}


def test_a_record_that_holds_is_a_note_about_its_signer_and_a_table() -> None:
    outcome = look(signed(makers.jpeg(), action(term="digitalCapture")))
    (finding,) = outcome.findings
    assert (finding.kind, finding.severity) == ("provenance_untrusted", INFO)
    assert "Penanda Uji" in finding.explanation.en
    assert outcome.facts["record"] == "intact"
    shown = {row["label"]["en"]: row["value"] for row in outcome.facts["table"]}
    assert shown["Made with"] == "Pembuat uji 1"
    assert shown["Source type"] == "digitalCapture"
    assert shown["Signed by"].startswith("Penanda Uji")


def test_integrity_trust_and_origin_are_three_findings() -> None:
    made = altered(signed(makers.jpeg(), action(term="trainedAlgorithmicMedia")))
    assert found(made) == {
        "provenance_broken": MEDIUM,
        "provenance_untrusted": INFO,
        "ai_origin": MEDIUM,  # high only where the record holds
    }


@pytest.mark.parametrize(
    ("name", "term", "kind", "severity"),
    [
        ("c2pa.created", "trainedAlgorithmicMedia", "ai_origin", HIGH),
        ("c2pa.edited", "trainedAlgorithmicMedia", "ai_edited", MEDIUM),
        ("c2pa.edited", "compositeWithTrainedAlgorithmicMedia", "ai_edited", MEDIUM),
    ],
)
def test_a_models_part_in_a_record_that_holds(
    name: str, term: str, kind: str, severity: Severity
) -> None:
    actions = (
        [action(name, term)]
        if name == "c2pa.created"
        else [action(term="digitalCapture"), action(name, term)]
    )
    assert found(signed(makers.jpeg(), *actions))[kind] is severity


def test_what_a_picture_was_made_from_counts_too() -> None:
    made = signed(makers.jpeg(), action(term="trainedAlgorithmicMedia"))
    placed = found(signed(makers.jpeg("coffee.png"), action(term="digitalCapture"), parent=made))
    assert placed == {"provenance_untrusted": INFO, "ai_part": HIGH}


def test_a_broken_record_of_an_ingredient_is_seen() -> None:
    source = altered(signed(makers.jpeg(), action(term="digitalCapture")))
    outcome = look(signed(makers.jpeg("coffee.png"), action(term="digitalCapture"), parent=source))
    kinds = {f.kind: f for f in outcome.findings}
    assert kinds["provenance_source_broken"].severity is MEDIUM
    assert kinds["provenance_source_broken"].facts["codes"] == ["assertion.dataHash.mismatch"]
    assert "provenance_broken" not in kinds


def test_a_fault_that_only_the_maker_of_the_record_wrote_down() -> None:
    """An ingredient's record may be whole now and have been broken when it was used."""
    status = [{"code": "claimSignature.mismatch"}, {"code": "signingCredential.untrusted"}]
    manifest = {"ingredients": [{"validation_status": status}]}
    record = record_from({"active_manifest": "a", "manifests": {"a": manifest}})
    assert [f.code for f in record.broken] == ["claimSignature.mismatch"]
    assert not record.intact


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("trainedAlgorithmicMedia", {"ai_declared": MEDIUM}),
        ("compositeWithTrainedAlgorithmicMedia", {"ai_edit_declared": LOW}),
        ("digitalCapture", {}),
        ("https://example.org/other", {}),
    ],
)
def test_the_source_type_in_xmp(term: str, expected: dict[str, Severity]) -> None:
    packet = xmp(term if "/" in term else TERMS + term)
    assert found(makers.jpeg(xmp=packet)) == expected


def test_the_source_type_in_the_xmp_of_a_pdf() -> None:
    with pikepdf.open(io.BytesIO(makers.pdf())) as document:
        packet = xmp(TERMS + "trainedAlgorithmicMedia")
        document.Root.Metadata = pikepdf.Stream(document, packet)
        out = io.BytesIO()
        document.save(out)
    assert found(out.getvalue(), "a.pdf") == {"ai_declared": MEDIUM}


def test_entities_in_xmp_are_not_expanded() -> None:
    bomb = xmp("&a;").replace(b"<x:xmpmeta", b'<!DOCTYPE x [<!ENTITY a "b">]><x:xmpmeta', 1)
    assert found(makers.jpeg(xmp=bomb)) == {}


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """A record kept elsewhere is told of; a server that listens hears nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/uji.c2pa"
        packet = (
            b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
            b' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description'
            b' xmlns:dcterms="http://purl.org/dc/terms/" dcterms:provenance="%s"/>'
            b"</rdf:RDF></x:xmpmeta>"
        ) % address.encode()
        assert found(makers.jpeg(xmp=packet)) == {"provenance_elsewhere": INFO}
        with pytest.raises(TimeoutError):
            server.accept()


def test_a_record_that_cannot_be_read_is_low() -> None:
    data = signed(makers.jpeg(), action(term="digitalCapture"))
    start = data.index(b"jumb")
    broken = data[: start + 30] + b"\xff" * 20 + data[start + 50 :]
    assert found(broken) == {"provenance_unreadable": LOW}


def test_other_kinds_are_left_out() -> None:
    outcome = Provenance().run(File(makers.office("docx"), "a.docx"), Context())
    assert outcome.status is Status.SKIPPED


def test_in_the_limited_child(tmp_path: Path) -> None:
    """c2pa starts threads and allocates of its own: it has to live within the child's bounds."""
    path = tmp_path / "a.jpg"
    path.write_bytes(signed(makers.jpeg(), action(term="trainedAlgorithmicMedia")))
    (outcome,) = [
        o for o in examine(path, Context(name="a.jpg")).outcomes if o.check == "provenance"
    ]
    assert {f.kind for f in outcome.findings} == {"provenance_untrusted", "ai_origin"}


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("signingCredential.untrusted", Fault.TRUST),
        ("cawg.x509.credential.untrusted", Fault.TRUST),
        ("cawg.ica.invalid_issuer", Fault.IDENTITY),
        ("assertion.dataHash.mismatch", Fault.DATA),
        ("claimSignature.mismatch", Fault.SIGNATURE),
        ("ingredient.manifest.missing", Fault.SOURCE),
        ("assertion.hashedURI.mismatch", Fault.RECORD),
        ("something.new", Fault.RECORD),
    ],
)
def test_what_a_code_speaks_of(code: str, fault: Fault) -> None:
    assert fault_of(code) is fault


@pytest.mark.parametrize("report", [{}, {"manifests": 3}, {"active_manifest": [], "manifests": {}}])
def test_reports_of_another_shape_read_as_empty(report: dict[str, Any]) -> None:
    assert record_from(report).failures == ()
