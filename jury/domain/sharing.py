"""Sharing out a panel's applications: a preview, confirmed as it was shown, or changed by hand."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.lock import hold
from award.enums import State
from award.errors import NotAllowed, Refused
from award.models import Application
from award.queries.instruments import instrument_of
from directory.actors import Actor
from directory.models import Person
from jury.domain.assignments import assign, unassign
from jury.domain.conflicts import note_known_conflicts
from jury.domain.impartial import without_conflict, without_singling_out
from jury.domain.panels import applications_of, only_secretary
from jury.domain.voiding import telling_of_sheets
from jury.models import Panel, ScoreSheet, Seat, SeatAssignment
from jury.planning.plan import plan
from jury.planning.task import Pair, Plan, Task
from jury.queries.panels import assigned_pairs, conflict_pairs
from record.canonical import Fact, canonical
from record.domain.work import Work, recorded

LARGEST = 50


@dataclass(frozen=True, kw_only=True)
class Sharing:
    """A plan with the rows it speaks of by their ids, and the digest of what was shown."""

    panel: Panel
    plan: Plan
    seats: dict[str, Seat]
    applications: dict[str, Application]

    @property
    def digest(self) -> str:
        """SHA-256 over all the plan was made of and all it says."""
        task = self.plan.task
        said = {
            "panel": str(self.panel.pk),
            "size": task.size,
            "applications": sorted(task.applications),
            "seats": sorted(task.jurors),
            "barred": _listed(task.barred),
            "current": _listed(task.current),
            "kept": _listed(task.kept),
            "pairs": _listed(self.plan.pairs),
        }
        return sha256(canonical(said).encode()).hexdigest()


def _listed(pairs: Collection[Pair]) -> list[list[str]]:
    return [list(pair) for pair in sorted(pairs)]


def share_out(*, panel: Panel, size: int) -> Sharing:
    """How the panel's open applications would be shared out now; nothing is written.

    Raises Refused for a size that cannot lead to enough sheets, or is none.
    """
    least = instrument_of(panel.season).process.sheets_min
    if not least <= size <= LARGEST:
        text = _("Jumlah juri per pengajuan paling sedikit %(least)d dan paling banyak %(most)d.")
        raise Refused([text % {"least": least, "most": LARGEST}])
    applications = [a for a in applications_of(panel) if a.state == State.IN_SCORING]
    seats = list(panel.seats.filter(ends=None).select_related("person").order_by("pk"))
    return Sharing(
        panel=panel,
        plan=plan(_task(applications, seats, size)),
        seats={str(seat.pk): seat for seat in seats},
        applications={str(a.pk): a for a in applications},
    )


def _task(applications: Collection[Application], seats: Collection[Seat], size: int) -> Task:
    conflicts = conflict_pairs([seat.person_id for seat in seats], applications)
    barred = [(a, s) for a in applications for s in seats if (s.person_id, a.unit_id) in conflicts]
    return Task(
        size=size,
        applications=frozenset(str(a.pk) for a in applications),
        jurors=frozenset(str(seat.pk) for seat in seats),
        groups={
            "region": {str(a.pk): str(a.region_id) for a in applications},
            "unit_type": {str(a.pk): a.unit_type for a in applications},
        },
        barred=frozenset((str(a.pk), str(seat.pk)) for a, seat in barred),
        current=frozenset((str(a), str(s)) for s, a in assigned_pairs(applications)),
        kept=frozenset((str(a), str(s)) for s, a in _opened(applications)),
    )


def _opened(applications: Collection[Application]) -> set[tuple[UUID, UUID]]:
    """(seat, application) of the sheets that were opened in this round, sealed or not."""
    sheets = ScoreSheet.objects.filter(
        application__in=applications, scoring_round=F("application__scoring_round")
    )
    return set(sheets.values_list("seat", "application"))


def confirm_sharing(*, panel: Panel, size: int, digest: str, by: Actor) -> Sharing:
    """Share out as it was shown. Jurors who get more are told, and declare where they have not.

    Raises NotAllowed for anybody but the secretary, for one who sits on the panel and for one who
    has a conflict with all that would be shared out, Refused where anything changed since it was
    shown.
    """
    secretary = _apart(panel, by)
    with recorded(actor=by.ledger) as work:
        Panel.objects.select_for_update(no_key=True).get(pk=panel.pk)
        hold(Application.objects.filter(pk__in=[a.pk for a in applications_of(panel)]))
        made = share_out(panel=panel, size=size)
        without_singling_out(by, list(made.applications.values()))
        if made.digest != digest:
            raise Refused([_("Keadaan berubah sejak pembagian ditampilkan. Periksa kembali.")])
        now = timezone.now()
        for seat in made.seats.values():
            open_ones = list(made.applications.values())
            note_known_conflicts(seat.person, open_ones, at=now, work=work)
        _write(made, at=now, by=secretary, work=work)
        Panel.objects.filter(pk=panel.pk).update(size=size)
        facts: dict[str, Fact] = {
            "size": size,
            "digest": digest,
            "added": len(made.plan.added),
            "removed": len(made.plan.removed),
        }
        work.event("panel_shared_out", subject=f"panel:{panel.pk}", facts=facts)
    return made


def _apart(panel: Panel, by: Actor) -> Person:
    """The secretary, who does not share out what they score themselves."""
    secretary = only_secretary(by)
    if panel.seats.filter(ends=None, person=secretary).exists():
        raise NotAllowed(_("Anda juri di panel ini; pembagiannya ditetapkan sekretaris lain."))
    return secretary


def _write(made: Sharing, *, at: datetime, by: Person, work: Work) -> None:
    removed, added = made.plan.removed, sorted(made.plan.added)
    standing = SeatAssignment.objects.filter(
        until=None, application__in=list(made.applications.values()), seat__panel=made.panel
    )
    ended = [
        row
        for row in standing.select_related("application", "seat")
        if (str(row.application_id), str(row.seat_id)) in removed
    ]
    changed = [row.application for row in ended]
    with telling_of_sheets(work, changed, because="reassigned"):
        unassign(ended, at=at, by=by, work=work)
    pairs = [(made.seats[s], made.applications[a]) for a, s in added]
    assign(pairs, at=at, by=by, work=work)
    for seat_id in sorted({seat_id for _application, seat_id in added}):
        count = sum(seat == seat_id for _application, seat in added)
        _tell(made.seats[seat_id], count, f"{made.digest}:{seat_id}", work)


def _tell(seat: Seat, count: int, event_key: str, work: Work) -> None:
    work.notice(
        "applications_assigned",
        to=[seat.person_id],
        event_key=event_key,
        params={"count": count, "panel": seat.panel.name},
        link=f"/penilaian/{seat.pk}/",
    )


def change_by_hand(
    *,
    panel: Panel,
    application_id: UUID | str,
    take: UUID | str | None,
    give: UUID | str | None,
    reason: str,
    knowing: bool,
    by: Actor,
) -> None:
    """Take one application from a seat, give it to another, or both; with a reason.

    `knowing` says that the secretary was told that the sheet of the seat it is taken from was
    opened and will not count. Raises Refused without it, without a reason, and for a juror with
    a conflict; NotAllowed as `confirm_sharing`, and for a secretary with a conflict with the unit.
    """
    secretary = _apart(panel, by)
    with recorded(actor=by.ledger) as work:
        mine = Application.objects.filter(panel_entries__panel=panel, panel_entries__until=None)
        hold(mine.filter(pk=application_id))
        application = mine.select_related("unit", "season__instrument").get(pk=application_id)
        without_conflict(by, [application])
        seats = {str(s.pk): s for s in panel.seats.filter(ends=None).select_related("person")}
        taken, given = seats.get(str(take or "")), seats.get(str(give or ""))
        problems = _problems(application, taken, given, knowing=knowing)
        if not reason.strip():
            problems.append(_("Alasan wajib diisi."))
        if problems:
            raise Refused(problems)
        now = timezone.now()
        if taken is not None:
            rows = SeatAssignment.objects.filter(seat=taken, application=application, until=None)
            ended = list(rows.select_related("application", "seat"))
            with telling_of_sheets(work, [application], because="reassigned"):
                unassign(ended, at=now, by=secretary, work=work, reason=reason)
        if given is not None:
            assign([(given, application)], at=now, by=secretary, work=work, reason=reason)
            _tell(given, 1, f"by-hand:{now.isoformat()}:{given.pk}", work)
        facts: dict[str, Fact] = {
            "taken": str(taken.pk) if taken else None,
            "given": str(given.pk) if given else None,
            "reason": work.commitment(reason.strip()),
        }
        work.event("assignment_changed", subject=f"application:{application.pk}", facts=facts)


def _problems(
    application: Application, taken: Seat | None, given: Seat | None, *, knowing: bool
) -> list[str]:
    if application.state != State.IN_SCORING:
        return [_("Penilaian UPT ini tidak sedang berjalan.")]
    if taken is None and given is None:
        return [_("Pilih juri yang dilepas, juri yang ditugaskan, atau keduanya.")]
    problems = []
    assigned = assigned_pairs([application])
    if taken is not None and (taken.pk, application.pk) not in assigned:
        text = _("%(name)s tidak menilai pengajuan ini.")
        problems.append(text % {"name": taken.person.name})
    if taken is not None and not knowing and (taken.pk, application.pk) in _opened([application]):
        text = _(
            "Lembar %(name)s sudah dibuka dan tidak akan dihitung lagi. Nyatakan bahwa Anda mengetahuinya."
        )
        problems.append(text % {"name": taken.person.name})
    if given is not None and (given.pk, application.pk) in assigned:
        text = _("%(name)s sudah menilai pengajuan ini.")
        problems.append(text % {"name": given.person.name})
    if given is not None and conflict_pairs([given.person_id], [application]):
        text = _("%(name)s memiliki benturan kepentingan dengan UPT ini.")
        problems.append(text % {"name": given.person.name})
    return problems
