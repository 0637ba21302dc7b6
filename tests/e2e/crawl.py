"""Following the links of pages, as far as they lead to pages of ours."""

from collections import Counter, deque
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page

START = ("/", "/kerja/", "/pengajuan/?season=")
MOST = {"award:application": 3}  # of these several, as each state has its own
# Routes that were seen to be pages: whoever opens the next one need not ask again.
_PAGES: set[str] = set()
LINKS = "[...document.querySelectorAll('a[href]')].map(link => link.href)"


def visit(
    page: Page, *, only: Collection[str] = (), start: tuple[str, ...] = START
) -> Iterator[str]:
    """Open a page of each route that links lead to and yield the route while it is open.

    `only` narrows it to these routes; their pages must then lead to each other.
    """
    waiting, seen, opened = deque(start), set(start), Counter[str]()
    while waiting:
        path = waiting.popleft()
        route = route_of(path)
        if not route or opened[route] >= MOST.get(route, 1) or (only and route not in only):
            continue
        if not _opened(page, path, route):
            continue
        opened[route] += 1
        yield route
        for link in page.evaluate(LINKS):
            parts = urlsplit(link)
            if parts.netloc == urlsplit(page.url).netloc and parts.path not in seen:
                seen.add(parts.path)
                waiting.append(parts.path)


def _opened(page: Page, path: str, route: str) -> bool:
    """Open it if it is a page: a file would begin a download instead."""
    if route not in _PAGES:
        answer = page.request.head(path)
        if "text/html" not in answer.headers.get("content-type", ""):
            return False
        _PAGES.add(route)
    went = page.goto(path)
    assert went is not None
    assert went.status == 200, f"{path}: {went.status}"
    return True


def route_of(path: str) -> str:
    """The route's name with its app, or nothing for an address that is not ours."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""
