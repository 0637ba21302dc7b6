"""Numbers stand with the decimal sign of the language that is read, on pages and papers."""

import re
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from jury.domain.closing import arithmetic_of
from jury.domain.papers.report_card import report_data
from jury.figures import brief, read, reads
from jury.models import Decision
from jury.queries.results import score_of
from tests.jury.worlds import BEST, WORST, Jury, client

POINT = re.compile(r"\d\.\d")
COMMA = re.compile(r"\d,\d")
TAG = re.compile(r"<[^>]+>|\d{1,2}\.\d{2} (WIB|WITA|WIT)|M\.HH-01\.HA\.03\.07")


@pytest.mark.parametrize(
    ("number", "indonesian", "english"),
    [
        (Decimal("69.22"), "69,22", "69.22"),
        (Decimal("70.000"), "70", "70"),
        (Decimal(1) / Decimal(3), "0,333333…", "0.333333…"),
        (Decimal("1234.5"), "1234,5", "1234.5"),
    ],
)
def test_a_number(number: Decimal, indonesian: str, english: str) -> None:
    with override("id"):
        assert read(number) == indonesian
    with override("en"):
        assert read(number) == english


@pytest.mark.parametrize(
    ("number", "text"),
    [("76.491026", "76,49"), ("2.005", "2,01"), ("70.000", "70"), ("0.004", "0"), ("15", "15")],
)
def test_a_number_in_passing_has_two_places(number: str, text: str) -> None:
    with override("id"):
        assert brief(Decimal(number)) == text


def test_a_formula_keeps_all_but_its_points() -> None:
    with override("id"):
        assert reads("(0.5 + 1) / 3. × 40.25 …") == "(0,5 + 1) / 3. × 40,25 …"


def split() -> Jury:
    """Two jurors saw everything, one nothing: the total has decimal places."""
    world = Jury()
    world.score(BEST, BEST, WORST)
    world.close()
    return world


def texts(world: Jury) -> list[str]:
    browser: Client = client(world.admin)
    year, pk = world.season.year, world.application.pk
    urls = [
        reverse("jury:ranking", args=[year]),
        reverse("jury:decide", args=[year, pk]),
        reverse("jury:panel", args=[world.panel.pk]),
    ]
    pages = [browser.get(url).content.decode().split("<main", 1)[1] for url in urls]
    return [TAG.sub(" ", page.split("</main>")[0]) for page in pages]


@pytest.mark.django_db
def test_ranking_decision_and_panel() -> None:
    for text in texts(split()):
        assert COMMA.search(text)
        assert not POINT.search(text)


@pytest.mark.django_db
def test_result_of_the_unit() -> None:
    world = split()
    world.decide(award=False)
    world.publish()
    page = client(world.head()).get(reverse("jury:result", args=[world.application.pk]))
    text = TAG.sub(" ", page.content.decode().split("<main", 1)[1].split("</main>")[0])
    assert COMMA.search(text)
    assert not POINT.search(text)


@pytest.mark.django_db
def test_the_jurors_numbers_are_short_and_their_steps_exact() -> None:
    world = split()
    page = client(world.chair).get(reverse("jury:panel", args=[world.panel.pk]))
    [row] = page.context["results"]
    assert row["mean"] == "66,67"
    steps = [line for number in row["opened"] for line in number.steps]
    assert any("66,666" in line["result"] for line in steps)


@pytest.mark.django_db
def test_the_report_card_is_indonesian_whoever_asks_for_it() -> None:
    world = split()
    world.decide(award=False)
    decision = Decision.objects.select_related("result", "application__season").get()
    with override("en"):
        data = report_data(decision)
    figures = [data["total"], *(row["score"] for row in data["criteria"])]  # type: ignore[union-attr, index, call-overload]
    assert any(COMMA.search(str(figure)) for figure in figures)
    assert not any(POINT.search(str(figure)) for figure in figures)


@pytest.mark.django_db
def test_what_is_kept_has_points_in_every_language() -> None:
    """Rows are compared and recomputed: only reading them changes the sign."""
    world = split()
    score = score_of(world.application)
    assert score is not None
    with override("id"):
        kept = arithmetic_of(score)
    assert any(POINT.search(step["result"]) for step in kept)
    assert not any(COMMA.search(step["result"]) for step in kept)
