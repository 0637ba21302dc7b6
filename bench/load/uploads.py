"""Acknowledged uploads of 2 MB a second, beside a bare view of Django, with one client and with four.

Both run as the demo runs its web server, on one PostgreSQL with fsync and one disk; they are measured
in turn, several times in one run, and a client is a process that sends one file after the other.
"""

import argparse
import http.client
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from award.enums import SeasonState, State
from award.models import Application, Season, SeasonDate
from award.queries.instruments import indicators_of
from bench.load import bare, world
from bench.load.desks import sit
from directory.enums import RoleKind
from tests.support.past_the_net import past_the_net
from tests.support.ports import free_port

YEAR = 2041
SIZE = 2_000_000
CLIENTS, ROUNDS, SECONDS = (1, 4), 5, 4.0
AIM = 0.8
TOKEN = "a" * 32
EDGE = "bench-edge"
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Sender:
    """Where one client sends its files to, in turn, and as whom."""

    port: int
    addresses: Sequence[str]
    cookie: str


def main(options: argparse.Namespace) -> dict[str, Any]:
    """Measure both in turn; the median of the rounds, and its share of the bare view's."""
    del options
    units = _units(ROUNDS * sum(CLIENTS))
    with (
        tempfile.TemporaryDirectory(prefix="p2ham-bare-") as folder,
        _bare(Path(folder)) as other,
        _server("config.wsgi:application", {}) as port,
    ):
        ours = [_sender(port, unit) for unit in units]
        found = {f"clients_{n}": _compared(n, ours, other) for n in CLIENTS}
    return {"bytes": SIZE, "rounds": ROUNDS, "seconds_each": SECONDS, "aim": AIM, **found}


def _compared(clients: int, ours: list[Sender], other: Sender) -> dict[str, Any]:
    mine, theirs = [], []
    for _round in range(ROUNDS):
        senders = [ours.pop() for _ in range(clients)]
        mine.append(_acknowledged(senders))
        theirs.append(_acknowledged([other] * clients))
    return {
        "uploads_a_second": round(statistics.median(mine), 1),
        "bare_view": round(statistics.median(theirs), 1),
        "share": round(statistics.median(mine) / statistics.median(theirs), 2),
        "rounds": [[round(a, 1), round(b, 1)] for a, b in zip(mine, theirs, strict=True)],
    }


def _acknowledged(senders: Sequence[Sender]) -> float:
    """Let all send at once; returns how many files a second were answered with 201."""
    context = multiprocessing.get_context("fork")
    results = context.SimpleQueue()
    connections.close_all()
    sending = [context.Process(target=_send, args=(sender, results)) for sender in senders]
    for each in sending:
        each.start()
    counts: list[tuple[int, float]] = [results.get() for _ in sending]
    for each in sending:
        each.join()
    return sum(number / seconds for number, seconds in counts)


def _send(sender: Sender, results: Any) -> None:
    head, body, tail = _request()
    line = http.client.HTTPConnection("127.0.0.1", sender.port, timeout=60)
    headers = {
        "Cookie": sender.cookie,
        "Content-Type": f"multipart/form-data; boundary={EDGE}",
        "Accept": "application/json",
        "Content-Length": str(len(head) + SIZE + len(tail)),
    }
    number, begun = -1, time.perf_counter()  # the first opens connections and is not counted
    while time.perf_counter() - begun < SECONDS:
        body[-16:] = os.urandom(16)  # no file is there twice
        address = sender.addresses[number % len(sender.addresses)]
        line.request("POST", address, body=b"".join((head, body, tail)), headers=headers)
        answer = line.getresponse()
        said = answer.read()
        if answer.status != 201:
            raise RuntimeError(f"{address} answers {answer.status}: {said[:300]!r}")
        number += 1
        if number == 0:
            begun = time.perf_counter()
    results.put((number, time.perf_counter() - begun))


def _request() -> tuple[bytes, bytearray, bytes]:
    """What stands before the file, the file, what stands behind: a JPEG to the look of its head."""
    field = f'--{EDGE}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{TOKEN}'
    file = 'Content-Disposition: form-data; name="files"; filename="foto.jpg"'
    head = f"{field}\r\n--{EDGE}\r\n{file}\r\nContent-Type: image/jpeg\r\n\r\n".encode()
    body = bytearray(b"\xff\xd8\xff\xe0" + os.urandom(SIZE - 4))
    return head, body, f"\r\n--{EDGE}--\r\n".encode()


def _units(number: int) -> list[Application]:
    """Applications that take evidence, a head for each."""
    made = world.fill(YEAR, units=number, jurors=1, files=0)
    Season.objects.filter(pk=made.season.pk).update(state=SeasonState.OPEN)
    ahead = timezone.now() + timedelta(days=30)
    SeasonDate.objects.filter(season=made.season).update(at=ahead)
    with past_the_net():
        made.season.applications.update(state=State.EVIDENCE_OPEN)
    return list(made.season.applications.select_related("unit", "season__instrument"))


def _sender(port: int, application: Application) -> Sender:
    head = sit(RoleKind.UNIT_HEAD, name=str(application.pk), unit_id=application.unit_id)
    client = Client()
    client.force_login(head)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    codes = [indicator.code for indicator in indicators_of(application)]
    return Sender(
        port,
        [reverse("verification:upload", args=[application.pk, code]) for code in codes],
        f"{settings.SESSION_COOKIE_NAME}={key}; {settings.CSRF_COOKIE_NAME}={TOKEN}",
    )


@contextmanager
def _bare(folder: Path) -> Iterator[Sender]:
    """The bare view on a database of its own, on the same server."""
    url = urlsplit(os.environ["DATABASE_URL"])
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute("CREATE DATABASE bare")
    env = {"BARE_DATABASE": urlunsplit(url._replace(path="/bare")), "BARE_FOLDER": str(folder)}
    command = [sys.executable, "-m", "bench.load.bare"]
    made = subprocess.run(command, env=os.environ | env, cwd=ROOT, check=True, capture_output=True)
    with _server("bench.load.bare:application", env) as port:
        cookie = f"{bare.SESSION}={made.stdout.decode().strip()}; {bare.CSRF}={TOKEN}"
        yield Sender(port, ["/"], cookie)


@contextmanager
def _server(application: str, env: dict[str, str]) -> Iterator[int]:
    """A web server as the demo starts its own; yields its port."""
    port = free_port()
    words = f"-m granian --interface wsgi --host 127.0.0.1 --port {port} --workers 1"
    words += f" --blocking-threads 4 --no-ws --log-level warning {application}"
    server = subprocess.Popen([sys.executable, *words.split()], env=os.environ | env, cwd=ROOT)
    try:
        _wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            line.request("HEAD", "/")
            line.getresponse()
        except OSError:
            if server.poll() is not None:
                raise RuntimeError("the web server did not start") from None
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the web server does not answer")
