"""Plain rows of the directory for any test; regions come from the seed."""

from datetime import date
from importlib import import_module
from itertools import count
from typing import Any

from django.apps import apps
from django.db import connection
from django.test import Client

from directory.enums import RoleKind, Scope, UnitType
from directory.models import Person, Region, Role, Unit

LONG_AGO = date(2018, 1, 1)
PASSWORD = "kuda laut minum kopi"
_numbers = count(1)


def make_region(code: str = "jawa-timur") -> Region:
    """One of the 33 that the migration seeds, by its code.

    A transactional test empties the tables after itself, the seed included; then it is sown anew.
    """
    if not Region.objects.exists():
        sow = import_module("directory.migrations.0002_regions").seed
        sow(apps, connection.schema_editor())
    return Region.objects.get(pk=code)


def make_unit(*, region: Region | str = "jawa-timur", **fields: Any) -> Unit:
    """A unit that is open, an immigration office unless told."""
    number = next(_numbers)
    given: dict[str, Any] = {
        "work_unit_code": f"{number:06}",
        "name": f"Kantor Imigrasi Kelas I Contoh {number}",
        "unit_type": UnitType.IMMIGRATION_OFFICE,
        "region": make_region(region) if isinstance(region, str) else region,
        **fields,
    }
    return Unit.objects.create(**given)


def make_person(*, password: str | None = PASSWORD, **fields: Any) -> Person:
    """Someone who can sign in with PASSWORD; with `password=None` someone only invited."""
    number = next(_numbers)
    given: dict[str, Any] = {
        "email": f"orang{number}@contoh.go.id",
        "name": f"Orang Contoh {number}",
        **fields,
    }
    person = Person(**given)
    person.set_password(password)
    person.save()
    return person


def make_role(
    kind: RoleKind,
    *,
    person: Person | None = None,
    unit: Unit | None = None,
    region: Region | str | None = None,
    starts: date = LONG_AGO,
    ends: date | None = None,
    acting: bool = False,
) -> Role:
    """A role in force since long ago; its person, unit or region are made if they are not given."""
    if isinstance(region, str):
        region = make_region(region)
    if kind.scope == Scope.UNIT and unit is None:
        unit = make_unit()
    if kind.scope == Scope.REGION and region is None:
        region = make_region()
    return Role.objects.create(
        person=person or make_person(),
        kind=kind,
        unit=unit,
        region=region,
        starts=starts,
        ends=ends,
        acting=acting,
    )


def make_holder(kind: RoleKind, **role: Any) -> Person:
    """A person who is `kind`; the rest as for make_role."""
    return make_role(kind, **role).person


def signed_in(person: Person) -> Client:
    """A browser in which the person is signed in."""
    client = Client()
    client.force_login(person, backend="directory.backends.PersonBackend")
    return client
