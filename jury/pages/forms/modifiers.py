"""Forms of what counts for or against a unit."""

from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from award.models import Application
from award.queries.instruments import instrument_of
from criteria.domain.modifying import EITHER
from criteria.instrument import Modifier
from directory.pages.forms.dates import DayField
from jury.enums import Direction
from jury.figures import read
from jury.pages.forms.decisions import long_text


class ModifierForm(forms.Form):
    """A new entry; `what` is a modifier of the instrument with its direction."""

    source = forms.CharField(
        label=_("Sumber"),
        max_length=200,
        help_text=_("Siapa yang memberi tahu, misalnya Ombudsman."),
    )
    number = forms.CharField(label=_("Nomor dokumen"), max_length=80)
    on = DayField(label=_("Tanggal dokumen"))
    facts = long_text(_("Uraian"), help_text=_("Dibaca UPT, yang dapat menjawabnya."))

    def __init__(self, *args: Any, usable: tuple[Modifier, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"] = forms.TypedChoiceField(
            label=_("Penyesuai"), choices=_choices(usable), coerce=_parts
        )
        self.order_fields(["what", "source", "number", "on", "facts"])

    @classmethod
    def about(cls, application: Application, data: Any = None) -> Self:
        """The form with the modifiers that the application's instrument has on."""
        usable = instrument_of(application.season).modifiers.usable
        return cls(data, usable=usable, auto_id="register-%s")


class ModifierAnswerForm(forms.Form):
    """The unit's answer."""

    answer = long_text(_("Jawaban UPT"), rows=6)


class ModifierDecisionForm(forms.Form):
    """Whether it counts."""

    outcome = forms.ChoiceField(
        label=_("Keputusan"),
        widget=forms.RadioSelect,
        choices=[("applied", _("Dihitung")), ("rejected", _("Tidak dihitung"))],
    )
    reason = long_text(_("Alasan"), rows=3)


def _choices(usable: tuple[Modifier, ...]) -> list[tuple[str, str]]:
    found = []
    for item in usable:
        ways = Direction.values if item.effect == EITHER else [item.effect]
        for way in ways:
            size = read(item.size) if item.size is not None else ""
            found.append((f"{item.code}:{way}", f"{item.title} – {Direction(way).label} {size}"))
    return found


def _parts(value: str) -> tuple[str, str]:
    code, _colon, direction = value.partition(":")
    return code, direction
