"""The forms of the visit plan: days and people, a number for the letter, days away."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from directory.models import Person, Region
from directory.pages.forms.dates import DayField
from directory.queries.roles import today
from directory.queries.units import named
from record.pages.lists import RowChoiceField, given
from verification.domain.intake import LONGEST_NUMBER
from verification.models import DecreeMember, PlannedVisit
from verification.pages.desk_forms import ReasonForm

COMING, ALL = "", "all"


class Versioned(forms.Form):
    """A form of a page that shows a version."""

    version = forms.IntegerField(
        required=False, widget=forms.HiddenInput, min_value=0, max_value=10**6
    )

    @property
    def seen(self) -> int:
        """The version the page showed; 0, which is never current, where it is missing."""
        return self.cleaned_data["version"] or 0


class VisitPlanForm(Versioned):
    """When, and who of the team goes."""

    first_day = DayField(label=_("Hari pertama"))
    last_day = DayField(label=_("Hari terakhir"))
    people = forms.MultipleChoiceField(
        label=_("Yang berkunjung"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, members: Iterable[DecreeMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["people"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared so above
        field.choices = [
            (str(m.person_id), f"{m.person.name} ({m.get_function_display()})") for m in members
        ]

    @property
    def given(self) -> dict[str, Any]:
        """Days and people, as the domain takes them."""
        said = self.cleaned_data
        people = {UUID(person) for person in said["people"]}
        return {"first_day": said["first_day"], "last_day": said["last_day"], "people": people}


class SubstituteForm(Versioned):
    """Who goes in somebody's stead."""

    absent = forms.UUIDField(widget=forms.HiddenInput)
    stand_in = forms.ChoiceField(label=_("Pengganti"))

    def __init__(self, *args: Any, members: Iterable[DecreeMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["stand_in"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
        field.choices = [(str(m.person_id), m.person.name) for m in members]


class CancelForm(Versioned, ReasonForm):
    """Giving a plan up."""


class AssignmentForm(Versioned):
    """What the Kanwil's register gives a letter of assignment."""

    number = forms.CharField(label=_("Nomor surat tugas"), max_length=LONGEST_NUMBER)
    day = DayField(label=_("Tanggal surat"))


class ByName(forms.ModelChoiceField[Person]):
    """A choice of people by their names."""

    def label_from_instance(self, obj: Person) -> str:
        return obj.name


class AbsenceForm(forms.Form):
    """Whose days away, from and to."""

    person = ByName(Person.objects.none(), label=_("Verifikator"))
    first_day = DayField(label=_("Hari pertama"))
    last_day = DayField(label=_("Hari terakhir"))

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared so above
        field.queryset = people


class PlansForm(forms.Form):
    """Narrows the plan; what does not fit counts as not given."""

    when = forms.ChoiceField(
        label=_("Tampilkan"),
        required=False,
        choices=[(COMING, _("Yang akan datang")), (ALL, _("Semua"))],
    )
    region = RowChoiceField(
        Region.objects.all(), label=_("Kanwil"), required=False, empty_label=_("Semua")
    )
    text = forms.CharField(label=_("Nama atau kode satker"), max_length=80, required=False)

    def __init__(self, *args: Any, one_region: bool, **kwargs: Any) -> None:
        """Who reads the plans of one Kanwil alone has no other to choose."""
        super().__init__(*args, **kwargs)
        if one_region:
            del self.fields["region"]

    def narrowed(self, rows: QuerySet[PlannedVisit]) -> QuerySet[PlannedVisit]:
        """The plans that fit."""
        asked = given(self)
        if asked.get("when") != ALL:
            rows = rows.filter(cancelled_at=None, last_day__gte=today())
        if asked.get("region"):
            rows = rows.filter(application__region=asked["region"])
        if asked.get("text"):
            rows = rows.filter(named(asked["text"].strip(), "application__unit__"))
        return rows
