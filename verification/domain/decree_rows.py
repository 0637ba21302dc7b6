"""The rows behind the register of decrees: who may write them, their locks, their insertion."""

from uuid import UUID

from django.utils import timezone

from award.domain.lock import hold
from award.errors import NotAllowed
from award.models import Application
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person, Region
from directory.queries.roles import holds
from record.canonical import Fact
from record.domain.blobs import register
from record.domain.work import Work
from record.store import Stored
from verification.domain.decree_draft import DecreeDraft
from verification.models import Decree, DecreeMember


def require_registrar(by: Actor, region: Region) -> Person:
    """Who keeps this region's register, the secretariat or the centre; else NotAllowed."""
    person = by.person
    if person is None or not (
        holds(person, RoleKind.REGION_SECRETARIAT, region=region)
        or holds(person, RoleKind.CENTRE_ADMIN)
    ):
        raise NotAllowed
    return person


def lock_decree(decree_id: UUID | str) -> Decree:
    """Lock a decree's row. Always before application rows, so that nobody waits in a circle."""
    rows = Decree.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("region", "season__instrument").get(pk=decree_id)


def lock_region(region: Region) -> None:
    """Two decrees of a region are registered one after the other, else they could overlap."""
    Region.objects.select_for_update(no_key=True).get(pk=region.pk)


def lock_assigned(decree: Decree) -> list[Application]:
    """Lock the applications that the decree's team works on, in the order everybody uses.

    The decree is locked by the caller, so that none comes to it meanwhile.
    """
    assigned = Application.objects.filter(assignments__decree=decree, assignments__ends=None)
    hold(assigned)
    # A second look: whoever held one of them may have given it to another team.
    return list(assigned.select_related("unit", "region", "season__instrument").order_by("pk"))


def write_decree(
    work: Work, draft: DecreeDraft, file: Stored, by: Person, *, replaces: Decree | None
) -> Decree:
    """Insert a checked decree with its members and enter it in the ledger."""
    decree = Decree.objects.create(
        season=draft.season,
        region=draft.region,
        issuer=draft.issuer,
        number=draft.plain_number,
        date=draft.dated,
        starts=draft.starts,
        last_day=draft.last_day,
        valid_from=draft.valid_from,
        valid_until=draft.valid_until,
        file=register(file),
        replaces=replaces,
        registered_by=by,
        registered_at=timezone.now(),
    )
    decree.units.set(draft.units)
    DecreeMember.objects.bulk_create(
        DecreeMember(decree=decree, person=n.person, function=n.function, tasks=n.tasks.strip())
        for n in draft.members
    )
    work.event("decree_registered", subject=f"decree:{decree.pk}", facts=_facts(draft, decree))
    return decree


def _facts(draft: DecreeDraft, decree: Decree) -> dict[str, Fact]:
    return {
        "season": draft.season.year,
        "region": draft.region.pk,
        "issuer": str(draft.issuer),
        "number": decree.number,
        "date": decree.date,
        "valid_from": decree.valid_from,
        "valid_until": decree.valid_until,
        "sha256": decree.file_id,
        "members": [{"person": n.person.pk, "function": str(n.function)} for n in draft.members],
        "units": sorted(unit.work_unit_code for unit in draft.units),
        "replaces": decree.replaces_id,
    }
