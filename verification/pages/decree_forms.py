"""The smaller forms of the register of decrees."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from award.models import Season
from directory.models import Region
from verification.models import Decree


class ScopeForm(forms.Form):
    """For which region and season a decree is registered."""

    region = forms.ModelChoiceField(
        Region.objects.none(), label=_("Kanwil"), empty_label=_("– pilih –")
    )
    season = forms.ModelChoiceField(
        Season.objects.none(), label=_("Periode"), empty_label=_("– pilih –")
    )

    def __init__(self, *args: Any, regions: Any, seasons: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("region", regions), ("season", seasons)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared so above
            field.queryset = rows
        self.seasons = bool(seasons)


class EndDecreeForm(forms.Form):
    """Ending a decree before its last day."""

    reason = forms.CharField(
        label=_("Alasan"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


def as_before(decree: Decree) -> dict[str, Any]:
    """What a replacement most often keeps of the decree it replaces."""
    initial: dict[str, Any] = {
        "last_day": decree.last_day,
        "issuer": decree.issuer,
        "units": [unit.pk for unit in decree.units.all()],
    }
    for member in decree.members.all():
        initial[f"function-{member.person_id}"] = member.function
        initial[f"tasks-{member.person_id}"] = member.tasks
    return initial
