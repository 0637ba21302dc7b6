"""Values that only one row may have."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError
from django.db.models import QuerySet

from directory.errors import Refused


@contextmanager
def only_one(twins: QuerySet[Any], reason: str) -> Iterator[None]:
    """Refuse with `reason` if `twins` finds a row, also one that a rival inserts meanwhile.

    Goes around recorded(), because after the rival's commit our transaction can ask nothing more.
    """
    if twins.exists():
        raise Refused([reason])
    try:
        yield
    except IntegrityError as error:
        if twins.all().exists():
            raise Refused([reason]) from error
        raise
