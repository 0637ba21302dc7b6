"""What closes a verification on paper: minutes (Berita Acara) or a letter, and its signatures."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from verification.enums import ClosingKind


class Minutes(models.Model):
    """A closing document as it was prepared: its content, its PDF, what it rests on. Insert only.

    It counts only while `verification_round` is the application's and `basis` (the digest of
    values, observations and visits) and `findings_basis` are still what they were.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(
        "award.Application", on_delete=models.PROTECT, related_name="minutes"
    )
    kind = models.CharField(max_length=10, choices=ClosingKind)
    verification_round = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(help_text="counts the application's documents")
    decree = models.ForeignKey("Decree", on_delete=models.PROTECT, related_name="+")
    content = models.TextField(help_text="canonical JSON of all that the PDF shows")
    content_digest = models.CharField(max_length=64)
    basis = models.CharField(max_length=64)
    findings_basis = models.CharField(max_length=64)
    reasons = models.TextField(blank=True, help_text="of a letter: why it was not passed")
    pdf = models.ForeignKey("record.Blob", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["application", "number"]
        verbose_name_plural = "minutes"
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="minutes_numbers"),
            models.CheckConstraint(
                name="letter_has_reasons", condition=~Q(kind="letter") | ~Q(reasons="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Signature(models.Model):
    """One member's signature under a closing document. Insert only.

    `digest` is the SHA-256 of the PDF that was signed. `in_force` are the ids of the members
    in force at that instant, so that the quorum can be judged from these rows alone.
    """

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="signatures")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    function = models.CharField(max_length=10)
    decree = models.ForeignKey("Decree", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    in_force = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["minutes", "person"], name="signed_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.at:%Y-%m-%d %H:%M}"
