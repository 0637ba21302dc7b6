from django.db.models import QuerySet

from record.models import LedgerEntry


def entries_about(*subjects: str) -> QuerySet[LedgerEntry]:
    """The ledger's entries about these subjects ("application:<uuid>"), in their order."""
    return LedgerEntry.objects.filter(subject__in=subjects).order_by("seq")
