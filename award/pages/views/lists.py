"""The work list and the list of applications."""

from functools import partial

from django.core.paginator import Paginator
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from award.pages.applications_list import APPLICATIONS
from award.pages.forms.listing import ListForm
from award.pages.presenting import application_rows, work_rows
from award.pages.refusals import gate
from award.pages.work_tables import WORK
from award.queries.listing import current_season, listed
from award.work import work_of
from directory.pages.access import PersonRequest, roles_held
from record.pages.lists import asked_file, exports_of, list_page

# A verifier at the centre can have hundreds; the soonest due come first.
PER_PAGE = 50


@require_safe
@gate
def work(request: PersonRequest) -> HttpResponseBase:
    """What this person should do next, and by when."""
    items = work_of(request.user, roles_held(request, request.user))
    todo = work_rows(item for item in items if not item.waits_for)
    waiting = work_rows(item for item in items if item.waits_for)
    if file := asked_file(request, WORK, [*todo, *waiting]):
        return file
    page = Paginator(todo, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "todo": list(page),
        "page": page,
        "waiting": waiting,
        "season": current_season(),
        "exports": exports_of(request) if items else [],
    }
    return render(request, "award/work.html", context)


@require_safe
@gate
def applications(request: PersonRequest) -> HttpResponseBase:
    """The applications this person may see, narrowed by the form above them."""
    person = request.user
    asked = request.GET.copy()
    season = current_season()
    default = str(season.pk) if season else ""
    asked.setdefault("season", default)
    form = ListForm(asked, initial={"season": default})
    return list_page(
        request,
        "award/applications.html",
        APPLICATIONS,
        listed(person, form.wanted()),
        form=form,
        rows=partial(application_rows, reader=person),
    )
