"""Findings: questions about a file, what people decided about them, what the unit answered."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from award.enums import Capacity
from verification.enums import Severity, Verdict
from verification.models.checking import CheckResult
from verification.models.evidence import EvidenceVersion


class Finding(models.Model):
    """A question about a file, raised by a check or by a person. Insert only.

    `other` is the file it resembles, perhaps another unit's: shown to the team and the centre
    alone. `strength` and `region` are as `workers.checks.finding` gives them.

    A new version of a check writes its findings beside those of older versions. `check_name` and
    `check_version` are those of `result`, kept here because a pair has two files and one row each,
    whichever of the two was checked.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(EvidenceVersion, on_delete=models.PROTECT, related_name="findings")
    other = models.ForeignKey(
        EvidenceVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    result = models.ForeignKey(
        CheckResult, on_delete=models.PROTECT, null=True, related_name="findings"
    )
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    check_name = models.CharField(max_length=60, blank=True)
    check_version = models.PositiveSmallIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=60)
    number = models.PositiveSmallIntegerField(default=1, help_text="among those of one result")
    severity = models.CharField(max_length=6, choices=Severity)
    strength = models.JSONField(null=True)
    region = models.JSONField(null=True)
    explanation_id = models.TextField()
    explanation_en = models.TextField()
    facts = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "kind", "other", "check_name", "check_version"],
                condition=Q(other__isnull=False),
                name="finding_once_a_pair_and_check",
            ),
            models.UniqueConstraint(
                fields=["result", "number"],
                condition=Q(other__isnull=True, result__isnull=False),
                name="finding_once_a_result",
            ),
            models.CheckConstraint(
                condition=Q(result__isnull=True, raised_by__isnull=False)
                | Q(result__isnull=False, raised_by__isnull=True),
                name="finding_by_check_or_person",
            ),
            models.CheckConstraint(
                condition=Q(result__isnull=True, check_name="", check_version__isnull=True)
                | (Q(result__isnull=False, check_version__isnull=False) & ~Q(check_name="")),
                name="finding_names_its_check",
            ),
            models.CheckConstraint(
                condition=Q(severity__in=Severity.values), name="finding_severity_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version_id}"


class FindingDecision(models.Model):
    """What a person decided about a finding and why. Insert only; the latest counts."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="decisions")
    verdict = models.CharField(max_length=16, choices=Verdict)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=20, choices=Capacity)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=Verdict.values), name="finding_verdict_known"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="finding_decision_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.verdict}"


class FindingAnswer(models.Model):
    """What the unit answered to a finding it was asked about. Insert only."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="finding_answer_text")]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.at:%Y-%m-%d %H:%M}"
