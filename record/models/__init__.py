from record.models.blob import Blob
from record.models.checkpoint import Checkpoint
from record.models.job import Job
from record.models.ledger import Commitment, LedgerEntry
from record.models.long_work import LongWork
from record.models.notice import Notice, NoticeChoice

__all__ = [
    "Blob",
    "Checkpoint",
    "Commitment",
    "Job",
    "LedgerEntry",
    "LongWork",
    "Notice",
    "NoticeChoice",
]
