"""What of the directory a person may find."""

from django.db.models import QuerySet
from django.urls import reverse

from directory.models import Person, Unit
from directory.queries.people import people_named
from directory.queries.units import unit_list
from directory.search import Hit


def units(person: Person, text: str) -> QuerySet[Unit]:
    return unit_list(person, text=text).order_by("name", "pk")


def unit_hit(unit: Unit) -> Hit:
    where = f"{unit.work_unit_code} · {unit.region.name}"
    return Hit(title=unit.name, url=reverse("directory:unit", args=[unit.pk]), where=where)


def people(person: Person, text: str) -> QuerySet[Person]:
    return people_named(person, text).order_by("name", "pk")


def person_hit(person: Person) -> Hit:
    url = reverse("directory:person", args=[person.pk])
    return Hit(title=person.name, url=url, where=person.email)
