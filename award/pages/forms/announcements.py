"""What is told to many units at once."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from award.enums import Audience
from award.queries.announcements import Reach
from directory.models import Region


class ReachForm(forms.Form):
    """To whom; a person tells the units within reach and no others.

    `key` names what is sent, so that a button pressed twice sends once.
    """

    key = forms.UUIDField(widget=forms.HiddenInput)
    region = forms.ModelChoiceField(label=_("Kanwil"), queryset=Region.objects.none())

    def __init__(self, *args: Any, reach: Reach, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {}, **kwargs})
        self.initial.setdefault("key", uuid.uuid4())
        field = self.fields["region"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  for the type checker
        field.queryset = reach.regions
        field.required = not reach.everywhere
        field.empty_label = str(_("Semua Kanwil")) if reach.everywhere else None


class ReminderForm(ReachForm):
    """Those of them who have not begun."""

    def __init__(self, *args: Any, reach: Reach, **kwargs: Any) -> None:
        # Beside the other form on one page.
        super().__init__(*args, reach=reach, auto_id="remind_%s", **kwargs)


class AnnouncementForm(ReachForm):
    """A text for them."""

    audience = forms.TypedChoiceField(
        label=_("Penerima"),
        choices=Audience.choices,
        coerce=Audience,
        widget=forms.RadioSelect,
        initial=Audience.ALL,
    )
    title = forms.CharField(label=_("Judul"), max_length=120)
    body = forms.CharField(
        label=_("Isi"),
        help_text=_("Jangan menulis nama orang, nilai, atau kata sandi di sini."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=2000,
    )
