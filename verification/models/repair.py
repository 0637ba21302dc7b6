from django.conf import settings
from django.db import models


class RepairRequest(models.Model):
    """What one repair round asks of the unit for one indicator, and why. Insert only."""

    application = models.ForeignKey(
        "award.Application", on_delete=models.PROTECT, related_name="repair_requests"
    )
    round = models.PositiveSmallIntegerField(help_text="the application's repair_round it opened")
    indicator = models.CharField(max_length=60)
    codes = models.JSONField(help_text="one or more RepairCode, in their order")
    text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "round", "indicator"], name="one_repair_request_a_round"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} r{self.round}: {', '.join(self.codes)}"
