"""How the list of questions to the Kanwil is narrowed."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from award.models import Question, Season
from directory.models import Region
from directory.queries.units import named
from record.pages.lists import RowChoiceField, given

WAITING, ANSWERED, OVER = "waiting", "answered", "over"
CONDITIONS = {
    WAITING: Q(waits_since__isnull=False),
    ANSWERED: Q(answered_at__isnull=False),
    OVER: Q(waits_since=None, answered_at=None),
}


class QuestionsForm(forms.Form):
    """What does not fit counts as not given."""

    season = RowChoiceField(
        Season.objects.all(), label=_("Periode"), required=False, empty_label=_("Semua")
    )
    state = forms.ChoiceField(
        label=_("Tampilkan"),
        required=False,
        choices=[
            ("", _("Semua")),
            (WAITING, _("Menunggu jawaban")),
            (ANSWERED, _("Sudah dijawab")),
            (OVER, _("Berakhir tanpa jawaban")),
        ],
    )
    region = RowChoiceField(
        Region.objects.all(), label=_("Kanwil"), required=False, empty_label=_("Semua")
    )
    text = forms.CharField(label=_("Nama atau kode satker"), max_length=80, required=False)

    def narrowed(self, rows: QuerySet[Question]) -> QuerySet[Question]:
        """The questions that fit."""
        asked = given(self)
        if asked.get("season"):
            rows = rows.filter(application__season=asked["season"])
        if asked.get("state"):
            rows = rows.filter(CONDITIONS[asked["state"]])
        if asked.get("region"):
            rows = rows.filter(application__region=asked["region"])
        if asked.get("text"):
            rows = rows.filter(named(asked["text"].strip(), "application__unit__"))
        return rows
