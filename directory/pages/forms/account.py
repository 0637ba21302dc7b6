"""A person's own settings."""

from django import forms

from directory.models import Person


class PreferencesForm(forms.ModelForm[Person]):
    class Meta:
        model = Person
        fields = ["language", "time_zone"]
