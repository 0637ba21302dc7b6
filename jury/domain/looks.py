"""A juror opens a file of the evidence: the first time is on record."""

from uuid import UUID

from django.utils import timezone

from award.domain.lock import locked
from award.enums import State
from award.errors import NotAllowed
from award.rules import someone
from directory.actors import Actor
from jury.models import EvidenceLook, ScoreSheet
from jury.rules import sits_on
from record.domain.work import recorded
from verification.enums import Purpose


def look(*, sheet_id: UUID | str, version_id: UUID, by: Actor) -> EvidenceLook:
    """Keep that the juror opened the file for their sheet; once for each round.

    It may be sealed or not. Raises NotAllowed for another's sheet, an earlier round's, and a file
    of another unit or that backs an objection.
    """
    with recorded(actor=by.ledger) as work:
        sheet = ScoreSheet.objects.select_related("seat").get(pk=sheet_id)
        application = locked(sheet.application_id, states={State.IN_SCORING})
        own = sheet.seat.person_id == someone(by).pk and sits_on(by, application)
        files = application.evidence_items.filter(versions=version_id, purpose=Purpose.ASSESSMENT)
        if not own or sheet.scoring_round != application.scoring_round or not files.exists():
            raise NotAllowed
        opened, first = EvidenceLook.objects.get_or_create(
            sheet=sheet, version_id=version_id, defaults={"at": timezone.now()}
        )
        if first:
            facts = {"sheet": str(sheet.pk), "evidence": str(version_id)}
            work.event("evidence_opened", subject=f"application:{application.pk}", facts=facts)
    return opened
