"""Instruments as they are kept."""

from django.db.models import QuerySet

from criteria.models import Instrument


def published() -> QuerySet[Instrument]:
    """The instruments everybody may read and a season may use, the newest first."""
    return Instrument.objects.filter(published_at__isnull=False).order_by("-published_at", "code")
