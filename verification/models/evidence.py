"""Evidence: a place for a file under an indicator, and the versions that were put there."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from verification.enums import Purpose


class EvidenceItem(models.Model):
    """One piece of evidence of one indicator. Removing it sets a tombstone and keeps the bytes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(
        "award.Application", on_delete=models.PROTECT, related_name="evidence_items"
    )
    indicator = models.CharField(max_length=60)
    number = models.PositiveSmallIntegerField(help_text="from 1, never given twice")
    purpose = models.CharField(
        max_length=10,
        choices=Purpose,
        default=Purpose.ASSESSMENT,
        help_text="what backs an objection is no part of the assessment, and is checked as it is",
    )
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["indicator", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "indicator", "number"], name="evidence_item_number"
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="evidence_item_removed_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}/{self.number}"


class EvidenceVersion(models.Model):
    """The bytes of one upload. Insert only: a replacement is a further version.

    `original_name` is what the sender called it: shown, never part of a path or a header.
    `letter_number` and `letter_date` are what the sender says that a letter bears, if anything.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveSmallIntegerField()
    blob = models.ForeignKey("record.Blob", on_delete=models.PROTECT, related_name="+")
    size = models.PositiveBigIntegerField(help_text="bytes")
    kind = models.CharField(max_length=10, help_text="a code of workers.checks.kinds.KINDS")
    original_name = models.CharField(max_length=255)
    letter_number = models.CharField(max_length=100, blank=True, default="")
    letter_date = models.DateField(null=True, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    begun_at = models.DateTimeField(help_text="when the upload began; decides about deadlines")
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["item", "version"]
        constraints = [
            models.UniqueConstraint(fields=["item", "version"], name="evidence_version_number"),
            models.CheckConstraint(
                condition=Q(begun_at__lte=models.F("received_at")),
                name="evidence_begun_before_received",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} v{self.version}"


class Preview(models.Model):
    """A picture of a file, re-encoded as WebP without its metadata; all that a page shows of it.

    Drawn before sizes were kept, it has none: `width` and `height` are then 0.
    """

    version = models.ForeignKey(EvidenceVersion, on_delete=models.PROTECT, related_name="previews")
    name = models.CharField(max_length=10, help_text="thumbnail or preview")
    blob = models.ForeignKey("record.Blob", on_delete=models.PROTECT, related_name="+")
    width = models.PositiveIntegerField(default=0, help_text="pixels")
    height = models.PositiveIntegerField(default=0, help_text="pixels")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "name"], name="preview_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version_id}"


class ReadLog(models.Model):
    """That a person was given an original. Insert only."""

    version = models.ForeignKey(EvidenceVersion, on_delete=models.PROTECT, related_name="reads")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.person_id} {self.version_id} {self.at:%Y-%m-%d %H:%M}"
