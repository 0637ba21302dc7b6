"""The register of decrees: registering, ending, replacing."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.enums import FINAL_STATES
from award.errors import Refused
from award.given import Given
from award.models import Application
from directory.actors import Actor
from directory.models import Person
from record.canonical import Fact
from record.dates import moment_text
from record.domain.work import Work, recorded
from record.store import Stored
from verification.domain.decree_checks import problems_of
from verification.domain.decree_draft import DecreeDraft
from verification.domain.decree_rows import (
    lock_assigned,
    lock_decree,
    lock_region,
    require_registrar,
    write_decree,
)
from verification.domain.grants import close_assignments, open_assignments
from verification.guards.team import decree_fits
from verification.models import Decree


def register_decree(*, draft: DecreeDraft, file: Stored, by: Actor) -> Decree:
    """Register a decree whose PDF is already durable in the store.

    Raises NotAllowed outside the region's secretariat and the centre, Refused with everything
    that is wrong with the decree.
    """
    registrar = require_registrar(by, draft.region)
    with recorded(actor=by.ledger) as work:
        lock_region(draft.region)
        _refuse_if(problems_of(draft))
        return write_decree(work, draft, file, registrar, replaces=None)


def end_decree(*, decree_id: UUID | str, reason: str, by: Actor) -> Decree:
    """End a decree before its last day; no application changes its state by it.

    Raises NotAllowed as `register_decree`, Refused without a reason or when it is over already.
    """
    with recorded(actor=by.ledger) as work:
        decree = lock_decree(decree_id)
        registrar = require_registrar(by, decree.region)
        if not reason.strip():
            raise Refused([_("Alasan wajib diisi.")])
        _refuse_if(_over(decree))
        now = timezone.now()
        applications = lock_assigned(decree)
        close_assignments(application_ids=[a.pk for a in applications], at=now)
        _end(work, decree, reason.strip(), registrar, now)
    return decree


def replace_decree(
    *, decree_id: UUID | str, draft: DecreeDraft, file: Stored, reason: str, by: Actor
) -> Decree:
    """Put a new decree in the place of one in force; its team takes over the applications.

    Finished applications stay with the team they had. Raises what `register_decree` raises,
    and Refused where the new team does not fit one of the applications.
    """
    registrar = require_registrar(by, draft.region)
    with recorded(actor=by.ledger) as work:
        lock_region(draft.region)
        old = lock_decree(decree_id)
        if not reason.strip():
            raise Refused([_("Alasan wajib diisi.")])
        same_scope = (old.region_id, old.season_id) == (draft.region.pk, draft.season.pk)
        if not same_scope:
            raise Refused([_("SK pengganti harus untuk Kanwil dan periode yang sama.")])
        _refuse_if([*_over(old), *problems_of(draft, replaces=old)])
        applications = lock_assigned(old)
        now = timezone.now()
        new = write_decree(work, draft, file, registrar, replaces=old)
        _hand_over(applications, new, registrar, now)
        _end(work, old, reason.strip(), registrar, now)
    return new


def _hand_over(applications: list[Application], new: Decree, by: Person, now: datetime) -> None:
    running = [a for a in applications if a.state not in FINAL_STATES]
    given = Given(by=Actor(person=by), at=now, data={"decree": str(new.pk)})
    reasons = [line for a in running for line in decree_fits(a, given)]
    _refuse_if(list(dict.fromkeys(reasons)))
    close_assignments(application_ids=[a.pk for a in applications], at=now)
    open_assignments(decree=new, applications=running, by=by, at=now)


def _end(work: Work, decree: Decree, reason: str, by: Person, now: datetime) -> None:
    decree.valid_until = min(decree.valid_until, now)
    decree.ended_at, decree.ended_by, decree.ended_reason = now, by, reason
    decree.save(update_fields=["valid_until", "ended_at", "ended_by", "ended_reason"])
    facts: dict[str, Fact] = {"valid_until": decree.valid_until, "reason": work.commitment(reason)}
    work.event("decree_ended", subject=f"decree:{decree.pk}", facts=facts)


def _over(decree: Decree) -> list[str]:
    if decree.ended_at is None and timezone.now() < decree.valid_until:
        return []
    return [_("SK ini sudah berakhir %(when)s.") % {"when": moment_text(decree.valid_until)}]


def _refuse_if(reasons: list[str]) -> None:
    if reasons:
        raise Refused(reasons)
