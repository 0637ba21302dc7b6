"""One mail a day for what a person chose to hear of together; nothing where nothing waits."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import Person
from record.domain import jobs, notice_texts
from record.domain.digests import DIGEST_JOB, ask_for_digests, send_digest
from record.domain.notice_choices import choose
from record.domain.notice_texts import register
from record.domain.notices import mark_read
from record.domain.work import recorded
from record.enums import MailWay, NoticeTopic
from record.models import Job, Notice, NoticeChoice
from tests.directory.factories import make_person, signed_in
from workers.tasks import do

pytestmark = pytest.mark.django_db
FREE, BINDING = "test_free", "test_binding"
# Seven in the morning in Jayapura, five in Jakarta.
SEVEN_IN_THE_EAST = datetime(2026, 3, 9, 22, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _texts() -> Iterator[None]:
    register(FREE, title=_("Yes"), body="%(unit)s", topic=NoticeTopic.STEPS)
    register(BINDING, title=_("No"), body="%(unit)s")
    yield
    for kind in (FREE, BINDING):
        notice_texts._texts.pop(kind)
        notice_texts._topics.pop(kind, None)


@pytest.fixture
def siti() -> Person:
    return chooses(make_person(time_zone="Asia/Jayapura"), MailWay.DAILY)


def chooses(person: Person, way: MailWay) -> Person:
    choose(person_id=person.pk, ways={NoticeTopic.STEPS: way})
    return person


def tell(*people: Person, kind: str = FREE, unit: str = "Lapas Abepura") -> None:
    with recorded(actor="system") as work:
        work.notice(
            kind,
            to=[p.pk for p in people],
            event_key=str(uuid4()),
            params={"unit": unit},
            link="/x/",
        )


def written(at: datetime) -> None:
    Notice.objects.update(created_at=at)


def at(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr("record.domain.digests.timezone.now", lambda: now)


def asked() -> list[str]:
    return list(Job.objects.filter(kind=DIGEST_JOB).values_list("subject", flat=True))


def test_a_mail_at_once_is_sent_to_who_wants_it_and_of_what_binds_to_all(siti: Person) -> None:
    silent, usual = chooses(make_person(), MailWay.NONE), make_person()
    tell(siti, silent, usual)
    assert Notice.objects.count() == 3, "on the site it stands for everybody"
    mails = Job.objects.filter(kind="send_mail")
    assert [m.subject for m in mails] == [str(Notice.objects.get(recipient=usual).pk)]
    tell(siti, silent, kind=BINDING)
    assert mails.all().count() == 3
    assert set(Notice.objects.filter(kind=BINDING).values_list("mail", flat=True)) == {"now"}


def test_the_summary_is_asked_for_once_a_day_by_the_readers_clock(
    siti: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    west = chooses(make_person(time_zone="Asia/Jakarta"), MailWay.DAILY)
    tell(siti, west)
    written(SEVEN_IN_THE_EAST - timedelta(hours=3))
    at(monkeypatch, SEVEN_IN_THE_EAST - timedelta(minutes=1))
    ask_for_digests()
    assert asked() == []
    at(monkeypatch, SEVEN_IN_THE_EAST)
    assert ask_for_digests() == 1
    ask_for_digests()
    assert asked() == [f"{siti.pk}:2026-03-10"]
    at(monkeypatch, SEVEN_IN_THE_EAST + timedelta(hours=2))
    ask_for_digests()
    assert set(asked()) == {f"{siti.pk}:2026-03-10", f"{west.pk}:2026-03-10"}


def test_one_mail_tells_all_that_waits_and_what_comes_later_waits_for_the_next(
    siti: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(siti)
    tell(siti, unit="Bapas Jayapura")
    written(SEVEN_IN_THE_EAST - timedelta(hours=1))
    at(monkeypatch, SEVEN_IN_THE_EAST + timedelta(minutes=5))
    ask_for_digests()
    tell(siti, unit="Rutan Wamena")
    Notice.objects.filter(params__unit="Rutan Wamena").update(
        created_at=SEVEN_IN_THE_EAST + timedelta(minutes=1)
    )
    (job,) = Job.objects.filter(kind=DIGEST_JOB)
    claimed = jobs.claim(job.pk, owner="test")
    assert claimed is not None
    do(claimed)
    (message,) = mail.outbox
    assert message.to == [siti.email]
    assert message.subject == "2 pemberitahuan sampai 10 Maret 2026"
    for told in ("Lapas Abepura", "Bapas Jayapura", "/x/", "/akun/pemberitahuan/"):
        assert told in message.body
    assert "Rutan Wamena" not in message.body
    assert message.extra_headers["Message-ID"].startswith(f"<digest-{siti.pk}-2026-03-10@")
    assert send_digest(siti.pk, SEVEN_IN_THE_EAST.date() + timedelta(days=1)) is False
    assert ask_for_digests() == 0, "this morning's was sent"
    at(monkeypatch, SEVEN_IN_THE_EAST + timedelta(days=1))
    assert ask_for_digests() == 1
    assert f"{siti.pk}:2026-03-11" in asked()


def test_who_has_read_it_all_or_left_is_left_in_peace(siti: Person) -> None:
    gone = chooses(make_person(is_active=False), MailWay.DAILY)
    tell(siti, gone)
    written(timezone.now() - timedelta(days=2))
    mark_read(Notice.objects.get(recipient=siti))
    assert ask_for_digests() == 0
    assert send_digest(siti.pk, timezone.localdate()) is False
    assert mail.outbox == []


def test_a_mail_server_that_refuses_is_tried_again_and_nothing_is_lost(
    siti: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(siti)
    written(SEVEN_IN_THE_EAST - timedelta(hours=1))
    at(monkeypatch, SEVEN_IN_THE_EAST)
    ask_for_digests()
    claimed = jobs.claim(Job.objects.get(kind=DIGEST_JOB).pk, owner="test")
    assert claimed is not None

    def away(_self: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr("record.domain.digests.EmailMessage.send", away)
        do(claimed)
    assert Job.objects.get(kind=DIGEST_JOB).state == "queued"
    assert Notice.objects.get().mailed_at is None


def test_the_choices_are_kept_on_the_persons_own_page(siti: Person) -> None:
    client = signed_in(siti)
    page = client.get("/akun/pemberitahuan/").content.decode()
    assert page.count('type="radio"') == 3 * len(NoticeTopic)
    given = dict.fromkeys(NoticeTopic.values, "now") | {"findings": "none"}
    assert client.post("/akun/pemberitahuan/", given).status_code == 302
    kept = dict(NoticeChoice.objects.filter(person=siti).values_list("topic", "mail"))
    assert kept == given
    wrong = client.post("/akun/pemberitahuan/", given | {"steps": "never", "results": "none"})
    assert wrong.status_code == 422
    assert dict(NoticeChoice.objects.filter(person=siti).values_list("topic", "mail")) == given
    assert NoticeChoice.objects.exclude(person=siti).count() == 0
