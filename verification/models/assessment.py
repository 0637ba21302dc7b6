from django.conf import settings
from django.db import models


class IndicatorVerification(models.Model):
    """What the Kanwil found for one indicator: the second of the three values. Insert only.

    `basis` is the digest of the claim and the files it was judged on; the row counts only
    while the application's basis for that indicator is still the same.
    """

    application = models.ForeignKey(
        "award.Application", on_delete=models.PROTECT, related_name="verifications"
    )
    indicator = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    value = models.CharField(max_length=40)
    observation = models.TextField(blank=True)
    basis = models.CharField(max_length=64)
    decree = models.ForeignKey("Decree", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["indicator", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "indicator", "version"], name="verification_versions"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} v{self.version}: {self.value}"
