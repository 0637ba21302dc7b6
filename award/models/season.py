"""A season: one year's award under one instrument and one calendar."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from award.enums import DateKind, ExtensionScope, SeasonState


class Season(models.Model):
    """One year of the award. `frozen` holds the resolved instrument from opening on."""

    year = models.PositiveSmallIntegerField(_("tahun"), unique=True)
    name = models.CharField(_("nama"), max_length=120)
    instrument = models.ForeignKey(
        "criteria.Instrument", on_delete=models.PROTECT, verbose_name=_("instrumen")
    )
    state = models.CharField(
        max_length=12, choices=SeasonState, default=SeasonState.PREPARED, editable=False
    )
    time_zone = models.CharField(_("zona waktu kalender"), max_length=40, default="Asia/Jakarta")
    upload_grace_minutes = models.PositiveSmallIntegerField(
        _("tenggang unggahan (menit)"),
        default=30,
        help_text=_("Unggahan yang dimulai sebelum batas waktu masih diterima selama ini."),
    )
    frozen_toml = models.TextField(editable=False, default="")
    frozen_overrides = models.JSONField(editable=False, default=list)
    decision_number = models.CharField(_("nomor keputusan"), max_length=80, default="", blank=True)
    decision_date = models.DateField(_("tanggal keputusan"), null=True, blank=True)
    published_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                name="season_published_has_decision",
                condition=~models.Q(state__in=["published", "archived"])
                | ~models.Q(decision_number="") & models.Q(decision_date__isnull=False),
            ),
            models.CheckConstraint(
                name="season_open_is_frozen",
                condition=models.Q(state="prepared") | ~models.Q(frozen_toml=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SeasonDate(models.Model):
    """One instant of a season's calendar."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="dates")
    kind = models.CharField(max_length=24, choices=DateKind)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["season", "kind"], name="one_date_of_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.season_id} {self.kind} {self.at:%Y-%m-%d %H:%M}"


class ProvisionalValue(models.Model):
    """A provisional value of the instrument that the ministry set, with its decree."""

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="set_values")
    path = models.CharField(max_length=200)
    value = models.CharField(max_length=200)
    decree_number = models.CharField(max_length=80)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.path} = {self.value}"


class Extension(models.Model):
    """More time for one unit, one region or all, with its reason; never changed."""

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="extensions")
    kind = models.CharField(max_length=24, choices=DateKind)
    scope = models.CharField(max_length=6, choices=ExtensionScope)
    region = models.ForeignKey("directory.Region", on_delete=models.PROTECT, null=True, blank=True)
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, null=True, blank=True)
    until = models.DateTimeField()
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="extension_scope_fits",
                condition=(
                    models.Q(scope="all", region__isnull=True, unit__isnull=True)
                    | models.Q(scope="region", region__isnull=False, unit__isnull=True)
                    | models.Q(scope="unit", region__isnull=True, unit__isnull=False)
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.until:%Y-%m-%d %H:%M}"
