"""A photograph on a page of writing keeps points of its own."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from tests.workers.checks import makers
from tests.workers.checks.bank.world import described
from workers.checks.bank.bank import Bank
from workers.checks.bank.quiet import with_quiet_parts
from workers.checks.points import MOST, find_points, working_grey

LEFT, TOP, RIGHT, BOTTOM = 250, 730, 990, 1_223


def page(shown: Image.Image) -> Image.Image:
    """A page full of small writing with a faint picture in its middle."""
    sheet = Image.new("RGB", (1_240, 1_754), "white")
    draw = ImageDraw.Draw(sheet)
    words = "Standar pelayanan publik berbasis hak asasi manusia untuk semua orang " * 2
    for row, y in enumerate(range(60, 1_700, 20)):
        draw.text((60, y), words[row % 30 :], fill="black", font_size=15)
    faint = shown.resize((RIGHT - LEFT, BOTTOM - TOP)).point(lambda v: 90 + v // 3)
    sheet.paste(faint, (LEFT, TOP))
    return sheet


def test_the_quiet_part_of_a_crowded_page_gets_points() -> None:
    grey = working_grey(page(makers.photograph("coffee.png")))
    scale = grey.shape[1] / 1_240
    found = find_points(grey)
    assert len(found) == MOST
    more = with_quiet_parts(grey, found)

    def inside(places: np.ndarray) -> int:
        x, y = places.T / scale
        return int(((x > LEFT) & (x < RIGHT) & (y > TOP) & (y < BOTTOM)).sum())

    assert inside(found.places) < 200 < inside(more.places)
    assert (more.places[: len(found)] == found.places).all()


def test_a_photograph_on_a_crowded_page_is_found(tmp_path: Path) -> None:
    bank = Bank(tmp_path / "bank")
    for name in makers.PHOTOGRAPHS:
        bank.add(name, described(makers.photograph(name)))
    hits = bank.search(described(page(makers.photograph("coffee.png"))))
    assert [hit.reference for hit in hits] == ["coffee.png"]


def test_a_picture_with_room_for_all_its_points_stays_as_it_is() -> None:
    grey = working_grey(makers.photograph("coffee.png"))
    found = find_points(grey)
    assert len(found) < MOST
    assert with_quiet_parts(grey, found) is found
