import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workers.checks import wire
from workers.checks.battery import STEPS
from workers.checks.context import Context, Limits
from workers.checks.explanations import Text
from workers.checks.finding import Finding, Outcome, Region, Severity, Status
from workers.checks.strengths import strength_of


def outcome(**changes: Any) -> Outcome:
    finding = Finding(
        kind="damaged",
        severity=Severity.MEDIUM,
        explanation=Text(id="Rusak.", en="Damaged."),
        facts={"cut": True},
    )
    given: dict[str, Any] = {
        "check": "content",
        "version": 1,
        "status": Status.DONE,
        "findings": (finding,),
        "facts": {"size": 3},
    }
    return Outcome(**given | changes)


def tampered(change: dict[str, Any], *, finding: bool = False) -> bytes:
    line: dict[str, Any] = json.loads(wire.outcome_line(outcome()))
    (line["outcome"]["findings"][0] if finding else line["outcome"]).update(change)
    return json.dumps(line).encode()


def region(**changes: Any) -> dict[str, Any]:
    nothing: dict[str, Any] = {"polygon": [], "other": None, "other_polygon": []}
    return {"page": 1, "box": [0, 0, 10, 10]} | nothing | changes


def test_a_part_of_a_page_comes_back_as_it_was() -> None:
    (finding,) = outcome().findings
    places = (
        Region(page=3, box=(0, 20, 500, 1_000)),
        Region(page=1),
        Region(polygon=((0, 0), (10, 0), (10, 8)), other_polygon=((50, 0), (60, 0), (60, 8))),
    )
    for place in places:
        sent = outcome(findings=(replace(finding, region=place),))
        assert wire.read_line(wire.outcome_line(sent)) == sent


def test_an_outcome_comes_back_as_it_was() -> None:
    assert wire.read_line(wire.outcome_line(outcome())) == outcome()
    skipped = outcome(status=Status.SKIPPED, reason="other_kind", findings=(), facts={})
    assert wire.read_line(wire.outcome_line(skipped)) == skipped


def test_a_finding_carries_how_its_kind_was_measured_to_do() -> None:
    (finding,) = outcome().findings
    sent = outcome(check="pdf_active", findings=(replace(finding, kind="active_content"),))
    read = wire.read_line(wire.outcome_line(sent))
    assert isinstance(read, Outcome)
    assert read.findings[0].strength == strength_of("pdf_active", 1, "active_content")
    assert read.findings[0].strength is not None


def test_a_version_that_was_not_measured_carries_no_figures_of_another() -> None:
    (finding,) = outcome().findings
    of_kind = (replace(finding, kind="active_content"),)
    sent = outcome(check="pdf_active", version=1_000, findings=of_kind)
    read = wire.read_line(wire.outcome_line(sent))
    assert isinstance(read, Outcome)
    assert read.findings[0].strength is None


def test_a_kind_comes_back_as_it_was() -> None:
    assert wire.read_line(wire.kind_line("jpeg")) == "jpeg"
    assert wire.read_line(wire.kind_line(None)) is None


def test_a_context_comes_back_without_the_addresses_of_services() -> None:
    context = Context(
        name="a.jpg",
        season_start=date(2024, 1, 1),
        season_end=date(2024, 10, 31),
        uploaded_at=datetime(2024, 5, 1, 3, tzinfo=UTC),
        latitude=-6.2,
        longitude=106.8,
        clamd_url="tcp://clamd:3310",
        limits=Limits(preview_side=100),
    )
    arguments = json.loads(json.dumps(wire.context_arguments(context)))
    assert "clamd" not in json.dumps(arguments)
    back = wire.context_from(arguments)
    assert back.clamd_url == ""
    for name in ("name", "season_start", "season_end", "uploaded_at", "latitude", "limits"):
        assert getattr(back, name) == getattr(context, name)


def test_the_caps_are_those_of_the_steps() -> None:
    assert {step.name: step.cap for step in STEPS} == wire.CAPS


def test_a_severity_over_the_cap_is_lowered() -> None:
    read = wire.read_line(tampered({"severity": "high"}, finding=True))
    assert isinstance(read, Outcome)
    assert read.findings[0].severity is Severity.MEDIUM


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"1",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"kind": 1}',
        b'{"kind": "' + b"x" * 50 + b'"}',
        b'{"outcome": []}',
        tampered({"check": "antivirus"}),  # the child is never asked about malware
        tampered({"check": "antivirus", "findings": []}),
        tampered({"check": ["content"]}),
        tampered({"version": "1"}),
        tampered({"version": True}),
        tampered({"status": "clean"}),
        tampered({"reason": "x" * 100}),
        tampered({"reason": None}),
        tampered({"facts": []}),
        tampered({"facts": {"a": [[[[[[[1]]]]]]]}}),
        tampered({"findings": {}}),
        tampered({"findings": [{}] * 51}),
        tampered({"kind": "accused"}, finding=True),
        tampered({"kind": ["damaged"]}, finding=True),
        tampered({"severity": "fatal"}, finding=True),
        tampered({"explanation": {"id": "x" * 3_000, "en": "x"}}, finding=True),
        tampered({"explanation": None}, finding=True),
        tampered({"region": {"page": 1}}, finding=True),
        tampered({"region": region(page=0)}, finding=True),
        tampered({"region": region(page="1")}, finding=True),
        tampered({"region": region(box=[0, 0, 1_001, 10])}, finding=True),
        tampered({"region": region(box=[10, 0, 5, 10])}, finding=True),
        tampered({"region": region(box=[0, 0, 10])}, finding=True),
        tampered({"region": region(box=[0.5, 0, 10, 10])}, finding=True),
        tampered({"region": region(other="x")}, finding=True),
        tampered({"region": region(polygon=[[0, 0]])}, finding=True),
        tampered({"region": region(other_polygon=[[0, 0]])}, finding=True),
        tampered({"region": region(page=None, polygon=[[0, -1]])}, finding=True),
        tampered({"region": region(page=None, polygon=[[0.5, 1]])}, finding=True),
        tampered({"region": region(page=None, polygon=[[0, 1, 2]])}, finding=True),
        tampered({"region": region(page=None, polygon=[[0, 1]] * 201)}, finding=True),
        tampered({"region": region(page=None, polygon=[[0, 1]], other="x")}, finding=True),
        tampered({"strength": {"hits": 1}}, finding=True),
    ],
)
def test_what_the_battery_would_not_write_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError):
        wire.read_line(line)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@settings(deadline=None)
@given(json_values)
def test_any_json_is_read_or_refused(value: object) -> None:
    for line in (value, {"kind": value}, {"outcome": value}):
        try:
            wire.read_line(json.dumps(line).encode())
        except ValueError:
            continue


@settings(deadline=None)
@given(st.sampled_from(["check", "version", "status", "reason", "facts", "findings"]), json_values)
def test_any_change_of_an_outcome_is_read_or_refused(name: str, value: object) -> None:
    try:
        read = wire.read_line(tampered({name: value}))
    except ValueError:
        return
    assert isinstance(read, Outcome)
    assert read.check in wire.CAPS
