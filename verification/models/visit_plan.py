"""The plan of visits to come: where the team goes on which days, who goes, who is away."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class PlannedVisit(models.Model):
    """Days on which members of the team go to a unit. What was seen there is a `Visit`.

    Its days may be moved and its people changed, each time in the ledger; a letter of assignment
    that says otherwise by then is out of date.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(
        "award.Application", on_delete=models.PROTECT, related_name="planned_visits"
    )
    first_day = models.DateField()
    last_day = models.DateField()
    version = models.PositiveIntegerField(default=1)
    cancelled_at = models.DateTimeField(null=True, editable=False)
    cancelled_reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                name="planned_days_in_order", condition=Q(last_day__gte=F("first_day"))
            ),
            models.CheckConstraint(
                name="plan_cancelled_with_reason",
                condition=Q(cancelled_at__isnull=True) | ~Q(cancelled_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.first_day}"


class Visitor(models.Model):
    """Somebody who goes, perhaps in another's stead. `active` False: no longer."""

    visit = models.ForeignKey(PlannedVisit, on_delete=models.PROTECT, related_name="visitors")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    instead_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "person"], condition=Q(active=True), name="goes_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.person_id}"


class Absence(models.Model):
    """Days on which a verifier cannot go. Why is nobody's business here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="absences"
    )
    first_day = models.DateField()
    last_day = models.DateField()
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                name="absence_days_in_order", condition=Q(last_day__gte=F("first_day"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.first_day}"


class AssignmentLetter(models.Model):
    """A letter of assignment as it was made: its content and its PDF. Insert only.

    `visit_version` is the plan's when it was made: with a later one the letter is out of date.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(PlannedVisit, on_delete=models.PROTECT, related_name="letters")
    visit_version = models.PositiveIntegerField()
    number = models.CharField(max_length=80)
    day = models.DateField(help_text="the day printed on it")
    content = models.TextField(help_text="canonical JSON of all that the PDF shows")
    content_digest = models.CharField(max_length=64)
    pdf = models.ForeignKey("record.Blob", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(name="assignment_numbered", condition=~Q(number=""))]

    def __str__(self) -> str:
        return self.number
