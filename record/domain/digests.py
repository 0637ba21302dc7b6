"""One mail a day with what a person chose to hear of together, in the morning by their own clock."""

from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db.models import Min
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from record.dates import day_text
from record.domain import notice_texts, queue
from record.domain.notices import address_of, host
from record.enums import DIGEST_HOUR
from record.models import Job, Notice
from record.queries.notices import for_a_summary

DIGEST_JOB = "send_notice_digest"
SHOWN = 50


def ask_for_digests() -> int:
    """Write a job for each person for whom something waits since this morning's hour.

    Returns how many. Safe to run at any time and twice at once: a job is one for each person and
    day, for ever. Who has nothing waiting gets none.
    """
    now = timezone.now()
    people = for_a_summary(now).order_by().values_list("recipient_id", "recipient__time_zone")
    subjects = []
    for pk, zone, first in people.annotate(first=Min("created_at")):
        hour = _last_hour(now, ZoneInfo(zone))
        if first < hour:
            subjects.append(f"{pk}:{hour.date().isoformat()}")
    queue.insert(kind=DIGEST_JOB, subjects=subjects, version="1", queue="mail")
    return len(subjects)


def send(job: Job) -> None:
    """Do a job of ask_for_digests()."""
    person, _colon, day = job.subject.partition(":")
    send_digest(UUID(person), date.fromisoformat(day))


def send_digest(person_id: UUID, day: date) -> bool:
    """Mail what waited for the person on that morning; return whether a mail went out.

    As with a single notice, what was mailed is marked after the mail server has taken it, and a
    second mail after a crash bears the same Message-ID.
    """
    person = get_user_model().objects.get(pk=person_id)
    hour = datetime.combine(day, time(DIGEST_HOUR), tzinfo=ZoneInfo(person.time_zone))
    waiting = list(for_a_summary(hour).filter(recipient_id=person_id).order_by("created_at"))
    if not waiting:
        return False
    with translation.override(person.language), timezone.override(person.time_zone):
        message = _message(waiting, day, to=person.email)
    message.extra_headers["Message-ID"] = f"<digest-{person_id}-{day.isoformat()}@{host()}>"
    message.send()
    sent = [notice.pk for notice in waiting]
    Notice.objects.filter(pk__in=sent).update(mailed_at=timezone.now())
    return True


def _last_hour(now: datetime, zone: ZoneInfo) -> datetime:
    """The last instant at which summaries were due by that zone's clock."""
    local = now.astimezone(zone)
    hour = local.replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0)
    return hour if hour <= local else hour - timedelta(days=1)


def _message(waiting: list[Notice], day: date, *, to: str) -> EmailMessage:
    subject = ngettext(
        "%(count)d pemberitahuan sampai %(day)s",
        "%(count)d pemberitahuan sampai %(day)s",
        len(waiting),
    )
    parts = [_part(notice) for notice in waiting[:SHOWN]]
    if (more := len(waiting) - SHOWN) > 0:
        url = f"{settings.PUBLIC_URL}{reverse('record:notices')}"
        parts.append(_("Dan %(count)d lagi: %(url)s") % {"count": more, "url": url})
    url = f"{settings.PUBLIC_URL}{reverse('record:notice_settings')}"
    parts.append(_("Atur surel pemberitahuan: %(url)s") % {"url": url})
    return EmailMessage(
        subject=subject % {"count": len(waiting), "day": day_text(day)},
        body="\n\n".join(parts) + "\n",
        to=[to],
    )


def _part(notice: Notice) -> str:
    words = notice_texts.words(notice.kind, notice.params)
    return f"{words.title}\n{words.body}\n{address_of(notice)}"
