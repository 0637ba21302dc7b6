"""Forms of decisions, publications, objections and hearings."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from award.enums import State
from award.pages.forms.season import NaiveDateTimeField
from directory.pages.forms.dates import DayField

LONGEST = 8000


def long_text(label: Any, rows: int = 4, **options: Any) -> forms.CharField:
    """A text of several lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=LONGEST, widget=widget, **options)


class Several(forms.ClearableFileInput):
    """Several files at once; the view reads them all from the request."""

    allow_multiple_selected = True


class SeveralField(forms.FileField):
    """All the files of one input, each as a single one would be."""

    widget = Several

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files; at least one."""
        return [super(SeveralField, self).clean(one, initial) for one in data or [None]]


class NamedForm(forms.Form):
    """Number and date of a decision or publication."""

    number = forms.CharField(label=_("Nomor keputusan"), max_length=80)
    on = DayField(label=_("Tanggal keputusan"))


class DecideForm(NamedForm):
    """One decision with its reasons."""

    outcome = forms.ChoiceField(
        label=_("Keputusan"),
        widget=forms.RadioSelect,
        choices=[
            ("award", _("Menerima penghargaan")),
            ("no_award", _("Belum menerima penghargaan")),
        ],
    )
    reasons = long_text(_("Alasan"), help_text=_("Dibaca UPT setelah diumumkan."))
    field_order = ["outcome", "number", "on", "reasons"]


class BulkForm(NamedForm):
    """What several decisions have in common."""

    award_reasons = long_text(_("Alasan bagi yang menerima"), rows=3, required=False)
    no_award_reasons = long_text(_("Alasan bagi yang belum menerima"), rows=3, required=False)


class AmendmentForm(NamedForm):
    """The publication of one amending decision."""

    note = long_text(_("Keterangan"), rows=3, required=False)


class ObjectionForm(forms.Form):
    """A unit's objection."""

    text = long_text(_("Keberatan dan alasannya"), rows=8)


class ObjectionFilesForm(forms.Form):
    """Files that back an objection, and the indicator they are about."""

    evidence = SeveralField(
        label=_("Bukti"),
        help_text=_("Foto atau dokumen seperti data dukung; beberapa sekaligus boleh."),
    )

    def __init__(self, *args: Any, names: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"] = forms.ChoiceField(
            label=_("Indikator yang dipersoalkan"), choices=list(names.items())
        )
        self.order_fields(["indicator", "evidence"])


class RejectForm(forms.Form):
    """An objection is rejected."""

    answer = long_text(_("Jawaban dan alasannya"))


class UpholdForm(forms.Form):
    """An objection is upheld: where the application goes and until when."""

    until = NaiveDateTimeField(label=_("Batas waktu baru"), required=False)
    answer = long_text(_("Jawaban dan alasannya"))

    def __init__(self, *args: Any, targets: tuple[State, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"] = forms.ChoiceField(
            label=_("Pengajuan kembali ke"), choices=[(t.value, t.label) for t in targets]
        )
        self.order_fields(["target", "until", "answer"])


class ChargeForm(forms.Form):
    """What a unit is asked to answer."""

    charge = long_text(_("Hal yang perlu dijawab UPT"))


class HearingAnswerForm(forms.Form):
    """The unit's answer."""

    answer = long_text(_("Keterangan UPT"), rows=8)


class ConsequenceForm(forms.Form):
    """The consequence proposed after a hearing; a revocation has a number and a date."""

    reason = long_text(_("Alasan"))
    number = forms.CharField(label=_("Nomor keputusan"), max_length=80)
    on = DayField(label=_("Tanggal keputusan"))

    def __init__(self, *args: Any, named: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not named:
            del self.fields["number"], self.fields["on"]
