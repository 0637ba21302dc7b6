"""A domain function's refusal, shown on the form it came from."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.core.exceptions import ValidationError

from directory.errors import Refused

T = TypeVar("T")


def attempt(form: forms.BaseForm, act: Callable[[], T]) -> T | None:
    """Return what `act` returns; None if the form is wrong or the act refused, with the reasons."""
    if not form.is_valid():
        return None
    try:
        return act()
    except Refused as refusal:
        form.add_error(None, ValidationError(refusal.reasons))
        return None
