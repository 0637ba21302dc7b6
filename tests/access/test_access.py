"""Every address × method × persona answers as the table says; see README.md beside this."""

import logging
from collections.abc import Iterator
from contextlib import nullcontext
from itertools import groupby
from operator import attrgetter

import pytest
from django.apps import apps
from django.test import Client

from record.models import LedgerEntry
from tests.access import table
from tests.access.table import METHODS, PERSONAS, Line
from tests.access.undone import undone
from tests.access.visitors import Visitors

pytestmark = pytest.mark.django_db
LINES = table.lines()
ROUTES = {route: list(lines) for route, lines in groupby(LINES, attrgetter("route"))}
# An answer that is one word for all is given before anybody is asked who they are.
FEW = ("anonymous", "head", "admin")
REACHED = {"ok", "go", "blocked", "stale"}


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Thousands of refusals are what is wanted here; their log lines are looked at apart."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def test_every_address_has_lines_for_get_and_post() -> None:
    served = table.routes()
    written = {line.route: set[str]() for line in LINES}
    for line in LINES:
        written[line.route] |= set(line.answers)
    assert set(written) - served == set(), "lines for addresses that are not served"
    missing = {route: set(METHODS) - written.get(route, set()) for route in served}
    assert {route: methods for route, methods in missing.items() if methods} == {}


@pytest.mark.parametrize("line", LINES, ids=str)
def test_somebody_gets_each_answer_that_the_table_says(visitors: Visitors, line: Line) -> None:
    """In every run: of all who get the same answer the first."""
    _asked(visitors, line, first=True)


@pytest.mark.slow
@pytest.mark.parametrize("line", LINES, ids=str)
def test_everybody_gets_what_the_table_says(visitors: Visitors, line: Line) -> None:
    _asked(visitors, line)


def _asked(visitors: Visitors, line: Line, *, first: bool = False) -> None:
    """Ask each method as everybody, or as the first who gets an answer; fail with what is wrong."""
    for method, expected in line.answers.items():
        url, got, faults = visitors.url(line), {}, []
        few = len(set(expected.values())) == 1
        kept = method == "GET" and not line.records
        asking = {word: name for name, word in reversed(expected.items())}.values()
        for name in asking if first else FEW if few else PERSONAS:
            with nullcontext() if kept else undone():
                body = visitors.body(line) if method == "POST" else None
                answer = visitors.ask(name, method, url, body)
            got[name] = answer.word
            changed = answer.wrote - line.records
            if changed and (method == "GET" or answer.word not in REACHED):
                faults.append(f"{name}: {answer.word}, and yet it wrote to {sorted(changed)}")
            if answer.word == expected[name] == "hidden" and not few and not answer.denied:
                faults.append(f"{name}: no line in the log says that this was denied")
        wrong = {name: word for name, word in got.items() if word != expected[name]}
        now = table.as_written(expected | got)
        assert not wrong, f"{method}: {wrong}\nas it answers now:\n    {method}: {now}"
        assert not faults, method + "\n" + "\n".join(faults)


@pytest.mark.slow
@pytest.mark.parametrize("route", ROUTES)
def test_other_methods_are_refused(visitors: Visitors, route: str) -> None:
    line = ROUTES[route][0]
    url = visitors.url(line)
    gets = next(each.answers["GET"] for each in ROUTES[route] if "GET" in each.answers)
    for name in FEW:
        heads = visitors.ask(name, "HEAD", url)
        assert (name, heads.word, heads.wrote - line.records) == (name, gets[name], set())
        for method in ("PUT", "PATCH", "DELETE"):
            answer = visitors.ask(name, method, url)
            assert answer.wrote == set(), (name, method)
            assert answer.word in {"method", "sign_in", "hidden", "go"}, (name, method)


@pytest.mark.parametrize("route", ROUTES)
def test_no_form_is_taken_without_its_token(visitors: Visitors, route: str) -> None:
    """Asked by somebody whom the form is for, because an upload looks at the token last."""
    line = next(each for each in ROUTES[route] if "POST" in each.answers)
    words = line.answers["POST"]
    name = next((name for name in PERSONAS if words[name] in REACHED), "anonymous")
    client = Client(enforce_csrf_checks=True)
    visitors.be(client, name)
    with undone():
        answer = client.post(visitors.url(line), visitors.body(line))
    assert answer.status_code == 403
    assert "403_csrf.html" in [template.name for template in answer.templates]


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_reading_everything_changes_nothing(visitors: Visitors) -> None:
    """The same as above by counting, over all pages, for three who see much."""
    recorded = {name for line in LINES for name in line.records}
    before = _counts(recorded)
    entries = LedgerEntry.objects.count()
    for line in LINES:
        if not line.records and "GET" in line.answers:
            for name in ("head", "leader", "admin"):
                visitors.ask(name, "GET", visitors.url(line))
    assert _counts(recorded) == before
    assert LedgerEntry.objects.count() == entries


def _counts(apart_from: set[str]) -> dict[str, int]:
    """How many rows each of our tables has."""
    return {
        model._meta.db_table: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.db_table not in apart_from
    }
