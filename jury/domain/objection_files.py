"""Files that back an objection: handed in with it or until its window ends."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.lock import locked
from award.errors import NotAllowed, Refused
from award.models import Application
from award.rules import someone, works_for_unit
from directory.actors import Actor
from jury.domain.objections import window_ends
from jury.enums import ObjectionState
from jury.models import Objection, ObjectionFile
from record.canonical import Fact
from record.domain.work import recorded
from verification.domain.beside import keep_beside
from verification.domain.intake import Upload, first_look, take_in
from verification.domain.upload_rules import require_indicator

MOST_FILES = 20


def add_file(
    *, objection_id: UUID | str, indicator: str, upload: Upload, by: Actor
) -> ObjectionFile:
    """Keep a file that backs the objection; the same bytes again change nothing.

    Raises NotAllowed for anyone but the unit's people, Refused out of time, once it is answered,
    and with what the first look says of the file, and the store's errors.
    """
    rows = Objection.objects.select_related(
        "application__unit", "application__region", "application__season__instrument"
    )
    found = rows.get(pk=objection_id)
    _may_add(found, found.application, by)
    require_indicator(found.application, indicator)
    arrived = take_in(upload, first_look(upload))
    with recorded(actor=by.ledger) as work:
        application = locked(found.application_id)
        objection = Objection.objects.get(pk=objection_id)
        _may_add(objection, application, by)
        known = objection.files.filter(version__blob=arrived.stored.sha256).first()
        if known is not None:
            return known
        if objection.files.count() >= MOST_FILES:
            raise Refused([_("Paling banyak %(count)d berkas.") % {"count": MOST_FILES}])
        version = keep_beside(
            work,
            application=application,
            indicator=indicator,
            arrived=arrived,
            person=someone(by),
        )
        file = ObjectionFile.objects.create(objection=objection, version=version)
        facts: dict[str, Fact] = {
            "objection": objection.pk,
            "evidence": version.pk,
            "sha256": version.blob_id,
        }
        work.event("objection_evidence", subject=f"application:{application.pk}", facts=facts)
    return file


def may_add(objection: Objection, application: Application, by: Actor) -> bool:
    """Whether the person may now add a file, for a page to offer a form."""
    try:
        _may_add(objection, application, by)
    except Refused:
        return False
    return True


def _may_add(objection: Objection, application: Application, by: Actor) -> None:
    if works_for_unit(by, application) is None:
        raise NotAllowed
    ends = window_ends(application)
    open_still = ends is not None and timezone.now() <= ends
    if objection.state != ObjectionState.FILED or not open_still:
        raise Refused([_("Berkas tidak (lagi) dapat ditambahkan pada keberatan ini.")])
