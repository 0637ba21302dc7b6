"""Where a file says it comes from: does the record hold, who signed it, was it made by a model."""

from collections.abc import Iterator

from workers.checks.check import Check, Seen
from workers.checks.context import Context
from workers.checks.explanations import finding_text, named_text
from workers.checks.file import File
from workers.checks.finding import CannotCheck, Facts, Finding, NothingToCheck, Severity
from workers.checks.kinds import PICTURE
from workers.checks.pdf.opening import structure
from workers.checks.provenance.codes import Fault
from workers.checks.provenance.reading import MEDIA_TYPES, Elsewhere, has_marks, read
from workers.checks.provenance.record import Record, record_from
from workers.checks.provenance.sources import Source, source_of, term_of
from workers.checks.table import rows
from workers.checks.xmp import packet_of, properties

_SECONDS = 1.5
_SOURCE_TYPE = "DigitalSourceType"


class Provenance(Check):
    """Integrity of a C2PA record, trust in its signer, and a model's part: three findings apart.

    A file without a record says nothing by it: hardly any camera or messenger writes one.
    """

    name = "provenance"
    version = 1
    cap = Severity.HIGH

    def look(self, file: File, context: Context) -> Seen:
        """Read the record and, beside it, the source type in XMP."""
        if file.kind is None or file.kind.code not in MEDIA_TYPES:
            raise NothingToCheck("other_kind")
        with file.within(_SECONDS):
            packet = _packet(file)
            marked = has_marks(file.data)
            facts: Facts = {"record": "none"}
            findings: list[Finding] = []
            said: list[Finding] = []
            if marked:
                findings, said = _of_record(file, file.kind.code, facts)
            if not said:
                said = list(_declared(packet, facts))
        return [*findings, *said], facts


def _of_record(file: File, kind: str, facts: Facts) -> tuple[list[Finding], list[Finding]]:
    """Findings about the record, and those about a model's part."""
    try:
        report = read(file.data, kind)
    except Elsewhere:
        facts["record"] = "elsewhere"
        return [_finding("provenance_elsewhere", Severity.INFO)], []
    except CannotCheck as unreadable:
        facts |= {"record": "unreadable", **unreadable.facts}
        return [_finding("provenance_unreadable", Severity.LOW)], []
    if report is None:
        return [], []
    record = record_from(report)
    facts["record"] = "broken" if record.broken else "intact"
    facts["table"] = _table(record)
    facts["codes"] = sorted({f.code for f in record.failures})[:40]
    return [*_integrity(record), *_trust(record)], list(_origin(record))


def _integrity(record: Record) -> Iterator[Finding]:
    own = [f for f in record.broken if not f.of_ingredient]
    others = [f for f in record.broken if f.of_ingredient]
    for kind, failures in (("provenance_broken", own), ("provenance_source_broken", others)):
        if failures:
            faults = sorted({f.fault.value for f in failures})
            codes = sorted({f.code for f in failures})[:20]
            what = named_text("provenance", faults)
            yield _finding(kind, Severity.MEDIUM, {"codes": codes}, what=what)


def _trust(record: Record) -> Iterator[Finding]:
    doubted = {f.code for f in record.failures if f.fault is Fault.TRUST and not f.of_ingredient}
    if not doubted:
        return
    ended = doubted & {"signingCredential.revoked", "signingCredential.ocsp.revoked"}
    kind = "provenance_revoked" if ended else "provenance_untrusted"
    severity = Severity.LOW if ended else Severity.INFO
    yield _finding(kind, severity, {"codes": sorted(doubted)[:20]}, signer=record.signer or "?")


def _origin(record: Record) -> Iterator[Finding]:
    """The gravest thing the record says of a model; what a broken record says weighs less."""
    if not record.origins:
        return
    gravest = min(record.origins, key=lambda o: (o.source is not Source.MADE, not o.whole))
    kind = "ai_edited"
    if gravest.source is Source.MADE:
        kind = "ai_origin" if gravest.whole else "ai_part"
    high = record.intact and gravest.source is Source.MADE
    facts: Facts = {"term": gravest.term, "intact": record.intact, "from": "c2pa"}
    severity = Severity.HIGH if high else Severity.MEDIUM
    yield _finding(kind, severity, facts, maker=gravest.maker or "?")


def _declared(packet: bytes, facts: Facts) -> Iterator[Finding]:
    """What XMP says without a signature: anybody can write it, hardly anybody does without cause."""
    values = properties(packet)
    named = values.get(_SOURCE_TYPE, ()) or values.get("digitalSourceType", ())
    terms = [term_of(value) for value in named]
    if terms:
        facts["source_types"] = terms[:10]
        facts.setdefault("table", []).extend(rows("provenance", [("source_type", terms)]))
    for source, kind, severity in (
        (Source.MADE, "ai_declared", Severity.MEDIUM),
        (Source.EDITED, "ai_edit_declared", Severity.LOW),
    ):
        said = [term for term in terms if source_of(term) is source]
        if said:
            yield _finding(kind, severity, {"from": "xmp"}, term=said[0])
            return


def _packet(file: File) -> bytes:
    """The XMP packet of a picture or a PDF; a file that cannot be opened has none."""
    try:
        if file.kind is not None and file.kind.family == PICTURE:
            return packet_of(file.opened)
        return _pdf_packet(file.data)
    except CannotCheck:
        return b""


def _pdf_packet(data: bytes) -> bytes:
    with structure(data) as document:
        metadata = document.Root.get("/Metadata")
        return b"" if metadata is None else bytes(metadata.read_bytes())


def _table(record: Record) -> list[object]:
    return list(
        rows(
            "provenance",
            [
                ("made_with", record.maker),
                ("signed_by", record.signer),
                ("signed_at", record.signed_at),
                ("source_type", record.terms),
                ("actions", record.actions),
                ("ingredients", record.ingredients or None),
            ],
        )
    )


def _finding(
    kind: str, severity: Severity, facts: Facts | None = None, **values: object
) -> Finding:
    return Finding(
        kind=kind,
        severity=severity,
        explanation=finding_text(kind, **values),
        facts=facts or {},
    )
