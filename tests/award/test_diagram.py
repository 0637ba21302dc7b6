"""Table, methods and the drawn diagram are one."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from award.checks import table_is_whole
from award.edges import EDGES
from award.management.commands.draw_states import PAGE, README, page, readme
from award.models import Application

ARROW = re.compile(r"^    (\w+) --> (\w+): (\w+)$", re.MULTILINE)


def test_the_page_is_drawn_from_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run manage.py draw_states"


def test_the_readme_shows_the_road_of_the_table() -> None:
    shown = README.read_text(encoding="utf-8")
    assert shown == readme(), "run manage.py draw_states"
    assert "in_scoring --> scored: close_scoring" in shown


def test_the_arrows_are_the_edges() -> None:
    drawn = set(ARROW.findall(Path(PAGE).read_text(encoding="utf-8")))
    table = {
        (source.value, target.value, edge.name)
        for edge in EDGES
        for source in edge.sources
        for target in edge.targets
        if source != target
    }
    assert drawn == table


def test_the_methods_are_the_edges() -> None:
    methods: dict[str, set[str]] = {}
    for transition in Application.state_transitions():
        methods.setdefault(transition.name, set()).add(str(transition.source))
    assert methods == {edge.name: {source.value for source in edge.sources} for edge in EDGES}


def test_the_check_finds_the_table_whole() -> None:
    assert table_is_whole() == []


def test_the_check_names_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    odd = replace(EDGES[0], name="no_such_method")
    monkeypatch.setattr("award.checks.EDGES", (odd, *EDGES[1:]))
    monkeypatch.setattr("award.edges._BY_NAME", {odd.name: replace(odd, guards=("award.no.way",))})
    found = [error.msg for error in table_is_whole()]
    assert any("award.no" in message for message in found)
    assert any(message.startswith("no_such_method") for message in found)
