"""What waits for one member at the team's desks besides the indicators, asked in one query."""

from collections import Counter
from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet, Value

from award.models import Application
from directory.models import Person
from verification.enums import CheckState
from verification.models import Minutes, Signature
from verification.queries.evidence import live_versions
from verification.queries.findings import open_questions

FINDING, UNCHECKED, DOCUMENT = "finding", "unchecked", "document"


def waiting_at(desks: Collection[Application], person: Person) -> Counter[tuple[str, UUID, str]]:
    """How many open findings and unchecked files there are, by application and indicator.

    And which documents lack the person's signature, by application and their kind.
    """
    asked = open_questions().filter(version__item__application__in=desks)
    failed = live_versions().filter(
        item__application__in=desks, checking__state=CheckState.UNCHECKED
    )
    unsigned = _to_sign(person).filter(application__in=desks)
    rows = asked.order_by().values_list(
        Value(FINDING), "version__item__application", "version__item__indicator"
    )
    return Counter(
        rows.union(
            failed.order_by().values_list(Value(UNCHECKED), "item__application", "item__indicator"),
            unsigned.order_by().values_list(Value(DOCUMENT), "application", "kind"),
            all=True,
        )
    )


def _to_sign(person: Person) -> QuerySet[Minutes]:
    """The current documents that lack the person's signature."""
    newer = Minutes.objects.filter(
        application=OuterRef("application"), kind=OuterRef("kind"), number__gt=OuterRef("number")
    )
    signed = Signature.objects.filter(minutes=OuterRef("pk"), person=person)
    return Minutes.objects.filter(
        ~Exists(newer),
        ~Exists(signed),
        verification_round=F("application__verification_round"),
    )
