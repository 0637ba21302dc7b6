from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from directory.models import Person
from record.domain import notice_texts
from record.domain.notice_texts import UnknownNotice, Words, register, words
from record.domain.notices import mark_read, send_mail
from record.domain.work import Work, recorded
from record.models import Job, Notice
from record.queries.notices import notices_of, unread

pytestmark = pytest.mark.django_db

KIND = "test_happened"
AT = "2025-11-21T00:30:00.000000Z"


@pytest.fixture(autouse=True)
def _texts() -> Iterator[None]:
    register(KIND, title=_("Yes"), body="%(unit)s, %(until_at)s")
    yield
    notice_texts._texts.pop(KIND)


@pytest.fixture
def siti() -> Person:
    return Person.objects.create(email="siti@example.go.id", name="Siti", time_zone="Asia/Jayapura")


def tell(*people: Person, event_key: str = "event-1", **changes: Any) -> None:
    given: dict[str, Any] = {
        "params": {"unit": "Lapas 100% Aman", "until_at": AT},
        "link": "/usulan/1",
        **changes,
    }
    with recorded(actor="system") as work:
        work.notice(KIND, to=[person.pk for person in people], event_key=event_key, **given)


def test_each_person_is_told_once_for_an_event(siti: Person) -> None:
    budi = Person.objects.create(email="budi@example.go.id", name="Budi")
    tell(siti)
    tell(siti, budi, siti)
    tell(siti, event_key="event-2")
    assert notices_of(siti.pk).count() == 2
    assert notices_of(budi.pk).count() == 1
    mails = Job.objects.filter(kind="send_mail").values_list("subject", flat=True)
    assert sorted(mails) == sorted(str(pk) for pk in Notice.objects.values_list("pk", flat=True))


def test_a_notice_goes_with_the_transaction(siti: Person) -> None:
    def write_and_fail(work: Work) -> None:
        params = {"unit": "x", "until_at": AT}
        work.notice(KIND, to=[siti.pk], event_key="event-1", params=params)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), recorded(actor="system") as work:
        write_and_fail(work)
    assert not Notice.objects.exists()
    assert not Job.objects.exists()


def test_a_notice_without_text_or_params_is_refused_when_written(siti: Person) -> None:
    with pytest.raises(UnknownNotice), recorded(actor="system") as work:
        work.notice("never_registered", to=[siti.pk], event_key="event-1")
    with pytest.raises(KeyError):
        tell(siti, params={"unit": "x"})


def test_read_once_and_no_longer_unread(siti: Person) -> None:
    tell(siti)
    notice = unread(siti.pk).get()
    mark_read(notice)
    first = notices_of(siti.pk).get().read_at
    assert first is not None
    mark_read(notice)
    assert notices_of(siti.pk).get().read_at == first
    assert not unread(siti.pk).exists()


def test_the_words_are_the_readers() -> None:
    params = {"unit": "Rutan", "until_at": AT}
    with translation.override("id"), timezone.override("Asia/Jakarta"):
        assert words(KIND, params) == Words("Ya", "Rutan, 21 November 2025 07.30 WIB")
    with translation.override("en"), timezone.override("Asia/Jayapura"):
        assert words(KIND, params) == Words("Yes", "Rutan, 21 November 2025 09.30 WIT")


def test_a_kind_no_longer_known_can_still_be_read() -> None:
    assert words("from_long_ago", {}).title == "Pemberitahuan"


def test_a_kind_has_one_text() -> None:
    with pytest.raises(RuntimeError):
        register(KIND, title="another", body="")


def test_the_mail_is_in_the_readers_language_and_zone_with_a_whole_link(
    siti: Person, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://p2ham.example.go.id"
    siti.language = "en"
    siti.save()
    tell(siti)
    notice = notices_of(siti.pk).get()
    assert send_mail(notice.pk)
    sent = mail.outbox[0]
    assert sent.to == ["siti@example.go.id"]
    assert sent.subject == "Yes"
    assert "Lapas 100% Aman, 21 November 2025 09.30 WIT" in sent.body
    assert "https://p2ham.example.go.id/usulan/1" in sent.body
    assert sent.message()["Message-ID"] == f"<notice-{notice.pk}@p2ham.example.go.id>"


def test_it_is_mailed_once(siti: Person) -> None:
    tell(siti)
    notice = notices_of(siti.pk).get()
    assert send_mail(notice.pk)
    assert not send_mail(notice.pk)
    assert len(mail.outbox) == 1


def test_when_the_mail_server_is_down_the_notice_waits(siti: Person, settings: Any) -> None:
    tell(siti)
    notice = notices_of(siti.pk).get()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(OSError):
        send_mail(notice.pk)
    assert not mailed(notice.pk)


def test_who_is_no_longer_active_gets_no_mail(siti: Person) -> None:
    tell(siti)
    siti.is_active = False
    siti.save()
    assert not send_mail(notices_of(siti.pk).get().pk)
    assert mail.outbox == []


def test_a_line_break_in_a_title_cannot_make_a_mail_header(siti: Person) -> None:
    register("two_lines", title="%(unit)s", body="")
    with recorded(actor="system") as work:
        params = {"unit": "Lapas\r\nBcc: all@example.go.id"}
        work.notice("two_lines", to=[siti.pk], event_key="event-1", params=params)
    notice_texts._texts.pop("two_lines", None)
    register("two_lines", title="%(unit)s", body="")
    assert send_mail(notices_of(siti.pk).get().pk)
    notice_texts._texts.pop("two_lines")
    assert mail.outbox[0].subject == "Lapas Bcc: all@example.go.id"


def mailed(notice_id: UUID) -> bool:
    return Notice.objects.get(pk=notice_id).mailed_at is not None
