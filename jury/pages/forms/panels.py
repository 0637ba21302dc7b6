"""Forms of the jury's secretary and chair."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from award.edges import MOVING
from award.models import Application, Season
from directory.models import Person


class PanelForm(forms.Form):
    """A new panel."""

    season = forms.ModelChoiceField(
        label=_("Periode"),
        queryset=Season.objects.filter(state__in=MOVING),
        empty_label=None,
    )
    name = forms.CharField(label=_("Nama panel"), max_length=120)


class FillForm(forms.Form):
    """The forwarded applications to put into a panel."""

    def __init__(self, *args: Any, waiting: QuerySet[Application], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["applications"] = forms.MultipleChoiceField(
            label=_("Pengajuan yang belum masuk panel"),
            widget=forms.CheckboxSelectMultiple,
            choices=[(str(a.pk), f"{a.unit.name} – {a.region.name}") for a in waiting],
            error_messages={"required": _("Pilih paling sedikit satu pengajuan.")},
        )


class SeatForm(forms.Form):
    """A juror to be seated."""

    def __init__(self, *args: Any, jurors: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = forms.ModelChoiceField(
            label=_("Juri"), queryset=jurors, empty_label=_("– pilih –")
        )


class ReasonForm(forms.Form):
    """The reason of an act that needs nothing else."""

    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Tercatat selamanya."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
