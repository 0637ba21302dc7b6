"""All the files of one application in an archive, with a table that says which is which."""

from collections.abc import Callable, Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from award.errors import NotAllowed, Refused
from award.models import Application
from award.queries.instruments import indicator_names
from directory.actors import Actor
from record.dates import moment_text
from record.spreadsheets import table
from record.store import get_store
from record.zipped import Member, zipped
from verification.domain.originals import hand_out
from verification.models import EvidenceVersion
from verification.queries.evidence import live_versions_of
from verification.queries.file_names import own_name

LIST = "daftar-berkas.csv"
_CHUNK = 1 << 20  # bytes


def archive(
    application: Application, by: Actor, progress: Callable[[int, int], None]
) -> Iterator[bytes]:
    """Yield a ZIP of the live files; each that is handed out is written down.

    Sealed ones and those the antivirus has still to look at stand in its table alone, with the
    reason. `progress` is told how many files are done, of how many.
    """
    return zipped(_members(application, by, progress), at=timezone.localtime())


def _members(
    application: Application, by: Actor, progress: Callable[[int, int], None]
) -> Iterator[Member]:
    versions = live_versions_of(application).select_related(
        "item__application__unit", "checking", "uploaded_by"
    )
    found, rows = list(versions), []
    names = indicator_names(application)
    for done, version in enumerate(found):
        progress(done, len(found))
        kept_back = _kept_back(version, by)
        rows.append(_row(version, names, kept_back))
        if not kept_back:
            yield own_name(version), _bytes(version)
    yield LIST, [table(_heads(), rows).encode()]


def _kept_back(version: EvidenceVersion, by: Actor) -> str:
    try:
        hand_out(version=version, by=by)
    except (NotAllowed, Refused) as refused:
        return " ".join(refused.reasons)
    return ""


def _bytes(version: EvidenceVersion) -> Iterator[bytes]:
    with get_store().open(version.blob_id) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _heads() -> list[str]:
    return [
        _("Indikator"),
        _("Nama dalam arsip"),
        _("Nama semula"),
        _("Ukuran (bita)"),
        "SHA-256",
        _("Diterima"),
        _("Pengirim"),
        _("Tidak disertakan karena"),
    ]


def _row(version: EvidenceVersion, names: dict[str, str], kept_back: str) -> list[object]:
    return [
        names.get(version.item.indicator, version.item.indicator),
        own_name(version),
        version.original_name,
        version.size,
        version.blob_id,
        moment_text(version.received_at),
        version.uploaded_by.name,
        kept_back,
    ]
