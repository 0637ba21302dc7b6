"""What of the applications a person may find: their units' names and codes, texts of answers."""

from django.db.models import Q, QuerySet
from django.urls import reverse

from award.edges import by_name
from award.enums import State
from award.models import Answer, Application, Claim, Question, Step
from award.queries.answers import latest_claims
from award.queries.questions import questions_seen
from award.queries.timeline import told_to
from award.queries.visible import of_own_units, visible_beyond_scoring, visible_to
from directory.models import Person
from directory.queries.units import named
from directory.search import Hit


def applications(person: Person, text: str) -> QuerySet[Application]:
    return visible_to(person).filter(named(text)).order_by("-season__year", "unit__name", "pk")


def application_hit(application: Application) -> Hit:
    unit, url = application.unit, reverse("award:application", args=[application.pk])
    where = f"{application.season.name} · {unit.work_unit_code} · {application.region.name}"
    return Hit(title=unit.name, url=url, where=where)


def claims(person: Person, text: str) -> QuerySet[Claim]:
    """What was sent. A juror finds it on their own sheets, where they may read it."""
    seen = visible_beyond_scoring(person).order_by().values("pk")
    found = latest_claims().filter(application__in=seen, note__icontains=text)
    return found.select_related("application__unit", "application__season").order_by(
        "application__unit__name", "application", "indicator"
    )


def reasons(person: Person, text: str) -> QuerySet[Step]:
    """Why a step was taken, as the story of an application tells it: nothing under embargo."""
    seen = visible_to(person).order_by().values("pk")
    rows = Step.objects.filter(told_to(person), application__in=seen, reason__icontains=text)
    return rows.select_related("application__unit", "application__season").order_by(
        "application__unit__name", "application", "version"
    )


def reason_hit(step: Step) -> Hit:
    url = reverse("award:application", args=[step.application_id])
    title = f"{step.application.unit.name}: {by_name(step.edge).title}"
    return Hit(title=title, url=url, where=step.application.season.name, text=step.reason)


def drafts(person: Person, text: str) -> QuerySet[Answer]:
    """What their own unit is writing and nobody else sees yet."""
    own = of_own_units(person).filter(state=State.DRAFT).order_by().values("pk")
    found = Answer.objects.filter(application__in=own, note__icontains=text)
    return found.select_related("application__unit", "application__season").order_by(
        "application__unit__name", "application", "indicator"
    )


def questions(person: Person, text: str) -> QuerySet[Question]:
    """What units asked their Kanwil, and what it answered."""
    found = Q(text__icontains=text) | Q(answer__icontains=text)
    return questions_seen(person).filter(found).order_by("application__unit__name", "at", "pk")


def question_hit(question: Question) -> Hit:
    application = question.application
    url = reverse("award:questions", args=[application.pk])
    return Hit(
        title=application.unit.name,
        url=f"{url}#{question.pk}",
        where=application.season.name,
        text=" – ".join(filter(None, (question.text, question.answer))),
    )


def claim_hit(claim: Claim) -> Hit:
    return _answer_hit(claim, reverse("award:application", args=[claim.application_id]))


def draft_hit(answer: Answer) -> Hit:
    return _answer_hit(answer, reverse("award:self_assessment", args=[answer.application_id]))


def _answer_hit(given: Answer | Claim, url: str) -> Hit:
    application = given.application
    where = str(application.season.name)
    return Hit(title=application.unit.name, url=url, where=where, text=given.note)
