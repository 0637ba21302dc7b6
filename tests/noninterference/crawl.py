"""Everything one person can ask for, and what came back, byte for byte."""

import logging
import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit
from zipfile import ZipFile

from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, resolve

from record.domain.notices import _message
from record.models import Notice
from tests.access.table import Line
from tests.access.undone import undone
from tests.access.visitors import Visitors
from tests.noninterference.reading import read
from tests.noninterference.still import Chance

# What stays the same however it is answered is the code's business, not the world's.
TOKENS = (
    (re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]*'), rb"\1TOKEN"),
    (re.compile(rb'("X-CSRFToken": ")[^"]*'), rb"\1TOKEN"),
    # The digest of the file that was just sent, signed: the crawl makes a new one each time.
    (re.compile(rb'(name="kept" value=")[^"]*'), rb"\1TOKEN"),
)
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
START = ("/", "/kerja/", "/pengajuan/", "/penilaian/", "/hasil/")
OK = 200
TURNED_AWAY = {403, 404, 405}
REACHED = {200, 201, 301, 302, 303, 409, 422}


@dataclass(frozen=True)
class Answer:
    """One answer as it went over the wire, tokens taken out."""

    status: int
    headers: tuple[str, ...]
    body: bytes

    @property
    def lines(self) -> list[bytes]:
        return [
            str(self.status).encode(),
            *(h.encode() for h in self.headers),
            *self.body.split(b"\n"),
        ]


@dataclass
class Crawl:
    """What a person got: an answer for each request, and the routes that let them in.

    `dead` are the links on their pages that turned them away, and a page each stands on.
    """

    answers: dict[str, Answer] = field(default_factory=dict)
    reached: Counter[str] = field(default_factory=Counter)
    dead: dict[str, str] = field(default_factory=dict)


