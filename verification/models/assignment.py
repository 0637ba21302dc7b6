from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Assignment(models.Model):
    """That a decree's team works on an application, from and to; the database keeps it to one.

    An open assignment to a decree that is no longer in force means: without a team.
    """

    application = models.ForeignKey(
        "award.Application", on_delete=models.PROTECT, related_name="assignments"
    )
    decree = models.ForeignKey("Decree", on_delete=models.PROTECT, related_name="assignments")
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(ends__isnull=True), name="one_open_assignment"
            ),
            models.CheckConstraint(
                name="assignment_ends_after_start",
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decree_id} → {self.application_id}"
