"""The file of a list that is too long for a request: asked for here, made by asking its page."""

from collections.abc import Iterator
from typing import Any, cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from record.domain.long_works import File, Run, ask
from record.errors import NotForYou, Refusal
from record.long_works import LISTED
from record.models import LongWork
from record.pages.lists.later import Address, Allowed, offered, put_in_background
from record.pages.refusals import denied
from record.standing import standing_of

_CHUNK = 1 << 20  # bytes


@login_required
@require_POST
def export_later(request: HttpRequest) -> HttpResponse:
    """Ask for the file that a list offered to this person."""
    person = cast(UUID, request.user.pk)
    address = offered(request.POST.get("asked", ""), person)
    if address is None:
        raise denied(request, "record:export_later")
    asked = {"path": address["path"], "query": address["query"]}
    params = {**asked, "standing": standing_of(person)}
    link = f"{address['path']}?{_without_file(address)}"
    try:
        work = ask(kind=LISTED, by=person, params=params, link=link)
    except NotForYou as changed:  # since the page was opened
        raise denied(request, "record:export_later") from changed
    return redirect("record:long_work", pk=work.pk)


def may_have(work: LongWork) -> bool:
    """Whether the list's page would give its file to the person now.

    Raises Refusal where it would be another one: of another region, say, since the roles changed.
    """
    if not isinstance(_asked_again(work, None), Allowed):
        return False
    if work.params.get("standing") != standing_of(work.asked_by_id):
        text = _("Peran atau hak lihat Anda berubah sejak berkas ini diminta. Mintalah lagi.")
        raise Refusal([text])
    return True


def listed(run: Run) -> File:
    """The file, as the list's page makes it now. Raises Refusal where it makes none."""
    answer = _asked_again(run.work, run)
    if not isinstance(answer, FileResponse):
        raise Refusal([_("Daftar ini tidak dapat dibuka lagi. Buka daftarnya, lalu unduh lagi.")])
    return File(answer.filename, answer.headers["Content-Type"], _chunks(answer))


def _asked_again(work: LongWork, run: Run | None) -> HttpResponseBase | None:
    """What the page of the list answers to the person who wants the file; None for no page."""
    path = work.params["path"]
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", path, path
    request.GET = QueryDict(work.params["query"])
    request.user = work.asked_by
    if not work.asked_by.is_active:
        return None
    put_in_background(request, run)
    try:
        match = resolve(path)
        request.resolver_match = match
        answer: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    except (Resolver404, Http404):
        return None
    return answer


def _chunks(answer: FileResponse) -> Iterator[bytes]:
    file: Any = answer.file_to_stream
    with file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _without_file(address: Address) -> str:
    query = QueryDict(address["query"], mutable=True)
    query.pop("export", None)
    return query.urlencode()
