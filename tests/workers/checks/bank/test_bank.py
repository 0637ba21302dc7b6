"""What is found among stored pictures."""

from pathlib import Path

import pytest
from PIL import Image, ImageOps

from tests.workers.checks import makers
from tests.workers.checks.bank.world import (
    collage,
    cropped,
    described,
    filled,
    letterboxed,
    photograph,
)
from workers.checks.bank.bank import LEAST_PLACES, Bank
from workers.checks.likeness import MATCH_BITS


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    return filled(tmp_path_factory.mktemp("bank"))


@pytest.mark.parametrize("name", ["astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg"])
def test_parts_of_a_picture_lead_to_it_and_to_no_other(bank: Bank, name: str) -> None:
    for part in (cropped(name), letterboxed(name), ImageOps.mirror(cropped(name))):
        (found,) = bank.search(described(part))
        assert found.reference == name
        assert found.places >= LEAST_PLACES
        assert found.bits is None or found.bits > MATCH_BITS


def test_a_mirrored_part_says_so(bank: Bank) -> None:
    (plain,) = bank.search(described(cropped("coffee.png")))
    (turned,) = bank.search(described(ImageOps.mirror(cropped("coffee.png"))))
    assert (plain.mirrored, turned.mirrored) == (False, True)


def test_a_page_of_photographs_leads_to_each(bank: Bank) -> None:
    shown = ("astronaut.png", "coffee.png", "rocket.jpg")
    found = bank.search(described(collage(*shown)))
    assert {hit.reference for hit in found} == set(shown)


def test_a_turned_copy_is_near_by_its_hash(bank: Bank) -> None:
    image = makers.photograph("chelsea.png").rotate(90, expand=True)
    first = bank.search(described(image))[0]
    assert (first.reference, first.turn) == ("chelsea.png", "turned_270")
    assert first.bits is not None
    assert first.bits <= MATCH_BITS


def test_another_photograph_finds_nothing(bank: Bank) -> None:
    assert bank.search(described(Image.open(makers._SHIPPED / "camera.png"))) == []


def test_an_even_picture_finds_nothing_and_can_be_stored(tmp_path: Path) -> None:
    even = described(Image.new("RGB", (300, 200), "grey"))
    bank = Bank(tmp_path)
    assert bank.search(even) == []
    bank.add("even", even)
    assert len(bank) == 1
    assert bank.search(even) == []
    assert bank.search(photograph("coffee.png")) == []


def test_the_same_reference_may_be_any_text(tmp_path: Path) -> None:
    bank = Bank(tmp_path)
    for reference in ("berkas#halaman 3", "ñ/é 文", ""):
        bank.add(reference, photograph("coffee.png"))
    found = {hit.reference for hit in bank.search(photograph("coffee.png"))}
    assert found == {"berkas#halaman 3", "ñ/é 文", ""}


def test_no_more_than_asked_for(bank: Bank) -> None:
    page = described(collage("astronaut.png", "coffee.png", "rocket.jpg"))
    assert len(bank.search(page, most=2)) == 2
