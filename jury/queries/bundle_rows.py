"""The rows of a season as its bundle has them, a table a function; what they mean is in docs/bundle.md.

The public edition leaves out names, comments and reasons, which may speak of persons. Jurors are in
both under the number the ledger knows them by.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, TypeVar

from award.models import Season
from jury.models import (
    Closing,
    Decision,
    Meeting,
    ModifierEntry,
    Publication,
    Result,
    ScoreVersion,
    SealedComment,
    Seat,
    SeatAssignment,
)
from jury.queries.modifiers import points_of
from jury.queries.published import amended, published_list
from jury.queries.sheets import counted_in
from record.models import Checkpoint, Commitment, LedgerEntry
from verification.models import EvidenceVersion

Row = dict[str, Any]
Key = TypeVar("Key")
MODIFIER_WORDS = ("source", "facts", "answer", "reason")
# What the ledger tells of the judgement itself. Other entries are hashes in the public edition:
# they name persons' roles, files and findings.
PUBLIC_KINDS = frozenset(
    {
        "season_moved",
        "application_moved",
        "assignments_made",
        "assignments_ended",
        "sheet_sealed",
        "sheet_reopened",
        "sheet_voided",
        "sheet_restored",
        "modifier_registered",
        "modifier_decided",
        "scoring_closed",
        "meeting_recorded",
        "minutes_made",
        "scoring_reopened",
        "decided",
        "published",
        "amendment_published",
    }
)


def ledger(season: Season, size: int, *, full: bool) -> Iterator[Row]:
    """The first `size` entries, all of them: the chain is one for every season.

    To the public only this season's: another may be under embargo.
    """
    ours = set() if full else _subjects(season)
    rows = LedgerEntry.objects.filter(seq__lte=size).order_by("seq")
    for row in rows.iterator(chunk_size=2000):
        shown = full or (row.kind in PUBLIC_KINDS and row.subject in ours)
        yield {
            "seq": row.seq,
            "prev": row.prev_hash,
            "hash": row.hash,
            "body": row.body if shown else None,
        }


def checkpoints(size: int) -> Iterator[Row]:
    """The signed checkpoints over at most the first `size` entries."""
    for row in Checkpoint.objects.filter(size__lte=size):
        yield {"size": row.size, "key": row.key, "note": row.note}


def applications(season: Season, *, full: bool) -> Iterator[Row]:
    """Every application with its unit and where it stands."""
    for row in season.applications.select_related("unit", "region").order_by(
        "unit__work_unit_code"
    ):
        yield {
            "id": str(row.pk),
            "unit": row.unit.work_unit_code,
            "unit_id": str(row.unit_id),
            "name": row.unit.name,
            "unit_type": row.unit_type,
            "region": row.region_id,
            "state": row.state,
            "version": row.version,
        }


def assignments(season: Season, *, full: bool) -> Iterator[Row]:
    """Which juror was to score which application, from when, and until when where that ended."""
    rows = SeatAssignment.objects.filter(seat__panel__season=season).select_related("seat")
    for row in rows.order_by("seat", "application", "since").iterator(chunk_size=2000):
        yield {
            "seat": str(row.seat_id),
            "juror": str(row.seat.person_id),
            "panel": str(row.seat.panel_id),
            "application": str(row.application_id),
            "since": row.since.isoformat(),
            "until": row.until.isoformat() if row.until else None,
        }


def sheets(season: Season, *, full: bool) -> Iterator[Row]:
    """Every sealed version, also those that no longer count."""
    rows = ScoreVersion.objects.filter(sheet__application__season=season)
    rows = rows.select_related("sheet").order_by("sheet__application", "sheet", "version")
    words = _sealed_words(season) if full else {}
    reasons = _salts(season, kind="sheet_sealed", fact="reason") if full else {}
    for row in rows:
        scores = json.loads(row.content)["scores"]
        yield {
            "id": str(row.sheet_id),
            "version": row.version,
            "application": str(row.sheet.application_id),
            "round": row.sheet.scoring_round,
            "juror": str(row.by_id),
            "digest": row.digest,
            "values": {code: part["value"] for code, part in scores.items()},
            **(_sealed(row, words.get(row.pk, {}), reasons) if full else {}),
        }


def modifiers(season: Season, *, full: bool) -> Iterator[Row]:
    """What counted for or against a unit; sources, words and people are in the full edition."""
    rows = ModifierEntry.objects.filter(application__season=season)
    salts = _modifier_salts(season) if full else {}
    for row in rows.select_related("application__season__instrument"):
        yield {
            "id": str(row.pk),
            "application": str(row.application_id),
            "code": row.code,
            "points": str(points_of(row).points),
            "number": row.number,
            "date": row.date.isoformat(),
            "state": row.state,
            **(_people_and_words(row, salts) if full else {}),
        }


def closings(season: Season, *, full: bool) -> Iterator[Row]:
    """Every closing of a panel with what it counted and found not assessable."""
    rows = Closing.objects.filter(panel__season=season).prefetch_related("unassessed")
    for row in rows.order_by("at"):
        yield {
            "id": str(row.pk),
            "panel": str(row.panel_id),
            "proposal": str(row.proposal_id),
            "root": row.root,
            "not_assessable": sorted(str(each.application_id) for each in row.unassessed.all()),
            "counted": [
                {"application": str(version.sheet.application_id), "digest": version.digest}
                for version in counted_in(row)
            ],
        }


def meetings(season: Season, *, full: bool) -> Iterator[Row]:
    """Every reconciliation meeting with the SHA-256 of its minutes; what was said is in the full."""
    rows = Meeting.objects.filter(panel__season=season).select_related("minutes")
    salts = _meeting_salts(season) if full else {}
    for row in rows:
        minutes = getattr(row, "minutes", None)
        yield {
            "id": str(row.pk),
            "panel": str(row.panel_id),
            "closing": str(row.closing_id),
            "number": row.number,
            "date": row.date.isoformat(),
            "minutes": minutes.blob_id if minutes else None,
            **(_said_at(row, salts) if full else {}),
        }


def results(season: Season, *, full: bool) -> Iterator[Row]:
    """Every result as its closing wrote it, reopened ones too."""
    rows = Result.objects.filter(application__season=season).order_by("application", "pk")
    for row in rows:
        yield {
            "application": str(row.application_id),
            "closing": str(row.closing_id),
            "n": row.n,
            "total": str(row.total),
            "mean": str(row.mean),
            "median": str(row.median),
            "spread": str(row.spread),
            "grade": row.grade,
            "minimums_met": row.minimums_met,
        }


def decisions(season: Season, *, full: bool) -> Iterator[Row]:
    """Every version of every decision, with its reasons."""
    rows = Decision.objects.filter(application__season=season)
    salts = _salts(season, kind="decided", fact="reasons") if full else {}
    for row in rows.select_related("application__unit", "result").order_by(
        "application", "version"
    ):
        yield {
            "application": str(row.application_id),
            "unit": row.application.unit.work_unit_code,
            "version": row.version,
            "outcome": row.outcome,
            "number": row.number,
            "date": row.date.isoformat() if row.date else None,
            "grade": row.grade,
            "rank": row.rank,
            "total": str(row.result.total) if row.result else None,
            **(_person_and_reasons(row, salts) if full else {}),
        }


def publications(season: Season, *, full: bool) -> Iterator[Row]:
    """What was announced when, under which number."""
    for row in Publication.objects.filter(season=season).order_by("at"):
        yield {
            "number": row.number,
            "date": row.date.isoformat(),
            "digest": row.digest,
            "content": _listed(row),
        }


def evidence(season: Season, *, full: bool) -> Iterator[Row]:
    """Every version of every file that was received; the public edition has none."""
    if not full:
        return
    rows = EvidenceVersion.objects.filter(item__application__season=season)
    for row in rows.select_related("item").order_by("item", "version").iterator(chunk_size=2000):
        yield {
            "id": str(row.pk),
            "application": str(row.item.application_id),
            "indicator": row.item.indicator,
            "version": row.version,
            "sha256": row.blob_id,
            "size": row.size,
            "kind": row.kind,
            "by": str(row.uploaded_by_id),
        }


def _subjects(season: Season) -> set[str]:
    applications = {f"application:{pk}" for pk in season.applications.values_list("pk", flat=True)}
    panels = {f"panel:{pk}" for pk in season.panels.values_list("pk", flat=True)}
    seats = Seat.objects.filter(panel__season=season).values_list("pk", flat=True)
    return {*applications, *panels, *(f"seat:{pk}" for pk in seats), f"season:{season.year}"}


def _people_and_words(row: ModifierEntry, salts: dict[tuple[str, str], str]) -> Row:
    """Who entered and decided a modifier, and each text with the salt that ties it to the ledger."""
    return {
        "registered_by": str(row.registered_by_id),
        "decided_by": str(row.decided_by_id) if row.decided_by_id else None,
        "words": {
            name: {"text": text, "salt": salts.get((str(row.pk), name), "")}
            for name in MODIFIER_WORDS
            if (text := getattr(row, name))
        },
    }


def _modifier_salts(season: Season) -> dict[tuple[str, str], str]:
    """The salt of the last words of each kind about each modifier, where it was not erased."""
    said: dict[tuple[str, str], str] = {}
    entries = LedgerEntry.objects.filter(
        kind__startswith="modifier_", subject__in=_subjects(season)
    )
    for entry in entries.order_by("seq"):
        facts = json.loads(entry.body)["facts"]
        said |= {(facts["modifier"], name): facts[name] for name in MODIFIER_WORDS if name in facts}
    return _known_salts(said)


def _said_at(row: Meeting, salts: dict[str, str]) -> Row:
    """Who recorded a meeting, and its text with the salt that ties it to the ledger."""
    return {"by": str(row.by_id), "text": row.text, "salt": salts.get(str(row.pk), "")}


def _meeting_salts(season: Season) -> dict[str, str]:
    """The salt of each meeting's text, where it was not erased."""
    entries = LedgerEntry.objects.filter(kind="meeting_recorded", subject__in=_subjects(season))
    facts = [json.loads(entry.body)["facts"] for entry in entries]
    digests = {each["meeting"]: each["text"] for each in facts}
    return _known_salts(digests)


