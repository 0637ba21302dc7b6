"""Conflicts of interest: declared before first sight, known from the directory, lifted by two."""

from collections.abc import Collection, Mapping
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
from jury.domain.grants import end_grants, end_grants_of, give_grant
from jury.domain.voiding import telling_of_sheets
from jury.enums import ConflictKind, ConflictSource
from jury.models import Conflict, Declaration, PanelApplication, ScoreSheet, Seat
from jury.queries.conflicts import being_scored_with
from jury.queries.known import known_between
from jury.queries.sheets import assignments_not_ended
from jury.rules import sits_on
from record.domain.work import Work, recorded

# Who verified or heard a unit has advised on it; who served there was in its employ.
KINDS_KNOWN = {"verification_team": ConflictKind.ADVISER, "hearing": ConflictKind.ADVISER}


def declare(
    *,
    seat_id: UUID | str,
    application_id: UUID | str,
    conflict: ConflictKind | None,
    note: str = "",
    by: Actor,
) -> Declaration:
    """A juror's word on one application; sight of it begins only with "no conflict".

    Declared late, a conflict ends the sight at once and the juror's sheet stops counting, which
    the ledger tells. In a panel with a size, sight begins when the application is given to them.
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
            with telling_of_sheets(work, [application], because="conflict_declared"):
                _open_conflict(person, application, conflict, note, now)
            end_grants(source=f"seat:{seat.pk}", at=now, application=application)
        elif sits_on(by, application):
            give_grant(seat=seat, application=application, at=now)
        facts = {
            "seat": str(seat.pk),
            "unit": application.unit.work_unit_code,
            "conflict": conflict.value if conflict else None,
        }
        work.event("conflict_declared", subject=f"application:{application.pk}", facts=facts)
    return declared


def declare_all(
    *, seat_id: UUID | str, words: Mapping[UUID, tuple[ConflictKind | None, str]], by: Actor
) -> None:
    """The same for many applications at once, each with a kind or None and a note: all or none."""
    with recorded(actor=by.ledger):
        for application_id, (kind, note) in sorted(words.items()):
            declare(seat_id=seat_id, application_id=application_id, conflict=kind, note=note, by=by)


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
    person: Person, applications: Collection[Application], *, at: datetime, work: Work
) -> None:
    """Pin what is known between a juror and these applications, where it is not pinned yet.

    Whoever calls it holds the locks of those that are being scored: a sheet of a pinned unit
    stops counting.
    """
    pinned = set(
        Conflict.objects.filter(
            person=person, source=ConflictSource.COMPUTED, lifted_at=None
        ).values_list("unit", flat=True)
    )
    for application, why in known_between(person.pk, applications):
        if application.unit_id in pinned:
            continue
        with telling_of_sheets(work, [application], because="conflict_known"):
            row = Conflict.objects.create(
                person=person,
                unit=application.unit,
                kind=KINDS_KNOWN.get(why, ConflictKind.EMPLOYEE),
                source=ConflictSource.COMPUTED,
                pinned=True,
                note=why,
                declared_at=at,
            )
        end_grants_of(person, application, at=at)
        facts = {"person": str(person.pk), "unit": application.unit.work_unit_code, "why": why}
        work.event("conflict_known", subject=f"conflict:{row.pk}", facts=facts)


def pin_what_is_known(applications: Collection[Application], *, at: datetime, work: Work) -> None:
    """Pin what became known since the jurors of these were seated; the caller holds the locks."""
    rows = assignments_not_ended().filter(application__in=list(applications))
    jurors = Person.objects.filter(pk__in=rows.values("seat__person")).order_by("pk")
    for person in jurors:
        note_known_conflicts(person, applications, at=at, work=work)


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
        row = Conflict.objects.select_for_update(no_key=True).get(pk=conflict_id)
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
