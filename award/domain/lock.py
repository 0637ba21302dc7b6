"""How rows that a guard counts are written: behind the application's lock, in the right state."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from award.errors import Refused
from award.models import Application
from award.queries.embargo import shown_state, told_state


def locked(application_id: UUID | str, *, states: Collection[str] = ()) -> Application:
    """Lock the application's row until the transaction ends and look at its state.

    Call it inside `recorded()`, before writing anything a guard counts: else an edge could be
    walked between the guard's look and the write. Raises Refused outside `states` (any, if
    empty).
    """
    Application.objects.select_for_update(no_key=True).only("pk").get(pk=application_id)
    # A second look: rows joined to the locking one would be as they were before it waited.
    rows = Application.objects.select_related("unit", "region", "season__instrument")
    application = rows.get(pk=application_id)
    require_state(application, states)
    return application


def locked_together(
    ids: Iterable[UUID | str], *, states: Collection[str] = ()
) -> list[Application]:
    """The same for many, always in the same order: two who hold many never wait for each other.

    Those of one season share its row. Raises Application.DoesNotExist where one is missing.
    """
    wanted = {UUID(str(each)) for each in ids}
    hold(Application.objects.filter(pk__in=wanted))
    rows = Application.objects.select_related("unit", "region")
    found = list(rows.prefetch_related("season__instrument").filter(pk__in=wanted).order_by("pk"))
    if len(found) != len(wanted):
        raise Application.DoesNotExist
    for application in found:
        require_state(application, states)
    return found


def require_state(application: Application, states: Collection[str]) -> None:
    """Raise Refused outside `states` (any, if empty), in words that tell no decision.

    Whoever waited for the lock may not know decisions: what is under embargo reads as being scored,
    but to who was let write in that very state.
    """
    if not states or application.state in states:
        return
    if shown_state(application, knows=False) in states:
        raise Refused([_("Keadaan pengajuan berubah; perubahan ini tidak lagi dapat disimpan.")])
    text = _("Keadaan pengajuan kini “%(state)s”; perubahan ini tidak lagi dapat disimpan.")
    raise Refused([text % {"state": told_state(application)}])


def hold(applications: QuerySet[Application]) -> None:
    """Wait for every step that is being walked by these, and let none be walked until the end.

    For what guards read of many applications at once: a season's state, an extension. Their
    order is always the same, so that two who hold many never wait for each other.
    """
    rows = applications.order_by("pk").select_for_update(no_key=True, of=("self",))
    list(rows.values_list("pk", flat=True))
