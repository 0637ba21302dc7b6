"""A day, chosen with the browser's own calendar."""

from typing import Any

from django import forms


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"class": "govuk-input--width-10"})


class DayField(forms.DateField):
    """A date as `<input type="date">` sends it, whatever the language."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=DayInput(), input_formats=["%Y-%m-%d", "%d/%m/%Y"], **options)
