from collections.abc import Iterator

import pytest

from tests.e2e.components import gallery


@pytest.fixture(autouse=True)
def _nothing_prepared() -> Iterator[None]:
    """Nothing prepared and nothing noted from the test before."""
    gallery.received.clear()
    gallery.answers.clear()
    yield
    assert gallery.answers == [], "an answer was prepared and never asked for"
