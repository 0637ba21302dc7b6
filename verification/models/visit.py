"""The field visit: where the team compares claim, evidence and place."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class Visit(models.Model):
    """One visit to a unit. It stays through repair rounds.

    The head of it may be mended (each time in the ledger); observations and photos only grow.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(
        "award.Application", on_delete=models.PROTECT, related_name="visits"
    )
    date = models.DateField()
    present = models.TextField(help_text="who was there, for the unit and for the team")
    summary = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["date", "at"]
        constraints = [models.CheckConstraint(name="visit_people", condition=~Q(present=""))]

    def __str__(self) -> str:
        return f"{self.application_id} {self.date}"


class VisitObservation(models.Model):
    """What was seen for one indicator. Insert only: a correction is another observation."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="observations")
    indicator = models.CharField(max_length=60)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.indicator} {self.at:%Y-%m-%d %H:%M}"


class VisitPhoto(models.Model):
    """A photo taken by the team on the spot. Insert only; the bytes are the record's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="photos")
    indicator = models.CharField(max_length=60, blank=True)
    blob = models.ForeignKey("record.Blob", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, help_text="code of workers.checks.kinds")
    name = models.CharField(max_length=255)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["visit", "blob"], name="photo_once_a_visit")]

    def __str__(self) -> str:
        return self.name


class VisitPicture(models.Model):
    """A re-encoded picture of a photo, without its metadata; the only thing shown in a page."""

    photo = models.ForeignKey(VisitPhoto, on_delete=models.PROTECT, related_name="pictures")
    name = models.CharField(max_length=10, help_text="thumbnail or preview")
    blob = models.ForeignKey("record.Blob", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["photo", "name"], name="picture_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.photo_id}"


class VisitWaiver(models.Model):
    """That the Kanwil head lets the verification close without a visit, and why. Insert only."""

    application = models.OneToOneField(
        "award.Application", on_delete=models.PROTECT, related_name="visit_waiver"
    )
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="waiver_reason", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return str(self.application_id)