class Crawler:
    """Asks as one persona for all that the access table names and all that pages lead to.

    `most` addresses of a route are opened that only pages lead to. Each request is undone, and
    chance begins anew with each, so that an answer depends on the world and the request alone.
    """

    def __init__(self, visitors: Visitors, chance: Chance, persona: str, *, most: int) -> None:
        self.visitors, self.chance, self.persona, self.most = visitors, chance, persona, most
        self.client = Client(raise_request_exception=True)
        self.found = Crawl()
        self._linked: Counter[str] = Counter()
        self._waiting: deque[str] = deque()
        self._posts: dict[str, None] = {}
        self._on: dict[str, str] = {}

    def crawl(self, lines: list[Line], *, also: Sequence[str] = (), posts: bool = True) -> Crawl:
        """All of it, and the addresses `also` given."""
        asked = [self.visitors.url(line) for line in lines if line.takes("GET")]
        for url in [*asked, *also]:
            self.open(url)
        self._follow()
        if posts:
            self._send(lines)
        self._mails()
        return self.found

    def _follow(self) -> None:
        """Wherever pages lead, breadth first."""
        self._waiting.extend(START)
        while self._waiting:
            url = self._waiting.popleft()
            route = route_of(url)
            if f"GET {url}" not in self.found.answers and self._linked[route] < self.most:
                self._linked[route] += 1
                self.open(url)
            answer = self.found.answers.get(f"GET {url}")
            if answer and answer.status in TURNED_AWAY and url in self._on:
                self.found.dead[url] = self._on[url]

    def open(self, url: str) -> None:
        """Ask for a page and note where it leads."""
        answer = self._ask("GET", url)
        if b"<html" in answer.body[:400]:
            page = read(answer.body.decode(), at=url)
            self._waiting.extend([*page.links, *page.searches])
            if answer.status == OK:
                self._on |= dict.fromkeys(page.links, url)
            self._posts |= dict.fromkeys(page.posts)

    def _send(self, lines: list[Line]) -> None:
        """Each form of the table as filled in there and empty, and each found one empty."""
        for line in lines:
            if line.takes("POST") and ("POST" in line.answers or line.body):
                url = self.visitors.url(line)
                self._ask("POST", url, self.visitors.body(line), note=f"#{line}")
                self._ask("POST", url, {}, note="#empty")
        for url in self._posts:
            self._ask("POST", url, {}, note="#empty")

    def try_on(self, name: str, lines: list[Line], versions: Sequence[int]) -> Crawl:
        """Each page and form about an application, for that of this name, offered or not.

        Forms with each of these versions: which is the right one must not be found by trying.
        """
        for line in lines:
            for url in self.visitors.urls_for(line, name):
                if "GET" in line.answers:
                    self._ask("GET", url)
                for version in versions if "POST" in line.answers else ():
                    body = self.visitors.body_for(line, name, version)
                    self._ask("POST", url, body, note=f"#{line}-{version}")
        return self.found

    def _ask(
        self, method: str, url: str, data: Mapping[str, Any] | None = None, *, note: str = ""
    ) -> Answer:
        """Ask, and after a form was taken look at the page it leads to."""
        key = f"{method} {url}{note}"
        if key in self.found.answers:
            return self.found.answers[key]
        with undone(), _quiet():
            self.visitors.be(self.client, self.persona)
            self.chance.begin(key)
            response = getattr(self.client, method.lower())(url, **({"data": data} if data else {}))
            answer = self.found.answers[key] = answer_of(response)
            self._count(url, answer)
            if method == "POST" and answer.status in (302, 303):
                self.chance.begin(f"after {key}")
                after = self.client.get(response["Location"])
                self.found.answers[f"{key} and then"] = answer_of(after)
        return answer

    def _count(self, url: str, answer: Answer) -> None:
        signs_in = any(line.startswith("Location: /masuk/?next=") for line in answer.headers)
        if answer.status in REACHED and not signs_in:
            self.found.reached[route_of(url)] += 1

    def _mails(self) -> None:
        """Every mail that was written to the person, as the mail server would get it."""
        person = self.visitors.world.people.by_name.get(self.persona)
        rows = Notice.objects.filter(recipient=person) if person else Notice.objects.none()
        for number, notice in enumerate(
            rows.select_related("recipient").order_by("created_at", "pk")
        ):
            self.chance.begin(f"mail {number}")
            written = _message(notice)
            text = f"{written.subject}\n{written.to}\n{written.extra_headers}\n{written.body}"
            self.found.answers[f"MAIL {number}"] = Answer(0, (), text.encode())


def answer_of(response: HttpResponseBase) -> Answer:
    """The answer with its tokens taken out; a download is read to its end."""
    streaming = getattr(response, "streaming", False)
    body = b"".join(response.streaming_content) if streaming else response.content  # type: ignore[attr-defined]
    length = str(len(body))
    if response.headers.get("Content-Type") == WORKBOOK:
        body = unpacked(body)
    for token, instead in TOKENS:
        body = token.sub(instead, body)
    headers = [f"{name}: {value}" for name, value in response.headers.items() if name != "Expires"]
    cookies = [
        f"Set-Cookie: {name}{_flags(str(m.OutputString()))}" for name, m in response.cookies.items()
    ]
    if response.headers.get("Content-Length") not in (None, length):
        headers.append("Content-Length: lies")
    return Answer(response.status_code, tuple(sorted([*headers, *cookies])), body)


def unpacked(workbook: bytes) -> bytes:
    """The parts of an XLSX one after the other: packed, no token and no hash in it can be seen."""
    with ZipFile(BytesIO(workbook)) as parts:
        return b"\n".join(b"\n".join([n.encode(), parts.read(n)]) for n in parts.namelist())


def _flags(cookie: str) -> str:
    """A cookie without its value and without the hour of its end."""
    parts = cookie.split(";")[1:]
    return ";".join(part for part in parts if not part.strip().lower().startswith("expires="))


def route_of(url: str) -> str:
    """The name of the route that answers there; empty for none."""
    try:
        match = resolve(urlsplit(url).path)
    except Resolver404:
        return ""
    return match.view_name


@contextmanager
def _quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
