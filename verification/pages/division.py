"""Who of the team has which indicators, and the leader's forms that divide them."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from award.errors import NotAllowed, Refused
from award.models import Application
from award.pages.forms.saving import saved
from award.pages.requests import actor
from directory.pages.access import PersonRequest
from record.pages.lists import Column, Listing, table_of
from verification.domain.dividing import STATES, divide_evenly, give_indicators
from verification.models import DecreeMember
from verification.pages.desk import at_desk, trail_to
from verification.pages.desk_rows import DeskGroup, all_rows, desk_groups
from verification.pages.division_form import DivisionForm
from verification.pages.gate import gate
from verification.pages.visits import desk_step
from verification.queries.shares import Division, acting_members, division_of
from verification.rules import divides

Load = tuple[str, str, int, int]
LOADS: Listing[Load] = Listing(
    name="pembagian",
    columns=(
        Column(title=gettext_lazy("Anggota tim"), value=lambda row: row[0]),
        Column(title=gettext_lazy("Kedudukan"), value=lambda row: row[1]),
        Column(title=gettext_lazy("Indikator"), value=lambda row: row[2]),
        Column(title=gettext_lazy("Terverifikasi"), value=lambda row: row[3]),
    ),
)


@require_http_methods(["GET", "HEAD", "POST"])
@gate
def division(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """Who has what; for the leader the form that gives it."""
    found = at_desk(request, application_id)
    if request.method != "POST":
        return _page(request, found)
    now = _division(found)
    form = DivisionForm(request.POST, groups=desk_groups(found), division=now)

    def give() -> None:
        seen = form.cleaned_data["seen"]
        _tell(
            request,
            give_indicators(
                application_id=found.pk, given=form.given, seen=seen, by=actor(request)
            ),
        )

    if not divides(actor(request), found):
        raise NotAllowed
    if not saved(form, give):
        return _page(request, found, form=form, status=422)
    return redirect("verification:division", found.pk)


@require_POST
@gate
def divide(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """Divide evenly in one press: everything, or what is nobody's."""
    found = at_desk(request, application_id)
    try:
        changed = divide_evenly(
            application_id=found.pk,
            only_free=request.POST.get("what") == "free",
            seen=request.POST.get("seen", ""),
            by=actor(request),
        )
    except NotAllowed:
        raise
    except Refused as refused:
        return _page(request, found, refused.reasons, status=422)
    _tell(request, changed)
    return redirect("verification:division", found.pk)


def _tell(request: PersonRequest, changed: int) -> None:
    text = ngettext(
        "%(count)d indikator berpindah petugas.", "%(count)d indikator berpindah petugas.", changed
    )
    messages.success(
        request, text % {"count": changed} if changed else _("Tidak ada yang berubah.")
    )


def _division(found: Application) -> Division:
    """The division with all who may be given something, also where nothing is divided yet."""
    members = acting_members([found]).get(found.pk, {})
    return Division(members=members, given=division_of(found).given)


def _page(
    request: PersonRequest,
    found: Application,
    refusals: Sequence[str] = (),
    *,
    form: DivisionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    now, groups = _division(found), desk_groups(found)
    codes = [row.slot.indicator.code for row in all_rows(groups)]
    writes = found.state in STATES and divides(actor(request), found)
    context = {
        "application": found,
        "loads": table_of(LOADS, [_load(m, now, groups) for m in now.members.values()]),
        "lost": sorted({person.name for person in now.lost.values()}),
        "free": len(now.free(codes)),
        "total": len(codes),
        "divided": now.divided,
        "seen": now.seen,
        "form": form or (DivisionForm(groups=groups, division=now) if writes else None),
        "refusals": refusals,
        "trail": [*trail_to(found), desk_step(found)],
    }
    return render(request, "verification/division.html", context, status=status)


def _load(member: DecreeMember, now: Division, groups: list[DeskGroup]) -> Load:
    rows = all_rows(groups)
    mine = now.of(member.person, [row.slot.indicator.code for row in rows])
    done = sum(row.standing for row in rows if row.slot.indicator.code in mine)
    return member.person.name, member.get_function_display(), len(mine), done
