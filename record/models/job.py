import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from record.enums import CRASH_CAP, FINAL_STATES, JobState

TURN = Coalesce("not_before", "created_at")


class Job(models.Model):
    """Something the background must do, written in the transaction that needs it.

    `version` tells apart two runs over the same subject (a checker's version, a round): the same
    kind, subject and version are one job for ever. `owner` is the id of the broker's message that
    runs it, `retries` that message's own count. `tries` counts the runs that found what they need
    away; a job that waits for it is not handed over before `not_before`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    version = models.CharField(max_length=60, default="1")
    queue = models.CharField(max_length=30, default="default")
    state = models.CharField(max_length=10, choices=JobState, default=JobState.QUEUED)
    owner = models.CharField(max_length=64, blank=True)
    retries = models.PositiveIntegerField(default=0)
    crashes = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True, blank=True)
    dispatched_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)
    progress = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [
            models.Index(fields=["state", "queue", "created_at"], name="job_state"),
            # Which comes next: asked for after every job, with a season's files behind.
            models.Index("state", "queue", TURN, name="job_turn"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject", "version"], name="job_once"),
            models.CheckConstraint(condition=Q(state__in=JobState.values), name="job_state_known"),
            models.CheckConstraint(condition=Q(crashes__lte=CRASH_CAP), name="job_crashes_capped"),
            models.CheckConstraint(
                condition=~Q(state=JobState.RUNNING)
                | (~Q(owner="") & Q(lease_until__isnull=False)),
                name="job_running_has_owner_and_lease",
            ),
            models.CheckConstraint(
                condition=Q(state__in=FINAL_STATES, finished_at__isnull=False)
                | (~Q(state__in=FINAL_STATES) & Q(finished_at__isnull=True)),
                name="job_finished_when_final",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} ({self.state})"
