"""What stands in the tables after a test that committed."""

import pytest

from directory.models import Region
from record.domain.work import recorded
from record.models import LedgerEntry


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_each_finds_an_empty_ledger_and_the_regions(turn: int) -> None:
    assert LedgerEntry.objects.count() == 0
    assert Region.objects.count() == 33
    with recorded(actor="system") as work:
        work.event("tested", subject=f"test:{turn}")
    assert LedgerEntry.objects.count() == 1
