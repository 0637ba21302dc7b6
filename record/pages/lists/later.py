"""A list too long for a request: its file is asked for and made in the background.

The background asks the list's own page again, as the person who wants the file, so the permissions,
filters and order are those of the page at the moment it runs.
"""

from dataclasses import dataclass
from typing import TypedDict
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from record.domain.long_works import Run

_SALT = "record.list"
_DAY = 24 * 60 * 60
_KEPT_AS = "list_in_background"


class Address(TypedDict):
    """Which file: the path of the list's page, and what stands behind its question mark.

    What was typed into a filter stands with it in the work's row, and goes with that after a week.
    """

    path: str
    query: str


@dataclass(frozen=True)
class Background:
    """That the background asks for a list; without a run only whether it might have the file."""

    run: Run | None


class Allowed(HttpResponse):
    """The answer of a list's page to who only asks whether they might have its file."""


def in_background(request: HttpRequest) -> Background | None:
    """How the background asks; None for a request of a browser."""
    found: Background | None = vars(request).get(_KEPT_AS)
    return found


def put_in_background(request: HttpRequest, run: Run | None) -> None:
    """Mark a request as one that the background makes."""
    vars(request)[_KEPT_AS] = Background(run)


def offer(request: HttpRequest, number: int) -> HttpResponse:
    """A page that says how long the list is, with the button that has its file made."""
    text = _("Daftar ini memuat %(number)d baris. Berkasnya dibuat di latar belakang.")
    asked = request.GET.copy()
    asked.pop("export", None)
    address: Address = {"path": request.path_info, "query": request.GET.urlencode()}
    context = {
        "text": text % {"number": number},
        "asked": signing.dumps({**address, "person": str(request.user.pk)}, salt=_SALT),
        "back": f"?{asked.urlencode()}",
    }
    return render(request, "record/export_later.html", context)


def offered(text: str, person: UUID) -> Address | None:
    """What was offered to this person within a day; None for anything else."""
    try:
        said = signing.loads(text, salt=_SALT, max_age=_DAY)
    except signing.BadSignature:
        return None
    if said["person"] != str(person):
        return None
    return {"path": said["path"], "query": said["query"]}
