from django.db import models


class Checkpoint(models.Model):
    """A signed statement of what the ledger was when it had `size` entries. Insert only.

    `note` is the whole of it, as given away: the number of entries, the Merkle root over them, the
    time, the signature. `key` is the verifier key it opens with.
    """

    size = models.PositiveBigIntegerField(primary_key=True)
    root = models.CharField(max_length=64)
    note = models.TextField()
    key = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        ordering = ["size"]

    def __str__(self) -> str:
        return f"{self.size} {self.root}"
