"""Forms of the jury's secretary and chair."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from award.edges import MOVING
from award.models import Application, Season
from directory.models import Person
from jury.models import Seat


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


class SizeForm(forms.Form):
    """How many jurors score each application."""

    size = forms.IntegerField(
        label=_("Jumlah juri per pengajuan"),
        min_value=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class ByHandForm(forms.Form):
    """Who scores one application, changed by hand."""

    def __init__(
        self,
        *args: Any,
        applications: Iterable[Application],
        seats: Iterable[Seat],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        jurors = [("", _("– tidak ada –")), *((str(s.pk), s.person.name) for s in seats)]
        self.fields["application_id"] = forms.ChoiceField(
            label=_("Pengajuan"),
            choices=[(str(a.pk), f"{a.unit.name} – {a.region.name}") for a in applications],
        )
        self.fields["take"] = forms.ChoiceField(
            label=_("Juri yang dilepas"), choices=jurors, required=False
        )
        self.fields["give"] = forms.ChoiceField(
            label=_("Juri yang ditugaskan"), choices=jurors, required=False
        )
        self.fields["reason"] = forms.CharField(
            label=_("Alasan"),
            help_text=_("Tercatat selamanya."),
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        self.fields["knowing"] = forms.BooleanField(
            label=_("Saya tahu: lembar yang sudah dibuka atau disegel tidak akan dihitung lagi."),
            required=False,
        )


class ReasonForm(forms.Form):
    """The reason of an act that needs nothing else."""

    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Tercatat selamanya."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
