"""A document of ours that came back with electronic signatures, which are put on outside."""

import uuid

from django.conf import settings
from django.db import models


class SignedCopy(models.Model):
    """A signed PDF, bound to the draft that it signs: it begins with the draft's very bytes.

    Insert only. `signers` is what the file says of each: name, issuer, time, and whether the chain
    of the certificate is known here. `covered` are words of the draft that a seal stands on.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey("record.Blob", on_delete=models.PROTECT, related_name="+")
    signed = models.OneToOneField("record.Blob", on_delete=models.PROTECT, related_name="+")
    signers = models.JSONField()
    covered = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.draft_id[:12]} {self.at:%Y-%m-%d %H:%M}"
