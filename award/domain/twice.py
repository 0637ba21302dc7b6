"""What is sent twice: by a double click, or by a browser that repeats its request."""

from datetime import timedelta
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.utils import timezone

WITHIN = timedelta(minutes=1)
Row = TypeVar("Row", bound=Model)


def sent_before(same: QuerySet[Row, Any]) -> Row | None:
    """The last minute's row among `same`, which hold the very same words of the same person.

    Ask behind the lock under which such rows are written, and answer it instead of a second one.
    """
    return same.filter(at__gt=timezone.now() - WITHIN).order_by("-at").first()
