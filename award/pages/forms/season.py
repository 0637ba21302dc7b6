"""Forms of the centre admin: a season, its calendar, its provisional values, extensions."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from award.domain.extensions import EXTENDABLE
from award.enums import DateKind
from award.models import Season
from criteria.models import Instrument
from directory.models import Region, Unit

ZONES = [
    ("Asia/Jakarta", "WIB (Jakarta)"),
    ("Asia/Makassar", "WITA (Makassar)"),
    ("Asia/Jayapura", "WIT (Jayapura)"),
]
LOCAL = forms.DateTimeInput(
    format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local", "class": "govuk-input--width-20"}
)


def in_zone(naive: datetime, zone: str) -> datetime:
    """What was typed, as an instant: the calendar's zone counts, not the reader's."""
    return naive.replace(tzinfo=ZoneInfo(zone))


class NaiveDateTimeField(forms.DateTimeField):
    """A date and time as typed, without a zone; the form's owner knows which is meant."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(widget=LOCAL, **kwargs)  # type: ignore[arg-type]

    def to_python(self, value: str | datetime | date | None) -> datetime | None:
        typed = super().to_python(value)
        return timezone.make_naive(typed) if typed and timezone.is_aware(typed) else typed


class SeasonForm(forms.ModelForm[Season]):
    """A new season. The instrument is a choice here and nowhere else."""

    class Meta:
        model = Season
        fields = ("year", "name", "instrument", "time_zone", "upload_grace_minutes")

    time_zone = forms.ChoiceField(label=_("Zona waktu kalender"), choices=ZONES)
    instrument = forms.ModelChoiceField(
        label=_("Instrumen"),
        queryset=Instrument.objects.exclude(published_at=None),
        empty_label=_("– pilih –"),
    )


class CalendarForm(forms.Form):
    """One field for each date of the season, in the season's own zone."""

    def __init__(self, *args: object, zone: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.zone = zone
        for kind in DateKind:
            self.fields[kind.value] = NaiveDateTimeField(label=kind.label)

    def dates(self) -> dict[DateKind, datetime]:
        """The instants typed, by kind."""
        return {
            kind: in_zone(self.cleaned_data[kind.value], self.zone)
            for kind in DateKind
            if self.cleaned_data.get(kind.value)
        }


class ProvisionalForm(forms.Form):
    """The ministry's value for one provisional place of the instrument."""

    value = forms.CharField(label=_("Nilai baru"), max_length=200)
    decree_number = forms.CharField(label=_("Nomor keputusan menteri"), max_length=80)

    def __init__(self, *args: object, places: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["path"] = forms.ChoiceField(label=_("Nilai yang ditetapkan"), choices=places)
        self.order_fields(["path", "value", "decree_number"])


class ExtensionForm(forms.Form):
    """More time: for one unit, for a region, or, with neither, for all."""

    kind = forms.TypedChoiceField(
        label=_("Batas waktu"),
        choices=[(kind.value, kind.label) for kind in EXTENDABLE],
        coerce=DateKind,
    )
    until = NaiveDateTimeField(label=_("Diperpanjang sampai"))
    region = forms.ModelChoiceField(
        label=_("Hanya untuk Kanwil"),
        queryset=Region.objects.all(),
        required=False,
        empty_label=_("Semua"),
    )
    unit = forms.CharField(label=_("Hanya untuk UPT (kode satker)"), max_length=6, required=False)
    reason = forms.CharField(label=_("Alasan"), widget=forms.Textarea(attrs={"rows": 3}))

    def clean_unit(self) -> Unit | None:
        code = self.cleaned_data["unit"].strip()
        if not code:
            return None
        unit = Unit.objects.filter(work_unit_code=code).first()
        if unit is None:
            raise forms.ValidationError(_("Tidak ada UPT dengan kode satker ini."))
        return unit
