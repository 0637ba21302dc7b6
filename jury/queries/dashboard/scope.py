"""What a reader asked to see of the seasons, within what is theirs."""

from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from award.models import Application

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, kw_only=True)
class Scope:
    """`seasons` by their keys; region and type are keys too, None for all of them.

    `knows`: whether the reader may know decisions under embargo, but of the applications `kept`.
    """

    seasons: tuple[int, ...]
    region: str | None = None
    unit_type: str | None = None
    knows: bool = False
    kept: frozenset[UUID] = frozenset()

    def of(self, rows: QuerySet[M], prefix: str = "") -> QuerySet[M]:
        """Narrow rows that lead to their application by `prefix`."""
        rows = rows.filter(**{f"{prefix}season__in": self.seasons})
        if self.region is not None:
            rows = rows.filter(**{f"{prefix}region": self.region})
        if self.unit_type is not None:
            rows = rows.filter(**{f"{prefix}unit_type": self.unit_type})
        return rows

    def applications(self) -> QuerySet[Application]:
        """The applications of it, in no order."""
        return self.of(Application.objects.order_by())
