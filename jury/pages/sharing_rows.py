"""A plan for a panel as tables: loads, spread, who gets what, and what cannot be."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from directory.enums import UnitType
from jury.domain.sharing import Sharing
from jury.models import Seat


def sharing_context(made: Sharing, *, barred: Collection[UUID]) -> dict[str, Any]:
    """Everything a secretary looks at before confirming; no row of a unit they may not judge."""
    plan = made.plan
    return {
        "sharing": made,
        "seats": list(made.seats.values()),
        "loads": _loads(made),
        "spreads": [
            {"title": _("Sebaran Kanwil"), "rows": _spread(made, "region")},
            {"title": _("Sebaran jenis UPT"), "rows": _spread(made, "unit_type")},
        ],
        "added": len(plan.added),
        "removed": len(plan.removed),
        "unchanged": not plan.added and not plan.removed,
        "rows": _rows(made, barred),
        "short": _named(made, plan.short, barred),
        "over": _named(made, plan.over, barred),
    }


def _loads(made: Sharing) -> list[dict[str, Any]]:
    task = made.plan.task
    return [
        {
            "seat": seat,
            "now": sum(juror == key for _application, juror in task.current),
            "then": made.plan.loads[key],
            "kept": sum(juror == key for _application, juror in task.held),
            "barred": sum(juror == key for _application, juror in task.barred),
        }
        for key, seat in made.seats.items()
    ]


def _spread(made: Sharing, kind: str) -> list[dict[str, Any]]:
    """A row for each region or unit type: how many each juror gets of it."""
    counts = made.plan.spread(kind)
    groups = sorted(set(made.plan.task.groups[kind].values()))
    names = {str(a.region_id): a.region.name for a in made.applications.values()}
    return [
        {
            "title": names[group] if kind == "region" else UnitType(group).label,
            "counts": [counts[group, juror] for juror in made.seats],
        }
        for group in groups
    ]


def _rows(made: Sharing, barred: Collection[UUID]) -> list[dict[str, Any]]:
    """A row for each application: who keeps it, who gets it, who loses it."""
    plan, rows = made.plan, []
    for key, application in made.applications.items():
        if application.pk in barred:
            continue
        rows.append(
            {
                "application": application,
                "kept": _seats(made, key, plan.pairs & plan.task.current),
                "added": _seats(made, key, plan.added),
                "removed": _seats(made, key, plan.removed),
                "barred": _seats(made, key, plan.task.barred),
            }
        )
    return sorted(rows, key=lambda row: str(row["application"].unit.name))


def _seats(made: Sharing, application: str, pairs: Collection[tuple[str, str]]) -> list[Seat]:
    return [seat for key, seat in made.seats.items() if (application, key) in pairs]


def _named(made: Sharing, counts: dict[str, int], barred: Collection[UUID]) -> list[dict[str, Any]]:
    return [
        {"application": made.applications[key], "count": count}
        for key, count in counts.items()
        if made.applications[key].pk not in barred
    ]
