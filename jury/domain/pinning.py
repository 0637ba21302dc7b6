"""The clock pins conflicts that became known since jurors were seated, so that two may lift them."""

from django.db.models import Exists, OuterRef
from django.utils import timezone

from award.domain.lock import locked
from award.enums import State
from directory.actors import CLOCK
from jury.domain.conflicts import pin_what_is_known
from jury.enums import ConflictSource
from jury.models import Conflict
from jury.queries.known import known_to_bar
from jury.queries.sheets import assignments_not_ended
from record.domain.work import recorded


def pin_new_conflicts() -> int:
    """Pin them and answer in how many applications; safe to run twice at once.

    Nothing waits for it: what is known bars a juror at every request, pinned or not.
    """
    pinned = Conflict.objects.filter(
        person=OuterRef("seat__person"),
        unit=OuterRef("application__unit"),
        source=ConflictSource.COMPUTED,
        lifted_at=None,
    )
    rows = assignments_not_ended().filter(
        ~Exists(pinned),
        known_to_bar("seat__person", "application"),
        application__state=State.IN_SCORING,
    )
    found = sorted(set(rows.values_list("application", flat=True)))
    if not found:
        return 0
    with recorded(actor=CLOCK.ledger) as work:
        applications = [locked(pk) for pk in found]
        pin_what_is_known(applications, at=timezone.now(), work=work)
    return len(found)
