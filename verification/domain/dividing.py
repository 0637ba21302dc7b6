"""Dividing an application's indicators among its team: whose turn it is, never who may act."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.lock import locked
from award.enums import State
from award.errors import NotAllowed, Refused
from award.models import Application
from award.queries.instruments import indicators_of
from directory.actors import Actor
from directory.models import Person
from record.domain.work import Work, recorded
from verification.models import DecreeMember, IndicatorShare
from verification.queries.shares import Division, acting_members, division_of
from verification.rules import divides

# A leader may divide while the unit is still collecting.
STATES = (State.EVIDENCE_OPEN, State.UNDER_VERIFICATION)


def give_indicators(
    *, application_id: UUID | str, given: Mapping[str, UUID | None], seen: str, by: Actor
) -> int:
    """Give each indicator to a member, or to nobody (None); says how many changed hands.

    `seen` is the digest of the division that the page showed. Raises NotAllowed for all but the
    leader in force, Refused for an old page, and for who may not act for the team.
    """
    with recorded(actor=by.ledger) as work:
        application, division, members = _locked(application_id, seen, by)
        _check(application, given, members)
        return _write(work, application, division, given, by)


def divide_evenly(*, application_id: UUID | str, only_free: bool, seen: str, by: Actor) -> int:
    """Give all indicators, or only those that are nobody's, so that all have as many as can be.

    Raises as `give_indicators`, and Refused where there is nobody or nothing to give.
    """
    with recorded(actor=by.ledger) as work:
        application, division, members = _locked(application_id, seen, by)
        codes = [indicator.code for indicator in indicators_of(application)]
        free = division.free(codes) if only_free else codes
        if not free or not members:
            raise Refused([_("Tidak ada indikator yang dapat dibagi.")])
        kept = [division.held[code].pk for code in codes if code not in free]
        return _write(work, application, division, even_shares(free, list(members), kept), by)


def even_shares(
    codes: Sequence[str], people: Sequence[UUID], kept: Sequence[UUID] = ()
) -> dict[str, UUID]:
    """Hand out the codes in runs, so that with what they keep the people differ by as little as
    can be. Runs, because neighbouring indicators are about the same place.
    """
    load, more = Counter(kept), Counter[UUID]()
    for _code in codes:
        least = min(people, key=lambda person: load[person] + more[person])
        more[least] += 1
    turns = [person for person in people for _turn in range(more[person])]
    return dict(zip(codes, turns, strict=True))


def _locked(
    application_id: UUID | str, seen: str, by: Actor
) -> tuple[Application, Division, Mapping[UUID, DecreeMember]]:
    application = locked(application_id, states=STATES)
    if not divides(by, application):
        raise NotAllowed(_("Hanya ketua tim dengan SK yang berlaku yang membagi indikator."))
    division = division_of(application)
    if division.seen != seen:
        raise Refused([_("Pembagian berubah sejak halaman ini dibuka. Lihat lagi, lalu simpan.")])
    return application, division, acting_members([application]).get(application.pk, {})


def _check(
    application: Application,
    given: Mapping[str, UUID | None],
    members: Mapping[UUID, DecreeMember],
) -> None:
    if set(given) - {indicator.code for indicator in indicators_of(application)}:
        raise Refused([_("Indikator ini tidak berlaku untuk UPT ini.")])
    if any(person is not None and person not in members for person in given.values()):
        raise Refused([_("Pilih anggota tim yang SK dan perannya berlaku.")])


def _write(
    work: Work,
    application: Application,
    division: Division,
    given: Mapping[str, UUID | None],
    by: Actor,
) -> int:
    before = {code: person.pk for code, person in division.given.items()}
    changed = {code: person for code, person in given.items() if person != before.get(code)}
    if not changed or by.person is None:
        return 0
    now = timezone.now()
    IndicatorShare.objects.bulk_create(
        [
            IndicatorShare(
                application=application, indicator=code, person_id=person, by=by.person, at=now
            )
            for code, person in changed.items()
        ],
        update_conflicts=True,
        unique_fields=["application", "indicator"],
        update_fields=["person", "by", "at"],
    )
    work.event(
        "indicators_divided",
        subject=f"application:{application.pk}",
        facts={"shares": {code: str(p) if p else None for code, p in changed.items()}},
    )
    _tell(work, application, changed, by.person, now)
    return len(changed)


def _tell(
    work: Work,
    application: Application,
    changed: Mapping[str, UUID | None],
    by: Person,
    now: datetime,
) -> None:
    counts = Counter(person for person in changed.values() if person not in (None, by.pk))
    for person, count in counts.items():
        if person is not None:
            work.notice(
                "indicators_given",
                to=[person],
                event_key=f"indicators_given:{application.pk}:{now.isoformat()}",
                params={"unit": application.unit.name, "count": count},
                link=f"/pengajuan/{application.pk}/verifikasi/?whose=mine",
            )
