"""Files that only the scanner's absence left unchecked are checked again once it is back."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from award.domain.lock import locked
from record.domain.work import recorded
from record.rules import SYSTEM
from verification.domain.waiving import run_again
from verification.enums import CheckState
from verification.models import Checking
from workers.checks import clamav
from workers.checks.context import Context
from workers.checks.finding import Status

SCANNER_AWAY = ("scanner_unreachable", "scanner_timeout")
PAUSE = timedelta(minutes=5)
AT_ONCE = 200


def rescan() -> int:
    """Put back what waits for the scanner, if it answers now; returns how many files that were.

    A file that a person set aside meanwhile is left alone. Safe to run twice at once.
    """
    waiting = Checking.objects.filter(
        state=CheckState.UNCHECKED,
        reason__in=SCANNER_AWAY,
        finished_at__lt=timezone.now() - PAUSE,
    ).order_by("finished_at")
    found = list(waiting.values_list("pk", "version__item__application")[:AT_ONCE])
    if not found or not _scanner_answers():
        return 0
    return sum(_put_back(version, application) for version, application in found)


def _scanner_answers() -> bool:
    outcome = clamav.scan([b"?"], 1, Context(clamd_url=settings.CLAMD_URL), timeout=10)
    return outcome.status is Status.DONE


def _put_back(version_id: UUID, application_id: UUID) -> bool:
    with recorded(actor=SYSTEM) as work:
        application = locked(application_id)
        checking = Checking.objects.get(pk=version_id)
        if checking.state != CheckState.UNCHECKED:
            return False
        run_again(work, application, checking)
    return True
