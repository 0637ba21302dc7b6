"""Opening, correcting and closing units."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from directory.actors import Actor
from directory.domain.unique import only_one
from directory.enums import UnitClass, UnitType
from directory.errors import Refused
from directory.models import Region, Unit
from directory.queries.roles import today
from directory.rules import require_manager
from record.canonical import Fact
from record.domain.work import Work, recorded


def create_unit(
    *,
    actor: Actor,
    work_unit_code: str,
    name: str,
    unit_type: UnitType,
    region: Region,
    unit_class: UnitClass = UnitClass.NONE,
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
) -> Unit:
    """Enter a unit under its six-digit code; coordinates in decimal degrees (WGS 84).

    Raises NotAllowed, or Refused for a code that is taken: a closed unit keeps its own for ever.
    """
    require_manager(actor)
    twins = Unit.objects.filter(work_unit_code=work_unit_code)
    taken = _("Kode satuan kerja ini sudah dipakai.")
    with only_one(twins, taken), recorded(actor=actor.ledger) as work:
        unit = Unit.objects.create(
            work_unit_code=work_unit_code,
            name=name,
            unit_type=unit_type,
            unit_class=unit_class,
            region=region,
            latitude=latitude,
            longitude=longitude,
        )
        work.event("unit_created", subject=f"unit:{unit.pk}", facts=_facts(work, unit))
    return unit


def amend_unit(
    *,
    actor: Actor,
    unit: Unit,
    name: str,
    unit_class: UnitClass,
    latitude: Decimal | None,
    longitude: Decimal | None,
) -> Unit:
    """Correct a unit's name, class or place. Its code and type never change."""
    require_manager(actor)
    with recorded(actor=actor.ledger) as work:
        amended = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
        amended.name = name
        amended.unit_class = unit_class
        amended.latitude = latitude
        amended.longitude = longitude
        amended.save()
        work.event("unit_amended", subject=f"unit:{amended.pk}", facts=_facts(work, amended))
    return amended


def move_unit(*, actor: Actor, unit: Unit, region: Region) -> Unit:
    """Put the unit under another region from now on.

    Its applications stay with the region in which they were begun. Raises NotAllowed.
    """
    require_manager(actor)
    with recorded(actor=actor.ledger) as work:
        moved = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
        facts = {"from": moved.region_id, "to": region.pk}
        moved.region = region
        moved.save(update_fields=["region"])
        work.event("unit_moved", subject=f"unit:{moved.pk}", facts=facts)
    return moved


def close_unit(*, actor: Actor, unit: Unit, on: date) -> Unit:
    """Close the unit: `on` is the first day it no longer exists.

    What it has done, and the roles in it, stay. Raises NotAllowed, or Refused for a unit that is
    closed already.
    """
    require_manager(actor)
    with recorded(actor=actor.ledger) as work:
        closed = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
        if not closed.is_open(today()):
            raise Refused([_("UPT ini sudah ditutup.")])
        closed.closed_on = on
        closed.save(update_fields=["closed_on"])
        work.event("unit_closed", subject=f"unit:{closed.pk}", facts={"on": on})
    return closed


def _facts(work: Work, unit: Unit) -> dict[str, Fact]:
    return {
        "work_unit_code": unit.work_unit_code,
        "name": work.commitment(unit.name),
        "unit_type": str(unit.unit_type),
        "unit_class": str(unit.unit_class),
        "region": unit.region_id,
        "latitude": unit.latitude,
        "longitude": unit.longitude,
    }
