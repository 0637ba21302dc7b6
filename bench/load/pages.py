"""Each role's main list and main page: time, bytes and queries, alone and beside past seasons."""

import argparse
import gc
import gzip
import statistics
import time
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from bench.load import world
from bench.load.desks import Desks, furnish
from directory.enums import RoleKind
from directory.models import Person

YEAR = 2040
TIMES, WARM = 40, 3
MOST_QUERIES, MOST_MS, MOST_KB = 12, 100, 60
# One server, one process: HTTP itself is not in the times.
WHAT = "in-process requests on one connection, milliseconds of the clock"
Page = tuple[str, Person, str]


def main(options: argparse.Namespace) -> dict[str, Any]:
    """Measure with one season, then with past ones of the same size beside it."""
    made = world.fill(YEAR, units=options.units, jurors=1)
    desks = furnish(made)
    pages = pages_of(desks, made)
    alone = _measured_as_served(pages)
    for back in range(1, options.past + 1):
        past = world.fill(YEAR - back, units=options.units, jurors=1)
        world.close(past)
        world.archive(past)
    beside = _measured_as_served(pages) if options.past else []
    rows = [_row(*each) for each in zip(alone, beside or alone, strict=True)]
    return {
        "what": WHAT,
        "units": options.units,
        "evidence_rows": options.units * world.FILES,
        "past_seasons": options.past,
        "aim": {"queries": MOST_QUERIES, "p95_ms": MOST_MS, "kB": MOST_KB, "growth": 1.1},
        "missed": [row["page"] for row in rows if row["missed"]],
        "pages": rows,
    }


def pages_of(desks: Desks, made: world.World) -> Sequence[Page]:
    """Role and page, who opens it, and its address."""
    people = desks.people
    work = reverse("award:work")
    everybody = [(f"{kind}: work list", person, work) for kind, person in people.items()]
    year = made.season.year
    own: tuple[tuple[RoleKind, str, list[object]], ...] = (
        (RoleKind.UNIT_OPERATOR, "verification:evidence", [desks.collecting.pk]),
        (RoleKind.UNIT_HEAD, "award:self_assessment", [desks.drafting.pk]),
        (RoleKind.REGION_SECRETARIAT, "award:applications", []),
        (RoleKind.REGION_SECRETARIAT, "verification:board", []),
        (RoleKind.REGION_HEAD, "verification:board", []),
        (RoleKind.REGION_VERIFIER, "verification:board", []),
        (RoleKind.REGION_VERIFIER, "verification:desk", [desks.verifying.pk]),
        (RoleKind.REGION_VERIFIER, "verification:findings", [desks.verifying.pk]),
        (RoleKind.CENTRE_ADMIN, "award:applications", []),
        (RoleKind.CENTRE_ADMIN, "award:season", [year]),
        (RoleKind.CENTRE_ADMIN, "directory:units", []),
        (RoleKind.CENTRE_ADMIN, "directory:people", []),
        (RoleKind.CENTRE_VERIFIER, "award:applications", []),
        (RoleKind.CENTRE_VERIFIER, "award:application", [desks.verifying.pk]),
        (RoleKind.JURY_SECRETARY, "jury:panels", []),
        (RoleKind.JURY_SECRETARY, "jury:panel", [made.panel.pk]),
        (RoleKind.AUDITOR, "record:ledger", []),
    )
    chosen = [
        (f"{kind}: {route}", people[kind], reverse(route, args=args)) for kind, route, args in own
    ]
    return [*everybody, *chosen]


def _measured_as_served(pages: Sequence[Page]) -> list[dict[str, Any]]:
    """With all pages loaded and kept from collections, as `config.wsgi` leaves them."""
    world.settle()
    get_resolver().url_patterns  # noqa: B018
    gc.collect()
    gc.freeze()
    return [measured(page) for page in pages]


def measured(page: Page) -> dict[str, Any]:
    """Open it some times; the first ones, which fill caches, are not counted."""
    name, person, address = page
    client = Client()
    client.force_login(person)
    for _ in range(WARM):
        answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{name}: {address} answers {answer.status_code}")
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    asked = len(queries)  # now: the next request empties the log
    spent = sorted(_once(client, address) for _ in range(TIMES))
    return {
        "page": name,
        "p50": round(statistics.median(spent), 1),
        "p95": round(spent[int(TIMES * 0.95)], 1),
        "queries": asked,
        "bytes": len(answer.content),
        "compressed_kB": round(len(gzip.compress(answer.content)) / 1000, 1),
    }


def _once(client: Client, address: str) -> float:
    begun = time.perf_counter()
    client.get(address)
    return (time.perf_counter() - begun) * 1000


def _row(alone: dict[str, Any], beside: dict[str, Any]) -> dict[str, Any]:
    """The figures of a page, those beside past seasons, and which aims it misses."""
    growth = round(beside["p50"] / alone["p50"], 2)
    missed = [
        name
        for name, bad in (
            ("queries", alone["queries"] > MOST_QUERIES),
            ("p95", alone["p95"] > MOST_MS),
            ("kB", alone["compressed_kB"] > MOST_KB),
            ("growth", growth > 1.1),
        )
        if bad
    ]
    later = {key: beside[key] for key in ("p50", "p95", "queries")}
    return {**alone, "beside_past": later, "growth": growth, "missed": missed}
