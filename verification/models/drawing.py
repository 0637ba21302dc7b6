"""Pictures drawn when a person asks for them, and who looked at another unit's file."""

from django.conf import settings
from django.db import models

from verification.models.evidence import EvidenceVersion
from verification.models.finding import Finding


class Drawing(models.Model):
    """A page of a PDF, a heat map or a part of a preview, as WebP. Insert only.

    `subject` is what was asked for (page-3, maps, cut-<finding>), `name` one picture of the answer.
    `facts` is what its drawer said of it. Without a picture (`blob` is null) `reason` is a code of
    `workers/checks/explanations.toml`.
    """

    version = models.ForeignKey(EvidenceVersion, on_delete=models.PROTECT, related_name="drawings")
    subject = models.CharField(max_length=60)
    name = models.CharField(max_length=60)
    blob = models.ForeignKey("record.Blob", on_delete=models.PROTECT, null=True, related_name="+")
    width = models.PositiveIntegerField(default=0, help_text="pixels")
    height = models.PositiveIntegerField(default=0, help_text="pixels")
    reason = models.CharField(max_length=60, blank=True)
    facts = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "subject", "name"], name="drawing_once")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.subject} {self.name}"


class TwinLook(models.Model):
    """That a person opened the file a finding compares with, of a unit they do not see.

    Insert only, once a person and finding.
    """

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="looks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["finding", "person"], name="twin_look_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.finding_id}"
