"""The lists of units and of people: their columns and the orders they may be in."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from directory.models import Person, Role, Unit
from directory.pages.rows import account_state
from record.dates import day_text
from record.pages.lists import Column, Listing, Order, Tag

UNITS: Listing[Unit] = Listing(
    name="upt",
    orders={
        "region": Order(_("Kanwil"), ("region__number", "name")),
        "name": Order(_("Nama"), ("name",)),
        "code": Order(_("Kode"), ("work_unit_code",)),
    },
    columns=(
        Column(title=_("Kode"), value=lambda unit: unit.work_unit_code),
        Column(
            title=_("Nama"),
            value=lambda unit: unit.name,
            url=lambda unit: reverse("directory:unit", args=[unit.pk]),
        ),
        Column(title=_("Jenis UPT"), value=lambda unit: unit.get_unit_type_display()),
        Column(title=_("Kelas"), value=lambda unit: unit.get_unit_class_display(), listed=False),
        Column(title=_("Kanwil"), value=lambda unit: unit.region.name),
        Column(title=_("Lintang"), value=lambda unit: unit.latitude, listed=False),
        Column(title=_("Bujur"), value=lambda unit: unit.longitude, listed=False),
        Column(title=_("Ditutup mulai"), value=lambda unit: unit.closed_on),
    ),
)


def role_lines(person: Person) -> tuple[str, ...]:
    """The roles of the person that the reader may see, each with its place and its days."""
    roles: list[Role] = getattr(person, "current_roles", [])
    return tuple(role_line(role) for role in roles)


def role_line(role: Role) -> str:
    """A role in one line."""
    place = role.unit or role.region
    words = {
        "role": role.get_kind_display(),
        "place": f" · {place.name}" if place else "",
        "acting": f"{role.acting_mark} " if role.acting else "",
        "starts": day_text(role.starts),
    }
    if role.ends is None:
        return gettext("%(acting)s%(role)s%(place)s, mulai %(starts)s") % words
    text = gettext(
        "%(acting)s%(role)s%(place)s, mulai %(starts)s, tidak berlaku lagi mulai %(ends)s"
    )
    return text % {**words, "ends": day_text(role.ends)}


def account_tag(person: Person) -> Tag | None:
    """What there is to say of an account; nothing of one that is used."""
    if person.is_active and person.has_usable_password():
        return None
    waits = person.is_active and person.invited_at is not None
    return Tag(account_state(person), "wait" if waits else "calm")


PEOPLE: Listing[Person] = Listing(
    name="orang",
    orders={
        "name": Order(_("Nama"), ("name",)),
        "email": Order(_("Surel"), ("email",)),
    },
    columns=(
        Column(
            title=_("Nama"),
            value=lambda person: person.name,
            url=lambda person: reverse("directory:person", args=[person.pk]),
        ),
        Column(title=_("Surel"), value=lambda person: person.email),
        Column(title=_("NIP"), value=lambda person: person.nip),
        Column(title=_("Pangkat dan golongan"), value=lambda person: person.rank, listed=False),
        Column(title=_("Jabatan"), value=lambda person: person.position, listed=False),
        Column(
            title=_("Peran"),
            value=lambda person: "; ".join(role_lines(person)),
            shown=role_lines,
        ),
        Column(title=_("Akun"), value=account_state, shown=account_tag),
    ),
)
