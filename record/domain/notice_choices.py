"""How a person hears of what happens. Nobody else's business, so not in the ledger."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from record.enums import MailWay, NoticeTopic
from record.models import NoticeChoice


def choose(*, person_id: UUID, ways: Mapping[NoticeTopic, MailWay]) -> None:
    """Keep the person's choices for every notice written from now on."""
    rows = [NoticeChoice(person_id=person_id, topic=topic, mail=way) for topic, way in ways.items()]
    with transaction.atomic():
        NoticeChoice.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["person", "topic"], update_fields=["mail"]
        )
