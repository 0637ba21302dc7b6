"""The table of docs/checks.md names every check there is, with its kinds, figures and cap."""

import re
from pathlib import Path

import pytest

from workers.checks.catalogue import Registered, registered
from workers.checks.explanations import known_findings
from workers.checks.finding import Severity
from workers.checks.strengths import Measurement, measurements

DOCS = Path(__file__).parents[3] / "docs/checks.md"
COLUMNS = ("check", "kinds of finding", "claims", "cannot", "figures", "method", "cap")
# Texts of a finding that goes by another kind.
WORDINGS = {kind for kind in known_findings() if kind.startswith("proven_")}
VERSIONS = {check.name: check.version for check in registered()}


def table() -> dict[str, dict[str, str]]:
    """The rows of the first table, by check."""
    lines = DOCS.read_text("utf-8").splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("|"))
    rows = []
    for line in lines[first:]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split(" | ")])
    assert tuple(rows[0]) == COLUMNS
    found = [dict(zip(COLUMNS, row, strict=True)) for row in rows[2:]]
    return {row["check"].strip("`"): row for row in found}


def test_every_check_has_its_row_and_no_row_is_of_a_check_that_is_gone() -> None:
    assert set(table()) == set(VERSIONS)


def test_every_cell_says_something() -> None:
    for name, row in table().items():
        assert all(row.values()), name


@pytest.mark.parametrize("check", registered(), ids=lambda check: check.name)
def test_the_cap_is_the_one_that_is_kept(check: Registered) -> None:
    said = re.match(r"\w+", table()[check.name]["cap"])
    assert said is not None
    assert Severity(said[0]) is check.cap


def test_every_kind_of_finding_stands_with_its_check() -> None:
    named = {
        kind for row in table().values() for kind in re.findall(r"`(\w+)`", row["kinds of finding"])
    }
    assert named & known_findings() == known_findings() - WORDINGS
    assert named - known_findings() <= set(VERSIONS)


@pytest.mark.parametrize(
    "row",
    [row for row in measurements() if row.version == VERSIONS[row.check]],
    ids=lambda row: f"{row.check}-{row.kinds[0]}",
)
def test_the_figures_are_those_of_the_data(row: Measurement) -> None:
    said = table()[row.check]["figures"]
    counted = row.strength
    for hits, tries in ((counted.false_alarms, counted.honest), (counted.hits, counted.forged)):
        assert not tries or re.search(rf"(?<!\d){hits}/{tries}(?!\d)", said), f"{hits}/{tries}"
