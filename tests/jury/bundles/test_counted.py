"""The verifier replays which sheets stood at a closing, from the entries alone."""

import json
from types import SimpleNamespace
from typing import Any

import pytest

from verify_season import Entry, Report, check_counted

A, B = "application:a", "application:b"


def entry(kind: str, subject: str, **facts: Any) -> Entry:
    body = {"at": "", "actor": "", "kind": kind, "subject": subject, "facts": facts}
    return Entry({"seq": 1, "body": json.dumps(body)}, kind)


def sealed(sheet: str, digest: str, subject: str = A) -> Entry:
    return entry("sheet_sealed", subject, sheet=sheet, digest=digest)


def moved(edge: str, target: str) -> Entry:
    return entry("application_moved", A, edge=edge, to=target)


def problems(*entries: Entry, counted: list[str]) -> list[str]:
    rows: dict[str, list[dict[str, Any]]] = {
        "closings": [
            {
                "id": "c",
                "proposal": "p",
                "counted": [{"application": "a", "digest": digest} for digest in counted],
            }
        ],
        "results": [{"closing": "c", "application": "a"}],
    }
    report = Report()
    closing = entry("scoring_closed", "panel:x", proposal="p")
    check_counted(SimpleNamespace(rows=rows), [*entries, closing], report)  # type: ignore[arg-type]
    return [what for _place, what in report.problems]


FIRST, SECOND = sealed("1", "d1"), sealed("2", "d2")
VOIDED = entry("sheet_voided", A, sheet="1", because="conflict_declared")
RESTORED = entry("sheet_restored", A, sheet="1", because="conflict_lifted")
REOPENED = entry("sheet_reopened", A, sheet="1")


@pytest.mark.parametrize(
    ("entries", "counted"),
    [
        ([FIRST, SECOND], ["d1", "d2"]),
        ([FIRST, SECOND, VOIDED], ["d2"]),
        ([FIRST, VOIDED, RESTORED], ["d1"]),
        ([FIRST, REOPENED], []),
        ([FIRST, REOPENED, sealed("1", "d3")], ["d3"]),
        ([FIRST, moved("return_to_region", "under_verification"), SECOND], ["d2"]),
        ([FIRST, moved("uphold_objection", "in_scoring")], []),
        ([FIRST, moved("uphold_objection", "scored")], ["d1"]),
        ([FIRST, sealed("9", "d9", B)], ["d1"]),
    ],
)
def test_what_stood_and_nothing_else_fits(entries: list[Entry], counted: list[str]) -> None:
    assert problems(*entries, counted=counted) == []
    stood = [f"leaves out a sheet that stood then: {digest}" for digest in counted]
    assert problems(*entries, counted=[]) == stood


@pytest.mark.parametrize(
    "entries",
    [[VOIDED, FIRST], [FIRST, VOIDED], [FIRST, REOPENED], [SECOND]],
    ids=["before sealing", "after sealing", "reopened", "another sheet"],
)
def test_a_sheet_that_did_not_stand_is_named(entries: list[Entry]) -> None:
    assert "counts a sheet that did not stand then: d1" in problems(*entries, counted=["d1"])
