"""The form that gives each indicator, or a whole criterion, to a member of the team."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from verification.pages.desk_rows import DeskGroup
from verification.queries.shares import Division

NOBODY = ""


class Holder(forms.ChoiceField):
    """Who has something; that it may be nobody stands among the choices."""

    sometimes_required = True


class DivisionForm(forms.Form):
    """One choice for each indicator, and one above each criterion that goes before them."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(
        self, *args: Any, groups: list[DeskGroup], division: Division, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._groups = groups
        self.fields["seen"].initial = division.seen
        people = [(str(m.person_id), m.person.name) for m in division.members.values()]
        for number, group in enumerate(groups):
            self.fields[f"criterion-{number}"] = Holder(
                label=_("Seluruh kriteria ini"),
                help_text=_("Bila dipilih, semua indikator kriteria ini diberikan kepadanya."),
                choices=[(NOBODY, _("– pilih per indikator –")), *people],
                required=False,
            )
            for row in group.rows:
                self._add_indicator(row.slot.number, row.slot.indicator, people, division)

    def _add_indicator(
        self, number: int, indicator: Any, people: list[tuple[str, str]], division: Division
    ) -> None:
        holder = division.held.get(indicator.code)
        self.fields[f"share-{indicator.code}"] = Holder(
            label=f"{number}. {indicator.text}",
            choices=[(NOBODY, _("– tanpa petugas –")), *people],
            required=False,
            initial=str(holder.pk) if holder else NOBODY,
        )

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The criteria with their fields, as the page draws them."""
        return [
            {
                "title": group.title,
                "whole": self[f"criterion-{number}"],
                "fields": [self[f"share-{row.slot.indicator.code}"] for row in group.rows],
            }
            for number, group in enumerate(self._groups)
        ]

    @property
    def given(self) -> Mapping[str, UUID | None]:
        """Whom each indicator goes to; a choice for a criterion goes before those of its own."""
        found: dict[str, UUID | None] = {}
        for number, group in enumerate(self._groups):
            whole = self.cleaned_data[f"criterion-{number}"]
            for row in group.rows:
                code = row.slot.indicator.code
                person = whole or self.cleaned_data[f"share-{code}"]
                found[code] = UUID(person) if person else None
        return found
