"""A choice among few rows, which costs one query however a form uses it."""

from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.models import ModelChoiceIterator

M = TypeVar("M", bound=Model)


class _Kept(ModelChoiceIterator[M]):
    """Reads the rows that the field keeps. Django asks anew, for memory's sake: of all there are."""

    def __iter__(self) -> Any:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        yield from map(self.choice, self.queryset)


class RowChoiceField(forms.ModelChoiceField[M]):
    """As ModelChoiceField, for rows that all stand in the choice: seasons, Kanwil.

    A form has its own copy of the queryset, whose rows are read once: to find the one that is
    given, to list them, and again where a template lists them twice.
    """

    iterator = _Kept  # type: ignore[assignment]

    def to_python(self, value: Any) -> M | None:
        """The row that is meant. Raises ValidationError."""
        if value in self.empty_values:
            return None
        if isinstance(value, Model):
            value = self.prepare_value(value)
        for row in self.queryset or ():
            if str(self.prepare_value(row)) == str(value):
                return row
        raise ValidationError(
            self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value}
        )
