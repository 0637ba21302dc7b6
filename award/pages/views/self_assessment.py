"""The unit's self-assessment: a list of criteria, a page for each, a check before sending."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from award.domain.self_assessment import AnswerChanged, save_answer, submit_self_assessment
from award.domain.starting import start_from_before
from award.enums import DateKind, State
from award.errors import NotAllowed, Refused
from award.models import Answer, Application
from award.pages.answers_changed import own_answers, their_answer, their_answers
from award.pages.forms.assessment import Posted, posted_answers
from award.pages.presenting import Section, sections
from award.pages.questions_beside import put_beside
from award.pages.refusals import gate, stale_page
from award.pages.requests import actor, expected_version
from award.pages.views.application import seen
from award.queries.answers import answers_of
from award.queries.calendar import due
from award.queries.instruments import instrument_of
from award.queries.last_year import Before, before, offered
from award.rules import is_unit_head, works_for_unit
from directory.pages.access import PersonRequest

Clash = tuple[Posted, AnswerChanged]


@require_safe
@gate
def overview(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """The criteria as a task list, and the way to the list before sending."""
    found = _writable(request, application_id)
    context = {
        "application": found,
        "sections": _sections(found),
        "due": due(found, DateKind.SELF_ASSESSMENT_DUE),
        "is_head": is_unit_head(actor(request), found) is not None,
        "draft": found.state == State.DRAFT,
        "offered": offered(found) if found.state == State.DRAFT else None,
    }
    return render(request, "award/self_assessment.html", context)


@require_POST
@gate
def start(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """Take over the answers of the season before where nothing is written yet."""
    found = _writable(request, application_id)
    count = start_from_before(application_id=found.pk, by=actor(request))
    text = ngettext(
        "%(count)d jawaban diambil dari periode sebelumnya. Periksa setiap jawaban sebelum dikirim.",
        "%(count)d jawaban diambil dari periode sebelumnya. Periksa setiap jawaban sebelum dikirim.",
        count,
    )
    messages.success(request, text % {"count": count})
    return redirect("award:self_assessment", found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@gate
def criterion(request: PersonRequest, application_id: UUID, code: str) -> HttpResponse:
    """The questions of one criterion; a POST saves them all, for a phone without scripts."""
    found = _writable(request, application_id)
    all_sections = _sections(found, before(found))
    place = next((i for i, s in enumerate(all_sections) if s.criterion.code == code), None)
    if place is None:
        raise Http404
    if request.method == "POST":
        clashes = _save_all(request, found, posted_answers(request.POST))
        if clashes:
            return _clashed(request, found, clashes)
        _tell_left(request, _sections(found)[place])
        return redirect(_after(found, all_sections, place))
    put_beside(found, all_sections[place])
    context = {
        "application": found,
        "section": all_sections[place],
        "due": due(found, DateKind.SELF_ASSESSMENT_DUE),
        "draft": found.state == State.DRAFT,
        "last": place == len(all_sections) - 1,
    }
    return render(request, "award/criterion.html", context)


@require_POST
@gate
def autosave(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """Save the one answer a script sends while it is typed."""
    found = _writable(request, application_id)
    posted = posted_answers(request.POST)
    if len(posted) != 1:
        return JsonResponse({"message": _("Permintaan tidak lengkap.")}, status=422)
    try:
        saved = _save(request, found, posted[0])
    except AnswerChanged as changed:
        url = reverse("award:self_assessment", args=[found.pk])
        message = their_answer(instrument_of(found.season), changed)
        return JsonResponse({"message": message, "url": url}, status=409)
    except NotAllowed as refused:
        return JsonResponse({"message": refused.reasons[0]}, status=403)
    except Refused as refused:
        return JsonResponse({"message": " ".join(refused.reasons)}, status=422)
    at = timezone.localtime(saved.updated_at)
    renewed = {f"version-{saved.indicator}": saved.version}
    return JsonResponse({"saved_at": f"{at:%H.%M}", "fields": renewed})


@require_POST
@gate
def send(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """The head sends the self-assessment with the statement of truth."""
    found = seen(request, application_id)
    submit_self_assessment(
        application_id=found.pk,
        by=actor(request),
        expected_version=expected_version(request),
        statement=request.POST.get("statement") == "yes",
    )
    messages.success(
        request, _("Penilaian mandiri terkirim. Anda akan diberi tahu langkah berikut.")
    )
    return redirect("award:application", found.pk)


def _writable(request: PersonRequest, application_id: UUID) -> Application:
    found = seen(request, application_id)
    if works_for_unit(actor(request), found) is None:
        raise NotAllowed
    return found


def _sections(found: Application, earlier: Before | None = None) -> list[Section]:
    instrument = instrument_of(found.season)
    return sections(instrument, found.unit_type, answers_of(found), earlier)


def _save(request: PersonRequest, found: Application, posted: Posted) -> Answer:
    return save_answer(
        application_id=found.pk,
        indicator=posted.indicator,
        value=posted.value,
        note=posted.note,
        expected_version=posted.version,
        by=actor(request),
    )


def _save_all(request: PersonRequest, found: Application, posted: list[Posted]) -> list[Clash]:
    """Save what was changed; answers that somebody else changed are left as theirs and told."""
    clashes: list[Clash] = []
    before = answers_of(found)
    for each in posted:
        old = before.get(each.indicator)
        stands = (old.value, old.note) if old else ("", "")
        if stands == (each.value, each.note):
            continue
        try:
            _save(request, found, each)
        except AnswerChanged as changed:
            clashes.append((each, changed))
    return clashes


def _clashed(request: PersonRequest, found: Application, clashes: list[Clash]) -> HttpResponse:
    """What colleagues answered meanwhile, and what was typed here, so that it can be copied."""
    instrument = instrument_of(found.season)
    change = their_answers(instrument, [changed for _own, changed in clashes], request.path)
    return stale_page(
        request, change, kept=own_answers(instrument, [own for own, _theirs in clashes])
    )


def _tell_left(request: PersonRequest, section: Section) -> None:
    """How many questions of the criterion that was left are still unanswered."""
    left = len(section.rows) - section.answered
    if not left:
        return
    text = ngettext(
        "Tersimpan. %(count)d pertanyaan di “%(criterion)s” belum dijawab.",
        "Tersimpan. %(count)d pertanyaan di “%(criterion)s” belum dijawab.",
        left,
    )
    messages.warning(request, text % {"count": left, "criterion": section.criterion.title})


def _after(found: Application, all_sections: list[Section], place: int) -> str:
    if place + 1 < len(all_sections):
        code = all_sections[place + 1].criterion.code
        return reverse("award:criterion", args=[found.pk, code])
    return reverse("award:self_assessment", args=[found.pk])
