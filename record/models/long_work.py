import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class LongWork(models.Model):
    """What a person asked for that takes longer than a page may: an import, an export, a merge.

    Its state is its job's. `params` and `reasons` hold ids, codes and words for who asked, no names
    of others: the row lives for some days only, but it is read by whoever keeps the database. What
    it made is a file (record.store.short_lived) or stands on a page: `link` is where it was asked
    for and, once it is done, where its outcome is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="long_works"
    )
    params = models.JSONField(default=dict)
    job = models.OneToOneField("record.Job", on_delete=models.PROTECT, related_name="long_work")
    reasons = models.JSONField(default=list, help_text="why it was refused, for who asked")
    link = models.CharField(max_length=500, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0, help_text="bytes")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "id"]
        indexes = [
            models.Index(fields=["asked_by", "-created_at"], name="long_work_asked_by"),
            models.Index(fields=["expires_at"], name="long_work_expires"),
        ]
        constraints = [
            models.CheckConstraint(
                name="long_work_whole_file",
                condition=Q(file_name="", content_type="", sha256="")
                | (~Q(file_name="") & ~Q(content_type="") & ~Q(sha256="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
