"""The measured counts are data: every row must be of a check, a version and a kind there are."""

import pytest

from workers.checks.catalogue import registered
from workers.checks.explanations import known_findings
from workers.checks.strengths import measurements, read_measurements, strength_of, written

ROW = """
[[pdf_active]]
version = 1
kinds = ["active_content"]
false_alarms = 1
honest = 10
hits = 7
forged = 9
set = "made for this"
command = "none"
measured = 2026-11-22
"""


def test_rows_are_of_checks_and_versions_that_are_or_were() -> None:
    now = {check.name: check.version for check in registered()}
    for row in measurements():
        assert row.check in now, row.check
        assert 1 <= row.version <= now[row.check], row


def test_rows_are_of_kinds_that_have_an_explanation() -> None:
    for row in measurements():
        assert set(row.kinds) <= known_findings(), row


def test_every_row_says_where_it_comes_from() -> None:
    for row in measurements():
        assert row.set, row
        assert row.command, row


def test_what_was_not_measured_has_no_strength() -> None:
    assert strength_of("content", 1, "damaged") is None
    assert strength_of("pdf_active", 1_000, "active_content") is None
    assert strength_of("near_duplicate", 2, "near_other_unit", "rumour") is None


def test_one_kind_may_stand_on_two_things() -> None:
    pixels = strength_of("near_duplicate", 2, "near_other_unit", "pixels")
    hashes = strength_of("near_duplicate", 2, "near_other_unit", "hash")
    assert pixels is not None
    assert hashes is not None
    assert pixels != hashes
    assert {pixels.unit, hashes.unit} == {"pair"}


def test_a_row_is_read() -> None:
    (row,) = read_measurements(ROW)
    assert (row.strength.false_alarms, row.strength.honest) == (1, 10)
    assert (row.strength.hits, row.strength.forged, row.strength.unit) == (7, 9, "file")


def test_what_is_written_is_read_again() -> None:
    assert read_measurements(written(measurements())) == measurements()


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("hits = 7", "hits = 10"),
        ("false_alarms = 1", "false_alarms = 11"),
        ("false_alarms = 1", "false_alarms = -1"),
        ("honest = 10", "honest = 10.5"),
        ("honest = 10", "honest = true"),
        ("honest = 10\n", ""),
        ('kinds = ["active_content"]', "kinds = []"),
        ('kinds = ["active_content"]', 'kinds = ["active_content", "active_content"]'),
        ("version = 1", 'version = 1\nunit = "share"'),
        ("[[pdf_active]]", "[pdf_active]"),
        ("version = 1", "version"),
    ],
)
def test_counts_that_cannot_be_are_refused(was: str, becomes: str) -> None:
    with pytest.raises(ValueError):
        read_measurements(ROW.replace(was, becomes))
