"""The questions of all units a person reads, for the Kanwil and the centre."""

from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from award.errors import NotAllowed
from award.pages.forms.question_list import QuestionsForm
from award.pages.questions_list import QUESTIONS, rows_of
from award.pages.refusals import gate
from award.queries.listing import current_season
from award.queries.questions import CENTRE, questions_seen
from directory.enums import REGION_KINDS
from directory.pages.access import PersonRequest
from directory.queries.roles import holds_any
from record.pages.lists import list_page

READERS = REGION_KINDS | CENTRE


@require_safe
@gate
def question_list(request: PersonRequest) -> HttpResponseBase:
    """The questions of this season, unless another is asked for."""
    if not holds_any(request.user, READERS):
        raise NotAllowed
    asked, season = request.GET.copy(), current_season()
    asked.setdefault("season", str(season.pk) if season else "")
    form = QuestionsForm(asked)
    return list_page(
        request,
        "award/question_list.html",
        QUESTIONS,
        form.narrowed(questions_seen(request.user)),
        form=form,
        rows=rows_of,
    )
