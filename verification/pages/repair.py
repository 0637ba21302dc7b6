"""Asking the unit to repair: per indicator one or more reasons, and words."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from award.domain.transitions import obstacles
from award.errors import NotAllowed, Refused, Stale
from award.models import Application
from award.pages.forms.typed import typed
from award.pages.requests import actor, expected_version
from award.queries.embargo import reads_as_scoring
from award.queries.instruments import indicator_names, indicators_of, instrument_of
from criteria.instrument import Indicator
from directory.pages.access import PersonRequest
from verification.domain.repairing import RepairAsked, return_for_repair, wordless
from verification.enums import RepairCode
from verification.guards.repair import repair_due
from verification.models import RepairRequest
from verification.pages.desk import at_desk, trail_to
from verification.pages.desk_forms import LONGEST_TEXT
from verification.pages.gate import gate
from verification.pages.visits import desk_step
from verification.queries.basis import digest
from verification.queries.repairs import suggested_repairs


class RepairForm(forms.Form):
    """What is wrong with one indicator; nothing ticked, nothing asked."""

    codes = forms.MultipleChoiceField(
        label=gettext_lazy("Alasan"),
        choices=RepairCode.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.CharField(
        label=gettext_lazy("Penjelasan untuk UPT"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        indicator: Indicator,
        name: str,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, prefix=indicator.code, initial=initial)
        self.indicator = indicator
        self.name = name

    @property
    def filled(self) -> bool:
        """Whether anything is said here, so that the page shows it open."""
        return bool(self["codes"].value() or self["text"].value() or self.errors)


@require_http_methods(["GET", "HEAD", "POST"])
@gate
def repair(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """The form for a repair round, and its opening."""
    found = at_desk(request, application_id)
    given = _forms(request, found)
    refusals: list[str] = []
    valid = [form.is_valid() for form in given]
    if request.method == "POST" and all(valid):
        repairs = _asked(given)
        try:
            if repairs and not _was_read(request, found, repairs):
                return _page(request, found, given, summary=_summary(request, found, repairs))
            _open_round(request, found, repairs)
        except NotAllowed:
            raise
        except Stale as stale:
            stale.kept = _typed(given)
            raise
        except Refused as refused:
            refusals = refused.reasons
        else:
            messages.success(request, _("Permintaan perbaikan terkirim kepada UPT."))
            return redirect("verification:desk", found.pk)
    return _page(request, found, given, refusals=refusals)


def _page(
    request: PersonRequest,
    found: Application,
    given: list[RepairForm],
    *,
    refusals: Sequence[str] = (),
    summary: Sequence[dict[str, Any]] = (),
) -> HttpResponse:
    status = 422 if refusals or any(form.errors for form in given) else 200
    context = {
        **_context(request, found, given),
        "refusals": refusals,
        "summary": summary,
        "seen": _sign_of(_asked(given)) if summary else "",
    }
    return render(request, "verification/repair.html", context, status=status)


def _forms(request: PersonRequest, found: Application) -> list[RepairForm]:
    names = indicator_names(found)
    if request.method == "POST":
        return [
            RepairForm(request.POST, indicator=i, name=names[i.code]) for i in indicators_of(found)
        ]
    suggested = suggested_repairs(found)
    return [
        RepairForm(indicator=i, name=names[i.code], initial={"codes": suggested.get(i.code, [])})
        for i in indicators_of(found)
    ]


def _asked(given: list[RepairForm]) -> dict[str, RepairAsked]:
    """What the forms ask for, by indicator."""
    return {
        form.indicator.code: RepairAsked(
            codes=tuple(RepairCode(code) for code in form.cleaned_data["codes"]),
            text=form.cleaned_data["text"],
        )
        for form in given
        if form.cleaned_data["codes"] or form.cleaned_data["text"].strip()
    }


def _sign_of(repairs: Mapping[str, RepairAsked]) -> str:
    """What the summary showed, so that nothing else is sent than was read there."""
    return digest({code: [*map(str, asked.codes), asked.text] for code, asked in repairs.items()})


def _was_read(
    request: PersonRequest, found: Application, repairs: Mapping[str, RepairAsked]
) -> bool:
    """Whether the summary of just this was shown; an old page is refused without one.

    So is what was forwarded, whatever its version: it would tell what was done under embargo.
    """
    if reads_as_scoring(found, request.user):
        return True
    stale = expected_version(request) != found.version
    return stale or request.POST.get("seen") == _sign_of(repairs)


def _summary(
    request: PersonRequest, found: Application, repairs: Mapping[str, RepairAsked]
) -> list[dict[str, Any]]:
    """What will be asked, to be read once before it is sent. Raises as sending would."""
    codes = {code: list(asked.codes) for code, asked in repairs.items()}
    standing = obstacles(
        application=found, edge="return_for_repair", by=actor(request), repairs=codes
    )
    if standing is None:
        raise NotAllowed
    reasons = [*standing, *wordless(found, repairs)]
    if reasons:
        raise Refused(reasons)
    names = indicator_names(found)
    return [
        {"name": names[code], "codes": [c.label for c in asked.codes], "text": asked.text}
        for code, asked in repairs.items()
    ]


def _open_round(
    request: PersonRequest, found: Application, repairs: Mapping[str, RepairAsked]
) -> None:
    return_for_repair(
        application_id=found.pk,
        repairs=repairs,
        by=actor(request),
        expected_version=expected_version(request),
    )


def _typed(given: list[RepairForm]) -> list[tuple[str, str]]:
    return [(f"{form.name} – {label}", words) for form in given for label, words in typed(form)]


def _context(request: PersonRequest, found: Application, given: list[RepairForm]) -> dict[str, Any]:
    # Asked with one reason that always fits, so that only rounds, time and season answer.
    asked = {given[0].indicator.code: [RepairCode.TOO_FEW]} if given else {}
    most = instrument_of(found.season).process.repair_rounds_max
    return {
        "application": found,
        "version": 0 if reads_as_scoring(found, request.user) else found.version,
        "groups": _groups(found, given),
        "obstacles": obstacles(
            application=found, edge="return_for_repair", by=actor(request), repairs=asked
        ),
        "rounds_left": max(0, most - found.repair_round),
        "ends": repair_due(found, timezone.now()),
        "earlier": _earlier(found),
        "trail": [*trail_to(found), desk_step(found)],
    }


def _groups(found: Application, given: list[RepairForm]) -> list[dict[str, Any]]:
    """The forms under their criteria, since each criterion counts its indicators from 1."""
    instrument = instrument_of(found.season)
    return [
        {"title": instrument.criterion(code).title, "forms": list(group)}
        for code, group in groupby(given, key=lambda form: form.indicator.criterion)
    ]


def _earlier(found: Application) -> list[dict[str, Any]]:
    rows = RepairRequest.objects.filter(application=found).select_related("by")
    instrument = instrument_of(found.season)
    return [
        {
            "request": row,
            "indicator": instrument.indicator(row.indicator),
            "codes": [RepairCode(code).label for code in row.codes],
        }
        for row in rows
    ]
