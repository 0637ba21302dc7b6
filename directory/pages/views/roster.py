"""Importing a list of units and people: sent, looked at, then done as a whole."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from directory.actors import Actor
from directory.domain.roster import plan_of, take_in
from directory.long_works import IMPORT, READ
from directory.models import RosterFile
from directory.pages.access import PersonRequest, denied, only, visible_or_404
from directory.pages.forms.attempts import attempt
from directory.pages.forms.roster import ImportForm, RosterForm
from directory.pages.roster_rows import changes
from directory.pages.roster_tables import CHANGES, WRONG
from directory.roster.columns import COLUMNS, Sheet
from directory.roster.plan import Plan
from directory.roster.template import comma, workbook
from directory.rules import manages_directory
from record.canonical import Json
from record.domain.long_works import ask
from record.pages.lists import table_of

# So many rows stand in one table of the page; the rest is counted. A browser on a phone shows no more.
MOST_ROWS = 1_000
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CSV = "text/csv; charset=utf-8"


@require_http_methods(["GET", "HEAD", "POST"])
@only(manages_directory)
def send(request: PersonRequest) -> HttpResponse:
    """Explain what a list looks like, and take one in."""
    posting = request.method == "POST"
    form = RosterForm(request.POST, request.FILES) if posting else RosterForm()

    def act() -> RosterFile:
        file = form.cleaned_data["file"]
        return take_in(
            actor=Actor(request.user),
            name=file.name or "",
            data=file.read(),
            encoding=form.cleaned_data["encoding"],
        )

    roster = attempt(form, act) if posting else None
    if roster is not None:
        return _have_done(request, READ, roster, back=reverse("directory:send_roster"))
    context = {"form": form, "sheets": COLUMNS.items(), "trail": _trail()[:1]}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if posting else HTTPStatus.OK
    return render(request, "directory/roster_send.html", context, status=status)


@require_safe
@only(manages_directory)
def roster_page(request: PersonRequest, pk: UUID) -> HttpResponse:
    """What a list would do, or all that is wrong with it, or what it did."""
    roster = _own(request, pk)
    return redirect("record:long_works") if roster.read_at is None else _page(request, roster)


@require_POST
@only(manages_directory)
def carry_out(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Have done what was shown; if the directory changed meanwhile it is not."""
    roster = _own(request, pk)
    form = ImportForm(request.POST)
    if not form.is_valid():
        return _page(request, roster, [_("Periksa sekali lagi, lalu simpan.")])
    back = reverse("directory:roster", args=[roster.pk])
    if roster.applied_at is not None:
        return redirect(back)
    return _have_done(request, IMPORT, roster, back=back, **form.cleaned_data)


@require_safe
@only(manages_directory)
def template(request: PersonRequest, which: str) -> HttpResponse:
    """An empty list to fill in."""
    if which == "xlsx":
        answer = HttpResponse(workbook(), content_type=_XLSX)
        answer["Content-Disposition"] = 'attachment; filename="daftar-upt-dan-orang.xlsx"'
        return answer
    sheet = {each.value.lower(): each for each in Sheet}.get(which)
    if sheet is None:
        raise denied(request, which=which)
    answer = HttpResponse(comma(sheet), content_type=_CSV)
    answer["Content-Disposition"] = f'attachment; filename="daftar-{which}.csv"'
    return answer


def _own(request: PersonRequest, pk: UUID) -> RosterFile:
    """A list is its sender's alone: it is full of names and addresses."""
    return visible_or_404(request, RosterFile.objects.filter(by=request.user), pk=pk)


def _have_done(
    request: PersonRequest, kind: str, roster: RosterFile, *, back: str, **params: Json
) -> HttpResponse:
    """Ask the background for it and show how far it is."""
    params = {"roster": str(roster.pk), **params}
    work = ask(kind=kind, by=request.user.pk, params=params, link=back)
    return redirect("record:long_work", pk=work.pk)


def _page(
    request: PersonRequest, roster: RosterFile, errors: list[str] | None = None
) -> HttpResponse:
    plan = plan_of(roster) if roster.applied_at is None else Plan()
    rows = changes(plan)
    context = {
        "roster": roster,
        "plan": plan,
        "wrong": table_of(WRONG, plan.wrong[:MOST_ROWS]),
        "wrong_more": max(0, len(plan.wrong) - MOST_ROWS),
        "changes": table_of(CHANGES, rows[:MOST_ROWS]),
        "changes_more": max(0, len(rows) - MOST_ROWS),
        "form": ImportForm(initial={"digest": plan.digest(roster.sha256)}),
        "errors": errors or [],
        "trail": _trail(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    return render(request, "directory/roster.html", context, status=status)


def _trail() -> list[tuple[str, str]]:
    return [
        (_("Daftar UPT"), reverse("directory:units")),
        (_("Impor daftar"), reverse("directory:send_roster")),
    ]
