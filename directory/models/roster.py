import uuid

from django.conf import settings
from django.db import models

from directory.models.constraints import one_line


class RosterFile(models.Model):
    """A list of units and people that somebody sent, until it is imported or thrown away.

    `tables` is what was read in it (directory.sheets.wire). It holds names and addresses, so it is
    emptied once it is imported, and the row goes when its owner sends another or a day has passed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="roster_files"
    )
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    tables = models.JSONField()
    at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at"]
        constraints = [one_line("name", least=1, most=200), one_line("sha256", least=64, most=64)]

    def __str__(self) -> str:
        return self.name
