"""Error pages show when nothing else works: these tests may not use the database."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

PAGES = ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"]


@pytest.mark.parametrize("name", PAGES)
def test_an_error_page_needs_no_request(name: str) -> None:
    page = render_to_string(name)
    assert '<html lang="id"' in page
    assert 'href="/"' in page
    assert "<script" not in page


@pytest.mark.parametrize("name", PAGES)
def test_an_error_page_needs_no_session(name: str) -> None:
    page = render_to_string(name, {}, RequestFactory().get("/"))
    assert page.count("<h1") == 1


def test_an_error_page_speaks_the_readers_language() -> None:
    with translation.override("en"):
        assert '<html lang="en"' in render_to_string("500.html")
