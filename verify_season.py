#!/usr/bin/env python3
"""Verify the bundle of a season without trusting the program that wrote it.

    python verify_season.py BUNDLE [--key KEY] [--checkpoint FILE]... [--receipt FILE]... [--json]

BUNDLE is the folder that `manage.py export_season` wrote. KEY is the verifier key of the
installation, one line, as people outside were given it; without it the bundle's own is taken, and
the report says so. A checkpoint or a receipt that somebody kept is compared with the ledger in the
bundle.

Nothing of the application is imported: this is a second implementation of the ledger, the proofs
and the arithmetic, made from their descriptions, in fractions where the other has decimals. It
needs Python 3.11 and the package `cryptography`.

Exit code 0: everything fits. 1: something does not, and each place is named. 2: wrong usage, or
there is nothing to verify.
"""

import argparse
import base64
import binascii
import hashlib
import hmac
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FORMAT = 1
GENESIS = "0" * 64
FULL, PUBLIC = "full", "public"
TABLES = (
    "ledger",
    "checkpoints",
    "applications",
    "assignments",
    "sheets",
    "modifiers",
    "closings",
    "meetings",
    "results",
    "decisions",
    "publications",
    "evidence",
)
Row = dict[str, Any]

# Who may walk which edge, in which capacity, whence and whither: written down a second time.
BEFORE_SCORED = "draft self_assessed evidence_open under_verification verified in_scoring scored"
EDGES = {
    "submit_self_assessment": ("draft", "self_assessed", "unit_head"),
    "reopen_self_assessment": ("self_assessed", "draft", "unit_head"),
    "assign_team": ("self_assessed", "evidence_open", "region_secretariat centre_admin"),
    "submit_evidence": ("evidence_open", "under_verification", "unit_head"),
    "return_for_repair": (
        "under_verification",
        "evidence_open",
        "team_leader team_secretary team_member",
    ),
    "end_repair": ("evidence_open", "under_verification", "clock"),
    "lapse": ("draft evidence_open", "lapsed", "clock"),
    "complete_verification": ("under_verification", "verified", "team_leader"),
    "reject_verification": ("under_verification", "not_passed", "team_leader"),
    "reopen_verification": ("verified", "under_verification", "region_head"),
    "forward": ("verified", "in_scoring", "region_head centre_admin"),
    "return_to_region": ("in_scoring", "under_verification", "centre_verifier"),
    "close_scoring": ("in_scoring", "scored", "jury_chair jury_secretary"),
    "reopen_scoring": ("scored", "in_scoring", "jury_chair jury_secretary"),
    "decide_award": ("scored", "awarded", "centre_admin"),
    "decide_no_award": ("scored", "not_awarded", "centre_admin"),
    "decide_not_assessable": (BEFORE_SCORED, "not_assessable", "centre_admin"),
    "disqualify": (
        "evidence_open under_verification verified in_scoring scored",
        "disqualified",
        "centre_admin jury_chair",
    ),
    "uphold_objection": (
        "not_passed awarded not_awarded not_assessable disqualified",
        BEFORE_SCORED,
        "centre_admin",
    ),
    "revoke": ("awarded", "revoked", "centre_admin jury_chair"),
    "withdraw": (
        "draft self_assessed evidence_open under_verification",
        "withdrawn",
        "unit_head",
    ),
    "reinstate": (
        "withdrawn lapsed",
        "draft self_assessed evidence_open under_verification",
        "centre_admin",
    ),
}
# Events that destroyed salts, and what stands in the place of the words.
ERASURES = {"words_erased", "person_erased"}
ERASED = "[dihapus]"
TWO_PEOPLE = {"close_scoring", "reopen_scoring", "disqualify", "revoke"}
# Capacities that come from a role of the directory; those of a team come from a decree.
ROLES = {
    "unit_head",
    "region_head",
    "region_secretariat",
    "centre_admin",
    "centre_verifier",
    "jury_chair",
    "jury_secretary",
}


class Report:
    """Every place where something does not fit, and what was looked at."""

    def __init__(self) -> None:
        self.problems: list[tuple[str, str]] = []
        self.notes: list[str] = []
        self.counts: dict[str, int] = {}

    def problem(self, place: str, what: str) -> None:
        self.problems.append((place, what))

    def unless(self, fits: bool, place: str, what: str) -> bool:  # noqa: FBT001
        if not fits:
            self.problem(place, what)
        return fits


class Unreadable(Exception):
    """The bundle is none."""


# Reading ------------------------------------------------------------------------------------


class Bundle:
    """The files of the bundle as they are; a line that is no JSON object is a problem."""

    def __init__(self, folder: Path, report: Report) -> None:
        self.folder, self.report = folder, report
        try:
            self.manifest_bytes = (folder / "manifest.json").read_bytes()
            self.manifest: Row = json.loads(self.manifest_bytes)
            self.note = (folder / "manifest.note").read_text(encoding="utf-8")
            self.instrument_bytes = (folder / "instrument.json").read_bytes()
            self.instrument: Row = json.loads(self.instrument_bytes)
        except (OSError, ValueError) as error:
            raise Unreadable(f"{folder}: {error}") from error
        if not isinstance(self.manifest, dict) or self.manifest.get("format") != FORMAT:
            raise Unreadable(f"manifest.json: not of format {FORMAT}")
        self.full = self.manifest.get("edition") == FULL
        self.rows = {name: self._rows(f"{name}.jsonl") for name in TABLES}
        report.counts = {name: len(rows) for name, rows in self.rows.items()}

    def _rows(self, name: str) -> list[Row]:
        rows: list[Row] = []
        try:
            lines = (self.folder / name).read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError) as error:
            self.report.problem(name, f"cannot be read: {error}")
            return rows
        for number, line in enumerate(lines, start=1):
            try:
                row = json.loads(line)
            except ValueError:
                row = None
            if isinstance(row, dict):
                rows.append(row)
            else:
                self.report.problem(f"{name}:{number}", "is no JSON object")
        return rows


