"""What the unit says of itself: answers being written, claims once sent."""

from django.conf import settings
from django.db import models

from award.models.application import Application


class Answer(models.Model):
    """The working answer to one indicator; saved as it is typed, never a claim by itself."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="answers")
    indicator = models.CharField(max_length=60)
    value = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "indicator"], name="one_answer")
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"


class Claim(models.Model):
    """What the unit claimed for an indicator; an amendment is a new version. Insert only."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="claims")
    indicator = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    value = models.CharField(max_length=40)
    note = models.TextField(blank=True)
    gap = models.BooleanField(default=False, help_text="declared gap: counts as unmet")
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        ordering = ["indicator", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "indicator", "version"], name="claim_versions"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} v{self.version}: {self.value}"


class StatementOfTruth(models.Model):
    """The head's statement that what is sent is true, over a digest of what was sent."""

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="statements"
    )
    application_version = models.PositiveIntegerField()
    text = models.TextField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the claims stated")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.application_id} {self.at:%Y-%m-%d}"
