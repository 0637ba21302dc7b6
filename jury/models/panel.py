"""Who scores what: panels, seats, declarations and conflicts of interest."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jury.enums import ConflictKind, ConflictSource


class Panel(models.Model):
    """Jurors who score the same applications of a season.

    `size` is how many of them score each application; without one all of them do.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    season = models.ForeignKey("award.Season", on_delete=models.PROTECT, related_name="panels")
    name = models.CharField(max_length=120)
    size = models.PositiveSmallIntegerField(null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["season", "name"]
        constraints = [
            models.UniqueConstraint(fields=["season", "name"], name="jury_panel_name"),
            models.CheckConstraint(condition=Q(size=None) | Q(size__gte=1), name="jury_panel_size"),
        ]

    def __str__(self) -> str:
        return self.name


class PanelApplication(models.Model):
    """An application in a panel; it is in one at a time. `until` ends it, the row stays."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="entries")
    application = models.ForeignKey(
        "award.Application", on_delete=models.PROTECT, related_name="panel_entries"
    )
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(until=None), name="jury_one_panel_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.panel_id} {self.application_id}"


class Seat(models.Model):
    """A juror's place in a panel. `order_seed` makes the juror's own random order of units."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats"
    )
    order_seed = models.PositiveIntegerField()
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="why it ended")

    class Meta:
        ordering = ["panel", "starts"]
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "person"], condition=Q(ends=None), name="jury_one_seat"
            ),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("starts")), name="jury_seat_dates"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.panel_id} {self.person_id}"


class SeatAssignment(models.Model):
    """An application that a seat scores. `until` ends it, the row stays.

    Every question of who scores what starts from these rows, whether the panel has a size or
    not. A reason stands where somebody made or ended it by hand.
    """

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="assignments")
    application = models.ForeignKey(
        "award.Application", on_delete=models.PROTECT, related_name="seat_assignments"
    )
    since = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.TextField(blank=True, help_text="why it was made by hand")
    until = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_reason = models.TextField(blank=True, help_text="why it was ended by hand")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "application"], condition=Q(until=None), name="jury_assigned_once"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="jury_assignment_dates"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id} {self.application_id}"


class Declaration(models.Model):
    """A juror's word on one application, given before first sight. Insert only; the last counts."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="declarations")
    application = models.ForeignKey("award.Application", on_delete=models.PROTECT)
    conflict = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.seat_id} {self.application_id} {self.conflict}"


class Conflict(models.Model):
    """A conflict of interest of a person with a unit. A lifted one keeps its row and reason.

    A pinned one was computed or set by the secretary; only two people together lift it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="conflicts"
    )
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT)
    kind = models.CharField(max_length=20, choices=ConflictKind)
    source = models.CharField(max_length=10, choices=ConflictSource)
    pinned = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    declared_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_reason = models.TextField(blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    proposal = models.ForeignKey("award.Proposal", on_delete=models.PROTECT, null=True)

    class Meta:
        ordering = ["declared_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "unit", "kind", "source"],
                condition=Q(lifted_at=None),
                name="jury_one_open_conflict",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None) | ~Q(lifted_reason=""), name="jury_lifted_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.unit_id} {self.kind}"
