"""Other files with the same bytes or almost the same picture, out of all that are shown now."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

import numpy as np
import numpy.typing as npt

from verification.models import EvidenceVersion
from verification.models import Fingerprint as Row
from verification.queries.evidence import live_versions
from workers.checks.duplicates import Known
from workers.checks.likeness import CANDIDATE_BITS, LEAST_QUALITY, Fingerprint

Bits = npt.NDArray[np.uint64]
# The search asks in one direction only; `workers.checks.likeness.compare` then asks in both, which
# may bring a pair a few bits nearer.
SLACK = 12


def algorithm_of(fingerprint: Fingerprint) -> str:
    """The name under which fingerprints that can be compared are stored."""
    return f"pdq/{fingerprint.version}"


def candidates(version: EvidenceVersion, fingerprint: Fingerprint | None) -> list[Known]:
    """The shown files that may be the same, other versions of the item itself left out."""
    same = EvidenceVersion.objects.filter(blob=version.blob_id).values_list("pk", flat=True)
    rows = live_versions().filter(pk__in=same).exclude(item=version.item_id)
    found = {row.pk: known(row, None) for row in rows.select_related("item__application")}
    alike = like(version, [fingerprint] if fingerprint else [])
    # A file of the same bytes is told once, as such.
    return [*found.values(), *(one for one in alike if one.sha256 != version.blob_id)]


def like(version: EvidenceVersion, fingerprints: Iterable[Fingerprint]) -> list[Known]:
    """The shown pictures, also those inside documents, that one of the fingerprints is near to."""
    near = {pk for one in fingerprints if one.usable for pk in _near(one)}
    stored = Row.objects.filter(pk__in=near, version__in=live_versions().values("pk"))
    stored = stored.exclude(version__item=version.item_id)
    return [
        replace(known(row.version, _stored([row])), part=row.part, page=row.page)
        for row in stored.select_related("version__item__application").order_by("pk")
    ]


def known(
    version: EvidenceVersion, fingerprint: Fingerprint | None, reason: str = "other_kind"
) -> Known:
    """The file as the comparison wants it; `reason` says why it has no fingerprint."""
    application = version.item.application
    return Known(
        reference=str(version.pk),
        sha256=version.blob_id,
        application=str(application.pk),
        unit=str(application.unit_id),
        season=str(application.season_id),
        fingerprint=fingerprint,
        reason=reason,
    )


def _stored(rows: Iterable[Row]) -> Fingerprint | None:
    for row in rows:
        hashes = tuple(row.dihedral[i : i + 64] for i in range(0, len(row.dihedral), 64))
        number = int(row.algorithm.rpartition("/")[2])
        return Fingerprint(hashes=hashes, quality=row.quality, version=number)
    return None


def _near(fingerprint: Fingerprint) -> list[int]:
    """Keys of the stored fingerprints within reach of any of the eight turns: a full scan."""
    rows = Row.objects.filter(algorithm=algorithm_of(fingerprint), quality__gte=LEAST_QUALITY)
    stored = list(rows.values_list("pk", "bits"))
    if not stored:
        return []
    keys = np.array([pk for pk, _ in stored], dtype=np.int64)
    bits = _matrix(bits for _, bits in stored)
    nearest = np.full(len(stored), 256)
    for turned in _matrix(fingerprint.hashes):
        nearest = np.minimum(nearest, np.bitwise_count(bits ^ turned).sum(axis=1))
    return [int(key) for key in keys[nearest <= CANDIDATE_BITS + SLACK]]


def _matrix(hashes: Iterable[str]) -> Bits:
    """Hashes of 64 hexadecimal digits as rows of four 64-bit words."""
    joined = bytes.fromhex("".join(chain(hashes)))
    return np.frombuffer(joined, dtype=np.uint64).reshape(-1, 4)
