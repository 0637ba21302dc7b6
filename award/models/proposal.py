import uuid

from django.conf import settings
from django.db import models

from award.enums import Capacity


class Proposal(models.Model):
    """The first of two people's acts: what is proposed, by its digest, until it expires.

    `params["applications"]` maps application ids to the versions they had, so that a
    proposal can never be used on anything that has moved since.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    act = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    params = models.JSONField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="proposals"
    )
    capacity = models.CharField(max_length=20, choices=Capacity)
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    refused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    refused_reason = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                name="two_different_people",
                condition=models.Q(confirmed_by__isnull=True)
                | ~models.Q(confirmed_by=models.F("by")),
            ),
            models.CheckConstraint(
                name="proposal_refused_with_reason",
                condition=models.Q(refused_by__isnull=True)
                | models.Q(withdrawn_at__isnull=False) & ~models.Q(refused_reason=""),
            ),
            models.UniqueConstraint(
                fields=["act", "subject"],
                condition=models.Q(confirmed_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_proposal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.subject}"
