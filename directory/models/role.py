import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from directory.enums import CENTRE_KINDS, REGION_KINDS, UNIT_KINDS, ActingKind, RoleKind
from directory.models.constraints import ONE_LINE, one_line
from directory.models.region import Region
from directory.models.unit import Unit


class Role(models.Model):
    """What a person is, where, and from when to when.

    `starts` is the first day it holds, `ends` the first day it no longer does, so that a role
    ended today is over at once. `acting` marks a Plt or Plh, who may do all the head may;
    `acting_as` tells which of the two and `letter` the number of what names them, where known.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="roles"
    )
    kind = models.CharField(_("Peran"), max_length=30, choices=RoleKind)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="roles"
    )
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="roles"
    )
    acting = models.BooleanField(_("Pelaksana tugas atau harian (Plt./Plh.)"), default=False)
    acting_as = models.CharField(_("Sebagai"), max_length=3, choices=ActingKind, blank=True)
    letter = models.CharField(
        _("Nomor surat perintah"), max_length=100, blank=True, validators=[ONE_LINE]
    )
    starts = models.DateField(_("Mulai berlaku"))
    ends = models.DateField(_("Tidak berlaku lagi mulai"), null=True, blank=True)

    class Meta:
        ordering = ["starts", "kind", "id"]
        indexes = [
            models.Index(fields=["kind", "unit"], name="directory_role_kind_unit"),
            models.Index(fields=["kind", "region"], name="directory_role_kind_region"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=sorted(UNIT_KINDS), unit__isnull=False, region=None)
                | Q(kind__in=sorted(REGION_KINDS), unit=None, region__isnull=False)
                | Q(kind__in=sorted(CENTRE_KINDS), unit=None, region=None),
                name="directory_role_scope",
            ),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("starts")), name="directory_role_dates"
            ),
            models.CheckConstraint(
                condition=Q(acting_as="") | Q(acting_as__in=ActingKind.values, acting=True),
                name="directory_role_acting_as",
            ),
            one_line("letter", most=100),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def acting_mark(self) -> str:
        """What stands before the title of somebody acting: Plt., Plh., or both where unknown."""
        if not self.acting:
            return ""
        return self.get_acting_as_display() or gettext("Plt./Plh.")

    def in_force(self, on: date) -> bool:
        return self.starts <= on and (self.ends is None or on < self.ends)
