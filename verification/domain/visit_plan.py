"""Planning field visits: on which days who of the team goes to a unit, and who goes instead."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.lock import locked
from award.errors import NotAllowed, Refused
from award.models import Application
from directory.actors import Actor
from directory.models import Person
from record.canonical import Fact, Json
from record.domain.work import Work, recorded
from verification.domain.visit_days import check_days, check_people
from verification.models import PlannedVisit, Visitor
from verification.queries.visit_plan import STATES, could_go
from verification.rules import plans_visits


class PlanChanged(Refused):
    """A colleague changed the plan since the page was opened; `plan` is as it now stands."""

    def __init__(self, plan: PlannedVisit) -> None:
        text = _("%(name)s baru saja mengubah rencana ini. Periksa lagi, lalu simpan.")
        super().__init__([text % {"name": plan.by.name}])
        self.plan = plan


def plan_visit(
    *,
    application_id: UUID | str,
    first_day: date,
    last_day: date,
    people: Collection[UUID],
    by: Actor,
) -> PlannedVisit:
    """Plan a visit by members of the team in force.

    Raises NotAllowed for all but the Kanwil's secretariat and the team's leader; Refused for days
    that are over, taken or outside the decree, and for who may not act or is away.
    """
    with recorded(actor=by.ledger) as work:
        application = locked(application_id, states=STATES)
        person = _planner(by, application)
        check_days(application, first_day, last_day)
        check_people(application, people, first_day, last_day)
        plan = PlannedVisit.objects.create(
            application=application,
            first_day=first_day,
            last_day=last_day,
            by=person,
            at=timezone.now(),
        )
        _send(plan, people)
        _enter(work, "visit_planned", plan, person)
    return plan


def change_plan(
    *,
    plan_id: UUID | str,
    first_day: date,
    last_day: date,
    people: Collection[UUID],
    expected_version: int,
    by: Actor,
) -> PlannedVisit:
    """Move a plan's days or send other people. Raises as `plan_visit`, PlanChanged when stale."""
    with recorded(actor=by.ledger) as work:
        plan, person = _locked(plan_id, expected_version, by)
        check_days(plan.application, first_day, last_day, apart_from=plan)
        check_people(plan.application, people, first_day, last_day)
        plan.first_day, plan.last_day = first_day, last_day
        plan.visitors.filter(active=True).exclude(person__in=people).update(active=False)
        known = plan.visitors.filter(active=True).values_list("person", flat=True)
        _send(plan, set(people) - set(known))
        _renew(work, "visit_replanned", plan, person)
    return plan


def substitute(
    *, plan_id: UUID | str, absent: UUID, stand_in: UUID, expected_version: int, by: Actor
) -> PlannedVisit:
    """Send another member in somebody's stead. Raises as `change_plan`."""
    with recorded(actor=by.ledger) as work:
        plan, person = _locked(plan_id, expected_version, by)
        leaving = plan.visitors.filter(active=True, person=absent).first()
        if leaving is None:
            raise Refused([_("Orang ini tidak (lagi) ada dalam rencana kunjungan.")])
        if stand_in not in {member.person_id for member in could_go(plan)}:
            text = _("Pilih pengganti dari anggota tim yang dapat bertindak dan tidak berhalangan.")
            raise Refused([text])
        leaving.active = False
        leaving.save(update_fields=["active"])
        Visitor.objects.create(visit=plan, person_id=stand_in, instead_of_id=absent)
        _renew(work, "visit_substituted", plan, person)
    return plan


def cancel_plan(
    *, plan_id: UUID | str, reason: str, expected_version: int, by: Actor
) -> PlannedVisit:
    """Give a plan up, with a reason. Raises as `change_plan`."""
    with recorded(actor=by.ledger) as work:
        plan, person = _locked(plan_id, expected_version, by)
        if not reason.strip():
            raise Refused([_("Alasan wajib diisi.")])
        plan.cancelled_at, plan.cancelled_reason = timezone.now(), reason.strip()
        _renew(work, "visit_plan_cancelled", plan, person)
    return plan


def lock_plan(plan_id: UUID | str, expected_version: int) -> PlannedVisit:
    """The plan behind its application's lock. Raises PlanChanged, Refused once it is given up."""
    application_id = PlannedVisit.objects.values_list("application", flat=True).get(pk=plan_id)
    application = locked(application_id, states=STATES)
    plan = PlannedVisit.objects.select_related("by").get(pk=plan_id)
    plan.application = application
    if plan.cancelled_at is not None:
        raise Refused([_("Rencana kunjungan ini sudah dibatalkan.")])
    if plan.version != expected_version:
        raise PlanChanged(plan)
    return plan


def _locked(plan_id: UUID | str, expected_version: int, by: Actor) -> tuple[PlannedVisit, Person]:
    rows = PlannedVisit.objects.select_related("application__unit", "application__region")
    person = _planner(by, rows.get(pk=plan_id).application)
    return lock_plan(plan_id, expected_version), person


def _planner(by: Actor, application: Application) -> Person:
    if by.person is None or not plans_visits(by, application):
        raise NotAllowed(_("Kunjungan direncanakan oleh sekretariat Kanwil atau ketua tim."))
    return by.person


def _send(plan: PlannedVisit, people: Collection[UUID]) -> None:
    Visitor.objects.bulk_create(
        Visitor(visit=plan, person_id=person) for person in sorted(people, key=str)
    )


def _renew(work: Work, kind: str, plan: PlannedVisit, person: Person) -> None:
    plan.by, plan.at = person, timezone.now()
    plan.version += 1
    plan.save()
    _enter(work, kind, plan, person)


def _enter(work: Work, kind: str, plan: PlannedVisit, by: Person) -> None:
    going = list(plan.visitors.filter(active=True).values_list("person", flat=True))
    facts: dict[str, Fact] = {
        "plan": plan.pk,
        "version": plan.version,
        "first_day": plan.first_day,
        "last_day": plan.last_day,
        "people": [str(person) for person in going],
    }
    if plan.cancelled_reason:
        facts["reason"] = work.commitment(plan.cancelled_reason)
    work.event(kind, subject=f"application:{plan.application_id}", facts=facts)
    work.notice(
        "visit_called_off" if plan.cancelled_at else "visit_ahead",
        to=[person for person in going if person != by.pk],
        event_key=f"visit_plan:{plan.pk}:{plan.version}",
        params={"unit": plan.application.unit.name, "days": _days(plan)},
        link=f"/rencana-kunjungan/{plan.pk}/",
    )


def _days(plan: PlannedVisit) -> list[Json]:
    """As a notice keeps them, to be read in the language of its recipient."""
    return [plan.first_day.isoformat(), plan.last_day.isoformat()]
