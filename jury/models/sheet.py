"""Score sheets: drafts as they are typed, versions once sealed, and the closing over them."""

import uuid

from django.conf import settings
from django.db import models

from jury.enums import SheetState
from jury.models.panel import Panel, Seat


class ScoreSheet(models.Model):
    """One juror's scores of one application, in one scoring round of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="sheets")
    application = models.ForeignKey(
        "award.Application", on_delete=models.PROTECT, related_name="sheets"
    )
    scoring_round = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=6, choices=SheetState, default=SheetState.DRAFT)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "application", "scoring_round"], name="jury_one_sheet"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class ScoreDraft(models.Model):
    """A score as it is being typed; it counts for nothing until the sheet is sealed."""

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.CASCADE, related_name="drafts")
    indicator = models.CharField(max_length=60)
    value = models.CharField(max_length=40, blank=True)
    comment = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "indicator"], name="jury_one_draft")
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"


class ScoreVersion(models.Model):
    """A sealed sheet: its content as canonical JSON and its digest. Insert only."""

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    content = models.TextField(help_text="canonical JSON: values, and commitments to comments")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content")
    reason = models.TextField(blank=True, help_text="why a later version was needed")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        ordering = ["sheet", "version"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "version"], name="jury_score_versions")
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id} v{self.version}"


class SealedComment(models.Model):
    """The words of a comment that a sealed sheet has a salted commitment of.

    Apart from the sheet, which never changes, because words about people must be erasable.
    """

    version = models.ForeignKey(ScoreVersion, on_delete=models.PROTECT, related_name="comments")
    indicator = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, help_text="the commitment, as sealed")
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "indicator"], name="jury_one_comment")
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.text}"


class EvidenceLook(models.Model):
    """A juror opened a file of the evidence, for the first time in this round. Insert only."""

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.PROTECT, related_name="looks")
    version = models.ForeignKey(
        "verification.EvidenceVersion", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "version"], name="jury_looked_once")
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.version_id}"


class Closing(models.Model):
    """Two people closed a panel's scoring: the root over every sealed sheet. Insert only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="closings")
    proposal = models.OneToOneField("award.Proposal", on_delete=models.PROTECT)
    root = models.CharField(max_length=64)
    sheets = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.panel_id} {self.root[:12]}"


class Result(models.Model):
    """What the closed sheets of one application amount to. Insert only; the last counts.

    `arithmetic` is every step as text, so that a page can open each number.
    """

    application = models.ForeignKey(
        "award.Application", on_delete=models.PROTECT, related_name="results"
    )
    closing = models.ForeignKey(Closing, on_delete=models.PROTECT, related_name="results")
    scoring_round = models.PositiveSmallIntegerField()
    n = models.PositiveSmallIntegerField()
    total = models.DecimalField(max_digits=12, decimal_places=6)
    mean = models.DecimalField(max_digits=12, decimal_places=6)
    median = models.DecimalField(max_digits=12, decimal_places=6)
    spread = models.DecimalField(max_digits=12, decimal_places=6)
    grade = models.CharField(max_length=40, blank=True)
    minimums_met = models.BooleanField()
    arithmetic = models.JSONField()

    class Meta:
        ordering = ["application", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "closing"], name="jury_one_result")
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.total}"


class Unassessed(models.Model):
    """A closing in which nothing of an application could be assessed on any sheet. Insert only.

    The two people who closed named it and gave a reason, which stands in their proposal. It has
    no result: no total, no place.
    """

    application = models.ForeignKey(
        "award.Application", on_delete=models.PROTECT, related_name="unassessed"
    )
    closing = models.ForeignKey(Closing, on_delete=models.PROTECT, related_name="unassessed")
    scoring_round = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["application", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "closing"], name="jury_unassessed_once")
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: –"

    @property
    def reason(self) -> str:
        """Why, in the words of who closed."""
        reasons: dict[str, str] = self.closing.proposal.params.get("not_assessable", {})
        return reasons.get(str(self.application_id), "")
