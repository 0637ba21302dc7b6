"""How the lists of the jury's work are narrowed."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from award.models import Season
from directory.queries.units import named
from jury.enums import ObjectionState
from jury.models import Objection, Panel
from record.pages.lists import RowChoiceField, given

ANY = [("", _("Semua"))]


def _seasons() -> RowChoiceField[Season]:
    return RowChoiceField(
        Season.objects.all(), label=_("Periode"), required=False, empty_label=_("Semua")
    )


class ObjectionsForm(forms.Form):
    season = _seasons()
    state = forms.ChoiceField(
        label=_("Keadaan"), required=False, choices=[*ANY, *ObjectionState.choices]
    )
    text = forms.CharField(
        label=_("Nama UPT, kode satker, atau isi keberatan"), max_length=80, required=False
    )

    def narrowed(self, rows: QuerySet[Objection]) -> QuerySet[Objection]:
        """The objections that fit; a value that does not fit counts as not given."""
        asked = given(self)
        if asked.get("season"):
            rows = rows.filter(application__season=asked["season"])
        if asked.get("state"):
            rows = rows.filter(state=asked["state"])
        if text := asked.get("text"):
            unit = named(text, "application__unit__")
            rows = rows.filter(unit | Q(text__icontains=text))
        return rows


class PanelsForm(forms.Form):
    season = _seasons()
    text = forms.CharField(label=_("Nama panel"), max_length=80, required=False)

    def narrowed(self, rows: QuerySet[Panel]) -> QuerySet[Panel]:
        """The panels that fit; a value that does not fit counts as not given."""
        asked = given(self)
        if asked.get("season"):
            rows = rows.filter(season=asked["season"])
        return rows.filter(name__icontains=asked["text"]) if asked.get("text") else rows
