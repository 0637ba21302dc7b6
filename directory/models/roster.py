import uuid

from django.conf import settings
from django.db import models

from directory.models.constraints import one_line


class RosterFile(models.Model):
    """A list of units and people that somebody sent, until it is imported or thrown away.

    `data` is the file as it was sent, until it is read; `tables` is what was read in it
    (directory.sheets.wire). Both hold names and addresses: each is emptied once it is used, and the
    row goes when its owner sends another or a day has passed. `changes` counts what was imported.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="roster_files"
    )
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    encoding = models.CharField(max_length=20, default="utf-8", help_text="of a CSV")
    data = models.BinaryField(default=bytes)
    tables = models.JSONField(default=list)
    changes = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at"]
        constraints = [one_line("name", least=1, most=200), one_line("sha256", least=64, most=64)]

    def __str__(self) -> str:
        return self.name
