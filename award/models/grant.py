from django.conf import settings
from django.db import models

from award.enums import Capacity
from award.models.application import Application


class Grant(models.Model):
    """Sight of one application for one person, from and to, with its source.

    Written by verification (a decree) and jury (a seat) in the transaction that makes or
    ends them; `award.queries.visible` joins only these and role scopes.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="grants")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="grants"
    )
    capacity = models.CharField(max_length=20, choices=Capacity)
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True)
    source = models.CharField(max_length=80, help_text="decree:<id> or seat:<id>")

    class Meta:
        indexes = [models.Index(fields=["person", "application"])]
        constraints = [
            models.CheckConstraint(
                name="grant_ends_after_start",
                condition=models.Q(ends__isnull=True) | models.Q(ends__gte=models.F("starts")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.capacity} {self.application_id}"
