import pytest
from playwright.sync_api import Page


@pytest.mark.browser
def test_a_real_browser_reads_a_page_of_the_live_server(page: Page) -> None:
    answer = page.goto("/")
    assert answer is not None
