"""The field visit: recorded on the spot, added to afterwards, or waived by the Kanwil head."""

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.lock import locked
from award.domain.twice import sent_before
from award.enums import State
from award.errors import NotAllowed, Refused
from award.models import Application
from award.rules import is_region_head
from directory.actors import Actor
from record.canonical import Fact
from record.domain.work import Work, recorded
from verification.domain.verifying import require_team
from verification.models import Visit, VisitWaiver


class VisitChanged(Refused):
    """A colleague mended the visit since the page was opened; `visit` is as it now stands."""

    def __init__(self, visit: Visit) -> None:
        text = _(
            "%(name)s baru saja mengubah catatan kunjungan ini; lihat di atas. Simpan lagi bila "
            "isian Anda yang harus berlaku."
        )
        super().__init__([text % {"name": visit.by.name}])
        self.visit = visit


# A visit may come before the evidence is complete; what it saw stays through repairs.
STATES = (State.EVIDENCE_OPEN, State.UNDER_VERIFICATION)


def record_visit(
    *, application_id: UUID | str, on: date, present: str, summary: str, by: Actor
) -> Visit:
    """Record that the team was there; the same sent twice is one visit.

    Raises NotAllowed outside the team, Refused for a day to come or nobody present.
    """
    with recorded(actor=by.ledger) as work:
        application = locked(application_id, states=STATES)
        person, _decree = require_team(by, application)
        _check_head(application, on, present)
        said = {"date": on, "present": present.strip(), "summary": summary.strip()}
        known = sent_before(Visit.objects.filter(application=application, by=person, **said))
        if known is not None:
            return known
        visit = Visit.objects.create(application=application, by=person, at=timezone.now(), **said)
        _enter(work, "visit_recorded", visit)
    return visit


def amend_visit(
    *,
    visit_id: UUID | str,
    on: date,
    present: str,
    summary: str,
    expected_version: int,
    by: Actor,
) -> Visit:
    """Mend the head of a visit. Raises as `record_visit`, VisitChanged when a colleague was faster."""
    with recorded(actor=by.ledger) as work:
        application, visit = lock_visit(visit_id)
        person, _decree = require_team(by, application)
        _check_head(application, on, present)
        if visit.version != expected_version:
            raise VisitChanged(visit)
        visit.date, visit.present, visit.summary = on, present.strip(), summary.strip()
        visit.by, visit.at = person, timezone.now()
        visit.version += 1
        visit.save()
        _enter(work, "visit_amended", visit)
    return visit


def waive_visit(*, application_id: UUID | str, reason: str, by: Actor) -> VisitWaiver:
    """Let the verification close without a visit. Raises NotAllowed for anyone but the Kanwil
    head, Refused without a reason or when it is waived already.
    """
    with recorded(actor=by.ledger) as work:
        application = locked(application_id, states=STATES)
        if by.person is None or is_region_head(by, application) is None:
            raise NotAllowed
        if not reason.strip():
            raise Refused([_("Alasan wajib diisi.")])
        if VisitWaiver.objects.filter(application=application).exists():
            raise Refused([_("Kunjungan lapangan sudah dikecualikan.")])
        waiver = VisitWaiver.objects.create(
            application=application, reason=reason.strip(), by=by.person, at=timezone.now()
        )
        facts = {"reason": work.commitment(waiver.reason)}
        work.event("visit_waived", subject=f"application:{application.pk}", facts=facts)
    return waiver


def lock_visit(visit_id: UUID | str) -> tuple[Application, Visit]:
    """The visit behind its application's lock. Raises Refused once the verification is over."""
    application_id = Visit.objects.values_list("application", flat=True).get(pk=visit_id)
    application = locked(application_id, states=STATES)
    return application, Visit.objects.select_related("by").get(pk=visit_id)


def _check_head(application: Application, on: date, present: str) -> None:
    reasons = []
    if on > timezone.localdate(timezone=application.region.zone.info):
        reasons.append(_("Tanggal kunjungan tidak boleh di masa depan."))
    if not present.strip():
        reasons.append(_("Tuliskan siapa saja yang hadir."))
    if reasons:
        raise Refused(reasons)


def _enter(work: Work, kind: str, visit: Visit) -> None:
    facts: dict[str, Fact] = {
        "application": visit.application_id,
        "version": visit.version,
        "date": visit.date,
        "present": work.commitment(visit.present),
        "summary": work.commitment(visit.summary),
    }
    work.event(kind, subject=f"visit:{visit.pk}", facts=facts)
