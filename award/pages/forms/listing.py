from django import forms
from django.utils.translation import gettext_lazy as _

from award.enums import State
from award.models import Season
from award.queries.listing import Wanted
from directory.enums import UnitType
from directory.models import Region
from record.pages.lists import RowChoiceField

ANY = [("", _("Semua"))]


class ListForm(forms.Form):
    """Narrows the list of applications; what does not fit is not asked for."""

    season = RowChoiceField(
        label=_("Periode"), queryset=Season.objects.all(), required=False, empty_label=None
    )
    state = forms.ChoiceField(label=_("Keadaan"), choices=[*ANY, *State.choices], required=False)
    region = RowChoiceField(
        label=_("Kanwil"),
        queryset=Region.objects.all(),
        to_field_name="code",
        required=False,
        empty_label=_("Semua"),
    )
    unit_type = forms.ChoiceField(
        label=_("Jenis UPT"), choices=[*ANY, *UnitType.choices], required=False
    )
    text = forms.CharField(label=_("Nama atau kode satker"), max_length=80, required=False)

    def wanted(self) -> Wanted:
        """What is asked for; a value that does not fit counts as not given."""
        self.is_valid()
        data = self.cleaned_data
        region = data.get("region")
        return Wanted(
            season=data.get("season"),
            state=data.get("state", ""),
            region=region.code if region else "",
            unit_type=data.get("unit_type", ""),
            text=data.get("text", "").strip(),
        )
