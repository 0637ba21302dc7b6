from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from record.enums import MailWay, NoticeTopic
from record.models import Notice, NoticeChoice


def notices_of(person_id: UUID) -> QuerySet[Notice]:
    """The person's own notices, newest first."""
    return Notice.objects.filter(recipient_id=person_id)


def unread(person_id: UUID) -> QuerySet[Notice]:
    """The person's notices not read yet, newest first."""
    return notices_of(person_id).filter(read_at__isnull=True)


def choices_of(person_id: UUID) -> dict[NoticeTopic, MailWay]:
    """How the person hears of each topic: by mail at once until they choose otherwise."""
    rows = NoticeChoice.objects.filter(person_id=person_id).values_list("topic", "mail")
    chosen = {NoticeTopic(topic): MailWay(mail) for topic, mail in rows}
    return {topic: chosen.get(topic, MailWay.NOW) for topic in NoticeTopic}


def ways_of(people: Collection[UUID], topic: NoticeTopic | None) -> dict[UUID, MailWay]:
    """How each of them hears of that topic; what must be told (None) by mail at once."""
    ways = dict.fromkeys(people, MailWay.NOW)
    if topic is None:
        return ways
    rows = NoticeChoice.objects.filter(person_id__in=people, topic=topic)
    return ways | {pk: MailWay(mail) for pk, mail in rows.values_list("person_id", "mail")}


def for_a_summary(before: datetime) -> QuerySet[Notice]:
    """What waits for its recipient's daily summary and came before that instant.

    What was read on the site in the meantime is told no more, nor anything to who left.
    """
    return Notice.objects.filter(
        mail=MailWay.DAILY,
        mailed_at=None,
        read_at=None,
        created_at__lt=before,
        recipient__is_active=True,
    )
