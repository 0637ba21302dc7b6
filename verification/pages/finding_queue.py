"""Which finding comes next and which came before, in the order of their list."""

from dataclasses import dataclass

from django.urls import reverse

from award.models import Application
from verification.domain.sight import Sight
from verification.models import Finding
from verification.pages.findings_history import readable_findings
from verification.queries.findings import to_decide


@dataclass(frozen=True)
class Queue:
    """The addresses before and after a finding, and how many wait for a decision in all.

    Empty where there is none: after the last one it goes on with the first that waits.
    """

    following: str
    previous: str
    waiting: int


def queue_of(found: Finding, application: Application, sight: Sight) -> Queue:
    """Where the person goes from this finding."""
    rows = to_decide(readable_findings(application, sight)).order_by("at", "pk")
    waiting = list(rows.values_list("pk", "at"))
    here = (found.at, str(found.pk))
    later = [pk for pk, at in waiting if (at, str(pk)) > here]
    earlier = [pk for pk, at in waiting if (at, str(pk)) < here]
    return Queue(
        following=_address(next(iter([*later, *earlier]), None)),
        previous=_address(next(reversed([*later, *earlier]), None)),
        waiting=len(waiting),
    )


def _address(pk: object) -> str:
    return reverse("verification:finding", args=[pk]) if pk else ""
