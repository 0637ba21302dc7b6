from uuid import UUID

from django.db.models import QuerySet

from record.models import Notice


def notices_of(person_id: UUID) -> QuerySet[Notice]:
    """The person's own notices, newest first."""
    return Notice.objects.filter(recipient_id=person_id)


def unread(person_id: UUID) -> QuerySet[Notice]:
    """The person's notices not read yet, newest first."""
    return notices_of(person_id).filter(read_at__isnull=True)
