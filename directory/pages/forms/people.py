"""Inviting people, correcting what is known of them, finding them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.domain.accounts import Details
from directory.enums import RoleKind
from directory.models import Person, Region
from record.pages.lists import RowChoiceField

NIP_HINT = _("18 angka tanpa spasi. Kosongkan bila bukan pegawai negeri.")


class DetailsForm(forms.ModelForm[Person]):
    """What an admin may correct."""

    class Meta:
        model = Person
        fields = ["name", "email", "nip", "rank", "position"]
        help_texts = {
            "name": _("Lengkap dengan gelar, seperti pada SK dan piagam."),
            "nip": NIP_HINT,
        }
        error_messages = {
            "email": {"unique": _("Surel ini sudah dipakai oleh orang lain.")},
            "nip": {"unique": _("NIP ini sudah dipakai oleh orang lain.")},
        }

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        return email.lower()

    def details(self) -> Details:
        fields = DetailsForm.Meta.fields
        return Details(**{field: self.cleaned_data[field] for field in fields})


class InvitationForm(DetailsForm):
    """A new account."""

    class Meta(DetailsForm.Meta):
        fields = [*DetailsForm.Meta.fields, "language", "time_zone"]


class PeopleFilter(forms.Form):
    """How a list of people is narrowed, in the query string."""

    text = forms.CharField(label=_("Nama, surel, atau NIP"), required=False, max_length=100)
    region = RowChoiceField(
        Region.objects.all(), label=_("Kanwil"), required=False, empty_label=_("Semua")
    )
    kind = forms.ChoiceField(
        label=_("Peran"), required=False, choices=[("", _("Semua")), *RoleKind.choices]
    )
    state = forms.ChoiceField(
        label=_("Akun"),
        required=False,
        choices=[
            ("", _("Semua")),
            ("active", _("Aktif")),
            ("inactive", _("Tidak aktif")),
            ("entered", _("Belum diundang")),
        ],
    )
