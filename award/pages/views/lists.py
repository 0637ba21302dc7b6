"""The work list and the list of applications."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from award.pages.forms.listing import ListForm
from award.pages.presenting import application_rows, work_rows
from award.pages.refusals import gate
from award.queries.embargo import knows_decisions
from award.queries.listing import current_season, listed
from award.work import work_of
from directory.pages.access import PersonRequest, roles_held

PAGE = 50


@require_safe
@gate
def work(request: PersonRequest) -> HttpResponse:
    """What this person should do next, and by when."""
    items = work_of(request.user, roles_held(request, request.user))
    context = {
        "todo": work_rows([item for item in items if not item.waits_for]),
        "waiting": work_rows([item for item in items if item.waits_for]),
        "season": current_season(),
    }
    return render(request, "award/work.html", context)


@require_safe
@gate
def applications(request: PersonRequest) -> HttpResponse:
    """The applications this person may see, narrowed by the form above them."""
    person = request.user
    asked = request.GET.copy()
    season = current_season()
    default = str(season.pk) if season else ""
    asked.setdefault("season", default)
    form = ListForm(asked, initial={"season": default})
    page = Paginator(listed(person, form.wanted()), PAGE).get_page(request.GET.get("page"))
    rows = application_rows(list(page), knows=knows_decisions(person))
    return render(request, "award/applications.html", {"form": form, "page": page, "rows": rows})
