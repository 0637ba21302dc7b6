"""What a person asked the background for: how far it is, why it failed, and its file."""

from typing import Any
from uuid import UUID

import structlog
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from record.domain.long_works import kind_of, withheld
from record.enums import WorkState
from record.models import LongWork
from record.pages.lists import list_page
from record.pages.refusals import denied
from record.pages.saved import attachment
from record.pages.works_list import WORKS, state_tag
from record.queries.long_works import how_far, state_of, works_of
from record.store.short_lived import place_of

log = structlog.get_logger(__name__)
OPEN = (WorkState.WAITING, WorkState.RUNNING)


@login_required
@require_safe
def listed(request: HttpRequest) -> HttpResponseBase:
    """The reader's own works, newest first."""
    return list_page(request, "record/long_works.html", WORKS, works_of(_reader(request)))


@login_required
@require_safe
def shown(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far a work is; once it is done and has a page of its own, that page."""
    work = _own(request, pk, "record:long_work")
    return redirect(work.link) if _leads_on(work) else _page(request, work)


@login_required
@require_safe
def part(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The part of that page which changes, for the page that asks again every few seconds."""
    work = _own(request, pk, "record:long_work_part")
    answer = render(request, "record/long_work_part.html", _shown(work))
    if _leads_on(work):
        answer.headers["HX-Redirect"] = work.link
    return answer


@login_required
@require_safe
def file(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """What the work made, as a file; for who asked, as long as they may still have it.

    Else its page says why they may not.
    """
    work = _own(request, pk, "record:long_work_file")
    if not work.sha256:
        raise denied(request, "record:long_work_file")
    if withheld(work):
        denied(request, "record:long_work_file")
        return _page(request, work, status=404)
    log.info("long_work_fetched", work=str(pk), kind=work.kind, person=str(request.user.pk))
    return attachment(
        place_of(work.pk).open(work.sha256),
        name=work.file_name,
        content_type=work.content_type,
        size=work.size,
    )


def _page(request: HttpRequest, work: LongWork, *, status: int = 200) -> HttpResponse:
    context = {**_shown(work), "trail": [(_("Pekerjaan saya"), reverse("record:long_works"))]}
    return render(request, "record/long_work.html", context, status=status)


def _own(request: HttpRequest, pk: UUID, route: str) -> LongWork:
    work = works_of(_reader(request)).filter(pk=pk).first()
    if work is None:
        raise denied(request, route)
    return work


def _leads_on(work: LongWork) -> bool:
    return bool(work.link) and not work.sha256 and state_of(work) is WorkState.DONE


def _shown(work: LongWork) -> dict[str, Any]:
    state = state_of(work)
    return {
        "work": work,
        "title": kind_of(work).title,
        "tag": state_tag(work),
        "open": state in OPEN,
        "failed": state is WorkState.FAILED,
        "withheld": withheld(work) if work.sha256 else [],
        "how_far": how_far(work),
    }


def _reader(request: HttpRequest) -> UUID:
    person_id = request.user.pk
    if not isinstance(person_id, UUID):
        raise Http404
    return person_id
