"""One application: where it stands, what comes next, its story, its values."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from award.domain.transitions import obstacles, transit
from award.edges import EDGES, by_name
from award.enums import State
from award.models import Application
from award.pages.presenting import sections
from award.pages.refusals import gate
from award.pages.requests import actor, expected_version
from award.queries.answers import answers_of, claims_of
from award.queries.calendar import all_dues
from award.queries.embargo import knows_decision, shown_state
from award.queries.instruments import instrument_of
from award.queries.timeline import timeline
from award.queries.visible import visible_to
from award.rules import works_for_unit
from award.state_words import words_of
from award.story import with_stories
from award.work import links_of
from directory.pages.access import PersonRequest, denied, visible_or_404

# Edges that need nothing but a reason: their buttons stand on the application's own page.
PLAIN_EDGES = ("reopen_self_assessment", "withdraw", "decide_not_assessable", "reinstate")
DANGEROUS = frozenset({"withdraw", "decide_not_assessable"})
NAMES = frozenset(edge.name for edge in EDGES)


def seen(request: PersonRequest, application_id: UUID) -> Application:
    """The application, if this person may see it; 404 otherwise."""
    return visible_or_404(request, visible_to(request.user), pk=application_id)


@require_safe
@gate
def application(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """The application's own page."""
    found = seen(request, application_id)
    person = request.user
    knows = knows_decision(person, found)
    state = shown_state(found, knows=knows)
    for_unit = works_for_unit(actor(request), found) is not None
    words = words_of(state, in_repair=found.in_repair)
    instrument = instrument_of(found.season)
    now = timezone.now()
    writing = for_unit and found.state == State.DRAFT
    given = answers_of(found) if writing else claims_of(found)
    context = {
        "application": found,
        "state_label": words.unit if for_unit else state.label,
        "state_tone": words.tone,
        "next": words.next if for_unit else words.others,
        "calendar": [(kind.label, at, at < now) for kind, at in all_dues(found).items()],
        "links": links_of(person, found),
        "events": with_stories(person, found, timeline(found, knows=knows)),
        "sections": sections(instrument, found.unit_type, given) if given else [],
        "instrument": instrument,
        "acts": _acts(request, found),
    }
    return render(request, "award/application.html", context)


@require_POST
@gate
def walk(request: PersonRequest, application_id: UUID, edge: str) -> HttpResponse:
    """Walk an edge that needs nothing but a reason."""
    found = seen(request, application_id)
    if edge not in NAMES:
        raise denied(request)
    after = transit(
        application_id=found.pk,
        edge=edge,
        by=actor(request),
        expected_version=expected_version(request),
        reason=request.POST.get("reason", ""),
    )
    messages.success(request, _done(request, after, edge))
    return redirect("award:application", found.pk)


def _done(request: PersonRequest, after: Application, edge: str) -> str:
    """That an act was done, and what comes next, as far as this person may know it."""
    state = shown_state(after, knows=knows_decision(request.user, after))
    words = words_of(state, in_repair=after.in_repair)
    for_unit = works_for_unit(actor(request), after) is not None
    shown = {"act": by_name(edge).title, "next": words.next if for_unit else words.others}
    return _("Berhasil: %(act)s. %(next)s") % shown


def _acts(request: PersonRequest, found: Application) -> list[dict[str, object]]:
    """The plain edges this person may walk from here, each with what stands in its way."""
    acts: list[dict[str, object]] = []
    for name in PLAIN_EDGES:
        edge = by_name(name)
        if found.state not in edge.sources:
            continue
        standing = obstacles(application=found, edge=name, by=actor(request))
        if standing is None:
            continue
        acts.append(
            {
                "edge": edge,
                "obstacles": standing,
                "tone": "warning" if name in DANGEROUS else "secondary",
            }
        )
    return acts
