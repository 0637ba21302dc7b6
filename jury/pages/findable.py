"""What of the jury's work a person may find: decisions that were told, objections, own sheets."""

from django.db.models import QuerySet
from django.urls import reverse

from award.models import Application, Claim
from award.queries.answers import latest_claims
from award.queries.visible import visible_by_role
from directory.models import Person
from directory.search import Hit
from jury.models import Decision, Objection
from jury.queries.sheets import own_sheets
from jury.queries.told import told_decisions


def decisions(person: Person, text: str) -> QuerySet[Decision]:
    """The reasons that were told: nothing under embargo, whoever asks."""
    concerned = visible_by_role(person).order_by().values("pk")
    found = told_decisions().filter(application__in=concerned, reasons__icontains=text)
    return found.order_by("application__unit__name", "pk")


def decision_hit(decision: Decision) -> Hit:
    outcome = str(decision.get_outcome_display())
    return _hit(decision.application, "jury:result", decision.reasons, outcome)


def objections(person: Person, text: str) -> QuerySet[Objection]:
    """What units objected, for those whose business their result is."""
    concerned = visible_by_role(person).order_by().values("pk")
    found = Objection.objects.filter(application__in=concerned, text__icontains=text)
    return found.select_related("application__unit", "application__season").order_by(
        "application__unit__name", "filed_at", "pk"
    )


def objection_hit(objection: Objection) -> Hit:
    return _hit(objection.application, "jury:objection", objection.text)


def on_sheets(person: Person, text: str) -> QuerySet[Claim]:
    """What a unit wrote beside its answers, on the juror's own sheets."""
    mine = own_sheets(person).order_by().values("application")
    found = latest_claims().filter(application__in=mine, note__icontains=text)
    return found.select_related("application__unit", "application__season").order_by(
        "application__unit__name", "application", "indicator"
    )


def claim_hit(claim: Claim) -> Hit:
    return _hit(claim.application, "award:application", claim.note)


def _hit(application: Application, route: str, text: str, outcome: str = "") -> Hit:
    unit = application.unit.name
    return Hit(
        title=f"{unit}: {outcome}" if outcome else unit,
        url=reverse(route, args=[application.pk]),
        where=application.season.name,
        text=text,
    )
