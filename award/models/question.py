import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from award.models.application import Application


class Question(models.Model):
    """What a unit asks its Kanwil about one indicator, and the answer to it.

    It is open until somebody of the Kanwil answers or the unit withdraws it; both are for good.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="questions")
    indicator = models.CharField(max_length=60)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "indicator"],
                condition=Q(answered_at=None, withdrawn_at=None),
                name="one_open_question_an_indicator",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False, withdrawn_at=None)
                & ~Q(answer=""),
                name="question_answered_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.at:%Y-%m-%d %H:%M}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.withdrawn_at is None
