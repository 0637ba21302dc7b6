"""What everybody sees without signing in: published results and the check of a piagam."""

import pytest
from django.test import Client
from django.urls import reverse

from award.enums import SeasonState
from jury.models import Certificate
from record.dates import day_text
from record.models import Job
from tests.jury.papers import make
from tests.jury.worlds import Jury, put_season

pytestmark = pytest.mark.django_db


@pytest.fixture
def everybody() -> Client:
    return Client()


def certified() -> Certificate:
    world = Jury()
    world.published()
    for job in Job.objects.filter(kind="render_certificate"):
        make(job)
    return Certificate.objects.select_related("application__unit", "application__season").get()


def test_before_publication_there_is_no_such_season(everybody: Client) -> None:
    world = Jury()
    world.score()
    world.close()
    world.decide()
    put_season(world.season, SeasonState.DECIDED)
    url = reverse("jury:results_season", args=[world.season.year])
    assert everybody.get(url).status_code == 404
    page = everybody.get(reverse("jury:results"))
    assert page.status_code == 200
    assert url not in page.content.decode()


def test_afterwards_the_laureates_stand_there_and_nobody_else(everybody: Client) -> None:
    world = Jury()
    world.published()
    other = world.forwarded()
    url = reverse("jury:results_season", args=[world.season.year])
    assert url in everybody.get(reverse("jury:results")).content.decode()
    page = everybody.get(url)
    text = page.content.decode()
    assert world.application.unit.name in text
    assert other.unit.name not in text
    assert [row["unit"] for row in page.context["laureates"]] == [world.application.unit.name]
    assert "Nilai akhir" not in text


def test_who_was_not_awarded_is_not_listed(everybody: Client) -> None:
    world = Jury()
    world.published(award=False)
    page = everybody.get(reverse("jury:results_season", args=[world.season.year]))
    assert world.application.unit.name not in page.content.decode()


def test_a_valid_piagam_says_exactly_what_was_certified(everybody: Client) -> None:
    certificate = certified()
    page = everybody.get(reverse("jury:certificate_check", args=[certificate.token]))
    text = page.content.decode()
    assert "Piagam ini berlaku" in text
    facts = {str(fact["value"]) for fact in page.context["facts"]}
    assert certificate.serial in facts
    assert certificate.application.unit.name in facts
    assert certificate.application.season.name in facts
    assert certificate.decision.number in facts


def test_the_day_of_the_decision_is_written_as_everywhere(everybody: Client) -> None:
    certificate = certified()
    assert certificate.decision.date is not None
    page = everybody.get(reverse("jury:certificate_check", args=[certificate.token]))
    values = [fact["value"] for fact in page.context["facts"]]
    assert day_text(certificate.decision.date) in values


def test_a_revoked_piagam_says_since_when(everybody: Client) -> None:
    certificate = certified()
    Certificate.objects.update(state="revoked", revoked_at=certificate.issued_at)
    text = everybody.get(
        reverse("jury:certificate_check", args=[certificate.token])
    ).content.decode()
    assert "sudah tidak berlaku" in text
    assert "Piagam ini berlaku" not in text
    assert certificate.application.unit.name in text


@pytest.mark.parametrize("token", ["0" * 32, "abc", "x" * 200])
def test_an_unknown_token_is_told_as_such(everybody: Client, token: str) -> None:
    page = everybody.get(reverse("jury:certificate_check", args=[token]))
    assert page.status_code == 404
    assert "Piagam tidak dikenal" in page.content.decode()


def test_the_form_finds_code_and_serial_number(everybody: Client) -> None:
    certificate = certified()
    url = reverse("jury:check_certificate")
    target = reverse("jury:certificate_check", args=[certificate.token])
    for code in (certificate.token, f" {certificate.token.upper()} ", certificate.serial.lower()):
        assert everybody.get(url, {"kode": code})["Location"] == target
    printed = f"https://p2ham.example.org{target}"  # the line under the QR code
    assert everybody.get(url, {"kode": printed})["Location"] == target
    page = everybody.get(url)
    assert page.status_code == 200
    assert "Tulis kode" not in page.content.decode()
    for nothing in ("", "  ", "\x00"):
        page = everybody.get(url, {"kode": nothing})
        assert page.status_code == 422
        assert "Tulis kode atau nomor seri piagam." in page.content.decode()
    for code in ("tidak-ada", "<script>", "\x00x", "9" * 500):
        unknown = everybody.get(url, {"kode": code})
        assert unknown.status_code == 404
        assert "<script>" not in unknown.content.decode().split("<main")[1]


def test_pages_for_people_send_everybody_to_sign_in(everybody: Client) -> None:
    world = Jury()
    for url in (
        reverse("jury:panels"),
        reverse("jury:result", args=[world.application.pk]),
        reverse("jury:ranking", args=[world.season.year]),
        reverse("jury:objections"),
    ):
        assert everybody.get(url).status_code == 302
