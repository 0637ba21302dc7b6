"""Everybody's browser: who asks what, what comes back, and what was written on the way."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse
from structlog.testing import capture_logs

from tests.access.table import GROUPS, PERSONAS, Line
from tests.access.world import World
from tests.verification.evidence.world import pdf, photo

WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
SAVEPOINT = re.compile(r'(ROLLBACK TO )?SAVEPOINT "?(\w+)')
WORD_OF = {200: "ok", 201: "ok", 404: "hidden", 403: "refused", 409: "stale", 422: "blocked"}
WORD_OF |= {405: "method"}
FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "$photo": ("foto.jpg", lambda: photo(99)),
    "$pdf": ("sk.pdf", pdf),
}
# Pages are drawn for the first of each group, whose pages the others see too.
DRAWN = {names[0] for names in GROUPS.values()}
NAME = re.compile(r"\$([a-z_]+(?:\.[a-z_]+)*)")
Swap = Mapping[str, str]


@dataclass
class Got:
    """What came back."""

    word: str
    denied: bool
    wrote: set[str] = field(default_factory=set)


class Visitors:
    """One browser in which everybody in turn is signed in."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.client = Client()
        self.keys = {name: self._sign_in(name) for name in PERSONAS if name != "anonymous"}

    def _sign_in(self, name: str) -> str:
        backend = settings.AUTHENTICATION_BACKENDS[-1]
        self.client.cookies.clear()  # else the session of the one before is ended
        self.client.force_login(self.world.people[name], backend=backend)
        return self.client.cookies[settings.SESSION_COOKIE_NAME].value

    def be(self, client: Client, name: str) -> None:
        """Make `client` the browser of that persona, with nothing else kept in it."""
        client.cookies.clear()
        if name in self.keys:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.keys[name]

    def ask(self, name: str, method: str, url: str, data: Mapping[str, Any] | None = None) -> Got:
        """What that persona gets there."""
        self.be(self.client, name)
        drawing = nullcontext() if name in DRAWN else _not_drawn()
        with capture_logs() as said, _written() as wrote, drawing:
            try:
                word = self._word(method, url, data or {})
            except Exception as crash:  # noqa: BLE001 - whatever it is, the table must tell
                word = f"crash ({type(crash).__name__}: {crash})"
        return Got(word, any(line["event"] == "denied" for line in said), wrote())

    def _word(self, method: str, url: str, data: Mapping[str, Any]) -> str:
        answer = getattr(self.client, method.lower())(url, **({"data": data} if data else {}))
        if answer.streaming:
            b"".join(answer.streaming_content)
        if answer.status_code in (301, 302, 303):
            signs_in = answer["Location"].startswith(f"{reverse('directory:sign_in')}?next=")
            return "sign_in" if signs_in else "go"
        return WORD_OF.get(answer.status_code, str(answer.status_code))

    def url(self, line: Line, swap: Swap | None = None) -> str:
        """The line's address; `swap` gives other names for what it mentions."""
        given = {key: self.meant(text, swap) for key, text in line.given.items()}
        query = {key: self.meant(text, swap) for key, text in line.query.items()}
        return reverse(line.route, kwargs=given, query=query or None)

    def body(self, line: Line, swap: Swap | None = None) -> dict[str, Any]:
        """The line's form, with new files."""
        return {self.meant(key, swap): self.meant(text, swap) for key, text in line.body.items()}

    def urls_for(self, line: Line, name: str) -> list[str]:
        """The line's address for another application; none where it is not about one."""
        swap = self._swap(line, name)
        return [self.url(line, swap)] if swap else []

    def body_for(self, line: Line, name: str, version: int) -> dict[str, Any]:
        """The line's form for that application, with a version instead of the one that stands."""
        body = self.body(line, self._swap(line, name))
        row = self.world.names[name]
        given = {"version": version, "application": f"{row}:{version}"}
        return {key: given.get(key, value) for key, value in body.items()}

    def _swap(self, line: Line, name: str) -> dict[str, str]:
        said = [*line.given.values(), *line.body.values()]
        names = [each for text in said for each in NAME.findall(str(text))]
        swap = {}
        for each in names:
            owner, dot, thing = each.partition(".")
            other = f"{name}{dot}{thing}"
            if owner in self.world.applications and self.world.knows(other):
                swap[each] = other
        return swap

    def meant(self, text: Any, swap: Swap | None = None) -> Any:
        """`$name` is something of the world, or a file; all else means itself."""
        if isinstance(text, list):
            return [self.meant(each, swap) for each in text]
        if text in FILES:
            called, made = FILES[text]
            return SimpleUploadedFile(called, made())
        if not isinstance(text, str):
            return text
        return NAME.sub(lambda found: self._value(found[1], swap or {}), text)

    def _value(self, name: str, swap: Swap) -> str:
        return self.world.value(swap.get(name, name))


@contextmanager
def _not_drawn() -> Iterator[None]:
    """Leave the pages blank: what may be read has been decided before they are drawn."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "render", lambda *_given, **_named: "")
        yield


@contextmanager
def _written() -> Iterator[Callable[[], set[str]]]:
    """The tables that the body writes to; what it takes back itself does not count."""
    tables: list[str] = []
    marks: dict[str, int] = {}

    def watch(execute: Any, sql: str, params: Any, many: object, context: Any) -> Any:
        if found := WRITES.match(sql):
            tables.append(found[1])
        elif mark := SAVEPOINT.match(sql):
            if mark[1]:
                del tables[marks[mark[2]] :]
            else:
                marks[mark[2]] = len(tables)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield lambda: set(tables)
