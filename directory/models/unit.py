import uuid
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.enums import UnitClass, UnitType
from directory.models.constraints import ONE_LINE, WORK_UNIT_CODE, digits, one_line
from directory.models.region import Region


class Unit(models.Model):
    """A unit (UPT) of the ministry, known by its six-digit work-unit code (kode satker)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    work_unit_code = models.CharField(
        _("Kode satuan kerja"), max_length=6, unique=True, validators=[WORK_UNIT_CODE]
    )
    name = models.CharField(_("Nama"), max_length=200, validators=[ONE_LINE])
    unit_type = models.CharField(_("Jenis UPT"), max_length=40, choices=UnitType)
    unit_class = models.CharField(
        _("Kelas"), max_length=10, choices=UnitClass, default=UnitClass.NONE
    )
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="units", verbose_name=_("Kanwil")
    )
    latitude = models.DecimalField(
        _("Lintang"), max_digits=8, decimal_places=6, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("Bujur"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    closed_on = models.DateField(_("Ditutup mulai"), null=True, blank=True)

    class Meta:
        ordering = ["region__number", "name", "work_unit_code"]
        constraints = [
            digits("work_unit_code", 6),
            one_line("name", least=1, most=200),
            models.CheckConstraint(
                condition=Q(unit_type__in=UnitType.values), name="directory_unit_type"
            ),
            models.CheckConstraint(
                condition=Q(unit_class__in=UnitClass.values), name="directory_unit_class"
            ),
            # One alone: a comparison with NULL is unknown, which a CHECK lets pass.
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="directory_unit_coordinates",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_open(self, on: date) -> bool:
        """Whether the unit exists on that day; `closed_on` is the first day it does not."""
        return self.closed_on is None or on < self.closed_on
