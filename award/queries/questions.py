"""What units ask their Kanwil about indicators, and who answers."""

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, When

from award.enums import ANSWERING, TEAM
from award.models import Application, Grant, Question
from award.queries.visible import grants_in_force
from directory.enums import UNIT_KINDS, RoleKind
from directory.models import Person
from directory.queries.roles import holders, roles_of

OPEN = Q(answered_at=None, withdrawn_at=None)
# Who reads the questions of their own unit or Kanwil, and who reads all.
SIDES = UNIT_KINDS | {RoleKind.REGION_HEAD, RoleKind.REGION_SECRETARIAT}
CENTRE = frozenset({RoleKind.CENTRE_ADMIN, RoleKind.CENTRE_VERIFIER, RoleKind.AUDITOR})


def read_by(person: Person) -> QuerySet[Application]:
    """The applications whose questions the person reads: both sides do, and the centre.

    Never a juror, nor the heads of the jury: what a unit asks must not weigh in its scoring.
    """
    applications = Application.objects.order_by()
    if not person.is_active:
        return applications.none()
    roles = roles_of(person).select_related(None).order_by()
    sides = roles.filter(kind__in=sorted(SIDES))
    return applications.filter(
        Q(Exists(roles.filter(kind__in=sorted(CENTRE))))
        | Q(unit__in=sides.values("unit"))
        | Q(region__in=sides.values("region"))
        | Q(pk__in=_team().filter(person=person).values("application"))
    )


def questions_seen(person: Person) -> QuerySet[Question]:
    """What the person reads of all units' questions, without those that were withdrawn.

    `waits_since` of one that can still be answered; `asked_of_me`: whether it waits for them.
    """
    waiting = Case(When(OPEN, application__state__in=ANSWERING, then=F("at")))
    mine = _asked_of(person).filter(pk=OuterRef("application"))
    rows = Question.objects.filter(withdrawn_at=None, application__in=read_by(person).values("pk"))
    return rows.annotate(waits_since=waiting, asked_of_me=Exists(mine)).select_related(
        "application__unit", "application__region", "application__season__instrument"
    )


def questions_of(application: Application) -> QuerySet[Question]:
    """The questions of an application and their answers, without those that were withdrawn."""
    rows = Question.objects.filter(application=application, withdrawn_at=None)
    return rows.select_related("by", "answered_by").order_by("at", "pk")


def by_indicator(application: Application) -> dict[str, list[Question]]:
    """The same by the code of their indicator, in one query."""
    found: dict[str, list[Question]] = {}
    for question in questions_of(application):
        found.setdefault(question.indicator, []).append(question)
    return found


def waiting_for(person: Person) -> list[tuple[Application, int]]:
    """The applications with open questions for the person to answer, each with their number."""
    unanswered = Q(questions__answered_at=None, questions__withdrawn_at=None)
    rows = _asked_of(person).select_related("unit", "region", "season__instrument")
    found = rows.annotate(waiting=Count("questions", filter=unanswered)).filter(waiting__gt=0)
    return [(row, row.waiting) for row in found]


def _asked_of(person: Person) -> QuerySet[Application]:
    """The applications whose questions the person answers.

    They are the team's; while there is no team in force, the secretariat's of the Kanwil.
    """
    held = roles_of(person).filter(kind=RoleKind.REGION_SECRETARIAT).select_related(None)
    team = _team().filter(application=OuterRef("pk"))
    mine = Exists(team.filter(person=person))
    left = Q(region__in=held.order_by().values("region")) & ~Exists(team)
    return Application.objects.filter(mine | left, state__in=ANSWERING)


def answerers(application: Application) -> QuerySet[Person]:
    """Who is asked: the team in force, else the secretariat of the Kanwil."""
    people = Person.objects.filter(is_active=True)
    team = people.filter(pk__in=_team().filter(application=application).values("person"))
    if team.exists():
        return team
    return people & holders(RoleKind.REGION_SECRETARIAT, region=application.region)


def people_of_unit(application: Application) -> QuerySet[Person]:
    """The heads and the operators of the unit today."""
    kinds = [holders(kind, unit=application.unit).values("pk") for kind in sorted(UNIT_KINDS)]
    return Person.objects.filter(Q(pk__in=kinds[0]) | Q(pk__in=kinds[1]), is_active=True)


def _team() -> QuerySet[Grant]:
    return grants_in_force().filter(capacity__in=sorted(TEAM))
