from django.db.models import QuerySet

from record.models import LedgerEntry


def entries_about(*subjects: str) -> QuerySet[LedgerEntry]:
    """The ledger's entries about these subjects ("application:<uuid>"), in their order."""
    return LedgerEntry.objects.filter(subject__in=subjects).order_by("seq")


def entries(*, subject: str = "", kind: str = "") -> QuerySet[LedgerEntry]:
    """The whole ledger, newest first, or only what is about a subject or of a kind."""
    found = LedgerEntry.objects.order_by("-seq")
    if subject:
        found = found.filter(subject=subject)
    return found.filter(kind=kind) if kind else found
