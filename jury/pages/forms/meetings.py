"""Forms of closing the scoring, of the reconciliation meeting, and of opening the scoring again."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from award.models import Application
from directory.pages.forms.dates import DayField
from jury.models import Meeting, Panel
from jury.pages.forms.decisions import long_text
from jury.pages.forms.panels import ReasonForm


class ClosingForm(forms.Form):
    """The reason for each application of which nothing could be assessed; without any, no field."""

    def __init__(self, *args: Any, unassessed: Iterable[Application], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._named = {f"reason-{each.pk}": each.pk for each in unassessed}
        label = gettext("Alasan %(unit)s tidak dapat dinilai")
        for each in unassessed:
            words = label % {"unit": each.unit.name}
            self.fields[f"reason-{each.pk}"] = long_text(words, rows=3)

    def reasons(self) -> dict[UUID, str]:
        """By application, of a valid form."""
        return {pk: self.cleaned_data[name] for name, pk in self._named.items()}


class MeetingForm(forms.Form):
    """The minutes of one meeting."""

    number = forms.CharField(label=_("Nomor berita acara"), max_length=80)
    on = DayField(label=_("Tanggal rapat"))
    text = long_text(_("Isi berita acara"), rows=8, help_text=_("Yang dibahas dan disepakati."))


class ReopenForm(ReasonForm):
    """Why the scoring is opened again, and by the minutes of which meeting, kept as a PDF."""

    def __init__(self, *args: Any, panel: Panel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = Meeting.objects.filter(closing=panel.closings.last(), minutes__isnull=False)
        self.fields["meeting"] = forms.ModelChoiceField(
            label=_("Berita acara rapat"),
            queryset=kept,
            help_text=_(
                "Rapat tentang penutupan terakhir, yang berita acaranya tersimpan sebagai PDF."
            ),
        )
        self.fields["meeting"].label_from_instance = lambda row: row.number  # type: ignore[attr-defined]
        self.order_fields(["meeting", "reason"])
