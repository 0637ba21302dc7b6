import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class Notice(models.Model):
    """That something happened which this person should know; once for each event.

    It holds no text: the words are chosen when it is read, in the reader's language.
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
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "id"]
        indexes = [models.Index(fields=["recipient", "-created_at"], name="notice_recipient")]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "kind", "event_key"], name="notice_once_an_event"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.event_key}"
