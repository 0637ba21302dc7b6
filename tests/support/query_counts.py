"""How often a page asks the database, and that it asks as often for many rows as for few."""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

FEW, MANY = 3, 300


def queries(browser: Client, url: str) -> int:
    """Count those of a second visit, after what is kept between visits is there."""
    browser.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(url).status_code == 200
    return len(seen)


def same(browser: Client, url: str, grow: Callable[[int], object]) -> int:
    """Let `grow` make 3 rows, then 297 more: the page costs the same, which is returned."""
    grow(FEW)
    few = queries(browser, url)
    grow(MANY - FEW)
    assert queries(browser, url) == few
    return few