def _person_and_reasons(row: Decision, salts: dict[tuple[str, int], str]) -> Row:
    """Who decided, and why, with the salt that ties the words to the ledger unless it is erased."""
    salt = salts.get((str(row.application_id), row.version), "")
    return {"by": str(row.by_id), "reasons": row.reasons, "salt": salt}


def _sealed_words(season: Season) -> dict[int, dict[str, Row]]:
    """The comments of each sealed version whose salts are still there, by indicator."""
    rows = SealedComment.objects.filter(version__sheet__application__season=season)
    salts = dict(
        Commitment.objects.filter(digest__in=rows.values("digest")).values_list("digest", "salt")
    )
    words: dict[int, dict[str, Row]] = defaultdict(dict)
    for row in rows.order_by("pk"):
        if row.digest in salts:
            words[row.version_id][row.indicator] = {"text": row.text, "salt": salts[row.digest]}
    return words


def _sealed(row: ScoreVersion, comments: dict[str, Row], salts: dict[tuple[str, int], str]) -> Row:
    """What a sealed sheet says in words, with the salts that tie them to it."""
    salt = salts.get((str(row.sheet_id), row.version), "")
    return {"content": row.content, "reason": row.reason, "salt": salt, "comments": comments}


def _salts(season: Season, *, kind: str, fact: str) -> dict[tuple[str, int], str]:
    """The salt of the words behind that fact, by what the entry is about and its version."""
    said: dict[tuple[str, int], str] = {}
    for row in LedgerEntry.objects.filter(kind=kind, subject__in=_subjects(season)):
        facts = json.loads(row.body)["facts"]
        if fact in facts:
            about = facts.get("sheet") or row.subject.partition(":")[2]
            said[about, facts["version"]] = facts[fact]
    return _known_salts(said)


def _known_salts(said: dict[Key, str]) -> dict[Key, str]:
    """The salts of commitments that were not erased, under the same keys."""
    known = dict(Commitment.objects.filter(digest__in=said.values()).values_list("digest", "salt"))
    return {key: known[digest] for key, digest in said.items() if digest in known}


def _listed(row: Publication) -> Any:
    """What the publication's digest was made of: every decision as it was then."""
    if row.application is None:
        return published_list(row.season, until=row.at)
    decision = row.application.decisions.filter(at__lte=row.at).order_by("-version").first()
    return amended(row.application, decision, number=row.number) if decision else None
