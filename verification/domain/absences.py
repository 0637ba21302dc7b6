"""Days on which a verifier cannot go on a visit."""

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.errors import NotAllowed, Refused
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from directory.queries.roles import roles_of, today
from record.canonical import Fact
from record.domain.work import Work, recorded
from verification.models import Absence


def report_absence(*, person_id: UUID, first_day: date, last_day: date, by: Actor) -> Absence:
    """Say that a verifier is away, oneself or as the Kanwil's secretariat.

    Raises NotAllowed for others, Refused for days in no order or over, and for a second time.
    """
    with recorded(actor=by.ledger) as work:
        person = Person.objects.select_for_update(no_key=True).get(pk=person_id)
        reporter = _reporter(by, person)
        if last_day < first_day:
            raise Refused([_("Hari terakhir mendahului hari pertama.")])
        if last_day < today():
            raise Refused([_("Hari itu sudah lewat.")])
        same = Absence.objects.filter(
            person=person, first_day=first_day, last_day=last_day, withdrawn_at=None
        )
        if same.exists():
            raise Refused([_("Ketidakhadiran ini sudah dicatat.")])
        absence = Absence.objects.create(
            person=person, first_day=first_day, last_day=last_day, by=reporter, at=timezone.now()
        )
        _enter(work, "absence_reported", absence)
    return absence


def withdraw_absence(*, absence_id: UUID | str, by: Actor) -> Absence:
    """Take an absence back. Raises as `report_absence`."""
    with recorded(actor=by.ledger) as work:
        rows = Absence.objects.select_for_update(no_key=True, of=("self",)).select_related("person")
        absence = rows.get(pk=absence_id)
        _reporter(by, absence.person)
        if absence.withdrawn_at is not None:
            raise Refused([_("Ketidakhadiran ini sudah ditarik.")])
        absence.withdrawn_at = timezone.now()
        absence.save(update_fields=["withdrawn_at"])
        _enter(work, "absence_withdrawn", absence)
    return absence


def _reporter(by: Actor, person: Person) -> Person:
    if by.person is None or not reports_for(by.person, person):
        raise NotAllowed
    return by.person


def reports_for(reporter: Person, person: Person) -> bool:
    """Whether one says when the other is away: a verifier oneself, else the secretariat."""
    regions = roles_of(person).filter(kind=RoleKind.REGION_VERIFIER).values("region")
    if reporter == person:
        return regions.exists()
    kept = roles_of(reporter).filter(kind=RoleKind.REGION_SECRETARIAT)
    return kept.filter(region__in=regions.order_by()).exists()


def _enter(work: Work, kind: str, absence: Absence) -> None:
    # Days away are personal: they can be erased, an entry cannot.
    days = f"{absence.first_day} {absence.last_day}"
    facts: dict[str, Fact] = {"absence": absence.pk, "days": work.commitment(days)}
    work.event(kind, subject=f"person:{absence.person_id}", facts=facts)
