"""A season whose instrument has two modifiers on: 2.5 points off for one, 1 either way for other."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from award.models import Application, Season
from directory.actors import Actor
from directory.models import Person
from directory.queries.roles import today
from jury.domain.modifiers import decide_modifier, register_modifier
from jury.enums import Direction
from jury.models import ModifierEntry
from tests.jury.worlds import Jury

OFF = 'enabled = { value = false, provisional = true, note = "modifiers" }'
ON = 'enabled = { value = true, source = "S1" }'
SIZES = {"ombudsman": "2.5", "wbk_wbbm": "1"}


def switch_on(season: Season) -> None:
    """Put the sizes into the season's own copy of the instrument."""
    text = season.frozen_toml
    assert OFF in text
    text = text.replace(OFF, ON)
    for code, size in SIZES.items():
        line = f'code = "{code}"\n'
        assert text.count(line) == 1
        text = text.replace(line, f'{line}size = {{ value = "{size}", source = "S1" }}\n')
    season.frozen_toml = text
    Season.objects.filter(pk=season.pk).update(frozen_toml=text)


def modified_world(units: int = 1) -> Jury:
    world = Jury(units=units)
    switch_on(world.season)
    for application in world.applications:
        application.season = world.season
    return world


def register(world: Jury, application: Application | None = None, **given: Any) -> ModifierEntry:
    return register_modifier(
        **{
            "application_id": (application or world.application).pk,
            "code": "ombudsman",
            "direction": Direction.DEDUCTION,
            "source": "Ombudsman RI",
            "number": "LAHP/12",
            "on": today(),
            "facts": "Ruang tunggu ditutup selama tiga bulan.",
            "by": Actor(world.admin),
            **given,
        }
    )


def overdue(entry: ModifierEntry) -> None:
    """The unit's days ran out."""
    long_ago = timezone.now() - timedelta(days=30)
    ModifierEntry.objects.filter(pk=entry.pk).update(
        registered_at=long_ago, answer_due=timezone.now() - timedelta(seconds=1)
    )


def apply(
    world: Jury, entry: ModifierEntry, *, applied: bool = True, by: Person | None = None
) -> ModifierEntry:
    """Let it count, by another person than the one who registered it, after the unit's days."""
    overdue(entry)
    return decide_modifier(
        modifier_id=entry.pk, applied=applied, reason="Terbukti.", by=Actor(by or world.chair)
    )
