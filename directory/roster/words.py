"""The words of a list that stand for kinds: each by its Indonesian name or its code."""

from functools import cache
from typing import TypeVar

from django.db.models import TextChoices
from django.utils import translation

from directory.enums import RoleKind, UnitClass, UnitType
from directory.roster.columns import plain

C = TypeVar("C", bound=TextChoices)


def _words(choices: type[C]) -> dict[str, C]:
    # Files are written in Indonesian, whoever reads the page that takes them.
    with translation.override("id"):
        named = {plain(str(each.label)): each for each in choices}
    return named | {plain(each.value): each for each in choices}


@cache
def unit_types() -> dict[str, UnitType]:
    return _words(UnitType)


@cache
def unit_classes() -> dict[str, UnitClass]:
    named = _words(UnitClass)
    return (
        named
        | {word.removeprefix("kelas "): each for word, each in named.items()}
        | {"-": UnitClass.NONE}
    )


@cache
def role_kinds() -> dict[str, RoleKind]:
    return _words(RoleKind)


def names(choices: type[TextChoices]) -> str:
    """All names of a kind, for a reason that says what may stand in a cell."""
    with translation.override("id"):
        return ", ".join(str(each.label) for each in choices)
