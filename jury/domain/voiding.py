"""A sheet that no longer counts, or counts again, says so in the ledger."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from uuid import UUID

from award.models import Application
from jury.queries.sheets import standing_sheets
from record.domain.work import Work


@contextmanager
def telling_of_sheets(
    work: Work, applications: Collection[Application], *, because: str
) -> Iterator[None]:
    """Enter `sheet_voided` or `sheet_restored` for each sheet that the body makes so.

    For what takes a juror away from applications or gives them back: a conflict, the end of a
    seat or an assignment. `because` names it. What was closed before stays as it was; a later
    closing leaves the sheet out. Sheets never opened are none; the caller holds the
    applications' locks.
    """
    before = _standing(applications)
    yield
    after = _standing(applications)
    for kind, changed in (("sheet_voided", before - after), ("sheet_restored", after - before)):
        for sheet, application in sorted(changed, key=str):
            facts = {"sheet": str(sheet), "because": because}
            work.event(kind, subject=f"application:{application}", facts=facts)


def _standing(applications: Collection[Application]) -> set[tuple[UUID, UUID]]:
    return set(standing_sheets(applications).values_list("pk", "application"))
