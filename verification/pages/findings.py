"""Findings: the list of an application, and what people do about one."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from award.pages.forms.saving import saved, shown_now
from award.pages.requests import actor
from directory.pages.access import PersonRequest, denied
from record.pages.lists import list_page
from verification.domain.answers import answer
from verification.domain.deciders import waives_checks
from verification.domain.findings import decide, raise_finding
from verification.domain.sight import sight_of
from verification.enums import Severity, Verdict
from verification.models import Finding
from verification.pages.evidence import trail_to_evidence
from verification.pages.evidence_item import item_page
from verification.pages.evidence_rows import unchecked_rows
from verification.pages.files import seen_version
from verification.pages.finding_page import finding_page, open_verdicts, seen_finding
from verification.pages.finding_queue import queue_of
from verification.pages.findings_forms import AnswerForm, DecideForm, RaiseForm
from verification.pages.findings_history import readable_findings
from verification.pages.findings_rows import finding_rows
from verification.pages.gate import gate, seen
from verification.pages.list_forms import FindingsForm
from verification.pages.work_lists import FINDINGS
from verification.queries.findings import has_heir, still_open


@require_safe
@gate
def findings(request: PersonRequest, application_id: UUID) -> HttpResponseBase:
    """The findings about an application, those that wait for a decision unless all are asked."""
    found = seen(request, application_id)
    sight = sight_of(actor(request), found)
    if not sight.judges:
        raise denied(request, application=application_id)
    form = FindingsForm(request.GET)
    rows = readable_findings(found, sight)
    rows = rows.exclude(has_heir()) if form.show_all else still_open(rows)
    context = {
        "application": found,
        "show_all": form.show_all,
        "unchecked": unchecked_rows(found),
        "waives": waives_checks(actor(request), found) is not None,
        "trail": trail_to_evidence(found),
    }
    return list_page(
        request,
        "verification/findings.html",
        FINDINGS,
        form.narrowed(rows).order_by("at", "pk"),
        form=form,
        rows=partial(finding_rows, application=found, sight=sight),
        context=context,
    )


@require_safe
@gate
def finding(request: PersonRequest, finding_id: UUID) -> HttpResponse:
    """One finding: side by side for who judges it, with a form to answer for the unit."""
    return finding_page(request, seen_finding(request, finding_id))


@require_POST
@gate
def decide_finding(request: PersonRequest, finding_id: UUID) -> HttpResponse:
    """Decide a finding."""
    found = seen_finding(request, finding_id)
    form = DecideForm(request.POST, verdicts=open_verdicts(found, actor(request)))

    def save() -> None:
        decide(
            finding_id=found.pk,
            verdict=Verdict(form.cleaned_data["verdict"]),
            reason=form.said(),
            seen=form.cleaned_data["seen"],
            by=actor(request),
        )

    if not saved(form, save):
        shown_now(form, seen=found.decisions.count())
        return finding_page(request, found, decide_form=form, status=422)
    messages.success(request, _("Keputusan tercatat."))
    application = found.version.item.application
    queue = queue_of(found, application, sight_of(actor(request), application))
    here = reverse("verification:finding", args=[found.pk])
    return redirect(queue.following or here)


@require_POST
@gate
def answer_finding(request: PersonRequest, finding_id: UUID) -> HttpResponse:
    """Answer a finding for the unit."""
    found = seen_finding(request, finding_id)
    form = AnswerForm(request.POST)

    def save() -> None:
        answer(finding_id=found.pk, text=form.cleaned_data["text"], by=actor(request))

    if not saved(form, save):
        return finding_page(request, found, answer_form=form, status=422)
    messages.success(request, _("Penjelasan Anda terkirim kepada tim."))
    return redirect("verification:finding", found.pk)


@require_POST
@gate
def raise_one(request: PersonRequest, version_id: UUID) -> HttpResponse:
    """Write down a person's own question about a file."""
    version = seen_version(request, version_id)
    form = RaiseForm(request.POST)
    raised: list[Finding] = []

    def save() -> None:
        given = form.cleaned_data
        severity = Severity(given["severity"])
        raised.append(
            raise_finding(
                version_id=version.pk, text=given["text"], severity=severity, by=actor(request)
            )
        )

    if not saved(form, save):
        return item_page(request, version.item, raise_form=form, status=422)
    return redirect("verification:finding", raised[0].pk)
