"""What files of different units may share that each should have of its own."""

from django.db import models
from django.db.models import Q

from verification.models.evidence import EvidenceVersion


class Trace(models.Model):
    """What a file bears that copies or photographs of one camera share, as a digest. Insert only.

    `day` is the day a photograph was taken, by its camera; documents have none. The unit is that of
    the version, kept here because it is what every search asks for.
    """

    version = models.ForeignKey(EvidenceVersion, on_delete=models.PROTECT, related_name="traces")
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, help_text="camera, origin or revision")
    digest = models.CharField(max_length=64)
    day = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "kind", "digest", "day"], name="trace_once_a_day"
            ),
            models.UniqueConstraint(
                fields=["version", "kind", "digest"],
                condition=Q(day=None),
                name="trace_without_day_once",
            ),
        ]
        indexes = [models.Index(fields=["digest", "day"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.version_id}"
