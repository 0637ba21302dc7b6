"""One unit's application in one season, its state machine, and the steps it took."""

import uuid
from typing import Any, cast

from django.conf import settings
from django.db import models
from django_fsm import RETURN_VALUE, FSMField, Transition, transition

from award.enums import Capacity, DateKind, State

S = State


class Application(models.Model):
    """The bodies below change fields and nothing else; `award.domain.transitions` calls them.

    Later acts become invalid by counting, not by deleting: minutes carry the
    `verification_round` and sheets the `scoring_round` they were made in, and hold only
    while it is still the application's.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    season = models.ForeignKey("Season", on_delete=models.PROTECT, related_name="applications")
    unit = models.ForeignKey(
        "directory.Unit", on_delete=models.PROTECT, related_name="applications"
    )
    region = models.ForeignKey(
        "directory.Region", on_delete=models.PROTECT, related_name="applications"
    )
    unit_type = models.CharField(max_length=30, help_text="as it was when the season opened")
    state = FSMField(default=State.DRAFT, choices=State.choices, protected=True, db_index=True)
    state_before = models.CharField(max_length=20, blank=True, choices=State.choices)
    state_since = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    verification_round = models.PositiveSmallIntegerField(default=1)
    scoring_round = models.PositiveSmallIntegerField(default=1)
    repair_round = models.PositiveSmallIntegerField(default=0)
    in_repair = models.BooleanField(default=False)
    open_indicators = models.JSONField(default=list, help_text="the ones a repair round opens")
    published_version = models.PositiveIntegerField(
        null=True, editable=False, help_text="the version whose outcome was last made public"
    )

    class Meta:
        ordering = ["unit__name"]
        constraints = [
            models.UniqueConstraint(fields=["season", "unit"], name="one_application_a_season"),
            models.CheckConstraint(
                name="application_state_known", condition=models.Q(state__in=State.values)
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @classmethod
    def state_transitions(cls) -> list[Transition]:
        """Every transition the methods below declare, for the check against the table."""
        field = cast(FSMField, cls._meta.get_field("state"))
        return list(field.get_all_transitions(cls))

    @transition(field=state, source=[S.DRAFT], target=S.SELF_ASSESSED)
    def submit_self_assessment(self, given: dict[str, Any]) -> None: ...

    @transition(field=state, source=[S.SELF_ASSESSED], target=S.DRAFT)
    def reopen_self_assessment(self, given: dict[str, Any]) -> None: ...

    @transition(field=state, source=[S.SELF_ASSESSED], target=S.EVIDENCE_OPEN)
    def assign_team(self, given: dict[str, Any]) -> None: ...

    @transition(field=state, source=[S.EVIDENCE_OPEN], target=S.UNDER_VERIFICATION)
    def submit_evidence(self, given: dict[str, Any]) -> None:
        self._end_repair_round()

    @transition(field=state, source=[S.UNDER_VERIFICATION], target=S.EVIDENCE_OPEN)
    def return_for_repair(self, given: dict[str, Any]) -> None:
        self.repair_round += 1
        self.in_repair = True
        self.open_indicators = sorted(given["indicators"])
        self.verification_round += 1

    @transition(field=state, source=[S.EVIDENCE_OPEN], target=S.UNDER_VERIFICATION)
    def end_repair(self, given: dict[str, Any]) -> None:
        self._end_repair_round()

    @transition(field=state, source=[S.DRAFT, S.EVIDENCE_OPEN], target=S.LAPSED)
    def lapse(self, given: dict[str, Any]) -> None:
        self.state_before = given["source"]

    @transition(field=state, source=[S.UNDER_VERIFICATION], target=S.VERIFIED)
    def complete_verification(self, given: dict[str, Any]) -> None: ...

    @transition(field=state, source=[S.UNDER_VERIFICATION], target=S.NOT_PASSED)
    def reject_verification(self, given: dict[str, Any]) -> None: ...

    @transition(field=state, source=[S.VERIFIED], target=S.UNDER_VERIFICATION)
    def reopen_verification(self, given: dict[str, Any]) -> None:
        self.verification_round += 1

    @transition(field=state, source=[S.VERIFIED], target=S.IN_SCORING)
    def forward(self, given: dict[str, Any]) -> None: ...

    @transition(field=state, source=[S.IN_SCORING], target=S.UNDER_VERIFICATION)
    def return_to_region(self, given: dict[str, Any]) -> None:
        self.verification_round += 1
        self.scoring_round += 1

    @transition(field=state, source=[S.IN_SCORING], target=S.SCORED)
    def close_scoring(self, given: dict[str, Any]) -> None: ...

    @transition(field=state, source=[S.SCORED], target=S.IN_SCORING)
    def reopen_scoring(self, given: dict[str, Any]) -> None: ...

    @transition(field=state, source=[S.SCORED], target=S.AWARDED)
    def decide_award(self, given: dict[str, Any]) -> None: ...

    @transition(field=state, source=[S.SCORED], target=S.NOT_AWARDED)
    def decide_no_award(self, given: dict[str, Any]) -> None: ...

    @transition(
        field=state,
        source=[
            S.DRAFT,
            S.SELF_ASSESSED,
            S.EVIDENCE_OPEN,
            S.UNDER_VERIFICATION,
            S.VERIFIED,
            S.IN_SCORING,
            S.SCORED,
        ],
        target=S.NOT_ASSESSABLE,
    )
    def decide_not_assessable(self, given: dict[str, Any]) -> None:
        self.state_before = given["source"]

    @transition(
        field=state,
        source=[S.EVIDENCE_OPEN, S.UNDER_VERIFICATION, S.VERIFIED, S.IN_SCORING, S.SCORED],
        target=S.DISQUALIFIED,
    )
    def disqualify(self, given: dict[str, Any]) -> None:
        self.state_before = given["source"]

    @transition(
        field=state,
        source=[S.NOT_PASSED, S.AWARDED, S.NOT_AWARDED, S.NOT_ASSESSABLE, S.DISQUALIFIED],
        target=RETURN_VALUE(
            S.DRAFT,
            S.SELF_ASSESSED,
            S.EVIDENCE_OPEN,
            S.UNDER_VERIFICATION,
            S.VERIFIED,
            S.IN_SCORING,
            S.SCORED,
        ),
    )
    def uphold_objection(self, given: dict[str, Any]) -> str:
        target = State(given["target"])
        if target != S.SCORED:
            self.scoring_round += 1
        if target not in (S.SCORED, S.IN_SCORING):
            self.verification_round += 1
        return target.value

    @transition(field=state, source=[S.AWARDED], target=S.REVOKED)
    def revoke(self, given: dict[str, Any]) -> None: ...

    @transition(
        field=state,
        source=[S.DRAFT, S.SELF_ASSESSED, S.EVIDENCE_OPEN, S.UNDER_VERIFICATION],
        target=S.WITHDRAWN,
    )
    def withdraw(self, given: dict[str, Any]) -> None:
        self.state_before = given["source"]

    @transition(
        field=state,
        source=[S.WITHDRAWN, S.LAPSED],
        target=RETURN_VALUE(S.DRAFT, S.SELF_ASSESSED, S.EVIDENCE_OPEN, S.UNDER_VERIFICATION),
    )
    def reinstate(self, given: dict[str, Any]) -> str:
        before, self.state_before = self.state_before, ""
        return before

    def _end_repair_round(self) -> None:
        self.in_repair = False
        self.open_indicators = []


class ApplicationDate(models.Model):
    """A date of this application alone: a repair round's end, an objection's own calendar."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="dates")
    kind = models.CharField(max_length=24, choices=DateKind)
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"


class Step(models.Model):
    """One walked edge, for the timeline: who, in what capacity, when, why. Insert only."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="steps")
    edge = models.CharField(max_length=40)
    source = models.CharField(max_length=20, choices=State.choices)
    target = models.CharField(max_length=20, choices=State.choices)
    version = models.PositiveIntegerField(help_text="the application's version it made")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    capacity = models.CharField(max_length=20, choices=Capacity)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["application", "version"]
        constraints = [
            models.UniqueConstraint(fields=["application", "version"], name="one_step_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.edge} v{self.version}"
