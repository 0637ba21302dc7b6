"""The bank of pictures on this machine: a copy of rows of the database that keeps up by itself.

The rows are the truth, shared by all machines; the folder beside them is made from rows alone. Who
searches first writes his own picture as a row, then copies what rows the folder has not got, then
looks: of two pictures checked at once, on whatever machines, the later to look sees the other.
See docs/decisions/0008-the-bank-is-a-copy.md.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import structlog
from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from record.errors import StoreUnavailable
from verification.models import EvidenceVersion, PictureFeatures
from workers.checks.bank.bank import Bank, Candidate, stored_entry
from workers.checks.bank.folder import Writing
from workers.checks.bank.records import ALGORITHM, Described, keepsake, read_kept
from workers.checks.bank.segment import BankDamagedError, Entry
from workers.checks.likeness import Fingerprint

log = structlog.get_logger(__name__)

AT_ONCE: Final = 500
# Rows become visible in another order than that of their keys. Those younger than this are asked
# for by key each time, those older are taken to be all there.
UNSETTLED: Final = timedelta(minutes=10)
_HASH: Final = 64


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A stored picture that may share pixels: its file, where it stands there, and how it is near.

    `part` is empty for a file that is a picture itself.
    """

    version: UUID
    part: str
    candidate: Candidate


def remember(
    *, version: EvidenceVersion, described: Described, part: str = "", page: int | None = None
) -> None:
    """Store what is known of a picture, once; `part` and `page` name one inside a document."""
    found = described.fingerprint
    PictureFeatures.objects.get_or_create(
        version=version,
        part=part,
        algorithm=ALGORITHM,
        defaults={
            "page": page,
            "dihedral": "".join(found.hashes),
            "quality": found.quality,
            "kept": keepsake(described.points).tobytes(),
        },
    )


def search(described: Described) -> list[Hit]:
    """Return the stored pictures that may share pixels with one, the most promising first.

    All pictures remembered before this call are looked through, on whatever machine that was. A
    damaged bank is made anew. Raises StoreUnavailable where the folder cannot be written or read,
    for the job to be tried again.
    """
    bank = here()
    try:
        catch_up(bank)
        found = bank.search(described)
    except BankDamagedError as damage:
        log.warning("bank_damaged", why=str(damage))
        rebuild(bank)
        found = bank.search(described)
    except OSError as fault:
        raise StoreUnavailable(f"the bank of pictures: {fault.strerror}") from fault
    return [_hit(candidate) for candidate in found]


def here() -> Bank:
    """The bank of this machine and this database."""
    where = connection.settings_dict
    # Two databases may share a data folder: test runs do, and so does whoever tries a copy.
    name = "\n".join(str(where.get(key) or "") for key in ("HOST", "PORT", "NAME"))
    return _opened(settings.PICTURE_BANK / hashlib.sha256(name.encode()).hexdigest()[:16])


@cache
def _opened(path: Path) -> Bank:
    """One a process, so that what was mapped stays mapped."""
    return Bank(path)


def catch_up(bank: Bank) -> int:
    """Copy the rows that the bank has not got; returns how many.

    Others that catch up wait meanwhile, and then find nothing left to do. Stopped in between, what
    was copied stays. Raises BankDamagedError.
    """
    if not _missing(bank.folder.listed().mark).exists() and _is_ours(bank.folder.listed().mark):
        return 0
    copied = 0
    with bank.writing() as writing:
        if not _is_ours(writing.mark):
            log.warning("bank_of_another_database")
            writing.clear()
        while copied_now := _copy_some(writing):
            copied += copied_now
    return copied


def rebuild(bank: Bank) -> int:
    """Make the bank anew from the rows; returns how many pictures it has then."""
    with bank.writing() as writing:
        writing.clear()
    return catch_up(bank)


def _rows() -> QuerySet[PictureFeatures]:
    return PictureFeatures.objects.filter(algorithm=ALGORITHM)


def _missing(mark: dict[str, Any]) -> QuerySet[PictureFeatures]:
    """The rows that are not in a bank with this mark, oldest first.

    A mark has a `cursor`, the last key up to which all rows were copied; `recent`, the keys behind
    it that were copied too; and for each of them whose picture it was.
    """
    recent = [int(key) for key in mark.get("recent", {})]
    later = _rows().filter(pk__gt=mark.get("cursor", 0)).exclude(pk__in=recent)
    return later.order_by("pk")


def _is_ours(mark: dict[str, Any]) -> bool:
    """Whether the rows last copied are still there: else another database was put in this place."""
    named = {int(key): whose for key, whose in mark.get("recent", {}).items()}
    if mark.get("cursor"):
        named[mark["cursor"]] = mark["anchor"]
    there = _rows().filter(pk__in=named).values_list("pk", "version")
    return {pk: str(version) for pk, version in there} == named


def _copy_some(writing: Writing) -> int:
    mark = writing.mark
    rows = list(_missing(mark)[:AT_ONCE])
    if rows:
        writing.add([_entry(row) for row in rows], _advanced(mark, rows))
    return len(rows)


def _advanced(mark: dict[str, Any], rows: Iterable[PictureFeatures]) -> dict[str, Any]:
    """The mark after copying these rows: the cursor goes to the last that is old enough."""
    recent = {int(key): whose for key, whose in mark.get("recent", {}).items()}
    recent |= {row.pk: str(row.version_id) for row in rows}
    settled = _rows().filter(pk__in=recent, at__lt=timezone.now() - UNSETTLED)
    last = settled.order_by("-pk").values_list("pk", flat=True).first()
    if last is None:
        return {**mark, "recent": recent}
    left = {key: whose for key, whose in recent.items() if key > last}
    return {"cursor": last, "anchor": recent[last], "recent": left}


def _entry(row: PictureFeatures) -> Entry:
    hashes = tuple(row.dihedral[i : i + _HASH] for i in range(0, len(row.dihedral), _HASH))
    fingerprint = Fingerprint(hashes=hashes, quality=row.quality)
    reference = f"{row.version_id}#{row.part}"
    return stored_entry(reference, fingerprint, read_kept(bytes(row.kept)))


def _hit(candidate: Candidate) -> Hit:
    version, _, part = candidate.reference.partition("#")
    return Hit(version=UUID(version), part=part, candidate=candidate)
