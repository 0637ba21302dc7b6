"""Naming who works at a unit."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.domain.accounts import Details
from directory.enums import ActingKind
from directory.models import Role, Unit
from directory.models.constraints import NIP, ONE_LINE
from directory.pages.forms.dates import DayField
from directory.pages.forms.people import NIP_HINT
from directory.queries.staffing import operators_of


class OperatorRoleField(forms.ModelChoiceField[Role]):
    def label_from_instance(self, role: Role) -> str:
        return role.person.name


class NamedForm(forms.Form):
    """A person, as whoever names them types it. Who is known already keeps their own name."""

    name = forms.CharField(
        label=_("Nama"),
        max_length=200,
        validators=[ONE_LINE],
        help_text=_("Lengkap dengan gelar."),
    )
    email = forms.EmailField(
        label=_("Surel"),
        help_text=_("Undangan dikirim ke alamat ini bila orangnya belum mempunyai akun."),
    )
    nip = forms.CharField(
        label=_("NIP"), required=False, max_length=18, validators=[NIP], help_text=NIP_HINT
    )

    def details(self) -> Details:
        given = self.cleaned_data
        return Details(name=given["name"], email=given["email"], nip=given["nip"] or None)


class HandOverForm(NamedForm):
    """The next operator of a unit, and whom they follow."""

    starts = DayField(label=_("Mulai berlaku"))
    replaces = OperatorRoleField(
        Role.objects.none(),
        label=_("Operator yang digantikan"),
        help_text=_(
            "Perannya berakhir pada tanggal itu. Pilih “Tidak ada” bila ia tetap bertugas."
        ),
        required=False,
        empty_label=_("Tidak ada"),
    )

    def __init__(self, *args: Any, unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["replaces"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = operators_of(unit)


class ActingHeadForm(NamedForm):
    """Who stands in for a unit's head, from when to when, by what letter."""

    acting_as = forms.ChoiceField(
        label=_("Sebagai"),
        choices=ActingKind.choices,
        help_text=_("Plt. bila jabatan kosong, Plh. bila kepala berhalangan sementara."),
    )
    first = DayField(label=_("Hari pertama"))
    last = DayField(label=_("Hari terakhir"))
    letter = forms.CharField(label=_("Nomor surat perintah"), max_length=100, validators=[ONE_LINE])
