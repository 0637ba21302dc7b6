"""Questions of a unit to its Kanwil, beside its indicators and all on one page."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from award.domain.questions import answer, ask, withdraw
from award.enums import ANSWERING, ASKING, DateKind
from award.errors import NotAllowed
from award.models import Application, Question
from award.pages.forms.questions import AnswerForm, QuestionForm
from award.pages.forms.saving import saved
from award.pages.refusals import gate
from award.pages.requests import actor
from award.pages.views.application import seen
from award.queries.calendar import due
from award.queries.instruments import indicator_names
from award.queries.questions import answerers, questions_of
from award.queries.visible import visible_to
from award.rules import reads_questions, works_for_unit
from directory.pages.access import PersonRequest, denied, visible_or_404


@require_safe
@gate
def questions(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """All questions of the application, with what this person may do to each."""
    found = _readable(request, application_id)
    works = found.state in ANSWERING
    mine = works and works_for_unit(actor(request), found) is not None
    asked = works and not mine and answerers(found).filter(pk=request.user.pk).exists()
    names = indicator_names(found)
    rows = [
        (names.get(row.indicator, row.indicator), row, _acts(row, withdraws=mine, answers=asked))
        for row in questions_of(found)
    ]
    context = {"application": found, "rows": rows, "asks": mine and found.state in ASKING}
    return render(request, "award/questions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@gate
def ask_page(request: PersonRequest, application_id: UUID, indicator: str) -> HttpResponse:
    """The form for a question about one indicator."""
    found = _readable(request, application_id)
    by = actor(request)
    if works_for_unit(by, found) is None:
        raise NotAllowed
    form = QuestionForm(request.POST if request.method == "POST" else None)

    def act() -> Question:
        text = form.cleaned_data["text"]
        return ask(application_id=found.pk, indicator=indicator, text=text, by=by)

    if _name_of(found, indicator) and saved(form, act):
        messages.success(request, _("Pertanyaan terkirim. Anda diberi tahu saat dijawab."))
        return redirect("award:questions", found.pk)
    return _form_page(request, found, indicator, form, heading=_("Tanya Kanwil"))


@require_http_methods(["GET", "HEAD", "POST"])
@gate
def answer_page(request: PersonRequest, question_id: UUID) -> HttpResponse:
    """The form for the Kanwil's answer."""
    question = _seen_question(request, question_id)
    found = question.application
    if not answerers(found).filter(pk=request.user.pk).exists():
        raise NotAllowed
    form = AnswerForm(request.POST if request.method == "POST" else None)

    def act() -> Question:
        return answer(question_id=question.pk, text=form.cleaned_data["text"], by=actor(request))

    if saved(form, act):
        messages.success(request, _("Jawaban terkirim dan tampil di samping indikatornya."))
        return redirect("award:questions", found.pk)
    return _form_page(request, found, question.indicator, form, heading=_("Jawab pertanyaan"))


@require_POST
@gate
def withdraw_page(request: PersonRequest, question_id: UUID) -> HttpResponse:
    """Take a question back."""
    question = _seen_question(request, question_id)
    withdraw(question_id=question.pk, by=actor(request))
    messages.success(request, _("Pertanyaan ditarik."))
    return redirect("award:questions", question.application_id)


def _readable(request: PersonRequest, application_id: UUID) -> Application:
    found = seen(request, application_id)
    if not reads_questions(actor(request), found):
        raise NotAllowed
    return found


def _seen_question(request: PersonRequest, question_id: UUID) -> Question:
    """A question that was not withdrawn, of an application this person may see."""
    rows = Question.objects.filter(
        withdrawn_at=None, application__in=visible_to(request.user).values("pk")
    )
    related = rows.select_related("application__unit", "application__season__instrument")
    question = visible_or_404(request, related, pk=question_id)
    if not reads_questions(actor(request), question.application):
        raise denied(request)  # not a refusal: it would tell that there is a question
    return question


def _name_of(found: Application, code: str) -> str:
    """The indicator's text; 404 for one that does not apply to the unit."""
    names = indicator_names(found)
    if code not in names:
        raise Http404
    return names[code]


def _form_page(
    request: PersonRequest, found: Application, code: str, form: forms.Form, *, heading: str
) -> HttpResponse:
    context = {
        "application": found,
        "heading": heading,
        "indicator": _name_of(found, code),
        "asked": questions_of(found).filter(indicator=code),
        "due": due(found, DateKind.EVIDENCE_DUE) if isinstance(form, QuestionForm) else None,
        "form": form if form.is_bound or found.state in ANSWERING else None,
    }
    status = 422 if form.is_bound else 200
    return render(request, "award/question_form.html", context, status=status)


def _acts(question: Question, *, withdraws: bool, answers: bool) -> dict[str, str]:
    """Where this person withdraws or answers the question; empty where they do not."""
    if not question.is_open:
        return {}
    return {
        "withdraw": reverse("award:withdraw_question", args=[question.pk]) if withdraws else "",
        "answer": reverse("award:answer_question", args=[question.pk]) if answers else "",
    }
