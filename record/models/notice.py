import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from record.enums import MailWay, NoticeTopic


class Notice(models.Model):
    """That something happened which this person should know; once for each event.

    It holds no text: the words are chosen when it is read, in the reader's language. `mail` is what
    its recipient had chosen when it was written.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices"
    )
    kind = models.CharField(max_length=60)
    event_key = models.CharField(max_length=200)
    params = models.JSONField(default=dict)
    link = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    mail = models.CharField(
        max_length=5, choices=MailWay, default=MailWay.NOW, db_default=MailWay.NOW
    )
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "id"]
        indexes = [
            models.Index(fields=["recipient", "-created_at"], name="notice_recipient"),
            models.Index(
                fields=["created_at"],
                condition=models.Q(mail=MailWay.DAILY, mailed_at=None, read_at=None),
                name="notice_for_a_summary",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "kind", "event_key"], name="notice_once_an_event"
            ),
            models.CheckConstraint(
                condition=models.Q(mail__in=MailWay.values), name="notice_mail_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.event_key}"


class NoticeChoice(models.Model):
    """How a person wants to hear of one topic; without a row by mail at once."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notice_choices"
    )
    topic = models.CharField(max_length=15, choices=NoticeTopic)
    mail = models.CharField(max_length=5, choices=MailWay)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "topic"], name="notice_choice_once"),
            models.CheckConstraint(
                condition=models.Q(topic__in=NoticeTopic.values, mail__in=MailWay.values),
                name="notice_choice_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.topic}: {self.mail}"
