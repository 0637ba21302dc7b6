"""The Kanwil's board: how far each of its units is, the silent ones first; and its summary."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from award.errors import NotAllowed
from award.queries.embargo import known_among
from directory.pages.access import PersonRequest, roles_held
from record.pages.lists import list_page
from verification.pages.gate import gate
from verification.pages.region_form import Place, RegionBoardForm
from verification.pages.region_list import REGION_BOARD
from verification.pages.region_summary import Summary, as_pdf, as_xlsx
from verification.queries.boards import answered_for, regions_answered_for
from verification.queries.progress import Progress, progress_of, silent_first

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@gate
def region_board(request: PersonRequest) -> HttpResponseBase:
    """Every unit of the region that this person may see, in the season."""
    form = _form(request)
    place = form.place()
    rows = _rows(request, place)
    context = {
        "place": place,
        "facts": Summary.of(rows).facts(),
        "query": _query(place),
    }
    return list_page(
        request,
        "verification/region_board.html",
        REGION_BOARD,
        form.narrowed(rows),
        form=form,
        context=context,
    )


@require_safe
@gate
def region_pdf(request: PersonRequest) -> HttpResponse:
    """The summary of the region, all of its units, as a tagged PDF."""
    place = _place_or_refuse(request)
    return _file(as_pdf(place, _rows(request, place)), place, "pdf", "application/pdf")


@require_safe
@gate
def region_xlsx(request: PersonRequest) -> HttpResponse:
    """The same as a workbook: the figures, and the units they were counted from."""
    place = _place_or_refuse(request)
    return _file(as_xlsx(place, _rows(request, place)), place, "xlsx", XLSX)


def _form(request: PersonRequest) -> RegionBoardForm:
    """The form for the reader's regions; who has none has no board."""
    regions = list(regions_answered_for(roles_held(request, request.user)))
    if not regions:
        raise NotAllowed
    return RegionBoardForm(request.GET, regions=regions)


def _place_or_refuse(request: PersonRequest) -> Place:
    place = _form(request).place()
    if place is None:
        raise NotAllowed
    return place


def _query(place: Place | None) -> str:
    """What asks for the summary of this place."""
    return urlencode({"season": place.season.pk, "region": place.region.pk}) if place else ""


def _rows(request: PersonRequest, place: Place | None) -> list[Progress]:
    if place is None:
        return []
    mine = answered_for(request.user).filter(season=place.season, region=place.region)
    rows = list(mine)
    return silent_first(progress_of(rows, known=known_among(request.user, rows)))


def _file(made: bytes, place: Place, suffix: str, media_type: str) -> HttpResponse:
    answer = HttpResponse(made, content_type=media_type)
    name = f"ringkasan-{place.season.year}-{place.region.pk}.{suffix}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
