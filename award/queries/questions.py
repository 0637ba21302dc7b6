"""What units ask their Kanwil about indicators, and who answers."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from award.enums import ANSWERING, TEAM
from award.models import Application, Grant, Question
from award.queries.visible import grants_in_force
from directory.enums import UNIT_KINDS, RoleKind
from directory.models import Person
from directory.queries.roles import holders, roles_of

OPEN = Q(answered_at=None, withdrawn_at=None)


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
    """The applications with open questions for the person to answer, each with their number.

    They are the team's; while there is no team in force, the secretariat's of the Kanwil.
    """
    held = roles_of(person).filter(kind=RoleKind.REGION_SECRETARIAT).select_related(None)
    team = _team().filter(application=OuterRef("pk"))
    mine = Exists(team.filter(person=person))
    left = Q(region__in=held.order_by().values("region")) & ~Exists(team)
    unanswered = Q(questions__answered_at=None, questions__withdrawn_at=None)
    rows = Application.objects.filter(mine | left, state__in=ANSWERING)
    rows = rows.select_related("unit", "region", "season__instrument")
    found = rows.annotate(waiting=Count("questions", filter=unanswered)).filter(waiting__gt=0)
    return [(row, row.waiting) for row in found]


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
