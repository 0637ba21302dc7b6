"""Plots: what is drawn is in proportion, inside the drawing, and nothing of it is a script."""

import itertools
import math
from decimal import Decimal

import pytest
from django.template.loader import render_to_string

from record.pages.plots import Bar, BarPlot, BarRow, Place, bar_plot, place_plot
from record.pages.plots.bars import LONGEST

FORBIDDEN = ("<script", "style=", "onload", "href")


def bars(*values: int | None, most: int | None = None, label: str = "Lapas") -> BarPlot:
    return bar_plot(
        name="uji",
        title="Judul",
        description="Uraian",
        series=["a"],
        rows=[BarRow(label, [Bar(value, str(value))]) for value in values],
        most=most,
    )


def place(longitude: str, latitude: str, *, size: int = 1, title: str = "Bali") -> Place:
    return Place(title, Decimal(longitude), Decimal(latitude), size, 1, str(size))


def map_of(*places: Place) -> object:
    return place_plot(name="peta", title="Peta", description="", places=places, legend=["a", "b"])


def test_bars_are_as_long_as_their_numbers() -> None:
    assert [bar.width for bar in bars(100, 50, 0).bars] == [LONGEST, LONGEST // 2, 0]
    assert [bar.width for bar in bars(50, most=100).bars] == [LONGEST // 2]


@pytest.mark.parametrize("values", [(), (0,), (0, 0), (None,)])
def test_nothing_to_measure_by_is_no_bar(values: tuple[int | None, ...]) -> None:
    assert [bar.width for bar in bars(*values).bars] == [0] * len(values)


def test_a_long_label_goes_on_below() -> None:
    plot = bars(1, label="Aksesibilitas dan ketersediaan fasilitas bagi kelompok rentan di UPT")
    assert len(plot.labels) == 2
    assert plot.labels[1].y < plot.bars[0].y < plot.height


def test_a_row_begins_below_the_one_before() -> None:
    plot = bar_plot(
        name="uji",
        title="",
        description="",
        series=["a", "b"],
        rows=[BarRow("x", [Bar(1, "1"), Bar(2, "2")])] * 3,
    )
    tops = [bar.y for bar in plot.bars]
    assert tops == sorted(set(tops))
    assert max(tops) < plot.height


def test_bars_carry_their_numbers_and_names_as_text() -> None:
    page = render_to_string("record/bars.html", {"plot": bars(17, label="<b>Lapas</b>")})
    assert 'role="img" aria-labelledby="uji-title uji-desc"' in " ".join(page.split())
    for text in ("Judul", "Uraian", ">17<", "&lt;b&gt;Lapas&lt;/b&gt;"):
        assert text in page
    assert not [word for word in FORBIDDEN if word in page]


def test_a_place_is_drawn_where_it_is() -> None:
    """On the net: 115° east and the equator lie where their lines do."""
    plot = place_plot(
        name="peta", title="", description="", places=[place("115", "0")], legend=["a"]
    )
    [circle] = plot.circles
    assert circle.home_x in {line.at for line in plot.meridians}
    assert circle.home_y in {line.at for line in plot.parallels}
    assert (circle.x, circle.y) == (circle.home_x, circle.home_y)


def test_area_follows_size_and_none_is_too_small_for_its_number() -> None:
    plot = place_plot(
        name="peta",
        title="",
        description="",
        places=[
            place("100", "0", size=400),
            place("120", "0", size=100),
            place("135", "0", size=0),
        ],
        legend=[],
    )
    assert [circle.radius for circle in plot.circles] == [18, 9, 9]


def test_circles_that_would_cover_each_other_stand_apart() -> None:
    """All Kanwil of Java and three on one spot."""
    near = ["105.9", "106.8", "107.6", "110.1", "110.4", "112.5", "112.5", "112.5"]
    plot = place_plot(
        name="peta",
        title="",
        description="",
        places=[place(x, "-6.9", size=40, title=f"{n}") for n, x in enumerate(near)],
        legend=[],
    )
    assert len(plot.circles) == len(near)
    for one, other in itertools.combinations(plot.circles, 2):
        apart = math.hypot(one.x - other.x, one.y - other.y)
        assert apart >= one.radius + other.radius - 2, (one, other)


@pytest.mark.parametrize(("x", "y"), [("0", "0"), ("-70", "48"), ("179", "-89"), ("94.9", "10.1")])
def test_a_place_far_outside_is_drawn_all_the_same(x: str, y: str) -> None:
    plot = place_plot(
        name="peta", title="", description="", places=[place(x, y), place("115", "-8")], legend=[]
    )
    assert len(plot.circles) == 2
    for circle in plot.circles:
        assert 0 <= circle.home_x <= plot.width
        assert 0 <= circle.home_y <= plot.net_height


@pytest.mark.parametrize("spots", [["0 -1"], ["111 -9", "114.6 -6.9"], ["119 -5", "119.5 1.5"]])
def test_a_close_map_shows_its_places_alone(spots: list[str]) -> None:
    places = [place(*spot.split()) for spot in spots]
    plot = place_plot(name="peta", title="", description="", places=places, legend=[], close=True)
    for circle in plot.circles:
        assert 0 <= circle.home_x <= plot.width
        assert 0 <= circle.home_y <= plot.net_height
        assert circle.radius == 9
    assert plot.net_height <= 0.75 * plot.width + 1
    assert plot.meridians
    homes = [(circle.home_x, circle.home_y) for circle in plot.circles]
    assert len(spots) == 1 or math.dist(*homes) > plot.width / 4


def test_a_map_of_nothing_is_a_net() -> None:
    plot = place_plot(name="peta", title="", description="", places=[], legend=[])
    assert plot.meridians
    assert not plot.circles


def test_a_map_carries_names_and_numbers_as_text() -> None:
    page = render_to_string(
        "record/places.html", {"plot": map_of(place("115", "-8", size=17, title="<i>Bali</i>"))}
    )
    for text in (">17<", "&lt;i&gt;Bali&lt;/i&gt;", 'role="img"', "115° BT", "5° LS"):
        assert text in page
    assert not [word for word in FORBIDDEN if word in page]
