from record.models.blob import Blob
from record.models.job import Job
from record.models.ledger import Commitment, LedgerEntry
from record.models.notice import Notice

__all__ = ["Blob", "Commitment", "Job", "LedgerEntry", "Notice"]
