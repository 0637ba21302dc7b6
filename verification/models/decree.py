"""The decree (SK) that appoints a verification team, and the people it names."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from verification.enums import Issuer, TeamFunction


class Decree(models.Model):
    """A registered decree. It covers the `units` it names, or all of its region if none.

    `starts` and `last_day` are the days printed on it; `valid_from` and `valid_until` the
    instants they mean in the region's zone. Ending or replacing it moves `valid_until`,
    nothing else: what it once said stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    season = models.ForeignKey("award.Season", on_delete=models.PROTECT, related_name="decrees")
    region = models.ForeignKey("directory.Region", on_delete=models.PROTECT, related_name="decrees")
    units = models.ManyToManyField("directory.Unit", blank=True, related_name="decrees")
    issuer = models.CharField(_("penerbit"), max_length=10, choices=Issuer)
    number = models.CharField(_("nomor"), max_length=80)
    date = models.DateField(_("tanggal"))
    starts = models.DateField(_("berlaku sejak"))
    last_day = models.DateField(_("berlaku sampai dengan"))
    valid_from = models.DateTimeField(editable=False)
    valid_until = models.DateTimeField(editable=False)
    file = models.ForeignKey("record.Blob", on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_reason = models.TextField(blank=True, editable=False)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    registered_at = models.DateTimeField()

    class Meta:
        ordering = ["-date", "number"]
        constraints = [
            models.UniqueConstraint(Upper("number"), "region", name="decree_number_once"),
            models.CheckConstraint(
                name="decree_days_in_order",
                condition=Q(starts__gte=F("date"), last_day__gte=F("starts")),
            ),
            models.CheckConstraint(
                name="decree_ended_with_reason",
                condition=Q(ended_at__isnull=True) | ~Q(ended_reason=""),
            ),
            models.CheckConstraint(name="decree_numbered", condition=~Q(number="")),
        ]

    def __str__(self) -> str:
        return self.number

    def in_force(self, at: datetime) -> bool:
        return self.valid_from <= at < self.valid_until


class DecreeMember(models.Model):
    """A person a decree names, with function and tasks. Insert only: a change is a new decree."""

    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    function = models.CharField(_("kedudukan"), max_length=10, choices=TeamFunction)
    tasks = models.TextField(_("tugas"), blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["decree", "person"], name="member_named_once"),
            models.UniqueConstraint(
                fields=["decree"], condition=Q(function="leader"), name="one_leader"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.function} {self.person_id}"
