"""What everybody can read about an instrument."""

import hashlib

import pytest
from django.conf import settings
from django.test import Client

from criteria.domain.publishing import publish, register
from criteria.models import Instrument
from record.rules import SYSTEM
from tests.criteria.documents import Document, loaded, small, toml

pytestmark = pytest.mark.django_db(transaction=True)
ONE = "/instrumen/small/1/"


def kept(document: Document) -> Instrument:
    return register(actor=SYSTEM, toml_text=toml(document), name="small.toml")


@pytest.fixture
def instrument() -> Instrument:
    return publish(actor=SYSTEM, instrument=kept(small()))


def page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_empty_list(client: Client) -> None:
    assert "Belum ada instrumen yang diterbitkan." in page(client, "/instrumen/")


def test_list_links_to_each_published_one(client: Client, instrument: Instrument) -> None:
    kept({**small(), "version": "2"})
    words = page(client, "/instrumen/")
    assert f'href="{ONE}"' in words
    assert "/instrumen/small/2/" not in words


def test_values_with_their_standing(client: Client, instrument: Instrument) -> None:
    words = page(client, ONE)
    assert "26 nilai tidak disebut dalam teks publik" in words
    assert instrument.digest in words
    assert "https://example.org/law" in words
    weights = words[words.index('id="criteria"') : words.index('id="scales"')]
    assert weights.count("p2-provisional") == 1
    issuer = words[words.index('id="decree"') : words.index('id="modifiers"')]
    assert "Pusat (unit eselon I)" in issuer
    assert "p2-provisional" not in issuer


def test_questions_of_a_unit_type(client: Client, instrument: Instrument) -> None:
    words = page(client, f"{ONE}estate/")
    assert "1. a-1" in words
    assert "a-2" not in words
    assert "bukan isi peraturan" in " ".join(words.split())


def test_open_question_is_marked_in_the_units_form_alone(client: Client) -> None:
    document = small()
    document["criteria"][0]["indicators"][0]["provisional"] = True
    publish(actor=SYSTEM, instrument=kept(document))
    assert "p2-provisional" in page(client, f"{ONE}estate/")
    overview = page(client, ONE)
    weights = overview[overview.index('id="criteria"') : overview.index('id="scales"')]
    assert weights.count("p2-provisional") == 1


def test_english(client: Client, instrument: Instrument) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "kecil in English" in page(client, ONE)


def test_files(client: Client, instrument: Instrument) -> None:
    toml_file = client.get(f"{ONE}berkas.toml")
    assert toml_file.content.decode() == toml(small())
    assert toml_file["Content-Disposition"] == 'attachment; filename="small-1.toml"'
    canonical = client.get(f"{ONE}kanonis.json").content
    assert hashlib.sha256(canonical).hexdigest() == loaded(small()).digest


@pytest.mark.parametrize("rest", ["", "estate/", "berkas.toml", "kanonis.json"])
def test_draft_is_nobodys_to_read(client: Client, rest: str) -> None:
    kept(small())
    assert client.get(ONE + rest).status_code == 404


@pytest.mark.parametrize("url", [f"{ONE}lapas/", "/instrumen/small/9/", "/instrumen/none/1/"])
def test_what_is_not_there(client: Client, instrument: Instrument, url: str) -> None:
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("rest", ["", "estate/", "berkas.toml", "kanonis.json"])
def test_only_for_reading(client: Client, instrument: Instrument, rest: str) -> None:
    assert client.post(ONE + rest).status_code == 405


def test_list_costs_the_same_for_one_and_for_many(
    client: Client, instrument: Instrument, django_assert_num_queries: object
) -> None:
    assert callable(django_assert_num_queries)
    with django_assert_num_queries(1):
        page(client, "/instrumen/")
    for number in range(2, 5):
        publish(actor=SYSTEM, instrument=kept({**small(), "version": str(number)}))
    with django_assert_num_queries(1):
        page(client, "/instrumen/")
