from django.db import models


class LedgerEntry(models.Model):
    """One event of the append-only chain; written by record.domain.ledger alone.

    The body is the truth and is what the hash covers. The columns beside it repeat parts of it so
    that the database can search; verification compares them.
    """

    seq = models.PositiveBigIntegerField(primary_key=True)
    prev_hash = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)
    body = models.TextField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)

    class Meta:
        ordering = ["seq"]
        verbose_name_plural = "ledger entries"
        indexes = [
            models.Index(fields=["subject", "seq"], name="ledger_subject"),
            models.Index(fields=["kind", "seq"], name="ledger_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind} {self.subject}"


class Commitment(models.Model):
    """The salt behind a digest that stands in the ledger instead of a name or a free text.

    Deleting the row (and the text it was made of) erases: the digest in the chain can no longer be
    tied to anything, and the chain still verifies.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    salt = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.digest
