"""Whether stored pictures that look alike share their pixels."""

from collections.abc import Sequence

from record.errors import NotStored
from record.store import get_store
from workers.checks.duplicates import Known, Prover
from workers.checks.pairs.compare import Compare, Compared, compare_many


def prover(data: bytes, part: str = "") -> Prover:
    """Return what compares a picture with stored ones, all read in the limited child.

    `part` names the picture inside the given document that is meant.

    A file that is missing from the store leaves its pair unproven; a store that does not answer
    raises StoreUnavailable, for the job to be tried again.
    """

    def prove(others: Sequence[Known]) -> list[Compared]:
        return compare_many(Compare(data, part), map(_stored, others))

    return prove


def _stored(other: Known) -> Compare | None:
    try:
        with get_store().open(other.sha256) as stored:
            return Compare(stored.read(), other.part)
    except NotStored:
        return None
