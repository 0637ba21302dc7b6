"""What the bank of pictures is made of: the features of each picture in a stored file."""

from django.db import models
from django.utils import timezone

from verification.models.evidence import EvidenceVersion


class PictureFeatures(models.Model):
    """The hash and local features of one picture, as `workers.checks.bank` keeps them. Insert only.

    `part` names a picture inside a document, `page` (from 1) says where it stands; a file that is a
    picture itself has the part "". Banks on disk are copies of these rows, and can be made anew from
    them; the rows themselves from the stored bytes.
    """

    version = models.ForeignKey(EvidenceVersion, on_delete=models.PROTECT, related_name="pictures")
    part = models.CharField(max_length=120, blank=True)
    page = models.PositiveIntegerField(null=True)
    algorithm = models.CharField(max_length=30)
    dihedral = models.CharField(max_length=512, help_text="eight hashes of 64 hexadecimal digits")
    quality = models.PositiveSmallIntegerField(help_text="0 to 100; under 50 it says little")
    kept = models.BinaryField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "part", "algorithm"], name="picture_features_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.algorithm} {self.version_id} {self.part}".rstrip()
