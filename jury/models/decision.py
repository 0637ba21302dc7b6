"""What was decided, published, certified, and what was said against it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from award.enums import State
from jury.enums import CertificateState, HearingAbout, ObjectionState, Outcome


class Decision(models.Model):
    """A decision on one application, with reasons; an amending one is a new version. Insert only."""

    application = models.ForeignKey(
        "award.Application", on_delete=models.PROTECT, related_name="decisions"
    )
    version = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=20, choices=Outcome)
    number = models.CharField(max_length=80, blank=True)
    date = models.DateField(null=True, blank=True)
    grade = models.CharField(max_length=40, blank=True)
    rank = models.PositiveIntegerField(null=True, blank=True)
    reasons = models.TextField()
    result = models.ForeignKey("jury.Result", on_delete=models.PROTECT, null=True, blank=True)
    objection = models.ForeignKey("jury.Objection", on_delete=models.PROTECT, null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        ordering = ["application", "version"]
        constraints = [
            models.UniqueConstraint(fields=["application", "version"], name="jury_decisions"),
            models.CheckConstraint(
                condition=~Q(outcome__in=["awarded", "not_awarded", "revoked"])
                | ~Q(number="") & Q(date__isnull=False),
                name="jury_decision_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} v{self.version} {self.outcome}"


class Publication(models.Model):
    """One publication of decisions: the season's, or an amending one. Insert only."""

    season = models.ForeignKey(
        "award.Season", on_delete=models.PROTECT, related_name="publications"
    )
    number = models.CharField(max_length=80)
    date = models.DateField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the published list")
    note = models.TextField(blank=True)
    application = models.ForeignKey(
        "award.Application", on_delete=models.PROTECT, null=True, help_text="an amending one's"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        ordering = ["season", "at"]
        constraints = [
            models.UniqueConstraint(
                fields=["season"], condition=Q(application=None), name="jury_published_once"
            )
        ]

    def __str__(self) -> str:
        return self.number


class ReportCard(models.Model):
    """The rapor of one decision as PDF."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="report_card")
    blob = models.ForeignKey("record.Blob", on_delete=models.PROTECT)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.decision_id)


class Certificate(models.Model):
    """The piagam of one award. Anyone who holds its token can check it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(
        "award.Application", on_delete=models.PROTECT, related_name="certificates"
    )
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT)
    serial = models.CharField(max_length=30, unique=True)
    token = models.CharField(max_length=32, unique=True, help_text="128 random bits")
    state = models.CharField(max_length=7, choices=CertificateState, default=CertificateState.VALID)
    blob = models.ForeignKey("record.Blob", on_delete=models.PROTECT, null=True)
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="valid", revoked_at=None)
                | Q(state="revoked", revoked_at__isnull=False),
                name="jury_revoked_with_time",
            )
        ]

    def __str__(self) -> str:
        return self.serial


class Objection(models.Model):
    """A unit's sanggah against a decision, and its answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(
        "award.Application", on_delete=models.PROTECT, related_name="objections"
    )
    against = models.CharField(max_length=20, choices=State.choices)
    text = models.TextField()
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    filed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ObjectionState, default=ObjectionState.FILED)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    target = models.CharField(max_length=20, choices=State.choices, blank=True)

    class Meta:
        ordering = ["-filed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(state="filed"), name="jury_one_open_objection"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["filed", "withdrawn"])
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="jury_objection_answered",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class ObjectionFile(models.Model):
    """A file that backs an objection, checked like any evidence. Insert only."""

    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="files")
    version = models.OneToOneField(
        "verification.EvidenceVersion", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.objection_id} {self.version_id}"


class Hearing(models.Model):
    """The unit is heard before it is disqualified or an award revoked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(
        "award.Application", on_delete=models.PROTECT, related_name="hearings"
    )
    about = models.CharField(max_length=12, choices=HearingAbout)
    charge = models.TextField(help_text="what the unit is asked to answer")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField()
    answer_due = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True, help_text="dropped or decided")

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "about"],
                condition=Q(closed_at=None),
                name="jury_one_open_hearing",
            ),
            models.CheckConstraint(
                condition=Q(answer_due__gt=F("opened_at")), name="jury_time_to_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.about}"


class HearingFinding(models.Model):
    """A finding that the unit is asked about: which file, and what was found. Insert only."""

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="findings")
    finding = models.ForeignKey("verification.Finding", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["hearing", "finding"], name="jury_asked_once")
        ]

    def __str__(self) -> str:
        return f"{self.hearing_id} {self.finding_id}"
