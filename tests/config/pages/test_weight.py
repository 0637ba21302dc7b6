"""The first page over a slow line: everything it needs, compressed."""

import gzip
from pathlib import Path

from django.contrib.staticfiles import finders

MOST = 60_000  # bytes
FILES = (
    "vendor/govuk-frontend/govuk-frontend.min.css", "p2ham.css", "mark.svg", "js/page.js",
    "js/confirm.js", "js/autosave.js", "js/upload.js", "vendor/htmx/htmx.min.js",
)  # fmt: skip
VENDOR = Path(__file__).parents[3] / "config/static/vendor"


def compressed(name: str) -> int:
    found = finders.find(name)
    assert found, name
    return len(gzip.compress(Path(found).read_bytes()))


def test_all_styles_and_scripts_of_a_page_are_light() -> None:
    assert sum(compressed(name) for name in FILES) < MOST


def test_nothing_of_another_governments_identity_is_served() -> None:
    css = (VENDOR / "govuk-frontend/govuk-frontend.min.css").read_text()
    for mark in ("GDS Transport", "@font-face", "crown", "crest", "url("):
        assert mark not in css


def test_each_vendored_package_carries_its_licence() -> None:
    for folder in VENDOR.iterdir():
        if folder.is_dir():
            assert (folder / "LICENCE.txt").stat().st_size > 300
