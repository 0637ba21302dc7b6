from django.db import models
from django.utils import timezone


class Blob(models.Model):
    """That bytes with this SHA-256 are in the evidence store; never changed, never deleted."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField(help_text="bytes")
    stored_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.sha256
