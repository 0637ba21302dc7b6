"""How the lists of the team's work are narrowed."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from award.models import Season
from directory.models import Region
from record.pages.lists import RowChoiceField, given
from verification.enums import Severity
from verification.models import Decree

ANY = [("", _("Semua"))]
IN_FORCE, OVER = "in_force", "over"


class DecreesForm(forms.Form):
    season = RowChoiceField(
        Season.objects.all(), label=_("Periode"), required=False, empty_label=_("Semua")
    )
    region = RowChoiceField(
        Region.objects.all(), label=_("Kanwil"), required=False, empty_label=_("Semua")
    )
    state = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[*ANY, (IN_FORCE, _("Berlaku")), (OVER, _("Tidak berlaku lagi"))],
    )
    text = forms.CharField(label=_("Nomor SK"), max_length=80, required=False)

    def narrowed(self, rows: QuerySet[Decree]) -> QuerySet[Decree]:
        """The decrees that fit; a value that does not fit counts as not given."""
        asked, now = given(self), timezone.now()
        if asked.get("season"):
            rows = rows.filter(season=asked["season"])
        if asked.get("region"):
            rows = rows.filter(region=asked["region"])
        if asked.get("state") == IN_FORCE:
            rows = rows.filter(valid_from__lte=now, valid_until__gt=now)
        if asked.get("state") == OVER:
            rows = rows.filter(valid_until__lte=now)
        return rows.filter(number__icontains=asked["text"]) if asked.get("text") else rows


class FindingsForm(forms.Form):
    """`semua` is "1" for all findings, else those that wait for a decision."""

    semua = forms.ChoiceField(
        label=_("Tampilkan"),
        required=False,
        choices=[("", _("Menunggu keputusan")), ("1", _("Semua temuan"))],
    )
    severity = forms.ChoiceField(
        label=_("Tingkat"), required=False, choices=[*ANY, *Severity.choices]
    )

    @property
    def show_all(self) -> bool:
        return given(self).get("semua") == "1"

    def narrowed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The findings of the severity asked for."""
        severity = given(self).get("severity")
        return rows.filter(severity=severity) if severity else rows
