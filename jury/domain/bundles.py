"""The bundle of a season: everything that somebody needs to verify it without this program."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from award.enums import SeasonState
from award.errors import Refused
from award.models import Season
from award.queries.instruments import instrument_of
from jury.queries import bundle_rows as rows
from jury.queries.told import amendments_pending
from record.canonical import canonical
from record.domain.checkpoints import signer, take
from record.domain.receipts import root_at
from record.models import LedgerEntry
from record.snapshots import one_snapshot
from record.store import get_store

FORMAT = 1
FULL, PUBLIC = "full", "public"
PUBLISHED = (SeasonState.PUBLISHED, SeasonState.ARCHIVED)


def export_season(season: Season, folder: Path, *, edition: str = FULL, files: bool = False) -> int:
    """Write the bundle into an empty or new folder; return how many entries its ledger has.

    A checkpoint is taken first, so that the bundle ends with one. `files` adds the evidence itself.
    Raises Refused for a public edition of what is not public, FileExistsError for a folder with
    something in it, Inconsistent where the ledger is not whole, BadKey without a key to sign with.
    """
    if edition == PUBLIC:
        _refuse_what_is_not_public(season)
    by = signer()
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(folder)
    folder.mkdir(parents=True, exist_ok=True)
    take()
    with one_snapshot():
        size = LedgerEntry.objects.count()
        digests = {
            name: _write(folder / name, lines) for name, lines in _tables(season, size, edition)
        }
        if files and edition == FULL:
            digests |= _copy_files(season, folder)
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "edition": edition,
        "season": season.year,
        "key": str(by.verifier),
        "instrument": instrument_of(season).digest,
        "ledger": {"size": size, "root": root_at(size).hex()},
        "files": digests,
    }
    _write(folder / "manifest.json", [canonical(manifest)])
    text = f"{by.verifier.name}/bundle\n{_digest(folder / 'manifest.json')}\n"
    _write(folder / "manifest.note", [by.sign(text)])
    return size


def _refuse_what_is_not_public(season: Season) -> None:
    if season.state not in PUBLISHED:
        raise Refused([_("Hasil periode ini belum diumumkan.")])
    if amendments_pending().filter(season=season).exists():
        raise Refused([_("Ada keputusan perubahan yang belum diumumkan.")])


def _tables(season: Season, size: int, edition: str) -> Iterator[tuple[str, Iterable[str]]]:
    full = edition == FULL
    yield "instrument.json", [instrument_of(season).canonical]
    yield "ledger.jsonl", _lines(rows.ledger(season, size, full=full))
    yield "checkpoints.jsonl", _lines(rows.checkpoints(size))
    for table in (
        rows.applications,
        rows.assignments,
        rows.sheets,
        rows.modifiers,
        rows.closings,
        rows.meetings,
        rows.results,
        rows.decisions,
        rows.publications,
        rows.evidence,
    ):
        yield f"{table.__name__}.jsonl", _lines(table(season, full=full))


def _lines(found: Iterable[rows.Row]) -> Iterator[str]:
    for row in found:
        yield json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n"


def _copy_files(season: Season, folder: Path) -> dict[str, str]:
    """Copy each file of the season's evidence once, under its digest."""
    store, digests = get_store(), {}
    for sha256 in sorted({row["sha256"] for row in rows.evidence(season, full=True)}):
        name = f"files/{sha256[:2]}/{sha256}"
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with store.open(sha256) as source, target.open("wb") as copy:
            while chunk := source.read(1 << 20):
                copy.write(chunk)
        digests[name] = _digest(target)
    return digests


def _write(path: Path, lines: Iterable[str]) -> str:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(lines)
    return _digest(path)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
