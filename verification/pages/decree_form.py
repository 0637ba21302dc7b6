"""The form of a decree: what stands on it, and its team."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.signing import BadSignature, dumps, loads
from django.utils.translation import gettext_lazy as _

from award.models import Season
from directory.models import Person, Region, Unit
from directory.pages.forms.dates import DayField
from record.store import Stored
from verification.domain.decree_draft import LONGEST_NUMBER, DecreeDraft, Named
from verification.enums import Issuer, TeamFunction

LONGEST_TASKS = 1000
SALT = "verification.decree_file"


class DecreeForm(forms.Form):
    """What stands on a decree; for each verifier of the region what the decree makes of them."""

    number = forms.CharField(label=_("Nomor SK"), max_length=LONGEST_NUMBER)
    dated = DayField(label=_("Tanggal SK"))
    starts = DayField(label=_("Berlaku sejak"))
    last_day = DayField(label=_("Berlaku sampai dengan"))
    issuer = forms.ChoiceField(label=_("Penerbit"), choices=Issuer.choices)
    file = forms.FileField(
        label=_("Naskah SK (PDF)"),
        error_messages={"required": _("Pilih naskah SK dalam bentuk PDF.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,application/pdf"}),
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label=_("Hanya untuk UPT tertentu"),
        help_text=_("Kosongkan bila SK berlaku untuk semua UPT di Kanwil ini."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,
        season: Season,
        region: Region,
        people: list[Person],
        units: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.season, self.region, self.people = season, region, people
        self._stands(self.kept_before())
        chosen = self.fields["units"]
        assert isinstance(chosen, forms.ModelMultipleChoiceField)  # noqa: S101 - as above
        chosen.queryset = units
        for person in people:
            self.fields[f"function-{person.pk}"] = forms.ChoiceField(
                label=_("Kedudukan"),
                required=False,
                choices=[("", _("Bukan anggota")), *TeamFunction.choices],
            )
            self.fields[f"tasks-{person.pk}"] = forms.CharField(
                label=_("Tugas"), required=False, max_length=LONGEST_TASKS
            )

    @property
    def team(self) -> list[dict[str, Any]]:
        """One row a verifier, for the template."""
        return [
            {
                "person": person,
                "function": self[f"function-{person.pk}"],
                "tasks": self[f"tasks-{person.pk}"],
            }
            for person in self.people
        ]

    @property
    def facts(self) -> list[forms.BoundField]:
        """The fields about the decree itself, in the order of the paper."""
        return [self[name] for name in ("number", "dated", "starts", "last_day", "issuer")]

    def draft(self) -> DecreeDraft:
        """The decree as the form has it; only when the form is valid."""
        given = self.cleaned_data
        members = tuple(
            Named(
                person=person,
                function=TeamFunction(given[f"function-{person.pk}"]),
                tasks=given[f"tasks-{person.pk}"],
            )
            for person in self.people
            if given[f"function-{person.pk}"]
        )
        return DecreeDraft(
            season=self.season,
            region=self.region,
            issuer=Issuer(given["issuer"]),
            number=given["number"],
            dated=given["dated"],
            starts=given["starts"],
            last_day=given["last_day"],
            members=members,
            units=tuple(given["units"]),
        )

    def uploaded(self) -> UploadedFile[bytes] | None:
        """The file sent with this request, if any."""
        file = self.cleaned_data.get("file")
        return file if isinstance(file, UploadedFile) else None

    def kept_before(self) -> Stored | None:
        """The file that an earlier try of this form already handed in."""
        try:
            sha256, size = loads(self.data.get("kept", ""), salt=SALT)
        except BadSignature:
            return None
        return Stored(sha256, size)

    def remember(self, stored: Stored) -> None:
        """Let the next try of this form go without the file: it is kept already."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["kept"] = dumps((stored.sha256, stored.size), salt=SALT)
        self.data = data
        self._stands(stored)

    def _stands(self, stored: Stored | None) -> None:
        """Let a file kept already answer for the field, which a decree never goes without."""
        if stored is not None:
            self.initial["file"] = stored
            vars(self["file"]).pop("initial", None)  # which the bound field keeps once it is asked


class ReplacementForm(DecreeForm):
    """A decree that takes another's place."""

    reason = forms.CharField(
        label=_("Alasan penggantian"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )
