from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from record.domain.notice_texts import words
from record.domain.notices import mark_all_read, mark_read
from record.event_words import title
from record.ledger_readers import may_read
from record.models import LedgerEntry, Notice
from record.pages.forms import LedgerFilter
from record.pages.refusals import denied
from record.queries.ledger import entries
from record.queries.notices import notices_of

PER_PAGE = 25
LEDGER_PER_PAGE = 100
PERSON = "person:"


@login_required
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """What the reader was told, newest first, in the reader's language."""
    page = Paginator(notices_of(_reader(request)), PER_PAGE).get_page(request.GET.get("page"))
    rows = [_row(notice) for notice in page]
    return render(request, "record/notices.html", {"page": page, "rows": rows})


@login_required
@require_POST
def open_notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mark the notice read and go where it leads."""
    notice = notices_of(_reader(request)).filter(pk=pk).first()
    if notice is None:
        raise denied(request, "record:open_notice")
    mark_read(notice)
    return redirect(notice.link or "record:notices")


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything the reader was told as read."""
    mark_all_read(_reader(request))
    return redirect("record:notices")


@login_required
@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """The ledger's entries, newest first; for those alone whom record.ledger_readers lets in."""
    if not may_read(request.user):
        raise denied(request, "record:ledger")
    form = LedgerFilter(request.GET)
    found = LedgerEntry.objects.none()
    if form.is_valid():
        given = form.cleaned_data
        found = entries(subject=given["subject"], kind=given["kind"])
    page = Paginator(found, LEDGER_PER_PAGE).get_page(request.GET.get("page"))
    names = _names(entry.actor for entry in page)
    rows = [
        {"entry": entry, "title": title(entry.kind), "name": names.get(entry.actor, "")}
        for entry in page
    ]
    return render(request, "record/ledger.html", {"page": page, "rows": rows, "form": form})


def _names(actors: Iterable[str]) -> dict[str, str]:
    """The names of those among the actors who are people."""
    ids = {actor.removeprefix(PERSON) for actor in actors if actor.startswith(PERSON)}
    people = get_user_model().objects.filter(pk__in=ids)
    return {f"{PERSON}{person.pk}": str(person) for person in people}


def _reader(request: HttpRequest) -> UUID:
    person_id = request.user.pk
    if not isinstance(person_id, UUID):
        raise Http404
    return person_id


def _row(notice: Notice) -> dict[str, Any]:
    text = words(notice.kind, notice.params)
    return {"notice": notice, "title": text.title, "body": text.body}
