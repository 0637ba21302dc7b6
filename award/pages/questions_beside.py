"""What a unit asked its Kanwil, beside the indicator it asked about."""

from typing import Any

from django.urls import reverse

from award.enums import ASKING
from award.models import Application
from award.pages.presenting import Section
from award.queries.questions import by_indicator, questions_of
from award.rules import reads_questions
from directory.actors import Actor


def put_beside(application: Application, section: Section) -> None:
    """Add to each row of a criterion's page, which only the unit's people see, what was asked."""
    asked = by_indicator(application)
    for row in section.rows:
        code = row["indicator"].code
        row["asked"] = asked.get(code, [])
        row["ask_url"] = _ask_url(application, code)


def questions_beside(
    by: Actor, application: Application, code: str, *, mine: bool
) -> dict[str, Any]:
    """The same for one indicator's page; nothing for who does not read questions.

    `mine`: whether the person works for the unit, which the page has asked already.
    """
    if not mine and not reads_questions(by, application):
        return {}
    return {
        "asked": questions_of(application).filter(indicator=code),
        "ask_url": _ask_url(application, code) if mine else "",
    }


def _ask_url(application: Application, code: str) -> str:
    """Where the unit asks; nothing once it may not any more."""
    if application.state not in ASKING:
        return ""
    return reverse("award:ask", args=[application.pk, code])
