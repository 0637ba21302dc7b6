"""What the pages tell of a person or a unit, as rows of a summary list."""

from typing import TypedDict

from django.utils.translation import gettext as _

from directory.models import Person, Unit
from record.dates import day_text


class Row(TypedDict):
    key: str
    value: str


def own_rows(person: Person) -> list[Row]:
    """What a person sees of themself and may ask an admin to correct."""
    return [
        Row(key=_("Nama"), value=person.name),
        Row(key=_("Surel"), value=person.email),
        Row(key=_("NIP"), value=person.nip or ""),
        Row(key=_("Pangkat dan golongan"), value=person.rank),
        Row(key=_("Jabatan"), value=person.position),
    ]


def person_rows(person: Person) -> list[Row]:
    return [*own_rows(person), Row(key=_("Akun"), value=account_state(person))]


def account_state(person: Person) -> str:
    if not person.is_active:
        return _("Tidak aktif")
    if person.has_usable_password():
        return _("Aktif")
    if person.invited_at is None:
        return _("Belum diundang")
    return _("Diundang, belum membuat kata sandi")


def unit_rows(unit: Unit) -> list[Row]:
    place = "" if unit.latitude is None else f"{unit.latitude}, {unit.longitude}"
    closed = (
        _("Ditutup mulai %(day)s") % {"day": day_text(unit.closed_on)}
        if unit.closed_on
        else _("Buka")
    )
    return [
        Row(key=_("Kode satuan kerja"), value=unit.work_unit_code),
        Row(key=_("Jenis UPT"), value=unit.get_unit_type_display()),
        Row(key=_("Kelas"), value=unit.get_unit_class_display()),
        Row(key=_("Kanwil"), value=unit.region.name),
        Row(key=_("Koordinat"), value=place),
        Row(key=_("Keadaan"), value=closed),
    ]
