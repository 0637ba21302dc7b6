"""Beside every form that somebody fills in stands its help, or a reason here why there is none."""

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from config.form_help import FORM_HELP
from tests.access import table
from tests.access.table import PERSONAS, Line
from tests.access.undone import undone
from tests.access.visitors import Visitors

pytestmark = pytest.mark.django_db
# Where a form is sent, and why it needs no help of its own.
WITHOUT: dict[str, str] = {}
NO_FIELD = {"hidden", "submit", "button", "image", "reset"}
# Who acts comes before who only reads, so that a page opened once is opened with its forms.
ACTING = (
    "leader", "head", "juror", "undeclared_juror", "conflicted_juror", "jury_secretary",
    "centre_verifier", "secretariat", "region_head", "admin", "anonymous",
)  # fmt: skip
SHOWN = [line for line in table.lines() if "ok" in line.answers.get("GET", {}).values()]


class Forms(HTMLParser):
    """Where a page's forms with something to fill in are sent, and what forms its help is for."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.sent: set[str] = set()
        self.helped: list[str] = []
        self._action: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "data-form-help" in given:
            self.helped.append(given["data-form-help"])
        if tag == "form" and given.get("method", "").lower() == "post":
            self._action = given.get("action") or self.path
        elif self._action and (tag in {"select", "textarea"} or _asks(tag, given)):
            self.sent.add(resolve(urlsplit(self._action).path).view_name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._action = None


def _asks(tag: str, given: dict[str, str]) -> bool:
    return tag == "input" and given.get("type", "text") not in NO_FIELD


def _opened(visitors: Visitors, line: Line, name: str) -> Forms | None:
    """The page as that persona sees it; nothing where a file is answered."""
    url = visitors.url(line)
    visitors.be(visitors.client, name)
    with undone():
        answer = visitors.client.get(url)
    if answer.streaming or not answer.get("Content-Type", "").startswith("text/html"):
        return None
    forms = Forms(urlsplit(url).path)
    forms.feed(answer.content.decode())
    return forms


def _readers(line: Line) -> Iterator[str]:
    """Who gets the page: whoever may send it first, then who acts elsewhere."""
    names = [name for name in (*ACTING, *PERSONAS) if line.answers["GET"][name] == "ok"]
    yield from sorted(names, key=lambda name: not _sends(line, name))


def _sends(line: Line, name: str) -> bool:
    return line.answers.get("POST", {}).get(name) in ("go", "ok")


def _bare(visitors: Visitors, line: Line, name: str) -> set[str]:
    forms = _opened(visitors, line, name)
    return forms.sent - set(forms.helped) - set(WITHOUT) if forms else set()


@pytest.mark.parametrize("line", SHOWN, ids=str)
def test_help_stands_beside_every_form(visitors: Visitors, line: Line) -> None:
    """For one reader of each page, and for everybody who sends something from it."""
    readers = dict.fromkeys(_readers(line))
    asked = [name for name in readers if name in ACTING and _sends(line, name)]
    asked = asked or [next(iter(readers))]
    assert {name: bare for name in asked if (bare := _bare(visitors, line, name))} == {}


def test_help_is_for_forms_that_there_are() -> None:
    posted = {line.route for line in table.lines() if line.answers.get("POST", {})}
    assert set(FORM_HELP) <= posted & table.routes()
    assert not set(FORM_HELP) & set(WITHOUT)
