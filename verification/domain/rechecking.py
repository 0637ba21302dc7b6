"""Files are looked at again by checks that are newer than those which looked at them."""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from award.domain.lock import locked
from award.models import Application
from award.queries.running import being_worked_on
from record.domain.work import recorded
from record.rules import SYSTEM
from verification.domain.waiving import run_again
from verification.enums import CheckState
from verification.models import Checking
from verification.queries.evidence import live_versions

# A file that somebody set aside, or that waits anyway, is left alone.
SETTLED = (CheckState.DONE, CheckState.FLAGGED)


def behind(versions: Mapping[str, int]) -> QuerySet[Checking]:
    """The files that some check, by name and version as it runs now, has not looked at.

    Of what units show in applications that are being worked on; nothing else has an open question.
    """
    current = Q()
    for name, version in versions.items():
        current |= Q(version__results__check_name=name, version__results__check_version=version)
    worked_on = Application.objects.filter(being_worked_on())
    shown = live_versions().filter(item__application__in=worked_on.values("pk"))
    looked = Count("version__results__check_name", filter=current, distinct=True)
    return (
        Checking.objects.filter(state__in=SETTLED, sealed=False, version__in=shown.values("pk"))
        .annotate(looked=looked)
        .filter(looked__lt=len(versions))
        .order_by("finished_at", "pk")
    )


def recheck(versions: Mapping[str, int], most: int) -> int:
    """Put back up to so many files for their checks; returns how many those were.

    Safe to run twice at once. Earlier findings and decisions stay; new ones are written beside.
    """
    found = behind(versions).values_list("pk", "version__item__application")[:most]
    return sum(_put_back(version, application) for version, application in list(found))


def _put_back(version_id: UUID, application_id: UUID) -> bool:
    with recorded(actor=SYSTEM) as work:
        application = locked(application_id)
        checking = Checking.objects.get(pk=version_id)
        if checking.state not in SETTLED:
            return False
        run_again(work, application, checking)
    return True
