"""Entering, correcting, closing and finding units."""

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.enums import UnitType
from directory.models import Region, Unit
from directory.pages.forms.dates import DayField
from record.pages.lists import RowChoiceField


class UnitPlaceForm(forms.ModelForm[Unit]):
    """What may be corrected later."""

    class Meta:
        model = Unit
        fields = ["name", "unit_class", "latitude", "longitude"]
        help_texts = {
            "latitude": _("Derajat desimal, misalnya -6.208800. Isi bersama bujur."),
            "longitude": _("Derajat desimal, misalnya 106.845600."),
        }


class UnitForm(UnitPlaceForm):
    """A new unit."""

    class Meta(UnitPlaceForm.Meta):
        fields = [
            "work_unit_code", "name", "unit_type", "unit_class", "region", "latitude", "longitude",
        ]  # fmt: skip
        error_messages = {
            "work_unit_code": {"unique": _("Kode satuan kerja ini sudah dipakai.")},
        }


class CloseUnitForm(forms.Form):
    on = DayField(label=_("Ditutup mulai tanggal"))


class UnitFilter(forms.Form):
    """How a list of units is narrowed, in the query string."""

    text = forms.CharField(label=_("Nama atau kode"), required=False, max_length=100)
    region = RowChoiceField(
        Region.objects.all(), label=_("Kanwil"), required=False, empty_label=_("Semua")
    )
    unit_type = forms.ChoiceField(
        label=_("Jenis UPT"), required=False, choices=[("", _("Semua")), *UnitType.choices]
    )
    state = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[("", _("Semua")), ("open", _("Buka")), ("closed", _("Tutup"))],
    )
