"""Comparing the evidence store with its rows."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from record.errors import NotStored
from record.models import Blob
from record.store import Store, get_store
from record.store.base import measure


@dataclass
class Inspection:
    """What a walk over rows and store found; the lists hold digests."""

    rows: int = 0
    missing: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    recent: list[str] = field(default_factory=list)
    cleaned: int = 0

    @property
    def whole(self) -> int:
        """How many rows have their bytes, unchanged."""
        return self.rows - len(self.missing) - len(self.damaged)


def inspect(*, grace: timedelta) -> Inspection:
    """Read all bytes that have a row, and list the stored objects that have none.

    An object without a row is no loss: the process ended between storing and commit. Younger than
    `grace` it may belong to an upload under way and is listed as recent. Nothing is deleted but
    the remains of uploads broken off longer ago than the grace.
    """
    store = get_store()
    result = Inspection()
    for blob in Blob.objects.order_by("pk").iterator():
        result.rows += 1
        _compare(store, blob, result)
    for digest in store.digests():
        if not Blob.objects.filter(pk=digest).exists():
            young = store.stored_at(digest) > timezone.now() - grace
            (result.recent if young else result.orphans).append(digest)
    result.cleaned = store.clean(older_than=grace)
    return result


def _compare(store: Store, blob: Blob, result: Inspection) -> None:
    try:
        with store.open(blob.sha256) as file:
            found = measure(file)
    except NotStored:
        result.missing.append(blob.sha256)
        return
    if (found.sha256, found.size) != (blob.sha256, blob.size):
        result.damaged.append(blob.sha256)
