"""Beginning a self-assessment with the answers of the season before; its evidence is not taken."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.lock import locked
from award.enums import State
from award.errors import NotAllowed, Refused
from award.models import Answer
from award.queries.last_year import offered
from award.rules import someone, works_for_unit
from directory.actors import Actor
from record.domain.work import recorded


def start_from_before(*, application_id: UUID | str, by: Actor) -> int:
    """Answer as in the season before what nobody has touched yet; returns how many.

    Raises NotAllowed outside the unit, Refused once it is sent or where there is nothing to take.
    """
    with recorded(actor=by.ledger):
        application = locked(application_id, states={State.DRAFT})
        if works_for_unit(by, application) is None:
            raise NotAllowed
        found = offered(application)
        if found is None:
            raise Refused([_("Tidak ada lagi jawaban periode sebelumnya yang dapat dipakai.")])
        taken = [
            Answer(
                application=application,
                indicator=claim.indicator,
                value=claim.value,
                note=claim.note,
                version=1,
                updated_by=someone(by),
                updated_at=timezone.now(),
            )
            for claim in found.claims.values()
        ]
        return len(Answer.objects.bulk_create(taken))
