"""What the team saw on a visit: observations and photos, which only grow in number."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.errors import Refused
from award.models import Application
from award.queries.instruments import indicators_of
from directory.actors import Actor
from record.canonical import Fact
from record.domain.blobs import register
from record.domain.work import recorded
from verification.domain.intake import Upload, first_look, take_in
from verification.domain.verifying import require_team
from verification.domain.visit_pictures import DRAW_JOB, DRAW_QUEUE
from verification.domain.visiting import lock_visit
from verification.models import Visit, VisitObservation, VisitPhoto
from workers.checks.kinds import PICTURE


def observe(*, visit_id: UUID | str, indicator: str, text: str, by: Actor) -> VisitObservation:
    """Add what was seen for one indicator. Raises NotAllowed outside the team, Refused for an
    empty text or an indicator of other units.
    """
    with recorded(actor=by.ledger) as work:
        application, visit = lock_visit(visit_id)
        person, _decree = require_team(by, application)
        _check_indicator(application, indicator)
        if not text.strip():
            raise Refused([_("Tuliskan apa yang Anda lihat.")])
        row = VisitObservation.objects.create(
            visit=visit, indicator=indicator, text=text.strip(), by=person, at=timezone.now()
        )
        facts = {"indicator": indicator, "text": work.commitment(row.text)}
        work.event("visit_observed", subject=f"visit:{visit.pk}", facts=facts)
    return row


def add_photo(*, visit_id: UUID | str, indicator: str, upload: Upload, by: Actor) -> VisitPhoto:
    """Keep a photo of the visit, for one indicator or none; the same bytes again change nothing.

    Raises NotAllowed outside the team, Refused for what is no picture, and the store's errors.
    """
    _may_before_the_bytes(visit_id, by)
    kind = first_look(upload)
    if kind.family != PICTURE:
        raise Refused([_("Hanya foto yang dapat ditambahkan ke kunjungan.")])
    arrived = take_in(upload, kind)
    with recorded(actor=by.ledger) as work:
        application, visit = lock_visit(visit_id)
        person, _decree = require_team(by, application)
        if indicator:
            _check_indicator(application, indicator)
        known = VisitPhoto.objects.filter(visit=visit, blob=arrived.stored.sha256).first()
        if known is not None:
            return known
        photo = VisitPhoto.objects.create(
            visit=visit,
            indicator=indicator,
            blob=register(arrived.stored),
            kind=kind.code,
            name=arrived.name,
            by=person,
            at=timezone.now(),
        )
        facts: dict[str, Fact] = {
            "photo": photo.pk,
            "indicator": indicator,
            "sha256": photo.blob_id,
        }
        work.job(DRAW_JOB, subject=str(photo.pk), queue=DRAW_QUEUE)
        work.event("visit_photographed", subject=f"visit:{visit.pk}", facts=facts)
    return photo


def _may_before_the_bytes(visit_id: UUID | str, by: Actor) -> None:
    rows = Visit.objects.select_related("application__unit", "application__region")
    require_team(by, rows.get(pk=visit_id).application)


def _check_indicator(application: Application, indicator: str) -> None:
    if indicator not in {i.code for i in indicators_of(application)}:
        raise Refused([_("Indikator ini tidak berlaku untuk UPT ini.")])
