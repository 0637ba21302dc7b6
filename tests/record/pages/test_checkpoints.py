import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from record.domain import checkpoints
from record.domain.work import recorded
from record.models import Checkpoint
from record.signed_notes import Verifier

pytestmark = pytest.mark.django_db
LIST = reverse("record:checkpoints")


def make_checkpoint() -> Checkpoint:
    with recorded(actor="system") as work:
        work.event("counted", subject="application:1")
    row = checkpoints.take()
    assert row is not None
    return row


def test_a_stranger_verifies_a_checkpoint_with_what_the_site_gives(client: Client) -> None:
    row = make_checkpoint()
    text = client.get(LIST).content.decode()
    assert row.root in text
    key = client.get(reverse("record:checkpoint_key")).content.decode()
    assert key.strip() in text.replace("&amp;", "&")
    answer = client.get(reverse("record:checkpoint", args=[row.size]))
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert Verifier.of(key).open(answer.content.decode()).startswith("127.0.0.1\n1\n")


def test_without_any_the_page_says_so(client: Client, settings: Settings) -> None:
    settings.CHECKPOINT_KEY = ""
    assert "Belum ada titik periksa." in client.get(LIST).content.decode()
    assert client.get(reverse("record:checkpoint_key")).status_code == 404
    assert client.get(reverse("record:checkpoint", args=[7])).status_code == 404


def test_the_newest_comes_first(client: Client) -> None:
    for _ in range(3):
        make_checkpoint()
    newest = client.get(LIST).content.decode()
    assert newest.index("/titik-periksa/3.txt") < newest.index("/titik-periksa/1.txt")
