"""The page of one finding: what it says, both pictures, what was decided, the next form."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from award.errors import NotAllowed
from award.models import Application
from award.pages.requests import actor
from award.queries.visible import visible_to
from directory.actors import Actor
from directory.pages.access import PersonRequest, visible_or_404
from verification.domain.deciders import decides_findings
from verification.domain.findings import verdicts_for
from verification.domain.sight import sight_of
from verification.enums import ASKING_VERDICTS, Verdict
from verification.models import Finding
from verification.pages.evidence import trail_to_evidence
from verification.pages.file_words import file_title, preview_url
from verification.pages.findings_forms import AnswerForm, DecideForm
from verification.pages.findings_history import newer_of, readable_findings
from verification.pages.findings_rows import rows_of, title_of
from verification.pages.gate import seen
from verification.queries.findings import still_open


def seen_finding(request: PersonRequest, finding_id: UUID) -> Finding:
    """The finding, if this person judges it or the unit may know of it; else a 404."""
    mine = Finding.objects.filter(
        version__item__application__in=visible_to(request.user).values("pk")
    ).select_related("version__item")
    row = visible_or_404(request, mine, pk=finding_id)
    application = seen(request, row.version.item.application_id)
    sight = sight_of(actor(request), application)
    rows = readable_findings(application, sight).select_related(
        "version__item__application__unit__region",
        "version__item__application__region",
        "version__item__application__season__instrument",
        "other__item__application__unit",
        "other__item__application__season",
        "other__checking",
    )
    return visible_or_404(request, rows, pk=finding_id)


def finding_page(
    request: PersonRequest,
    found: Finding,
    *,
    decide_form: DecideForm | None = None,
    answer_form: AnswerForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a finding, with the forms this person may use."""
    application = found.version.item.application
    by = actor(request)
    sight = sight_of(by, application)
    judges = sight.judges
    last = next(reversed(found.decisions.all()), None)
    asked = not judges and last is not None and last.verdict in ASKING_VERDICTS
    context: dict[str, Any] = {
        "finding": found,
        "row": rows_of([found], application, sight)[0] | {"url": ""},
        "newer": newer_of(found, application, sight),
        "title": title_of(found),
        "application": application,
        "judges": judges,
        "left": _left(found),
        "right": _right(found) if judges else None,
        "decide_form": decide_form or _decide_form(found, application, by),
        "answer_form": answer_form or (AnswerForm() if asked else None),
        "trail": _trail(application, judges=judges),
        "following": _following(found, application, by) if judges else None,
        "item_url": reverse("verification:evidence_item", args=[found.version.item_id]),
    }
    return render(request, "verification/finding.html", context, status=status)


def open_verdicts(found: Finding, by: Actor) -> list[Verdict]:
    """What this person may decide about the finding now; NotAllowed for who decides nothing."""
    application = found.version.item.application
    capacity = decides_findings(by, application)
    if capacity is None:
        raise NotAllowed
    return list(verdicts_for(found, capacity))


def _decide_form(found: Finding, application: Application, by: Actor) -> DecideForm | None:
    if decides_findings(by, application) is None:
        return None
    verdicts = open_verdicts(found, by)
    seen_so_far = {"seen": len(found.decisions.all())}
    return DecideForm(initial=seen_so_far, verdicts=verdicts) if verdicts else None


def _trail(application: Application, *, judges: bool) -> list[tuple[str, str]]:
    """The way back: over the list of findings for who reads it."""
    if not judges:
        return trail_to_evidence(application)
    listed = reverse("verification:findings", args=[application.pk])
    return [*trail_to_evidence(application)[:1], (_("Temuan"), listed)]


def _following(found: Finding, application: Application, by: Actor) -> str:
    """The page of the next finding that waits for a decision, in the order of their list."""
    rows = readable_findings(application, sight_of(by, application))
    waiting = list(still_open(rows).order_by("at", "pk").values_list("pk", "at"))
    here = (found.at, str(found.pk))
    later = [pk for pk, at in waiting if (at, str(pk)) > here]
    others = [pk for pk, _at in waiting if pk != found.pk]
    pk = next(iter(later or others), None)
    return reverse("verification:finding", args=[pk]) if pk else ""


def _left(found: Finding) -> dict[str, str]:
    title = file_title(found.version)
    return {"preview_url": preview_url(found.version, "preview"), "caption": title, "alt": title}


def _right(found: Finding) -> dict[str, str] | None:
    other = found.other
    if other is None:
        return None
    application = other.item.application
    names = {"unit": application.unit.name, "season": application.season.name}
    caption = _("%(unit)s, %(season)s: ") % names + file_title(other)
    picture = preview_url(other, "preview")
    url = reverse("verification:twin_preview", args=[found.pk, "preview"]) if picture else ""
    return {"preview_url": url, "caption": caption, "alt": caption}
