"""Conflicts of interest: declared before first sight, known from the directory, lifted by two."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.lock import locked
from award.enums import State
from award.errors import NotAllowed, Refused
from award.models import Application
from award.rules import someone
from directory.actors import Actor
from directory.models import Person
from jury.domain.grants import end_grants, give_grant
from jury.enums import ConflictKind, ConflictSource
from jury.models import Conflict, Declaration, PanelApplication, ScoreSheet, Seat
from jury.queries.conflicts import being_scored_with, known_conflict, open_conflicts
from record.domain.work import Work, recorded


def declare(
    *,
    seat_id: UUID | str,
    application_id: UUID | str,
    conflict: ConflictKind | None,
    note: str = "",
    by: Actor,
) -> Declaration:
    """A juror's word on one application; sight of it begins only with "no conflict".

    Declared late, a conflict ends the sight at once and the juror's sheet stops counting.
    Raises NotAllowed for another's seat, Refused for an application that is not in the panel.
    """
    person = someone(by)
    with recorded(actor=by.ledger) as work:
        application = locked(application_id)
        seat = _own_seat(seat_id, person, application)
        now = timezone.now()
        declared = Declaration.objects.create(
            seat=seat, application=application, conflict=conflict is not None, at=now
        )
        if conflict is not None:
            _open_conflict(person, application, conflict, note, now)
            end_grants(source=f"seat:{seat.pk}", at=now, application=application)
        elif not open_conflicts(person).filter(unit=application.unit).exists():
            give_grant(seat=seat, application=application, at=now)
        facts = {
            "seat": str(seat.pk),
            "unit": application.unit.work_unit_code,
            "conflict": conflict.value if conflict else None,
        }
        work.event("conflict_declared", subject=f"application:{application.pk}", facts=facts)
    return declared


def _own_seat(seat_id: UUID | str, person: Person, application: Application) -> Seat:
    seat = Seat.objects.select_related("panel", "person").get(pk=seat_id)
    if seat.person != person or seat.ends is not None:
        raise NotAllowed
    entry = PanelApplication.objects.filter(panel=seat.panel, application=application, until=None)
    if not entry.exists():
        raise Refused([_("Pengajuan ini tidak (lagi) berada dalam panel Anda.")])
    return seat


def _open_conflict(
    person: Person, application: Application, kind: ConflictKind, note: str, at: datetime
) -> None:
    Conflict.objects.get_or_create(
        person=person,
        unit=application.unit,
        kind=kind,
        source=ConflictSource.DECLARED,
        lifted_at=None,
        defaults={"note": note.strip(), "declared_by": person, "declared_at": at},
    )


def note_known_conflicts(
    person: Person, applications: Iterable[Application], *, at: datetime, work: Work
) -> None:
    """Pin the conflicts the directory knows between a juror and these applications."""
    for application in applications:
        why = known_conflict(person, application)
        if not why or _was_lifted(person, application, why):
            continue
        row, new = Conflict.objects.get_or_create(
            person=person,
            unit=application.unit,
            kind=ConflictKind.EMPLOYEE,
            source=ConflictSource.COMPUTED,
            lifted_at=None,
            defaults={"pinned": True, "note": why, "declared_at": at},
        )
        if new:
            facts = {"person": str(person.pk), "unit": application.unit.work_unit_code, "why": why}
            work.event("conflict_known", subject=f"conflict:{row.pk}", facts=facts)


def _was_lifted(person: Person, application: Application, why: str) -> bool:
    """Whether two people have lifted this very conflict before; it is not pinned anew."""
    lifted = Conflict.objects.exclude(lifted_at=None).exclude(proposal=None)
    return lifted.filter(person=person, unit=application.unit, note=why).exists()


def withdraw_declared(*, conflict_id: UUID | str, reason: str, by: Actor) -> Conflict:
    """Take back one's own conflict, declared in error, with a reason.

    Only while the unit is scored, and before anything of it was opened. The row stays; sight
    begins with a new declaration. Raises NotAllowed for another's and for a pinned conflict
    (that needs two people), Refused where it is too late.
    """
    person = someone(by)
    with recorded(actor=by.ledger) as work:
        found = Conflict.objects.get(pk=conflict_id)
        if found.person != person or found.pinned:
            raise NotAllowed
        applications = [
            locked(pk, states={State.IN_SCORING})
            for pk in being_scored_with(found).values_list("pk", flat=True)
        ]
        row = Conflict.objects.select_for_update().get(pk=conflict_id)
        problems = _not_withdrawable(row, applications)
        if not reason.strip():
            problems.append(_("Alasan wajib diisi."))
        if problems:
            raise Refused(problems)
        lift(row, reason=reason, by=person, at=timezone.now())
        facts = {"reason": work.commitment(row.lifted_reason)}
        work.event("conflict_withdrawn", subject=f"conflict:{row.pk}", facts=facts)
    return row


def _not_withdrawable(row: Conflict, applications: Collection[Application]) -> list[str]:
    """Why a declared conflict can no longer be taken back."""
    if row.lifted_at is not None:
        return [_("Pernyataan benturan ini sudah ditarik.")]
    if not applications:
        return [_("Penilaian UPT ini tidak sedang berjalan.")]
    opened = ScoreSheet.objects.filter(seat__person=row.person, application__in=applications)
    if opened.exists():
        return [_("Lembar nilai UPT ini sudah pernah Anda buka; benturannya tidak dapat ditarik.")]
    return []


def lift(row: Conflict, *, reason: str, by: Person, at: datetime) -> None:
    """Mark a conflict as lifted; the caller holds its lock and enters the event."""
    row.lifted_at, row.lifted_by, row.lifted_reason = at, by, reason.strip()
    row.save(update_fields=["lifted_at", "lifted_by", "lifted_reason", "proposal"])
