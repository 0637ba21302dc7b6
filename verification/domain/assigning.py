"""Giving applications a team: through the door where it opens them, beside it where they run."""

from collections.abc import Mapping
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.audience import team_people, unit_people
from award.domain.lock import locked
from award.domain.transitions import transit
from award.errors import NotAllowed, Refused, Stale
from award.given import Given
from award.models import Application
from directory.actors import Actor
from record.domain.work import Work, recorded
from verification.domain.decree_rows import lock_decree, require_registrar
from verification.domain.grants import open_assignments
from verification.guards.team import decree_fits
from verification.models import Decree
from verification.queries.standing import WITH_TEAM
from verification.queries.team import decree_of


def assign_team(
    *, applications: Mapping[UUID, int], decree_id: UUID | str, by: Actor
) -> list[Application]:
    """Give each of the applications (id → version shown) the decree's team; all or none.

    One that waits for a team walks its edge; one that runs without a team gets the new one
    and stays in its state; one that runs with this team keeps it and nobody is told again.
    One that was forwarded gets a new one once it comes back, if it does.
    Raises what the door raises; Refused names each unit's obstacles, as a team it has already.
    """
    if not applications:
        raise Refused([_("Pilih paling sedikit satu pengajuan.")])
    done, reasons = [], []
    with recorded(actor=by.ledger) as work:
        decree = lock_decree(decree_id)
        for pk, version in sorted(applications.items(), key=lambda item: str(item[0])):
            application = locked(pk)
            try:
                with recorded(actor=by.ledger):
                    done.append(_assign(work, application, decree, by, version))
            except (NotAllowed, Stale):
                raise
            except Refused as refused:
                reasons += [f"{application.unit.name}: {line}" for line in refused.reasons]
        if reasons:
            raise Refused(reasons)
    return done


def _assign(
    work: Work, application: Application, decree: Decree, by: Actor, version: int
) -> Application:
    person = require_registrar(by, application.region)
    if application.state in WITH_TEAM:
        return _appoint_again(work, application, decree, by, version)
    # Before the edge, because the door tells those who have sight.
    open_assignments(decree=decree, applications=[application], by=person, at=timezone.now())
    return transit(
        application_id=application.pk,
        edge="assign_team",
        by=by,
        expected_version=version,
        decree=str(decree.pk),
    )


def _appoint_again(
    work: Work, application: Application, decree: Decree, by: Actor, version: int
) -> Application:
    person = require_registrar(by, application.region)
    if application.version != version:
        raise Stale(application, application.steps.order_by("-version").first())
    now = timezone.now()
    # A new team is no step and raises no version: two who appoint at once meet here.
    has = decree_of(application, now)
    if has == decree:
        return application
    given = Given(by=by, at=now, data={"decree": str(decree.pk)})
    reasons = [*_has_a_team(has), *decree_fits(application, given)]
    if reasons:
        raise Refused(reasons)
    open_assignments(decree=decree, applications=[application], by=person, at=now)
    subject = f"application:{application.pk}"
    work.event("team_appointed", subject=subject, facts={"decree": decree.pk})
    work.notice(
        "team_appointed",
        to=[person.pk for person in [*unit_people(application), *team_people(application)]],
        event_key=f"team_appointed:{application.pk}:{now.isoformat()}",
        params={"unit": application.unit.name, "season": application.season.name},
        link=f"/pengajuan/{application.pk}/",
    )
    return application


def _has_a_team(has: Decree | None) -> list[str]:
    if has is None:
        return []
    return [_("Tim SK %(number)s sudah bertugas di sini.") % {"number": has.number}]
