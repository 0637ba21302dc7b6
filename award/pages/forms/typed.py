"""What a person typed into a form, in words they can copy."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from record.dates import day_text, moment_text


def typed(form: forms.BaseForm) -> list[tuple[str, str]]:
    """Label and value of each field filled in; no file, and never a password."""
    given = [(str(field.label), _words(field)) for field in form.visible_fields() if _told(field)]
    return [(label, words) for label, words in given if words]


def _told(field: forms.BoundField) -> bool:
    secret = isinstance(field.field.widget, forms.PasswordInput)
    return not secret and not isinstance(field.field, forms.FileField)


def _words(field: forms.BoundField) -> str:
    clean = field.form.cleaned_data.get(field.name, field.value())  # as typed, if it is no good
    picks = isinstance(field.field, forms.ChoiceField)
    if picks and not isinstance(field.field, forms.ModelChoiceField):
        chosen = set(map(str, clean)) if isinstance(clean, list) else {str(clean)}
        return ", ".join(str(label) for code, label in _choices(field) if code in chosen)
    return _text(clean)


def _choices(field: forms.BoundField) -> list[tuple[str, Any]]:
    return [(str(code), label) for code, label in field.field.widget.choices if code]


def _text(clean: Any) -> str:
    match clean:
        case None | False | "":
            return ""
        case True:
            return _("Ya")
        case datetime():
            return moment_text(clean)
        case date():
            return day_text(clean)
        case str() | int():
            return str(clean)
        case _:
            return ", ".join(map(str, clean)) if hasattr(clean, "__iter__") else str(clean)
