"""The list of what a person asked the background for: its columns."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from record.domain.long_works import kind_of
from record.enums import WorkState
from record.models import LongWork
from record.pages.lists import Column, Listing, Tag
from record.queries.long_works import state_of

TONES = {
    WorkState.WAITING: "wait",
    WorkState.RUNNING: "busy",
    WorkState.DONE: "good",
    WorkState.REFUSED: "bad",
    WorkState.FAILED: "bad",
}


def state_tag(work: LongWork) -> Tag:
    """Where the work stands, in the reader's words."""
    state = state_of(work)
    return Tag(str(state.label), TONES[state])


WORKS: Listing[LongWork] = Listing(
    name="pekerjaan",
    per_page=25,
    columns=(
        Column(
            title=_("Pekerjaan"),
            value=lambda work: str(kind_of(work).title),
            url=lambda work: reverse("record:long_work", args=[work.pk]),
        ),
        Column(title=_("Diminta"), value=lambda work: work.created_at, moment=True),
        Column(
            title=_("Keadaan"),
            value=lambda work: str(state_of(work).label),
            shown=state_tag,
        ),
    ),
)