def canonical(value: object) -> str:
    """JSON as RFC 8785 has it, of values without floats."""

    def ordered(part: object) -> object:
        if isinstance(part, dict):
            return {k: ordered(part[k]) for k in sorted(part, key=lambda k: k.encode("utf-16-be"))}
        return [ordered(each) for each in part] if isinstance(part, list) else part

    return json.dumps(ordered(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# Signatures (c2sp.org/signed-note) ----------------------------------------------------------


class Key:
    def __init__(self, line: str) -> None:
        self.name, _, rest = line.strip().partition("+")
        hashed, _, encoded = rest.partition("+")
        raw = base64.b64decode(encoded, validate=True)
        named = hashlib.sha256(f"{self.name}\n".encode() + raw).digest()[:4]
        if len(raw) != 33 or raw[:1] != b"\x01" or named.hex() != hashed:
            raise ValueError("not a verifier key")
        self.hash, self.public = named, Ed25519PublicKey.from_public_bytes(raw[1:])

    def open(self, note: str) -> str | None:
        """The text of a note signed with this key; None where no signature fits."""
        text, blank, lines = note.rpartition("\n\n")
        if not blank:
            return None
        for line in lines.splitlines():
            dash, _, rest = line.partition(" ")
            name, _, encoded = rest.partition(" ")
            try:
                raw = base64.b64decode(encoded, validate=True)
                if dash == "—" and name == self.name and raw[:4] == self.hash:
                    self.public.verify(raw[4:], f"{text}\n".encode())
                    return f"{text}\n"
            except (binascii.Error, InvalidSignature):
                continue
        return None


def check_manifest(bundle: Bundle, key: Key, report: Report) -> None:
    """Every file is the one that was signed for, and none is beside them."""
    text = key.open(bundle.note)
    said = f"{key.name}/bundle\n{sha256(bundle.manifest_bytes)}\n"
    report.unless(text == said, "manifest.note", "no signature of the key fits manifest.json")
    named = bundle.manifest.get("files")
    files: Row = named if isinstance(named, dict) else {}
    for name, digest in files.items():
        path = bundle.folder / name
        if not path.is_file():
            report.problem(name, "is missing")
        elif sha256(path.read_bytes()) != digest:
            report.problem(name, "is not the file that was signed for")
    present = {
        str(path.relative_to(bundle.folder)) for path in bundle.folder.rglob("*") if path.is_file()
    }
    for name in sorted(present - set(files) - {"manifest.json", "manifest.note"}):
        report.problem(name, "is not in the manifest")


# The ledger (a chain, and RFC 6962 over its hashes) -----------------------------------------


class Tree:
    def __init__(self) -> None:
        self.tops: list[bytes] = []
        self.size = 0

    def add(self, leaf: bytes) -> None:
        top, size = hashlib.sha256(b"\x00" + leaf).digest(), self.size
        while size & 1:
            top, size = hashlib.sha256(b"\x01" + self.tops.pop() + top).digest(), size >> 1
        self.tops.append(top)
        self.size += 1

    def root(self) -> bytes:
        if not self.tops:
            return hashlib.sha256(b"").digest()
        root = self.tops[-1]
        for top in reversed(self.tops[:-1]):
            root = hashlib.sha256(b"\x01" + top + root).digest()
        return root


class Entry:
    def __init__(self, row: Row, place: str) -> None:
        body = json.loads(row["body"])
        self.place, self.seq = place, row["seq"]
        self.at, self.actor, self.kind = body["at"], body["actor"], body["kind"]
        self.subject, self.facts = body["subject"], body["facts"]


def check_ledger(
    bundle: Bundle, wanted: set[int], report: Report
) -> tuple[list[Entry], dict[int, bytes]]:
    """Walk the chain; return the entries that have a body, and the roots at the sizes wanted."""
    entries, roots, tree, prev = [], {}, Tree(), GENESIS
    for number, row in enumerate(bundle.rows["ledger"], start=1):
        place = f"ledger.jsonl:{number}"
        seq, hashed, body = row.get("seq"), str(row.get("hash")), row.get("body")
        report.unless(seq == number, place, f"its number is {seq}, not {number}")
        report.unless(row.get("prev") == prev, place, "does not follow its predecessor")
        if body is None:
            report.unless(not bundle.full, place, "has no body in a full bundle")
        elif sha256(f"{row.get('prev')}{body}".encode()) != hashed:
            report.problem(place, "its hash is not that of its content")
        else:
            try:
                report.unless(canonical(json.loads(body)) == body, place, "is not canonical")
                entries.append(Entry(row, place))
            except (ValueError, KeyError, TypeError):
                report.problem(place, "its body cannot be read")
        try:
            tree.add(bytes.fromhex(hashed))
        except ValueError:
            report.problem(place, "its hash is none")
            tree.add(b"")
        prev = hashed
        if number in wanted:
            roots[number] = tree.root()
    said = bundle.manifest.get("ledger", {})
    fits = said.get("size") == tree.size and said.get("root") == tree.root().hex()
    report.unless(fits, "manifest.json", "names another size or root of the ledger")
    return entries, roots


def check_checkpoints(
    bundle: Bundle, key: Key, roots: dict[int, bytes], kept: list[Path], report: Report
) -> None:
    """Every checkpoint, also those kept outside, is the beginning of this ledger."""
    notes = [
        (f"checkpoints.jsonl:{number}", str(row.get("note")), row.get("key"), row.get("size"))
        for number, row in enumerate(bundle.rows["checkpoints"], start=1)
    ]
    notes += [(str(path), path.read_text(encoding="utf-8"), str(None), None) for path in kept]
    last = 0
    for place, note, line, size in notes:
        text = _opened(note, key, line)
        if text is None:
            report.problem(place, "no signature of a known key fits")
            continue
        report.unless(_opens(note, line), place, "is not signed with the key beside it")
        lines = text.split("\n")
        stated = int(lines[1]) if len(lines) > 2 and lines[1].isdecimal() else -1
        if size is not None:
            report.unless(
                stated == size > last, place, "is not of the size it says, or out of order"
            )
            last = stated
        root = roots.get(stated)
        fits = root is not None and base64.b64encode(root).decode() == lines[2]
        report.unless(fits, place, f"the ledger's first {stated} entries are not those it signed")


def _opens(note: str, line: object) -> bool:
    try:
        return line == "None" or Key(str(line)).open(note) is not None
    except (ValueError, binascii.Error):
        return False


def _opened(note: str, key: Key, line: object) -> str | None:
    """An earlier key counts where the bundle names it beside the note; the report says so."""
    text = key.open(note)
    if text is None and isinstance(line, str):
        try:
            return Key(line).open(note)
        except (ValueError, binascii.Error):
            return None
    return text


def sizes_in(bundle: Bundle, kept: list[Path]) -> set[int]:
    sizes = {row["size"] for row in bundle.rows["checkpoints"] if isinstance(row.get("size"), int)}
    for path in kept:
        lines = path.read_text(encoding="utf-8").split("\n")
        sizes |= {int(lines[1])} if len(lines) > 1 and lines[1].isdecimal() else set()
    return sizes


def check_receipts(
    bundle: Bundle, key: Key, roots: dict[int, bytes], kept: list[Path], report: Report
) -> None:
    for path in kept:
        text = key.open(path.read_text(encoding="utf-8").replace("\r\n", "\n").strip() + "\n")
        lines = (text or "").split("\n")
        if text is None or len(lines) < 6 or not lines[1].isdecimal():
            report.problem(str(path), "is no receipt signed with the key")
            continue
        seq = int(lines[1])
        hashed = sha256((lines[3][len("prev ") :] + lines[4][len("body ") :]).encode())
        rows = bundle.rows["ledger"]
        there = seq <= len(rows) and rows[seq - 1].get("hash") == hashed
        report.unless(there, str(path), f"entry {seq} is not in the ledger, or is another one")
        root = roots.get(seq)
        fits = root is not None and base64.b64encode(root).decode() == lines[2]
        report.unless(fits, str(path), f"the entries before {seq} are not those of the receipt")


# People and edges ---------------------------------------------------------------------------


Ways = dict[str, list[tuple[int, str]]]


def check_opening(bundle: Bundle, entries: list[Entry], report: Report) -> None:
    """The applications are those the season was opened with, under the same instrument."""
    subject = f"season:{bundle.manifest.get('season')}"
    opened = [
        e
        for e in entries
        if e.kind == "season_moved" and e.subject == subject and e.facts.get("to") == "open"
    ]
    if not opened:
        report.problem("manifest.json", "the ledger does not know that this season was opened")
        return
    names = ("id", "unit", "unit_id", "unit_type", "region")
    rows = [{name: row.get(name) for name in names} for row in bundle.rows["applications"]]
    rows.sort(key=lambda row: str(row["id"]))
    facts, made = opened[-1].facts, sha256(canonical(rows).encode())
    report.unless(facts.get("list") == made, "applications.jsonl", "are not those of the opening")
    fits = facts.get("instrument") == bundle.manifest.get("instrument")
    report.unless(fits, "manifest.json", "names another instrument than the opening did")
    units = {str(row.get("id")): row.get("unit") for row in bundle.rows["applications"]}
    for row in bundle.rows["decisions"]:
        place = f"decisions.jsonl:{row.get('application')}"
        report.unless(
            units.get(str(row.get("application"))) == row.get("unit"), place, "names another unit"
        )


def check_edges(bundle: Bundle, entries: list[Entry], report: Report) -> Ways:
    """Each application went from state to state by edges that exist, walked by who may.

    Returns the states of each application, as number of the entry and state.
    """
    ways: Ways = defaultdict(list)
    held: dict[str, dict[str, Row]] = defaultdict(dict)
    states: dict[str, tuple[str, int]] = {}
    ours = {f"application:{row.get('id')}": row for row in bundle.rows["applications"]}
    for entry in entries:
        if entry.kind in ("role_given", "role_ended"):
            held[entry.subject][str(entry.facts.get("role"))] = entry.facts
        elif entry.kind == "application_moved" and entry.subject in ours:
            roles = held[entry.actor].values() if bundle.full else None
            _check_edge(entry, ours[entry.subject], roles, states, report)
            ways[entry.subject.partition(":")[2]].append((entry.seq, str(entry.facts.get("to"))))
    for subject, row in ours.items():
        state, version = states.get(subject, ("draft", 0))
        place = f"applications.jsonl:{row.get('id')}"
        report.unless(row.get("state") == state, place, f"the ledger ends in {state}")
        if version:
            report.unless(row.get("version") == version, place, f"the ledger ends at {version}")
    return ways


def _check_edge(
    entry: Entry,
    application: Row,
    roles: Iterable[Row] | None,
    states: dict[str, tuple[str, int]],
    report: Report,
) -> None:
    facts, place = entry.facts, entry.place
    edge, capacity = str(facts.get("edge")), str(facts.get("capacity"))
    sources, targets, capacities = EDGES.get(edge, ("", "", ""))
    source, target = str(facts.get("from")), str(facts.get("to"))
    report.unless(source in sources.split(), place, f"{edge} does not begin in {source}")
    report.unless(target in targets.split(), place, f"{edge} does not lead to {target}")
    report.unless(capacity in capacities.split(), place, f"{capacity} may not walk {edge}")
    known = states.get(entry.subject)
    if known is not None:
        report.unless(known[0] == source, place, f"begins in {source}, but it stood in {known[0]}")
        report.unless(facts.get("version", 0) > known[1], place, "its version does not grow")
    states[entry.subject] = (target, facts.get("version", 0))
    if capacity == "clock":
        report.unless(entry.actor == "clock", place, "was walked by the clock and names a person")
    elif capacity in ROLES and roles is not None:
        fits = any(_holds(role, capacity, application, entry.at) for role in roles)
        report.unless(fits, place, f"{entry.actor} was not {capacity} then")
    if edge in TWO_PEOPLE:
        other = facts.get("proposed_by")
        fits = bool(other) and f"person:{other}" != entry.actor
        report.unless(fits, place, f"{edge} was not the act of two people")


def _holds(role: Row, capacity: str, application: Row, at: str) -> bool:
    """The role is of this unit or region, on that day, in whichever of the country's zones."""
    scope = {"unit": ("unit", "unit_id"), "region": ("region", "region")}
    for name, (mine, its) in scope.items():
        if capacity.startswith(f"{name}_") and role.get(mine) != application.get(its):
            return False
    moment, ends = datetime.fromisoformat(at), role.get("ends")
    earliest, latest = ((moment + timedelta(hours=hours)).date() for hours in (7, 9))
    begun = str(role.get("starts")) <= str(latest)
    return role.get("kind") == capacity and begun and (not ends or str(earliest) < str(ends))


# Rows against their events ------------------------------------------------------------------


def check_rows(bundle: Bundle, entries: list[Entry], report: Report) -> None:
    """No row without its event and no event without its row."""
    ours = {f"application:{row.get('id')}" for row in bundle.rows["applications"]}
    _match(
        report,
        "sheets",
        {
            _key(row, "id", "version"): (row, row.get("juror"), {"digest": row.get("digest")})
            for row in bundle.rows["sheets"]
        },
        {
            (str(e.facts.get("sheet")), str(e.facts.get("version"))): e
            for e in entries
            if e.kind == "sheet_sealed" and e.subject in ours
        },
        named=bundle.full,
    )
    fields = ("outcome", "number", "date", "grade", "rank", "total")
    _match(
        report,
        "decisions",
        {
            _key(row, "application", "version"): (
                row,
                row.get("by"),
                {f: row.get(f) for f in fields},
            )
            for row in bundle.rows["decisions"]
        },
        {
            (e.subject.partition(":")[2], str(e.facts.get("version"))): e
            for e in entries
            if e.kind == "decided" and e.subject in ours
        },
        named=bundle.full,
    )
    if bundle.full:
        _check_words(bundle, entries, report)
        fields = ("sha256", "size", "kind", "indicator", "application", "version")
        _match(
            report,
            "evidence",
            {
                (str(row.get("id")), ""): (row, row.get("by"), {f: row.get(f) for f in fields})
                for row in bundle.rows["evidence"]
            },
            {
                (e.subject.partition(":")[2], ""): e
                for e in entries
                if e.kind == "evidence_received"
                and f"application:{e.facts.get('application')}" in ours
            },
            named=True,
        )


def _check_words(bundle: Bundle, entries: list[Entry], report: Report) -> None:
    """Reasons and comments are those the ledger or the sheet has a salted digest of.

    Words whose salt was destroyed cannot be shown; then their erasure stands in the ledger.
    """
    erased = {
        str(digest)
        for e in entries
        if e.kind in ERASURES
        for digest in (e.facts.get("digests") or [])
    }
    for place, words, digest in _words(bundle, entries):
        text, salt = words
        if salt:
            fits = digest is not None and _salted(salt, text) == digest
            report.unless(fits, place, "are not the words that were committed to")
        elif digest in erased:
            report.notes.append(f"{place}: was erased")
            report.unless(text in {"", ERASED}, place, "was erased, and has words")
        else:
            report.problem(place, "has no salt, and no event says that it was erased")


def _words(
    bundle: Bundle, entries: list[Entry]
) -> Iterator[tuple[str, tuple[str, str], str | None]]:
    """Where words stand; the words and their salt, "" where it is gone; what was committed to."""
    decided = {_said(e): e.facts.get("reasons") for e in entries if e.kind == "decided"}
    for row in bundle.rows["decisions"]:
        place = f"decisions.jsonl:{row.get('application')} reasons"
        digest = decided.get(_key(row, "application", "version"))
        yield place, (str(row.get("reasons")), str(row.get("salt"))), digest
    sealed = {
        (str(e.facts.get("sheet")), str(e.facts.get("version"))): e.facts.get("reason")
        for e in entries
        if e.kind == "sheet_sealed"
    }
    for row in bundle.rows["sheets"]:
        place = f"sheets.jsonl:{row.get('id')} {row.get('version')}"
        reason = sealed.get(_key(row, "id", "version"))
        if reason or row.get("reason") or row.get("salt"):
            yield f"{place} reason", (str(row.get("reason")), str(row.get("salt"))), reason
        shown = row.get("comments")
        shown = shown if isinstance(shown, dict) else {}
        sealed_digests = _comments(row)
        for code in sorted({*shown, *sealed_digests}):
            part = shown.get(code)
            part = part if isinstance(part, dict) else {}
            words = str(part.get("text", "")), str(part.get("salt", ""))
            yield f"{place} {code}", words, sealed_digests.get(code)
    yield from _modifier_words(bundle, entries)
    spoken = {
        str(e.facts.get("meeting")): e.facts.get("text")
        for e in entries
        if e.kind == "meeting_recorded"
    }
    for row in bundle.rows["meetings"]:
        key = str(row.get("id"))
        pair = str(row.get("text")), str(row.get("salt"))
        yield f"meetings.jsonl:{key} text", pair, spoken.get(key)


def _modifier_words(
    bundle: Bundle, entries: list[Entry]
) -> Iterator[tuple[str, tuple[str, str], str | None]]:
    """The texts about a modifier beside the last that was committed to."""
    said: dict[tuple[str, str], str] = {}
    for e in entries:
        if e.kind.startswith("modifier_"):
            for name in ("source", "facts", "answer", "reason"):
                if name in e.facts:
                    said[str(e.facts.get("modifier")), name] = str(e.facts[name])
    for row in bundle.rows["modifiers"]:
        key = str(row.get("id"))
        words = row.get("words")
        words = words if isinstance(words, dict) else {}
        for name in sorted({*words, *(name for about, name in said if about == key)}):
            part = words.get(name)
            part = part if isinstance(part, dict) else {}
            pair = str(part.get("text", "")), str(part.get("salt", ""))
            yield f"modifiers.jsonl:{key} {name}", pair, said.get((key, name))


def _said(entry: Entry) -> tuple[str, str]:
    return entry.subject.partition(":")[2], str(entry.facts.get("version"))


def _comments(row: Row) -> dict[str, str]:
    """The commitments that a sealed sheet has; sheets of the first version of this had none."""
    try:
        found = json.loads(str(row.get("content"))).get("comments")
    except (ValueError, AttributeError):
        return {}
    return found if isinstance(found, dict) else {}


def _salted(salt: str, text: str) -> str | None:
    try:
        return hmac.digest(bytes.fromhex(salt), text.encode(), "sha256").hex()
    except ValueError:
        return None


def _key(row: Row, *names: str) -> tuple[str, str]:
    first, second = names
    return str(row.get(first)), str(row.get(second))


def _match(
    report: Report,
    table: str,
    rows: dict[tuple[str, str], tuple[Row, object, Row]],
    events: dict[tuple[str, str], Entry],
    *,
    named: bool,
) -> None:
    for key, (_row, by, facts) in rows.items():
        place, event = f"{table}.jsonl:{key[0]} {key[1]}".strip(), events.get(key)
        if event is None:
            report.problem(place, "has no event in the ledger")
            continue
        for name, value in facts.items():
            said = event.facts.get(name)
            report.unless(said == value, place, f"{name} is {value!r}, its event says {said!r}")
        if named:
            report.unless(event.actor == f"person:{by}", place, "is not by who its event names")
    for key in events.keys() - rows.keys():
        report.problem(events[key].place, f"has no row in {table}.jsonl")


MODIFIER_KINDS = ("modifier_registered", "modifier_decided")


def check_modifiers(bundle: Bundle, entries: list[Entry], report: Report) -> None:
    """Each modifier has the instrument's size and its events, of two people.

    A modifier may be decided on again while its scoring is open; the row tells the last word.
    """
    ours = {f"application:{row.get('id')}" for row in bundle.rows["applications"]}
    told = [e for e in entries if e.kind in MODIFIER_KINDS and e.subject in ours]
    begun = {str(e.facts.get("modifier")): e for e in told if e.kind == MODIFIER_KINDS[0]}
    decided = {str(e.facts.get("modifier")): e for e in told if e.kind == MODIFIER_KINDS[1]}
    for each in told:
        other = begun.get(str(each.facts.get("modifier")))
        if each.kind == MODIFIER_KINDS[1]:
            two = other is not None and other.actor != each.actor
            report.unless(two, each.place, "a modifier was not the act of two people")
    rows = {str(row.get("id")): row for row in bundle.rows["modifiers"]}
    allowed = _allowed_points(bundle.instrument)
    for key, row in rows.items():
        place = f"modifiers.jsonl:{key}"
        first, last = begun.get(key), decided.get(key)
        if first is None:
            report.problem(place, "has no event in the ledger")
            continue
        subject = f"application:{row.get('application')}"
        report.unless(first.subject == subject, place, "its event is about another application")
        for name in ("code", "points", "number", "date"):
            fits = row.get(name) == first.facts.get(name)
            report.unless(fits, place, f"its event has another {name}")
        pair = (str(row.get("code")), Fraction(str(row.get("points"))))
        report.unless(pair in allowed, place, "is not one of the instrument, or not of its size")
        state = {None: "registered", True: "applied", False: "rejected"}[
            None if last is None else last.facts.get("applied")
        ]
        report.unless(row.get("state") == state, place, f"the ledger says {state}")
        if bundle.full:
            fits = first.actor == f"person:{row.get('registered_by')}"
            report.unless(fits, place, "is not by who its event names")
            by = None if last is None else last.actor.removeprefix("person:")
            report.unless(row.get("decided_by") == by, place, "was not decided by who it names")
    for key, first in begun.items():
        report.unless(key in rows, first.place, "has no row in modifiers.jsonl")
    for key, last in decided.items():
        report.unless(key in rows, last.place, "has no row in modifiers.jsonl")


def _allowed_points(document: Row) -> set[tuple[str, Fraction]]:
    """What a modifier may count for; nothing where the instrument has them off."""
    modifiers = document["modifiers"]
    found: set[tuple[str, Fraction]] = set()
    for item in modifiers.get("items", []) if stated(modifiers["enabled"]) else []:
        if "size" in item:
            size, effect = Fraction(stated(item["size"])), stated(item["effect"])
            found |= {(item["code"], -size)} if effect in ("deduction", "either") else set()
            found |= {(item["code"], size)} if effect in ("addition", "either") else set()
    return found


def points_at(bundle: Bundle, entries: list[Entry]) -> Callable[[str, int], Fraction]:
    """The points of an application's modifiers as they had been decided before an entry."""
    size = {str(row.get("id")): row.get("points") for row in bundle.rows["modifiers"]}
    said: dict[str, list[tuple[int, str, bool]]] = defaultdict(list)
    for e in entries:
        if e.kind == "modifier_decided":
            one = (e.seq, str(e.facts.get("modifier")), e.facts.get("applied") is True)
            said[e.subject.partition(":")[2]].append(one)

    def points(application: str, seq: int) -> Fraction:
        last = {key: applied for at, key, applied in said[application] if at < seq}
        counted = [str(size[key]) for key, applied in last.items() if applied and key in size]
        return sum((Fraction(each) for each in counted), Fraction(0))

    return points


def check_sheets(bundle: Bundle, report: Report) -> None:
    """A sealed sheet's digest is that of its content; the public edition has the values alone."""
    for row in bundle.rows["sheets"]:
        place = f"sheets.jsonl:{row.get('id')} {row.get('version')}"
        content = row.get("content")
        if content is None:
            report.unless(not bundle.full, place, "has no content in a full bundle")
            continue
        report.unless(
            sha256(str(content).encode()) == row.get("digest"), place, "its digest differs"
        )
        values: Row | None = None
        sealed_round = None
        try:
            said = json.loads(content)
            values = {code: part["value"] for code, part in said["scores"].items()}
            sealed_round = said.get("round")
        except (ValueError, KeyError, TypeError, AttributeError):
            pass
        fits = values is not None and values == row.get("values")
        report.unless(fits, place, "its values are not those of its content")
        report.unless(sealed_round == row.get("round"), place, "was sealed in another round")


def check_closings(bundle: Bundle, entries: list[Entry], report: Report) -> None:
    """Each closing's root is over the sheets that counted, and stands in the ledger."""
    said = {str(e.facts.get("proposal")): e for e in entries if e.kind == "scoring_closed"}
    for row in bundle.rows["closings"]:
        place = f"closings.jsonl:{row.get('id')}"
        digests = sorted(str(each.get("digest")) for each in row.get("counted", []))
        root = sha256("\n".join(digests).encode())
        report.unless(
            root == row.get("root"), place, "its root is not that of the sheets it counted"
        )
        event = said.get(str(row.get("proposal")))
        if event is None:
            report.problem(place, "has no event in the ledger")
            continue
        report.unless(event.subject == f"panel:{row.get('panel')}", place, "is of another panel")
        report.unless(event.facts.get("root") == root, place, "the ledger has another root")
        report.unless(event.facts.get("sheets") == len(digests), place, "counts other sheets")
        named = sorted(event.facts.get("not_assessable", {}))
        fits = row.get("not_assessable", []) == named
        report.unless(fits, place, "the ledger names others that could not be assessed")
    known = {(row.get("application"), row.get("digest")) for row in bundle.rows["sheets"]}
    for row in bundle.rows["closings"]:
        for each in row.get("counted", []):
            pair = (each.get("application"), each.get("digest"))
            place = f"closings.jsonl:{row.get('id')}"
            report.unless(pair in known, place, f"counts a sheet that is not there: {pair[1]}")


class Sheets:
    """Which sheets stand while the ledger is read.

    A sheet stands from its sealing on, until it is opened again, a new round of scoring begins, or
    it is voided; one that was restored stands again.
    """

    def __init__(self) -> None:
        self.sealed: dict[str, dict[str, str]] = defaultdict(dict)
        self.void: set[str] = set()

    def read(self, entry: Entry) -> None:
        application, sheet = entry.subject.partition(":")[2], str(entry.facts.get("sheet"))
        if entry.kind == "sheet_sealed":
            self.sealed[application][sheet] = str(entry.facts.get("digest"))
        elif entry.kind == "sheet_reopened":
            self.sealed[application].pop(sheet, None)
        elif entry.kind == "application_moved" and _new_round(entry.facts):
            self.sealed.pop(application, None)
        elif entry.kind == "sheet_voided":
            self.void.add(sheet)
        elif entry.kind == "sheet_restored":
            self.void.discard(sheet)

    def standing(self, applications: Iterable[str]) -> set[tuple[str, str]]:
        return {
            (application, digest)
            for application in applications
            for sheet, digest in self.sealed[application].items()
            if sheet not in self.void
        }


def check_counted(bundle: Bundle, entries: list[Entry], report: Report) -> None:
    """A closing counted every sheet that stood then and no other, as the ledger tells them."""
    closings = {str(row.get("proposal")): row for row in bundle.rows["closings"]}
    scored: dict[str, set[str]] = defaultdict(set)
    for row in bundle.rows["results"]:
        scored[str(row.get("closing"))].add(str(row.get("application")))
    for row in bundle.rows["closings"]:
        scored[str(row.get("id"))].update(map(str, row.get("not_assessable", [])))
    sheets = Sheets()
    for entry in entries:
        sheets.read(entry)
        closing = closings.get(str(entry.facts.get("proposal")))
        if entry.kind != "scoring_closed" or closing is None:
            continue
        place = f"closings.jsonl:{closing.get('id')}"
        stood = sheets.standing(scored[str(closing.get("id"))])
        counted = {
            (str(each.get("application")), str(each.get("digest")))
            for each in closing.get("counted", [])
        }
        for _key, digest in sorted(counted - stood):
            report.problem(place, f"counts a sheet that did not stand then: {digest}")
        for _key, digest in sorted(stood - counted):
            report.problem(place, f"leaves out a sheet that stood then: {digest}")


class Duty:
    """Who was to score what while the ledger is read, beside the rows that say so."""

    def __init__(self, bundle: Bundle, report: Report) -> None:
        self.report, self.full = report, bundle.full
        self.ours = {str(row.get("id")) for row in bundle.rows["applications"]}
        self.rows: dict[tuple[str, str, str], Row] = {}
        for row in bundle.rows["assignments"]:
            names = ("seat", "application", "since")
            key = str(row.get(names[0])), str(row.get(names[1])), str(row.get(names[2]))
            report.unless(key not in self.rows, _assignment(key), "is there twice")
            self.rows[key] = row
        self.untold = set(self.rows)
        self.standing: dict[tuple[str, str], tuple[str, str, str]] = {}
        self.jurors: dict[str, dict[str, str]] = defaultdict(dict)
        self.seated: dict[str, tuple[str, str]] = {}
        self.held: dict[str, dict[str, Row]] = defaultdict(dict)

    def read(self, e: Entry) -> None:
        if e.kind in ("role_given", "role_ended"):
            self.held[e.subject][str(e.facts.get("role"))] = e.facts
        elif e.kind == "juror_seated":
            self.seated[str(e.facts.get("seat"))] = str(e.facts.get("person")), e.subject
        elif e.kind == "assignments_made":
            self._each(e, self._made)
        elif e.kind == "assignments_ended":
            self._each(e, self._ended)
        elif e.kind == "sheet_sealed" and e.subject.partition(":")[2] in self.ours:
            juror = e.actor.removeprefix("person:")
            fits = self.is_to_score(juror, e.subject.partition(":")[2])
            self.report.unless(fits, e.place, "was sealed by who was not to score it")

    def _each(self, e: Entry, act: Callable[[Entry, str, str], None]) -> None:
        seat = e.subject.removeprefix("seat:")
        mine = [a for a in map(str, e.facts.get("applications") or []) if a in self.ours]
        for application in mine:
            act(e, seat, application)
        if mine and self.full:
            roles = self.held[e.actor].values()
            fits = any(_holds(role, "jury_secretary", {}, e.at) for role in roles)
            self.report.unless(fits, e.place, f"{e.actor} was not jury_secretary then")
            said = str(e.facts.get("juror")), f"panel:{e.facts.get('panel')}"
            fits = self.seated.get(seat) == said
            self.report.unless(fits, e.place, "is not of the juror who sat there")

    def _made(self, e: Entry, seat: str, application: str) -> None:
        key = seat, application, str(e.facts.get("since"))
        self.standing[seat, application] = key
        self.jurors[application][seat] = str(e.facts.get("juror"))
        row = self.rows.get(key)
        if row is None:
            text = f"has no row in assignments.jsonl for {application}"
            self.report.problem(e.place, text)
            return
        self.untold.discard(key)
        for name in ("juror", "panel"):
            fits = row.get(name) == e.facts.get(name)
            self.report.unless(fits, _assignment(key), f"its event has another {name}")

    def _ended(self, e: Entry, seat: str, application: str) -> None:
        key = self.standing.pop((seat, application), None)
        self.jurors[application].pop(seat, None)
        row = self.rows.get(key) if key else None
        if row is None or key is None:
            self.report.problem(e.place, f"ends what did not stand: {seat} {application}")
            return
        fits = row.get("until") == e.facts.get("until")
        self.report.unless(fits, _assignment(key), "the ledger ended it at another time")

    def is_to_score(self, juror: str, application: str) -> bool:
        return juror in self.jurors[application].values()

    def end(self) -> None:
        for key in sorted(self.untold):
            self.report.problem(_assignment(key), "has no event in the ledger")
        for key in self.standing.values():
            fits = key not in self.rows or self.rows[key].get("until") is None
            self.report.unless(fits, _assignment(key), "the ledger does not know that it ended")


def _assignment(key: tuple[str, str, str]) -> str:
    return f"assignments.jsonl:{key[0]} {key[1]}"


def check_assignments(bundle: Bundle, entries: list[Entry], report: Report) -> None:
    """Each assignment has its events; who sealed a sheet was to score it, also when it counted."""
    closings = {str(row.get("proposal")): row for row in bundle.rows["closings"]}
    jurors = {
        (str(row.get("application")), str(row.get("digest"))): str(row.get("juror"))
        for row in bundle.rows["sheets"]
    }
    duty = Duty(bundle, report)
    for entry in entries:
        duty.read(entry)
        closing = closings.get(str(entry.facts.get("proposal")))
        if entry.kind != "scoring_closed" or closing is None:
            continue
        place = f"closings.jsonl:{closing.get('id')}"
        for each in closing.get("counted", []):
            application, digest = str(each.get("application")), str(each.get("digest"))
            juror = jurors.get((application, digest), "")
            fits = duty.is_to_score(juror, application)
            report.unless(fits, place, f"counts a sheet of who was not to score it: {digest}")
    duty.end()


class Meetings:
    """The meetings of the bundle with what the ledger has of them and of the closings."""

    def __init__(self, bundle: Bundle, entries: list[Entry]) -> None:
        self.rows = {str(row.get("id")): row for row in bundle.rows["meetings"]}
        self.closings = {str(row.get("id")): row for row in bundle.rows["closings"]}
        ours = {f"panel:{row.get('panel')}" for row in bundle.rows["closings"]}
        told = [e for e in entries if e.subject in ours]
        self.recorded = {
            str(e.facts.get("meeting")): e for e in told if e.kind == "meeting_recorded"
        }
        self.made = {str(e.facts.get("meeting")): e for e in told if e.kind == "minutes_made"}
        self.reopened = [e for e in told if e.kind == "scoring_reopened"]
        proposals = {str(e.facts.get("proposal")): e for e in told if e.kind == "scoring_closed"}
        self.closed = {
            key: proposals[str(row.get("proposal"))]
            for key, row in self.closings.items()
            if str(row.get("proposal")) in proposals
        }
        self.counted: dict[str, list[str]] = defaultdict(list)
        for row in bundle.rows["results"]:
            self.counted[str(row.get("application"))].append(str(row.get("closing")))

    def last_closed(self, application: str, seq: int) -> int:
        """The entry of the last closing before that one which counted the application."""
        found = [self.closed[key].seq for key in self.counted[application] if key in self.closed]
        return max((at for at in found if at < seq), default=0)


def check_meetings(bundle: Bundle, entries: list[Entry], report: Report) -> None:
    """Each meeting has its events and its minutes, and a scoring was opened again by them alone."""
    meetings = Meetings(bundle, entries)
    for key, row in meetings.rows.items():
        event = meetings.recorded.get(key)
        place = f"meetings.jsonl:{key}"
        if event is None:
            report.problem(place, "has no event in the ledger")
            continue
        _check_meeting(meetings, row, event, place, full=bundle.full, report=report)
    for events in (meetings.recorded, meetings.made):
        for key, event in events.items():
            report.unless(key in meetings.rows, event.place, "has no row in meetings.jsonl")
    ours = {f"application:{row.get('id')}" for row in bundle.rows["applications"]}
    named: dict[object, tuple[object, object]] = {}
    for e in entries:
        if e.kind == "application_moved" and e.facts.get("edge") == "reopen_scoring":
            if e.subject in ours:
                _check_reopening(meetings, e, report)
            pair = (e.facts.get("meeting"), e.facts.get("minutes"))
            named[f"panel:{e.facts.get('panel')}"] = pair
        elif e in meetings.reopened:
            pair = (e.facts.get("meeting"), e.facts.get("minutes"))
            fits = named.get(e.subject) == pair
            report.unless(fits, e.place, "names other minutes than the applications it opened")


def _check_meeting(
    meetings: Meetings, row: Row, event: Entry, place: str, *, full: bool, report: Report
) -> None:
    fits = event.subject == f"panel:{row.get('panel')}"
    report.unless(fits, place, "its event is about another panel")
    for name in ("closing", "number", "date"):
        fits = row.get(name) == event.facts.get(name)
        report.unless(fits, place, f"its event has another {name}")
    if full:
        fits = event.actor == f"person:{row.get('by')}"
        report.unless(fits, place, "is not by who its event names")
    made = meetings.made.get(str(row.get("id")))
    said = None if made is None else made.facts.get("sha256")
    report.unless(row.get("minutes") == said, place, "its minutes are not those of the ledger")
    if made is not None:
        report.unless(made.seq > event.seq, place, "its minutes were made before it was recorded")
    closed = meetings.closed.get(str(row.get("closing")))
    if closed is None or closed.seq > event.seq or closed.subject != event.subject:
        report.problem(place, "is not about a closing of its panel before it")
    else:
        fits = _between(closed.at, str(row.get("date")), event.at)
        report.unless(fits, place, "its day is not between the closing and its record")


def _check_reopening(meetings: Meetings, move: Entry, report: Report) -> None:
    """The minutes that the move names were kept before it, and are about the closing it undoes."""
    key = str(move.facts.get("meeting"))
    row, made = meetings.rows.get(key), meetings.made.get(key)
    if row is None:
        report.problem(move.place, "was opened again without the minutes of a meeting")
        return
    kept = made is not None and made.seq < move.seq
    fits = kept and row.get("minutes") == move.facts.get("minutes")
    report.unless(fits, move.place, "its minutes were not kept before it, or are others")
    fits = row.get("panel") == move.facts.get("panel")
    report.unless(fits, move.place, "its minutes are of another panel")
    closed = meetings.closed.get(str(row.get("closing")))
    last = meetings.last_closed(move.subject.partition(":")[2], move.seq)
    fits = closed is not None and bool(last) and last <= closed.seq < move.seq
    report.unless(fits, move.place, "its minutes are not about the closing it undoes")


def _between(begun: str, day: str, ended: str) -> bool:
    """Whether the day lies between two moments, in whichever of the country's zones."""
    earliest = (datetime.fromisoformat(begun) + timedelta(hours=7)).date()
    latest = (datetime.fromisoformat(ended) + timedelta(hours=9)).date()
    return str(earliest) <= day <= str(latest)


def _new_round(facts: Row) -> bool:
    """Sheets hold for one round of scoring; an objection may lead to where they still hold."""
    edge, target = facts.get("edge"), facts.get("to")
    return edge == "return_to_region" or (edge == "uphold_objection" and target != "scored")


# The arithmetic, in fractions ---------------------------------------------------------------


def stated(value: Any) -> Any:
    """A value of the instrument without its standing."""
    return value["value"] if isinstance(value, dict) and "value" in value else value


class Instrument:
    def __init__(self, document: Row) -> None:
        scoring = document["scoring"]
        self.method = stated(scoring["aggregation"])
        self.empty = stated(scoring["empty_criterion"])
        self.places = stated(scoring["places"])
        self.rounding = stated(scoring["rounding"])
        self.tie_break = stated(scoring["tie_break"])
        bands = [
            (Fraction(stated(g["minimum"])), g["code"], g["laureate"]) for g in scoring["grades"]
        ]
        self.grades = sorted(bands, reverse=True)
        covers = {group["code"]: set(group["covers"]) for group in document["unit_types"]}
        scales = {
            scale["code"]: {
                answer["code"]: Fraction(stated(answer["points"])) for answer in scale["answers"]
            }
            for scale in document["scales"]
        }
        juror_scale = stated(document["process"]["juror_scale"])
        self.criteria = []
        for criterion in document["criteria"]:
            asked = []
            for indicator in criterion["indicators"]:
                own = indicator.get("scale", criterion["scale"])
                scale = scales[own if juror_scale == "indicator" else juror_scale]
                types = set().union(*(covers[code] for code in indicator["unit_types"]))
                asked.append((indicator["code"], types, scale))
            weight, minimum = Fraction(stated(criterion["weight"])), stated(criterion["minimum"])
            self.criteria.append((criterion["code"], weight, Fraction(minimum), asked))

    def rounded(self, number: Fraction) -> Decimal:
        return rounded(number, self.places, self.rounding)


def rounded(number: Fraction, places: int, mode: str) -> Decimal:
    """The number with so many places, by a mode of Python's decimal, computed on whole numbers."""
    scaled = number * 10**places
    down = abs(scaled).__floor__()
    rest = abs(scaled) - down
    half = Fraction(1, 2)
    up = {
        "ROUND_UP": rest > 0,
        "ROUND_DOWN": False,
        "ROUND_CEILING": rest > 0 and scaled > 0,
        "ROUND_FLOOR": rest > 0 and scaled < 0,
        "ROUND_HALF_UP": rest >= half,
        "ROUND_HALF_DOWN": rest > half,
        "ROUND_HALF_EVEN": rest > half or (rest == half and down % 2 == 1),
        "ROUND_05UP": rest > 0 and down % 10 in (0, 5),
    }[mode]
    whole = down + up
    return Decimal(-whole if scaled < 0 else whole).scaleb(-places)


def median(numbers: list[Fraction]) -> Fraction:
    ordered, n = sorted(numbers), len(numbers)
    return (ordered[(n - 1) // 2] + ordered[n // 2]) / 2


class Score:
    """What one unit's sheets come to; None where nothing could be assessed."""

    def __init__(
        self,
        instrument: Instrument,
        unit_type: str,
        sheets: list[dict[str, str]],
        points: Fraction = Fraction(0),
    ) -> None:
        self.per_sheet = [self._shares(instrument, unit_type, values) for values in sheets]
        self.best = Fraction(sum(best for _, best in self.per_sheet), len(sheets))
        merged: dict[str, Fraction | None] = {}
        self.missed = []
        for code, _weight, minimum, _asked in instrument.criteria:
            if code not in self.per_sheet[0][0]:
                continue
            shares = [s[code] for s, _ in self.per_sheet if s[code] is not None]
            numbers = [share for share in shares if share is not None]
            merged[code] = _merge(numbers, instrument.method) if numbers else None
            if numbers and instrument.rounded(100 * _merge(numbers, instrument.method)) < minimum:
                self.missed.append(code)
        self.criteria = {code: None if v is None else 100 * v for code, v in merged.items()}
        weighed = self._weighed(instrument, merged)
        self.exact = (
            None if weighed is None else min(max(weighed + points, Fraction(0)), Fraction(100))
        )
        self.total = None if self.exact is None else instrument.rounded(self.exact)
        totals = [self._weighed(instrument, shares) for shares, _ in self.per_sheet]
        self.totals = [each for each in totals if each is not None]
        self.grade = ""
        if self.total is not None:
            reached = [code for at, code, _ in instrument.grades if Fraction(self.total) >= at]
            self.grade = reached[0]

    @staticmethod
    def _shares(
        instrument: Instrument, unit_type: str, values: dict[str, str]
    ) -> tuple[dict[str, Fraction | None], int]:
        shares: dict[str, Fraction | None] = {}
        best = 0
        for code, _weight, _minimum, asked in instrument.criteria:
            mine = [(name, scale) for name, types, scale in asked if unit_type in types]
            if not mine:
                continue
            pairs = []
            for name, scale in mine:
                answer = values[name]
                if answer == "not_assessable":
                    continue
                lowest = min(scale.values())
                points = lowest if answer == "gap" else scale[answer]
                pairs.append((points, max(scale.values())))
            best += sum(points == most for points, most in pairs)
            most = sum((m for _, m in pairs), Fraction(0))
            shares[code] = sum((p for p, _ in pairs), Fraction(0)) / most if pairs else None
        return shares, best

    @staticmethod
    def _weighed(instrument: Instrument, shares: dict[str, Fraction | None]) -> Fraction | None:
        if all(share is None for share in shares.values()):
            return None
        parts = weights = Fraction(0)
        for code, weight, _minimum, _asked in instrument.criteria:
            if code not in shares:
                continue
            share = shares[code]
            if share is None and instrument.empty == "rescale":
                continue
            parts += weight * (share or 0)
            weights += weight
        return 100 * parts / weights

    def merit(self, rule: str) -> Fraction:
        if rule.startswith("criterion:"):
            exact = self.criteria.get(rule.removeprefix("criterion:"))
            return Fraction(-1) if exact is None else exact
        if rule == "total":
            return Fraction(self.total or 0)
        if rule == "exact_total":
            return self.exact or Fraction(0)
        if rule == "median":
            return median(self.totals)
        if rule == "spread":
            return min(self.totals) - max(self.totals)
        return self.best


def _merge(numbers: list[Fraction], method: str) -> Fraction:
    return median(numbers) if method == "median" else sum(numbers, Fraction(0)) / len(numbers)


def check_scores(bundle: Bundle, entries: list[Entry], ways: Ways, report: Report) -> None:
    """Recompute every result and the ranking from the sheets that counted."""
    place = "instrument.json"
    digest = sha256(bundle.instrument_bytes)
    report.unless(digest == bundle.manifest.get("instrument"), place, "is not the season's")
    try:
        instrument = Instrument(bundle.instrument)
    except (KeyError, TypeError, ValueError) as error:
        report.problem(place, f"cannot be read: {error!r}")
        return
    values = {
        (row.get("application"), row.get("digest")): row.get("values")
        for row in bundle.rows["sheets"]
    }
    counted: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in bundle.rows["closings"]:
        for each in row.get("counted", []):
            found = values.get((each.get("application"), each.get("digest")))
            if isinstance(found, dict):
                counted[str(row.get("id")), str(each.get("application"))].append(found)
    applications = {str(row.get("id")): row for row in bundle.rows["applications"]}
    closed = {str(e.facts.get("proposal")): e.seq for e in entries if e.kind == "scoring_closed"}
    begun = {
        str(row.get("id")): closed.get(str(row.get("proposal")), 0)
        for row in bundle.rows["closings"]
    }
    scores: dict[str, list[tuple[int, Score | None]]] = defaultdict(list)
    points = points_at(bundle, entries)
    for row in bundle.rows["closings"]:
        for application in map(str, row.get("not_assessable", [])):
            place = f"closings.jsonl:{row.get('id')} {application}"
            sheets = counted.get((str(row.get("id")), application), [])
            answers = {answer for values in sheets for answer in values.values()}
            report.unless(answers == {"not_assessable"}, place, "could be assessed")
            scores[application].append((begun.get(str(row.get("id")), 0), None))
    for row in bundle.rows["results"]:
        application = str(row.get("application"))
        at, place = str(row.get("closing")), f"results.jsonl:{application}"
        sheets = counted.get((at, application), [])
        try:
            unit_type = applications[application]["unit_type"]
            score = Score(instrument, unit_type, sheets, points(application, begun.get(at, 0)))
        except (KeyError, ValueError, ZeroDivisionError, TypeError) as error:
            report.problem(place, f"cannot be recomputed: {error!r}")
            continue
        _compare(report, place, row, score)
        scores[application].append((begun.get(at, 0), score))
    for told in scores.values():
        told.sort(key=lambda each: each[0])
    _check_decisions(bundle, instrument, Standing(instrument, scores, ways), entries, report)


def _compare(report: Report, place: str, row: Row, score: Score) -> None:
    six = [
        ("mean", sum(score.totals, Fraction(0)) / len(score.totals)),
        ("median", median(score.totals)),
        ("spread", max(score.totals) - min(score.totals)),
    ]
    expected: Row = {name: rounded(number, 6, "ROUND_HALF_EVEN") for name, number in six}
    expected["total"] = score.total
    for name, number in expected.items():
        said = Decimal(str(row.get(name)))
        report.unless(said == number, place, f"{name} is {said}, recomputed {number}")
    facts = {"n": len(score.totals), "grade": score.grade, "minimums_met": not score.missed}
    for name, value in facts.items():
        fits = row.get(name) == value
        report.unless(fits, place, f"{name} is {row.get(name)!r}, recomputed {value!r}")


class Standing:
    """Scores and ranks as they stood when an entry of the ledger was written."""

    def __init__(
        self, instrument: Instrument, scores: dict[str, list[tuple[int, Score | None]]], ways: Ways
    ) -> None:
        self.scores, self.ways = scores, ways
        self.rules = ("total", *instrument.tie_break)
        self.merits: dict[int, tuple[Fraction, ...]] = {}
        self.ranked: tuple[dict[str, Score], dict[str, int]] = ({}, {})

    def score(self, application: str, seq: int) -> Score | None:
        found = [score for at, score in self.scores.get(application, []) if at <= seq]
        return found[-1] if found else None

    def rank(self, application: str, seq: int) -> int | None:
        closed = {}
        for key in self.scores:
            state = [state for at, state in self.ways.get(key, []) if at < seq]
            score = self.score(key, seq)
            if score is not None and state and state[-1] in ("scored", "awarded", "not_awarded"):
                closed[key] = score
        if closed != self.ranked[0]:
            self.ranked = (closed, self._ranks(closed))
        return self.ranked[1].get(application)

    def _ranks(self, closed: dict[str, Score]) -> dict[str, int]:
        merits = {key: self._merit(score) for key, score in closed.items()}
        ordered = sorted(merits.values(), reverse=True)
        first: dict[tuple[Fraction, ...], int] = {}
        for place, merit in enumerate(ordered, start=1):
            first.setdefault(merit, place)
        return {key: first[merit] for key, merit in merits.items()}

    def _merit(self, score: Score) -> tuple[Fraction, ...]:
        if id(score) not in self.merits:
            self.merits[id(score)] = tuple(score.merit(rule) for rule in self.rules)
        return self.merits[id(score)]


def _check_decisions(
    bundle: Bundle,
    instrument: Instrument,
    standing: Standing,
    entries: list[Entry],
    report: Report,
) -> None:
    """Each decision's grade, total and rank are those of the moment it was made."""
    laureates = {code for _, code, laureate in instrument.grades if laureate}
    made = {
        (e.subject.partition(":")[2], str(e.facts.get("version"))): e.seq
        for e in entries
        if e.kind == "decided"
    }
    for row in bundle.rows["decisions"]:
        application, place = (
            str(row.get("application")),
            f"decisions.jsonl:{row.get('application')}",
        )
        seq = made.get(_key(row, "application", "version"), 0)
        score = standing.score(application, seq)
        if score is None or row.get("total") is None:
            earned = row.get("outcome") != "awarded" and row.get("total") is None
            report.unless(earned, place, "has a total or an award without a result")
            continue
        fits = Decimal(str(row["total"])) == score.total
        report.unless(fits, place, f"its total is {score.total}")
        report.unless(row.get("grade") == score.grade, place, f"its grade is {score.grade}")
        rank = standing.rank(application, seq)
        report.unless(row.get("rank") == rank, place, f"its rank is {rank}")
        if row.get("outcome") == "awarded":
            earned = score.grade in laureates and not score.missed
            report.unless(earned, place, "was awarded without earning it")


# Publications and files ---------------------------------------------------------------------


def check_publications(bundle: Bundle, entries: list[Entry], report: Report) -> None:
    """The published list is the one whose digest the ledger has, made of the decisions."""
    said = {
        str(e.facts.get("digest")): e
        for e in entries
        if e.kind in ("published", "amendment_published")
    }
    season = f"season:{bundle.manifest.get('season')}"
    ours = {season, *(f"application:{row.get('id')}" for row in bundle.rows["applications"])}
    told = {str(row.get("digest")) for row in bundle.rows["publications"]}
    for digest, event in said.items():
        if event.subject in ours:
            report.unless(digest in told, event.place, "has no row in publications.jsonl")
    decided = {
        (row.get("unit"), row.get("outcome"), row.get("grade"), row.get("rank"), row.get("total"))
        for row in bundle.rows["decisions"]
    }
    for row in bundle.rows["publications"]:
        place, content = f"publications.jsonl:{row.get('number')}", row.get("content")
        digest = sha256(canonical(content).encode())
        report.unless(digest == row.get("digest"), place, "its list is not that of its digest")
        known = said.get(digest)
        if known is None:
            report.problem(place, "has no event in the ledger")
        else:
            fits = known.facts.get("number") == row.get("number")
            report.unless(fits, place, "its event has another number")
            report.unless(
                known.facts.get("date") == row.get("date"), place, "its event has another date"
            )
        for line in content if isinstance(content, list) else []:
            names = ("unit", "outcome", "grade", "rank", "total")
            fits = tuple(line.get(name) for name in names) in decided or line.get("total") is None
            report.unless(fits, place, f"tells of {line.get('unit')} what was not decided")


def check_files(bundle: Bundle, report: Report) -> None:
    """Where the evidence itself is in the bundle, its bytes are those of its digest."""
    folder = bundle.folder / "files"
    if not folder.is_dir():
        return
    wanted = {str(row.get("sha256")) for row in bundle.rows["evidence"]}
    present = {path.name: path for path in folder.rglob("*") if path.is_file()}
    for name in sorted(wanted - present.keys()):
        report.problem(f"files/{name}", "is missing")
    for name, path in sorted(present.items()):
        report.unless(sha256(path.read_bytes()) == name, f"files/{name}", "has other bytes")


# ------------------------------------------------------------------------------------------


def verify(folder: Path, key_line: str, checkpoints: list[Path], receipts: list[Path]) -> Report:
    """Look at everything; raises Unreadable for what is no bundle at all."""
    report = Report()
    bundle = Bundle(folder, report)
    try:
        key = Key(key_line or str(bundle.manifest.get("key")))
    except (ValueError, binascii.Error) as error:
        raise Unreadable(f"the verifier key: {error}") from error
    if not key_line:
        report.notes.append("the key was taken from the bundle itself; give --key to be sure of it")
    if not bundle.full:
        report.notes.append("public edition: comments and the bodies of some entries are left out")
    _tried(report, check_manifest, bundle, key, report)
    wanted = sizes_in(bundle, checkpoints) | _receipt_sizes(receipts)
    entries, roots = check_ledger(bundle, wanted, report)
    _tried(report, check_checkpoints, bundle, key, roots, checkpoints, report)
    _tried(report, check_receipts, bundle, key, roots, receipts, report)
    _tried(report, check_opening, bundle, entries, report)
    ways = _tried(report, check_edges, bundle, entries, report) or {}
    _tried(report, check_rows, bundle, entries, report)
    _tried(report, check_sheets, bundle, report)
    _tried(report, check_modifiers, bundle, entries, report)
    _tried(report, check_closings, bundle, entries, report)
    _tried(report, check_counted, bundle, entries, report)
    _tried(report, check_assignments, bundle, entries, report)
    _tried(report, check_meetings, bundle, entries, report)
    _tried(report, check_scores, bundle, entries, ways, report)
    _tried(report, check_publications, bundle, entries, report)
    _tried(report, check_files, bundle, report)
    return report


def _tried(report: Report, check: Callable[..., Any], *given: Any) -> Any:
    """A value of a kind that no check expects is a problem like any other, not the end."""
    try:
        return check(*given)
    except Exception as error:  # noqa: BLE001 whoever made the bundle may have written anything
        report.problem(check.__name__, f"could not go on: {error!r}")
        return None


def _receipt_sizes(receipts: list[Path]) -> set[int]:
    lines = [path.read_text(encoding="utf-8").strip().splitlines() for path in receipts]
    return {int(each[1]) for each in lines if len(each) > 1 and each[1].isdecimal()}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--key", default="", help="the verifier key you were given, one line")
    parser.add_argument("--checkpoint", type=Path, action="append", default=[])
    parser.add_argument("--receipt", type=Path, action="append", default=[])
    parser.add_argument("--json", action="store_true", help="one JSON object")
    options = parser.parse_args(arguments)
    try:
        report = verify(options.bundle, options.key, options.checkpoint, options.receipt)
    except (Unreadable, OSError, UnicodeDecodeError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if options.json:
        sys.stdout.write(json.dumps(vars(report), ensure_ascii=False) + "\n")
        return 1 if report.problems else 0
    for name, count in report.counts.items():
        sys.stdout.write(f"{count:>8} {name}\n")
    for note in report.notes:
        sys.stdout.write(f"note: {note}\n")
    for place, what in report.problems:
        sys.stdout.write(f"{place}: {what}\n")
    sys.stdout.write(
        f"{len(report.problems)} problem(s)\n" if report.problems else "everything fits\n"
    )
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
