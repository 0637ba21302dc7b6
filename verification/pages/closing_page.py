"""What the page of the closing documents shows."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from award.domain.transitions import obstacles
from award.enums import State
from award.models import Application
from award.pages.requests import actor
from directory.pages.access import PersonRequest
from verification.domain.closing import closing_obstacles
from verification.domain.signing import able_members
from verification.enums import ClosingKind
from verification.models import Minutes
from verification.pages.desk import trail_to, writes
from verification.pages.desk_forms import LetterForm, SignForm
from verification.pages.visits import desk_step
from verification.queries.closing import current_closing, matches, quorum_of
from verification.queries.team import decree_of


def closing_page(
    request: PersonRequest,
    found: Application,
    *,
    letter: LetterForm | None = None,
    signing: Mapping[UUID, SignForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page with its forms as they are; one that was refused is shown in any case."""
    works = writes(request, found)
    documents = {
        kind.value: _document(request, found, kind, works=works, signing=signing or {})
        for kind in ClosingKind
    }
    context = {
        "application": found,
        "works": works,
        "minutes": documents[ClosingKind.MINUTES],
        "letter": documents[ClosingKind.LETTER],
        "letter_form": letter or LetterForm(initial={"how_again": _default_way()}),
        "to_prepare": closing_obstacles(found, ClosingKind.MINUTES, by=actor(request)),
        "to_complete": _obstacles(request, found, "complete_verification"),
        "to_reject": _obstacles(request, found, "reject_verification"),
        "earlier": _earlier(found),
        "trail": [*trail_to(found), desk_step(found)],
    }
    return render(request, "verification/closing.html", context, status=status)


def _document(
    request: PersonRequest,
    found: Application,
    kind: ClosingKind,
    *,
    works: bool,
    signing: Mapping[UUID, SignForm],
) -> dict[str, Any] | None:
    document = current_closing(found, kind)
    if document is None:
        return None
    document.application = found
    signatures = list(document.signatures.select_related("person"))
    signed = {signature.person_id for signature in signatures}
    true = matches(document, with_findings=found.state == State.UNDER_VERIFICATION)
    decree = decree_of(found)
    same_team = decree is not None and document.decree_id == decree.pk
    return {
        "document": document,
        "true": true,
        "same_team": same_team,
        "signatures": signatures,
        "missing": [
            member.person.name
            for member in (able_members(decree, found) if decree else [])
            if member.person_id not in signed
        ],
        "quorum": quorum_of(document),
        "form": _sign_form(document, signing)
        if document.pk in signing
        or (works and true and same_team and request.user.pk not in signed)
        else None,
    }


def _sign_form(document: Minutes, signing: Mapping[UUID, SignForm]) -> SignForm:
    return signing.get(document.pk) or SignForm(auto_id=f"{document.kind}-%s")


def _obstacles(request: PersonRequest, found: Application, edge: str) -> list[str] | None:
    """What stands in the way of the leader; None for everybody else and outside the state."""
    if found.state != State.UNDER_VERIFICATION:
        return None
    return obstacles(application=found, edge=edge, by=actor(request))


def _earlier(found: Application) -> list[Minutes]:
    current = {
        document.pk
        for kind in ClosingKind
        if (document := current_closing(found, kind)) is not None
    }
    rows = Minutes.objects.filter(application=found).exclude(pk__in=current)
    return list(rows.select_related("by").order_by("-number"))


def _default_way() -> str:
    """A first wording that the team changes; no rule is known that says it otherwise."""
    return _(
        "Perbaiki hal-hal yang disebut di atas, lalu ikuti penilaian pada periode berikutnya. "
        "Keberatan atas hasil ini dapat diajukan melalui aplikasi dalam batas waktunya."
    )
