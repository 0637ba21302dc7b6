"""What counts for or against a unit beside its sheets, where the instrument has modifiers on."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jury.enums import Direction, ModifierState


class ModifierEntry(models.Model):
    """One modifier of one application: who told it, the unit's answer, and what was decided.

    The points are not kept: they are the season's instrument's for this code and direction.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(
        "award.Application", on_delete=models.PROTECT, related_name="modifiers"
    )
    code = models.CharField(max_length=60, help_text="of the instrument")
    direction = models.CharField(max_length=9, choices=Direction)
    source = models.CharField(max_length=200, help_text="who told it")
    number = models.CharField(max_length=80, help_text="of the source's document")
    date = models.DateField(help_text="of the source's document")
    facts = models.TextField(help_text="what happened; the unit is asked to answer it")
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    registered_at = models.DateTimeField()
    answer_due = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=ModifierState, default=ModifierState.REGISTERED)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["registered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "code", "number"], name="jury_one_modifier_of_a_document"
            ),
            models.CheckConstraint(
                condition=Q(answer_due__gt=F("registered_at")), name="jury_modifier_time_to_answer"
            ),
            models.CheckConstraint(
                condition=Q(state="registered", decided_at=None)
                | (~Q(state="registered") & Q(decided_at__isnull=False) & ~Q(reason="")),
                name="jury_modifier_decided_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("registered_by")),
                name="jury_modifier_of_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.code} {self.number}"
