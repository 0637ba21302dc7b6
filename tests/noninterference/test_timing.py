"""What may not be seen costs no time that could be measured: a coarse look, for gross differences.

Medians over pages asked in both worlds, one after the other. The bound is loose: a query that walks the others'
rows is found, a microsecond is not.
"""

import statistics
import time
from collections.abc import Callable, Sequence

import pytest
from django.test import Client
from django.urls import reverse

from jury.models import ScoreVersion
from jury.pages import seat_rows
from tests.noninterference.kept import kept_from
from tests.noninterference.worlds import Worlds

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.timeout(600)]
ROUNDS = 15
# Seconds of this process, and a share of the whole, by which two medians may differ.
NOISE, SHARE = 0.010, 0.35
# Routes, each with the name of what stands in its address, if anything does.
MAIN = {
    "anonymous": ("directory:sign_in", "jury:results", "jury:check_certificate"),
    "head": ("award:work", "award:applications", "award:application scored", "verification:evidence open"),
    "secretariat": ("award:work", "award:applications", "verification:board", "verification:decrees"),
    "leader": ("award:work", "verification:board", "verification:desk verifying"),
    "juror": ("award:work", "jury:panels", "jury:seat seat", "jury:sheet sheet"),
    "conflicted_juror": ("award:work", "jury:panels", "award:application scoring"),
}  # fmt: skip


def differing(worlds: Worlds, persona: str) -> list[str]:
    """The main pages that take noticeably longer in one of the two worlds, and always the same.

    What differs is measured again: on a machine with other work the processor's own pace changes
    between one world and the other, but not each time to the harm of the same.
    """
    found = _slower(worlds, persona, [_at(worlds, url) for url in MAIN[persona]])
    again = _slower(worlds, persona, list(found)) if found else {}
    return [
        f"{url}: {times[0] * 1000:.1f} ms and {times[1] * 1000:.1f} ms"
        for url, times in again.items()
        if (times[0] > times[1]) == (found[url][0] > found[url][1])
    ]


def _slower(worlds: Worlds, persona: str, urls: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Those of the addresses that differ, with the median seconds in each world."""
    sides, secrets = [], kept_from(persona)
    for side in (0, 1):
        with worlds.side(secrets, side):
            sides.append({url: _median(worlds, persona, url) for url in urls})
    pairs = {url: (sides[0][url], sides[1][url]) for url in urls}
    return {url: t for url, t in pairs.items() if abs(t[0] - t[1]) > NOISE + SHARE * min(t)}


def _at(worlds: Worlds, words: str) -> str:
    route, *named = words.split()
    return reverse(route, args=[worlds.visitors.world.names[name] for name in named])


def _median(worlds: Worlds, persona: str, url: str) -> float:
    client = Client()
    taken = []
    for _ in range(ROUNDS):
        worlds.visitors.be(client, persona)
        began = time.process_time()
        client.get(url)
        taken.append(time.process_time() - began)
    return statistics.median(taken)


@pytest.mark.parametrize("persona", MAIN)
def test_what_is_kept_takes_no_time(worlds: Worlds, persona: str) -> None:
    assert differing(worlds, persona) == []


def test_a_page_that_walks_the_others_rows_is_noticed(
    worlds: Worlds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when each sheet of another juror costs its own queries."""

    def slow(seat: object) -> seat_rows.Left:
        for _ in ScoreVersion.objects.all():
            _burn(0.08)
        return original(seat)

    original: Callable[..., seat_rows.Left] = seat_rows.left_to_do
    monkeypatch.setattr("jury.pages.seat.left_to_do", slow)
    [told] = differing(worlds, "juror")
    assert told.startswith(_at(worlds, "jury:seat seat"))


def _burn(seconds: float) -> None:
    ends = time.process_time() + seconds
    while time.process_time() < ends:
        pass
