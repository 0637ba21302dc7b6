"""What a repair round asks of the unit, in words."""

from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from award.models import Application
from award.queries.instruments import indicator_names
from verification.enums import RepairCode
from verification.models import RepairRequest
from verification.queries.repairs import asked_now, untouched

NAMED = 3


def repair_rows(application: Application) -> list[dict[str, Any]]:
    """All that the present round asks, in the instrument's order, each with its page."""
    asked, still = asked_now(application), set(untouched(application))
    return [
        {
            "name": name,
            "url": reverse("verification:indicator", args=[application.pk, code]),
            "untouched": code in still,
            **asked_words(asked[code]),
        }
        for code, name in indicator_names(application).items()
        if code in asked
    ]


def repair_summary(application: Application) -> str:
    """How many indicators the present round asks for, the first by name; empty outside of one."""
    asked = asked_now(application)
    names = [name for code, name in indicator_names(application).items() if code in asked]
    if not names:
        return ""
    text = ngettext(
        "Tim meminta perbaikan %(count)d indikator: %(names)s",
        "Tim meminta perbaikan %(count)d indikator: %(names)s",
        len(names),
    )
    more = [] if len(names) <= NAMED else ["…"]
    return text % {"count": len(names), "names": "; ".join([*names[:NAMED], *more])}


def asked_words(asked: RepairRequest) -> dict[str, Any]:
    """The reasons of one request, its words, and when it was made."""
    reasons = [RepairCode(reason).label for reason in asked.codes]
    return {"reasons": reasons, "text": asked.text, "at": asked.at}
