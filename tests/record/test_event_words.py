"""Every kind of event that the code enters has a name for people."""

import ast
from collections.abc import Iterator
from pathlib import Path

from record.event_words import TITLES, title

ROOT = Path(__file__).resolve().parents[2]
APPS = ("record", "directory", "criteria", "award", "verification", "jury", "workers")
# Kinds put together while running: an objection's outcome, a visit, a plan of one, days away, a job,
# a sheet, an assignment.
MADE = {
    "absence_reported",
    "absence_withdrawn",
    "assignments_ended",
    "assignments_made",
    "evidence_received",
    "job_failed",
    "job_poison",
    "objection_rejected",
    "objection_upheld",
    "objection_withdrawn",
    "sheet_restored",
    "signed_copy_kept",
    "sheet_voided",
    "visit_amended",
    "visit_plan_cancelled",
    "visit_planned",
    "visit_recorded",
    "visit_replanned",
    "visit_substituted",
}


def entered() -> Iterator[str]:
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    first = node.args[0] if node.func.attr == "event" and node.args else None
                    if isinstance(first, ast.Constant) and isinstance(first.value, str):
                        yield first.value


def test_each_kind_has_a_title_and_each_title_a_kind() -> None:
    assert set(TITLES) == set(entered()) | MADE


def test_a_kind_of_an_older_release_is_shown_as_it_is() -> None:
    assert title("counted_long_ago") == "counted_long_ago"
