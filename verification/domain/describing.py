"""Describing stored pictures that came before there was a bank, or before its present algorithm."""

import structlog

from record.errors import NotStored
from record.store import get_store
from verification.domain.picture_bank import remember
from verification.models import EvidenceVersion, PictureFeatures
from workers.checks.bank.describing import describe_file
from workers.checks.bank.records import ALGORITHM
from workers.checks.finding import CannotCheck
from workers.checks.kinds import KINDS, PICTURE

log = structlog.get_logger(__name__)
_KINDS = [code for code, kind in KINDS.items() if kind.family == PICTURE]


def describe_missing() -> tuple[int, int]:
    """Describe what has no features yet; returns how many were, and how many cannot be.

    What is sealed or waits for its checks is left alone: the checks describe it. Stopped in between
    it goes on where it stopped. Raises StoreUnavailable.
    """
    had = PictureFeatures.objects.filter(algorithm=ALGORITHM, part="")
    missing = EvidenceVersion.objects.filter(
        kind__in=_KINDS, checking__sealed=False, fingerprints__isnull=False
    ).exclude(pk__in=had.values("version"))
    done = failed = 0
    for version in missing.distinct().iterator():
        try:
            with get_store().open(version.blob_id) as stored:
                described = describe_file(stored.read())
        except (CannotCheck, NotStored) as why:
            log.warning("picture_not_described", evidence=str(version.pk), why=repr(why))
            failed += 1
        else:
            remember(version=version, described=described)
            done += 1
    return done, failed
