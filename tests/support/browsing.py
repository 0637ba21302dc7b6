"""Pages in a real browser against a real server, which shares the test's database."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from directory.models import Person
from tests.support import chromium
from tests.support.plugin import missing

NewPage = Callable[..., Page]
SignIn = Callable[[Page, Person], None]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once for the run."""
    # Playwright's loop runs in this thread; Django would refuse the database for that.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        executable = chromium.find()
    except chromium.NoChromium as why:
        missing(f"browser ({why})")
        pytest.skip(f"no Chromium: {why}")
    with sync_playwright() as driver:
        # Root may not use Chromium's sandbox, and only our own pages are opened.
        started = driver.chromium.launch(
            executable_path=str(executable), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield started
        started.close()
        # Django keeps connections apart while a loop runs: whoever drops the test's database after
        # this sees its own alone, and PostgreSQL refuses as long as another is open.
        connections.close_all()


@pytest.fixture
def new_page(browser: Browser, live_server: LiveServer) -> Iterator[NewPage]:
    """Open a page in a session of its own; takes the options of a Playwright context.

    For example `new_page(java_script_enabled=False, viewport={"width": 360, "height": 740})`.
    A page that logs a console error or breaks the content security policy fails its test.
    """
    opened: list[BrowserContext] = []
    complaints: list[str] = []

    def new(**options: Any) -> Page:
        given = {"base_url": live_server.url, "locale": "id-ID", **options}
        context = browser.new_context(**given)
        opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda said: complaints.append(said.text) if "Content Security" in said.text else None,
        )
        return page

    yield new
    for context in opened:
        context.close()
    assert complaints == []


@pytest.fixture
def page(new_page: NewPage) -> Page:
    return new_page()


@pytest.fixture
def sign_in() -> SignIn:
    """Give a page the session of a person, past the sign-in form (which has its own tests)."""

    def give(page: Page, person: Person) -> None:
        client = Client()
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
        name = settings.SESSION_COOKIE_NAME
        base: str = page.context._impl_obj._options["baseURL"]
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base}])

    return give
