"""Bars and guards of the table that are asked about many applications in as few queries as of one.

A panel of hundreds is closed in one act. Each of its applications passes the same questions as if it
were alone; those that cost queries are therefore written for many:

    @GuardOfMany
    def quorum_of_sheets(applications, given):
        return {application.pk: ["…"], …}      # those something stands in the way of

The table names them as any other, and they are called with one application as any other.
"""

from collections.abc import Callable, Collection, Mapping
from functools import update_wrapper
from uuid import UUID

from award.given import Given
from award.models import Application
from directory.actors import Actor

Lines = Mapping[UUID, list[str]]


class GuardOfMany:
    """A guard by its answer for many: what still stands in the way of each, absent for nothing."""

    def __init__(self, of_many: Callable[[Collection[Application], Given], Lines]) -> None:
        self.of_many = of_many
        update_wrapper(self, of_many)

    def __call__(self, application: Application, given: Given) -> list[str]:
        return self.of_many([application], given).get(application.pk, [])


class BarOfMany:
    """A bar by its answer for many: the applications from which the person is barred."""

    def __init__(self, of_many: Callable[[Actor, Collection[Application]], set[UUID]]) -> None:
        self.of_many = of_many
        update_wrapper(self, of_many)

    def __call__(self, actor: Actor, application: Application) -> bool:
        return application.pk in self.of_many(actor, [application])
