"""Who was to score what: rows and entries tell the same, and nobody else's sheet counts."""

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import verify_season
from directory.actors import Actor
from directory.enums import RoleKind
from jury.domain.bundles import export_season
from jury.domain.panels import add_applications, end_seat, seat_juror
from jury.domain.sharing import change_by_hand
from jury.models import SeatAssignment
from jury.queries.bundle_rows import assignments
from record.domain import checkpoints
from tests.directory.factories import make_holder
from tests.jury.bundles import mutants
from tests.jury.bundles.mutants import Row
from tests.jury.worlds import Jury
from verify_season import Entry, Report, check_assignments

AT = "2026-03-01T02:00:00+00:00"
A, SECRETARY = "a", "person:secretary"
ROW = {"seat": "s", "juror": "j", "panel": "p", "application": A, "since": AT, "until": None}
ENDED = ROW | {"until": "2026-04-01T02:00:00+00:00"}


def entry(kind: str, subject: str, /, *, by: str = SECRETARY, **facts: Any) -> Entry:
    body = {"at": AT, "actor": by, "kind": kind, "subject": subject, "facts": facts}
    return Entry({"seq": 1, "body": json.dumps(body)}, kind)


ROLE = entry(
    "role_given", SECRETARY, role="r", kind="jury_secretary", starts="2026-01-01", ends=None
)
SEATED = entry("juror_seated", "panel:p", seat="s", person="j")
MADE = entry("assignments_made", "seat:s", juror="j", panel="p", since=AT, applications=[A])
END = entry(
    "assignments_ended",
    "seat:s",
    juror="j",
    panel="p",
    until="2026-04-01T02:00:00+00:00",
    applications=[A],
)
SEALED = entry("sheet_sealed", f"application:{A}", by="person:j", sheet="1", digest="d")
CLOSED = entry("scoring_closed", "panel:p", proposal="x")
BEFORE = [ROLE, SEATED]


def said(rows: list[Row], *entries: Entry, full: bool = True) -> list[str]:
    tables: dict[str, list[Row]] = {
        "applications": [{"id": A}],
        "assignments": rows,
        "sheets": [{"application": A, "digest": "d", "juror": "j"}],
        "closings": [{"id": "c", "proposal": "x", "counted": [{"application": A, "digest": "d"}]}],
    }
    report = Report()
    bundle: Any = SimpleNamespace(rows=tables, full=full)
    check_assignments(bundle, list(entries), report)
    return [what for _place, what in report.problems]


@pytest.mark.parametrize(
    ("rows", "entries"),
    [
        ([ROW], [*BEFORE, MADE, SEALED, CLOSED]),
        ([ENDED], [*BEFORE, MADE, SEALED, CLOSED, END]),
        ([], [*BEFORE, entry("assignments_made", "seat:t", applications=["of another season"])]),
    ],
)
def test_what_was_assigned_fits(rows: list[Row], entries: list[Entry]) -> None:
    assert said(rows, *entries) == []


@pytest.mark.parametrize(
    ("rows", "entries", "problem"),
    [
        ([ROW], BEFORE, "has no event in the ledger"),
        ([], [*BEFORE, MADE], f"has no row in assignments.jsonl for {A}"),
        ([ROW, ROW], [*BEFORE, MADE], "is there twice"),
        ([ROW | {"juror": "k"}], [*BEFORE, MADE], "its event has another juror"),
        ([ROW | {"panel": "q"}], [*BEFORE, MADE], "its event has another panel"),
        ([ROW | {"since": "x"}], [*BEFORE, MADE], "has no event in the ledger"),
        ([ENDED], [*BEFORE, MADE], "the ledger does not know that it ended"),
        ([ROW], [*BEFORE, MADE, END], "the ledger ended it at another time"),
        ([], [*BEFORE, END], f"ends what did not stand: s {A}"),
        ([ROW], [*BEFORE, SEALED, MADE], "was sealed by who was not to score it"),
        ([ENDED], [*BEFORE, MADE, END, SEALED], "was sealed by who was not to score it"),
        (
            [ENDED],
            [*BEFORE, MADE, SEALED, END, CLOSED],
            "counts a sheet of who was not to score it: d",
        ),
        ([ROW], [ROLE, MADE], "is not of the juror who sat there"),
        ([ROW], [SEATED, MADE], f"{SECRETARY} was not jury_secretary then"),
    ],
)
def test_what_does_not_fit_is_named(rows: list[Row], entries: list[Entry], problem: str) -> None:
    assert problem in said(rows, *entries)


def test_who_sat_and_who_shared_out_is_asked_in_the_full_edition_alone() -> None:
    assert said([ROW], MADE, full=False) == []
    assert len(said([ROW], MADE)) == 2


def problems(folder: Path) -> list[str]:
    """What the verifier says of assignments; the roles were put there without events."""
    key = str(checkpoints.signer().verifier)
    found = verify_season.verify(folder, key, [], []).problems
    lines = [f"{place}: {what}" for place, what in found]
    return [each for each in lines if "assignment" in each or "sat there" in each]


@pytest.fixture
def world(db: None) -> Jury:
    """Every act that makes or ends an assignment, once."""
    world = Jury(units=2)
    by = Actor(world.secretary)
    late = world.forwarded()
    add_applications(panel=world.panel, application_ids=[late.pk], by=by)
    fourth = make_holder(RoleKind.JUROR)
    seat = seat_juror(panel=world.panel, person=fourth, by=by)
    end_seat(seat_id=world.seat(0).pk, reason="Sakit.", by=by)

    def move(take: Any, give: Any) -> None:
        change_by_hand(
            panel=world.panel,
            application_id=late.pk,
            take=take,
            give=give,
            reason="Sibuk.",
            knowing=True,
            by=by,
        )

    move(seat.pk, None)
    move(None, seat.pk)
    return world


def test_every_act_that_assigns_is_told(world: Jury, tmp_path: Path) -> None:
    folder = tmp_path / "bundle"
    export_season(world.season, folder)
    assert problems(folder) == []
    rows = mutants.read(folder, "assignments")
    assert len(rows) == SeatAssignment.objects.count() == 13
    assert sum(row["until"] is not None for row in rows) == 4
    assert rows == list(assignments(world.season, full=False)), "the same for everybody"
    changes: dict[Any, list[Row]] = {"first": rows[1:], "last": rows[:-1], "all": []}
    for number, row in enumerate(rows):
        for path in mutants.places(row):
            others: list[Callable[[Any], Any]] = [mutants.flipped, mutants.of_another_kind]
            for other in others:
                changes[number, path, other] = mutants.change_at(rows, number, path, other)
    passed = []
    for name, changed in changes.items():
        mutants.write(folder, "assignments", changed)
        mutants.sign(folder)
        passed += [] if problems(folder) else [name]
    assert passed == []
