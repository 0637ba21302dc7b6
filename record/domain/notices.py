"""Notices: who is told what, once for each event, on the site and by mail."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone, translation

from record.canonical import Json, plain
from record.domain import notice_texts, queue
from record.enums import MailWay
from record.models import Notice
from record.queries.notices import unread, ways_of

MAIL = "send_mail"


def write(
    *, kind: str, to: Iterable[UUID], event_key: str, params: Mapping[str, Json], link: str
) -> None:
    """Write a notice for each person, and a mail job for who hears of its topic by mail at once.

    Used through Work.notice().

    Raises UnknownNotice or KeyError if the kind has no text or the text wants other params, and
    ValueError for a link that leads away from this site.
    """
    if link and (not link.startswith("/") or link.startswith("//")):
        raise ValueError(f"a notice links to a path on this site, not to {link!r}")
    notice_texts.fill(kind, params)
    recipients = set(to)
    ways = ways_of(recipients, notice_texts.topic_of(kind))
    shared = {"kind": kind, "event_key": event_key, "params": plain(params), "link": link}
    Notice.objects.bulk_create(
        [Notice(recipient_id=pk, mail=ways[pk], **shared) for pk in recipients],
        ignore_conflicts=True,
    )
    written = Notice.objects.filter(kind=kind, event_key=event_key, recipient_id__in=recipients)
    at_once = written.filter(mail=MailWay.NOW)
    subjects = [str(pk) for pk in at_once.values_list("pk", flat=True)]
    # A queue of its own: mail that waits for its server must not hold up anything else.
    queue.insert(kind=MAIL, subjects=subjects, version="1", queue="mail")


def mark_read(notice: Notice) -> None:
    """Remember when the recipient first read the notice."""
    Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=timezone.now())


def mark_all_read(person_id: UUID) -> None:
    """Remember that the person has seen everything they were told until now."""
    unread(person_id).update(read_at=timezone.now())


def send_mail(notice_id: UUID) -> bool:
    """Mail the notice to its recipient, in their language; return whether a mail went out.

    A notice is mailed once: mailed_at is set after the mail server has taken it. If the process
    dies between the two a second mail goes out with the same Message-ID, which mail readers
    show once. Errors of the mail server are raised, for the caller to try again.
    """
    notice = Notice.objects.select_related("recipient").get(pk=notice_id)
    if notice.mailed_at is not None or not notice.recipient.is_active:
        return False
    _message(notice).send()
    Notice.objects.filter(pk=notice.pk).update(mailed_at=timezone.now())
    return True


def _message(notice: Notice) -> EmailMessage:
    person = notice.recipient
    with translation.override(person.language), timezone.override(person.time_zone):
        words = notice_texts.words(notice.kind, notice.params)
    return EmailMessage(
        subject=" ".join(words.title.split()),
        body=f"{words.body}\n\n{address_of(notice)}\n",
        to=[person.email],
        headers={"Message-ID": f"<notice-{notice.pk}@{host()}>"},
    )


def address_of(notice: Notice) -> str:
    """Where a notice leads, as a mail writes it."""
    return f"{settings.PUBLIC_URL}{notice.link}"


def host() -> str:
    """The name of this site's machine, for the ids of its mails."""
    return str(settings.PUBLIC_URL).split("//")[-1].split("/")[0].split(":")[0]
