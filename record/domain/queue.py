"""Writing job rows. The web does this and no more; record.domain.relay hands them on."""

from collections.abc import Iterable

from record.models import Job


def insert(*, kind: str, subjects: Iterable[str], version: str, queue: str) -> None:
    """Write a queued job for each subject; one that is there already stays as it is."""
    Job.objects.bulk_create(
        [Job(kind=kind, subject=subject, version=version, queue=queue) for subject in subjects],
        ignore_conflicts=True,
    )
