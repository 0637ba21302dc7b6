"""Giving and ending roles."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from directory.enums import RoleKind, Scope
from directory.models import Region
from directory.pages.forms.dates import DayField
from directory.queries.units import open_units


class RoleForm(forms.Form):
    """A role for one person: what, where, from when to when.

    The unit is typed as its six-digit code: a list of hundreds is no help on a phone.
    """

    kind = forms.ChoiceField(label=_("Peran"), choices=RoleKind.choices)
    work_unit_code = forms.CharField(
        label=_("Kode satuan kerja"),
        help_text=_("Enam angka. Isi hanya untuk peran di UPT."),
        required=False,
        max_length=6,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
    )
    region = forms.ModelChoiceField(
        Region.objects.all(),
        label=_("Kanwil"),
        help_text=_("Pilih hanya untuk peran di Kanwil."),
        required=False,
        empty_label="–",
    )
    acting = forms.BooleanField(
        label=_("Pelaksana tugas atau pelaksana harian (Plt./Plh.)"), required=False
    )
    starts = DayField(label=_("Mulai berlaku"))
    ends = DayField(
        label=_("Tidak berlaku lagi mulai"),
        help_text=_("Kosongkan bila belum diketahui. Wajar diisi untuk Plt. dan Plh."),
        required=False,
    )

    def clean_work_unit_code(self) -> str:
        code: str = self.cleaned_data["work_unit_code"]
        self.unit = open_units().filter(work_unit_code=code).first() if code else None
        if code and self.unit is None:
            raise ValidationError(gettext("Tidak ada UPT yang buka dengan kode ini."))
        return code

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        kind = RoleKind(given["kind"]) if "kind" in given else None
        if kind and kind.scope == Scope.UNIT and given.get("work_unit_code") == "":
            self.add_error("work_unit_code", gettext("Peran ini memerlukan UPT."))
        if kind and kind.scope == Scope.REGION and given.get("region") is None:
            self.add_error("region", gettext("Peran ini memerlukan Kanwil."))
        return given

    def given(self) -> dict[str, Any]:
        """The arguments of `give_role` that the form holds."""
        names = ("region", "acting", "starts", "ends")
        given = {name: self.cleaned_data[name] for name in names}
        return {**given, "kind": RoleKind(self.cleaned_data["kind"]), "unit": self.unit}


class EndRoleForm(forms.Form):
    ends = DayField(
        label=_("Tidak berlaku lagi mulai"),
        help_text=_("Dengan tanggal hari ini, peran berhenti saat ini juga."),
    )
