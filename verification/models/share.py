from django.conf import settings
from django.db import models


class IndicatorShare(models.Model):
    """Whose turn an indicator is in its team. It forbids nobody to act.

    `person` None: nobody's. A share of somebody who may act no longer is nobody's as well; whoever
    reads shares asks `verification.queries.shares`, which counts them so.
    """

    application = models.ForeignKey(
        "award.Application", on_delete=models.PROTECT, related_name="shares"
    )
    indicator = models.CharField(max_length=60)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "indicator"], name="indicator_shared_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} → {self.person_id}"
