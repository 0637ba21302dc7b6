"""Other files with the same bytes or with pixels in common, out of all that are shown now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from verification.domain.picture_bank import Hit
from verification.models import EvidenceVersion
from verification.models import Fingerprint as Row
from verification.queries.evidence import live_versions
from workers.checks.duplicates import Known
from workers.checks.likeness import Fingerprint


def algorithm_of(fingerprint: Fingerprint) -> str:
    """The name under which fingerprints that can be compared are stored."""
    return f"pdq/{fingerprint.version}"


def candidates(version: EvidenceVersion, hits: Sequence[Hit]) -> list[Known]:
    """The shown files that may be the same, other versions of the item itself left out.

    `hits` are what the bank of pictures found for the file itself.
    """
    same = EvidenceVersion.objects.filter(blob=version.blob_id).values_list("pk", flat=True)
    rows = live_versions().filter(pk__in=same).exclude(item=version.item_id)
    # Of many the first few are named: those that were there first.
    rows = rows.select_related("item__application").order_by("received_at", "pk")
    found = {row.pk: known(row, None) for row in rows}
    alike = like(version, {"": hits})
    # A file of the same bytes is told once, as such.
    return [*found.values(), *(one for one in alike if one.sha256 != version.blob_id)]


def like(version: EvidenceVersion, hits: Mapping[str, Sequence[Hit]]) -> list[Known]:
    """The shown pictures, also those inside documents, that the bank found for parts of a file."""
    places: dict[tuple[UUID, str], dict[str, int]] = defaultdict(dict)
    for part, found in hits.items():
        for hit in found:
            places[hit.version, hit.part][part] = hit.candidate.places
    stored = Row.objects.filter(version__in={version for version, _ in places})
    stored = stored.filter(version__in=live_versions().values("pk"))
    stored = stored.exclude(version__item=version.item_id)
    return [
        replace(
            known(row.version, _stored([row])),
            part=row.part,
            page=row.page,
            places=places[row.version_id, row.part],
        )
        for row in stored.select_related("version__item__application").order_by("pk")
        if (row.version_id, row.part) in places
    ]


def known(
    version: EvidenceVersion,
    fingerprint: Fingerprint | None,
    *,
    reason: str = "other_kind",
    parts_reason: str = "",
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
        parts_reason=parts_reason,
    )


def _stored(rows: Iterable[Row]) -> Fingerprint | None:
    for row in rows:
        hashes = tuple(row.dihedral[i : i + 64] for i in range(0, len(row.dihedral), 64))
        number = int(row.algorithm.rpartition("/")[2])
        return Fingerprint(hashes=hashes, quality=row.quality, version=number)
    return None
