"""Whether two stored pictures that look alike share their pixels."""

from record.errors import NotStored
from record.store import get_store
from workers.checks.duplicates import Known, Prover
from workers.checks.pairs.compare import Compared, compare_files


def prover(data: bytes, part: str = "") -> Prover:
    """Return what compares a picture with a stored one, both read in the limited child.

    `part` names the picture inside the given document that is meant.

    A file that is missing from the store leaves the pair unproven; a store that does not answer
    raises StoreUnavailable, for the job to be tried again.
    """

    def prove(other: Known) -> Compared:
        try:
            with get_store().open(other.sha256) as stored:
                return compare_files(data, stored.read(), parts=(part, other.part))
        except NotStored:
            return Compared(pair=None, reason="fault")

    return prove
