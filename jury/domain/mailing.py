"""The letters and certificates of a published season in one archive, as they were made."""

import hashlib
from collections.abc import Callable, Iterator, Sequence

import structlog
from django.utils import timezone
from django.utils.translation import gettext as _

from award.errors import NotAllowed, Refused
from award.models import Season
from award.rules import someone
from directory.actors import Actor
from directory.enums import RoleKind
from directory.queries.roles import holds_any
from jury.queries.mailing import Envelope, Sent, envelopes
from jury.queries.told import PUBLIC
from record.models import Blob
from record.spreadsheets import table
from record.store import get_store
from record.zipped import Member, zipped

log = structlog.get_logger(__name__)
LIST = "daftar-isi.csv"
SENDERS = frozenset({RoleKind.CENTRE_ADMIN})
_CHUNK = 1 << 20  # bytes


def mailing(
    *, season: Season, region: str, by: Actor, progress: Callable[[int, int], None]
) -> Iterator[bytes]:
    """Return a ZIP of what is told and made, with a list of it and of what is still to be made.

    Of the Kanwil with the code `region`, of all if it is empty. `progress` is told how many units
    are done, of how many. Raises NotAllowed for anyone but a centre admin, Refused before the
    publication and where there is no unit.
    """
    if not holds_any(someone(by), SENDERS):
        raise NotAllowed
    problems = mailing_obstacles(season)
    if problems:
        raise Refused(problems)
    found = envelopes(season, region=region)
    if not found:
        raise Refused([_("Tidak ada UPT dengan pilihan ini.")])
    log.info("mailing_made", person=by.ledger, year=season.year, region=region, units=len(found))
    return zipped(_members(season, found, progress), at=timezone.localtime())


def mailing_obstacles(season: Season) -> list[str]:
    """What keeps letters and certificates from being sent."""
    if season.state in PUBLIC:
        return []
    return [_("Surat dan piagam dikirim setelah hasil periode ini diumumkan.")]


def _members(
    season: Season, found: Sequence[Envelope], progress: Callable[[int, int], None]
) -> Iterator[Member]:
    rows: list[list[object]] = []
    for done, envelope in enumerate(found):
        progress(done, len(found))
        if not envelope.documents:
            rows.append(_row(envelope, note=_("Belum ada keputusan yang diberitahukan")))
        for document in envelope.documents:
            name = _name(season, envelope, document)
            if document.blob is None:
                rows.append(_row(envelope, document, note=_("Belum selesai dibuat")))
                continue
            digest = hashlib.sha256()
            yield name, _bytes(document.blob, digest.update)
            rows.append(_row(envelope, document, name=name, sha256=digest.hexdigest()))
    yield LIST, [table(_heads(), rows).encode()]


def _name(season: Season, envelope: Envelope, document: Sent) -> str:
    """A name of codes alone, in the folder of its Kanwil."""
    application = envelope.application
    code = f"{application.unit.work_unit_code}-{document.kind}-{season.year}"
    end = "-bertanda-tangan" if document.signed else ""
    return f"{application.region_id}/{code}{end}.pdf"


def _bytes(blob: Blob, taken: Callable[[bytes], None]) -> Iterator[bytes]:
    with get_store().open(blob.pk) as stream:
        while chunk := stream.read(_CHUNK):
            taken(chunk)
            yield chunk


def _heads() -> list[str]:
    return [
        _("Kanwil"),
        _("UPT"),
        _("Kode satuan kerja"),
        _("Hasil"),
        _("Dokumen"),
        _("Nama dalam arsip"),
        _("Bertanda tangan"),
        "SHA-256",
        _("Tidak disertakan karena"),
    ]


def _row(
    envelope: Envelope,
    document: Sent | None = None,
    *,
    name: str = "",
    sha256: str = "",
    note: str = "",
) -> list[object]:
    application = envelope.application
    return [
        application.region.name,
        application.unit.name,
        application.unit.work_unit_code,
        envelope.outcome,
        document.kind if document else "",
        name,
        _("Ya") if document and document.signed else "",
        sha256,
        note,
    ]
