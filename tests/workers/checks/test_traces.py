from datetime import date
from typing import Any

import pytest

from workers.checks.duplicates import Known
from workers.checks.finding import Outcome, Severity, Status
from workers.checks.traced import read_traces
from workers.checks.traces import Trace, Traced, digest_of, same_camera, same_document

JAKARTA, MEDAN, BOGOR = (-6.2, 106.8), (3.6, 98.7), (-6.6, 106.8)
DAY, NEXT = date(2024, 5, 1), date(2024, 5, 2)
CAMERA = digest_of("camera", "1")
NONE: frozenset[str] = frozenset()


def traced(
    unit: str, *traces: Trace, place: tuple[float, float] | None = JAKARTA, name: str = ""
) -> Traced:
    known = Known(reference=name or unit, sha256=unit, application=unit, unit=unit, season="1")
    return Traced(known=known, place=place, traces=frozenset(traces))


def photo(day: date | None = DAY, digest: str = CAMERA) -> Trace:
    return Trace(kind="camera", digest=digest, day=day)


def revisions(*numbers: int) -> list[Trace]:
    return [Trace(kind="revision", digest=digest_of("revision", str(n))) for n in numbers]


def kinds(outcome: Outcome) -> list[str]:
    return [f.kind for f in outcome.findings]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (traced("b", photo(), place=MEDAN), ["same_camera"]),
        (traced("b", photo(), place=BOGOR), []),  # one photographer, one day
        (traced("b", photo(NEXT), place=MEDAN), []),
        (traced("b", photo(digest="0" * 64), place=MEDAN), []),
        (traced("b", photo(), place=None), []),
        (traced("a", photo(), place=MEDAN, name="x"), []),  # the same unit
    ],
)
def test_one_camera_on_one_day_in_two_far_units(other: Traced, expected: list[str]) -> None:
    assert kinds(same_camera(traced("a", photo()), [other])) == expected


def test_the_finding_says_neither_the_unit_nor_how_far() -> None:
    (finding,) = same_camera(traced("a", photo()), [traced("b", photo(), place=MEDAN)]).findings
    assert finding.severity is Severity.MEDIUM
    assert finding.facts == {"other": "b", "scope": "other_unit", "day": "2024-05-01"}
    assert "1400" not in finding.explanation.en
    assert finding.region is not None
    assert finding.region.other == "b"


def test_a_photograph_without_a_day_is_not_compared() -> None:
    outcome = same_camera(traced("a", photo(None)), [traced("b", photo(None), place=MEDAN)])
    assert outcome.status is Status.SKIPPED


ORIGIN = Trace(kind="origin", digest=digest_of("origin", "sri 2024"))


@pytest.mark.parametrize(
    ("theirs", "common", "expected"),
    [
        (revisions(1, 2, 3, 9), NONE, 3),
        (revisions(1, 2, 9), NONE, None),
        ([ORIGIN], NONE, 0),
        ([ORIGIN, *revisions(1, 2, 3)], frozenset({ORIGIN.digest}), 3),
        ([ORIGIN], frozenset({ORIGIN.digest}), None),
        (revisions(1, 2, 3, 4), frozenset(t.digest for t in revisions(1, 2)), None),
    ],
)
def test_documents_that_grew_out_of_one(
    theirs: list[Trace], common: frozenset[str], expected: int | None
) -> None:
    own = traced("a", ORIGIN, *revisions(1, 2, 3, 4, 5))
    found = same_document(own, [traced("b", *theirs)], common).findings
    assert [f.facts["revisions"] for f in found] == ([] if expected is None else [expected])


def test_the_nearest_three_are_told() -> None:
    own = traced("a", *revisions(*range(20)))
    others = [traced(str(n), *revisions(*range(n))) for n in range(3, 12)]
    outcome = same_document(own, others, NONE)
    assert [f.facts["revisions"] for f in outcome.findings] == [11, 10, 9]
    assert outcome.facts == {"matches": 9}


def test_a_file_without_traces_has_nothing_to_compare() -> None:
    assert same_document(traced("a"), [], NONE).status is Status.SKIPPED


def steps(**facts: Any) -> dict[str, Outcome]:
    return {
        name: Outcome(check=name, version=1, status=Status.DONE, facts=given)
        for name, given in facts.items()
    }


def test_the_traces_are_read_and_taken_out_of_the_facts() -> None:
    listed = [{"kind": "origin", "digest": "ab" * 32}] * 2
    given = steps(
        metadata={"device": CAMERA, "taken": "2024-05-01 10:00:00"},
        embedded={"devices": [{"device": "cd" * 32, "taken": None}]},
        office={"traces": listed, "deeds": []},
    )
    assert read_traces(given) == (
        photo(),
        photo(None, "cd" * 32),
        Trace(kind="origin", digest="ab" * 32),
    )
    assert given["office"].facts == {"deeds": []}


@pytest.mark.parametrize(
    "facts",
    [
        {"metadata": {"device": "x"}},
        {"metadata": {"device": None, "taken": 3}},
        {"embedded": {"devices": [3, None]}},
        {"embedded": {"devices": "x"}},
        {"office": {"traces": [{"kind": "rumour", "digest": "ab" * 32}, {"kind": "origin"}]}},
        {},
    ],
)
def test_what_the_child_should_not_write_is_no_trace(facts: dict[str, Any]) -> None:
    assert read_traces(steps(**facts)) == ()
