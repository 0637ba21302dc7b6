from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from directory.models import Person
from record.domain import notice_texts
from record.domain.work import recorded
from record.models import Notice
from record.queries.notices import unread
from tests.directory.factories import make_person, signed_in

pytestmark = pytest.mark.django_db
LIST = reverse("record:notices")


@pytest.fixture(autouse=True)
def _texts() -> Iterator[None]:
    notice_texts.register("test_happened", title="Judul %(unit)s", body="Isi %(unit)s")
    yield
    notice_texts._texts.pop("test_happened")


@pytest.fixture
def siti() -> Person:
    return make_person()


@pytest.fixture
def page(siti: Person) -> Client:
    """The site as Siti sees it."""
    return signed_in(siti)


def tell(person: Person, *, unit: str = "Rutan", link: str = "/bantuan/") -> Notice:
    with recorded(actor="system") as work:
        key = str(uuid4())
        work.notice(
            "test_happened", to=[person.pk], event_key=key, params={"unit": unit}, link=link
        )
    return Notice.objects.get(event_key=key)


def open_url(pk: UUID) -> str:
    return reverse("record:open_notice", args=[pk])


def test_it_lists_ones_own_and_escapes_what_others_typed(page: Client, siti: Person) -> None:
    tell(siti, unit="<script>alert(1)</script>")
    tell(make_person(), unit="Lapas lain")
    text = page.get(LIST).content.decode()
    assert "Judul &lt;script&gt;" in text
    assert "<script>alert" not in text
    assert "Lapas lain" not in text
    assert "Belum dibaca" in text


def test_nothing_yet(page: Client) -> None:
    assert "Belum ada pemberitahuan" in page.get(LIST).content.decode()


def test_opening_marks_it_read_and_leads_there(page: Client, siti: Person) -> None:
    notice = tell(siti)
    answer = page.post(open_url(notice.pk))
    assert (answer.status_code, answer["Location"]) == (302, "/bantuan/")
    assert not unread(siti.pk).exists()


def test_one_without_a_link_leads_back_to_the_list(page: Client, siti: Person) -> None:
    assert page.post(open_url(tell(siti, link="").pk))["Location"] == LIST


def test_all_read_at_once_are_ones_own(page: Client, siti: Person) -> None:
    other = tell(make_person())
    tell(siti)
    assert page.post(reverse("record:read_all_notices"))["Location"] == LIST
    assert not unread(siti.pk).exists()
    assert unread(other.recipient_id).exists()


def test_another_persons_notice_does_not_exist(page: Client) -> None:
    other = tell(make_person())
    assert page.post(open_url(other.pk)).status_code == 404
    assert unread(other.recipient_id).exists()


def test_reading_changes_nothing(page: Client, siti: Person) -> None:
    notice = tell(siti)
    assert page.get(open_url(notice.pk)).status_code == 405
    assert page.get(reverse("record:read_all_notices")).status_code == 405
    page.get(LIST)
    assert unread(siti.pk).exists()


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client: Client, siti: Person) -> None:
    for answer in (client.get(LIST), client.post(open_url(tell(siti).pk))):
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("directory:sign_in"))
    assert unread(siti.pk).exists()


def test_three_or_three_hundred_need_the_same_queries(
    page: Client, siti: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        tell(siti)
    page.get(LIST)
    with CaptureQueriesContext(connection) as few:
        page.get(LIST)
    for _ in range(30):
        tell(siti)
    with django_assert_num_queries(len(few)):
        page.get(LIST)


@pytest.mark.parametrize("link", ["https://example.com/", "//example.com/", "javascript:alert(1)"])
def test_a_link_that_leads_away_is_refused_when_written(siti: Person, link: str) -> None:
    with pytest.raises(ValueError, match="on this site"):
        tell(siti, link=link)
