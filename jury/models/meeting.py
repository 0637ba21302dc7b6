"""The reconciliation meeting: jurors talk about a closed scoring, and what they said is kept."""

import uuid

from django.conf import settings
from django.db import models

from jury.models.panel import Panel


class Meeting(models.Model):
    """The minutes of one meeting about one closing. Insert only; it changes no score.

    A job makes their PDF, the row's `minutes`; a scoring is opened again only by naming both.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="meetings")
    closing = models.ForeignKey("jury.Closing", on_delete=models.PROTECT, related_name="meetings")
    number = models.CharField(max_length=80)
    date = models.DateField()
    text = models.TextField(help_text="what was said and agreed")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "number"], name="jury_one_meeting_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.panel_id} {self.number}"
