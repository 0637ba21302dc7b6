"""The list of applications somebody works on for the Kanwil: how far each is, and by when."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django import forms
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from award.enums import WAITS_FOR
from award.errors import NotAllowed
from award.models import Application
from award.queries.calendar import own_dues
from award.queries.embargo import known_among, shown_state
from award.queries.instruments import indicators_of
from award.queries.listing import in_state
from award.state_words import WORDS
from directory.models import Person
from directory.pages.access import PersonRequest
from directory.queries.units import named
from record.pages.lists import list_page
from verification.pages.gate import gate
from verification.pages.work_lists import BOARD
from verification.queries.boards import SHOWN, desk_applications
from verification.queries.standing import verified_counts


class BoardForm(forms.Form):
    """Narrows the board; what does not fit is not asked for."""

    state = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[("", _("Semua")), *[(state.value, state.label) for state in SHOWN]],
    )
    text = forms.CharField(label=_("Nama atau kode satker"), max_length=80, required=False)


@require_safe
@gate
def board(request: PersonRequest) -> HttpResponseBase:
    """The board of a team, of a Kanwil, or of the centre."""
    form = BoardForm(request.GET)
    form.is_valid()
    rows = desk_applications(request.user)
    if not rows.exists() and not _may_look(request.user):
        raise NotAllowed
    if form.cleaned_data.get("state"):
        rows = rows.filter(in_state(form.cleaned_data["state"], request.user))
    if form.cleaned_data.get("text"):
        rows = rows.filter(named(form.cleaned_data["text"].strip()))
    return list_page(
        request,
        "verification/board.html",
        BOARD,
        rows,
        form=form,
        rows=partial(_rows, reader=request.user),
    )


def _may_look(person: Person) -> bool:
    """Whether an empty board is theirs: somebody of a Kanwil or of the centre."""
    return person.roles.filter(unit=None).exists()


def _rows(page: Sequence[Application], *, reader: Person) -> list[dict[str, Any]]:
    known = known_among(reader, page)
    states = {row: shown_state(row, knows=row.pk in known) for row in page}
    done = verified_counts(list(states))
    due = own_dues({a: WAITS_FOR[state] for a, state in states.items() if state in WAITS_FOR})
    rows = []
    for application, state in states.items():
        rows.append(
            {
                "application": application,
                "url": reverse("verification:desk", args=[application.pk]),
                "label": state.label,
                "tone": WORDS[state].tone,
                "done": done[application.pk],
                "total": len(indicators_of(application)),
                "due": due.get(application.pk),
                "has_team": getattr(application, "has_team", True),
            }
        )
    return rows
