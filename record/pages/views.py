from functools import partial
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from record.domain.notices import mark_all_read, mark_read
from record.ledger_readers import kept_from, may_read
from record.models import LedgerEntry
from record.pages.forms import LedgerFilter
from record.pages.ledger_list import LEDGER, rows
from record.pages.lists import list_page
from record.pages.notices_list import NOTICES, NoticesForm, notice_rows
from record.pages.refusals import denied
from record.queries.ledger import entries
from record.queries.notices import notices_of


@login_required
@require_safe
def notices(request: HttpRequest) -> HttpResponseBase:
    """What the reader was told, newest first, in the reader's language."""
    form = NoticesForm(request.GET)
    found = form.narrowed(notices_of(_reader(request)))
    return list_page(request, "record/notices.html", NOTICES, found, form=form, rows=notice_rows)


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
def ledger(request: HttpRequest) -> HttpResponseBase:
    """The ledger's entries, newest first; for those alone whom record.ledger_readers lets in.

    Of what is kept from the reader for now, an entry's line is shown and not what it says.
    """
    if not may_read(request.user):
        raise denied(request, "record:ledger")
    form = LedgerFilter(request.GET)
    found = LedgerEntry.objects.none()
    if form.is_valid():
        given = form.cleaned_data
        found = entries(subject=given["subject"], kind=given["kind"])
    told = partial(rows, kept=kept_from(request.user))
    return list_page(request, "record/ledger.html", LEDGER, found, form=form, rows=told)


def _reader(request: HttpRequest) -> UUID:
    person_id = request.user.pk
    if not isinstance(person_id, UUID):
        raise Http404
    return person_id
