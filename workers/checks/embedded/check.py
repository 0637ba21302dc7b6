"""Every picture inside a document, put through the checks of pictures."""

import hashlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

from workers.checks.bank.check import points_text
from workers.checks.bank.described import describe_points
from workers.checks.check import Check, Seen
from workers.checks.context import Context, Limits
from workers.checks.copymove.check import CopyMove
from workers.checks.embedded.picture import LEAST_SIDE, MOST_PICTURES, Embedded
from workers.checks.embedded.taking import pictures_in
from workers.checks.explanations import Text, words_of
from workers.checks.file import File
from workers.checks.finding import CannotCheck, Facts, Finding, Region, Severity
from workers.checks.fingerprint import fingerprint
from workers.checks.maps.check import JpegGrid
from workers.checks.metadata.check import Metadata
from workers.checks.picture import Picture
from workers.checks.provenance.check import Provenance
from workers.checks.table import rows

# A document gets what its other checks left of its time, and this much in any case.
_SECONDS, _LEAST_SECONDS = 1.8, 0.6
# Enough for a fingerprint and for the small picture of a camera; a pair is compared in full later.
_SIDE: Final = 512
_EACH: tuple[Check, ...] = (Metadata(), Provenance())
# What costs half a second a picture: for the first few, with the time that is left; and for those
# a camera may have saved only, because diagrams repeat themselves.
_JPEG: Final = b"\xff\xd8\xff"
_CLOSELY: tuple[Check, ...] = (CopyMove(), JpegGrid())
_MOST_CLOSELY = 3
# A document's pictures lose their metadata whenever it is saved smaller: nothing to tell.
_NOT_TOLD = {"no_metadata", "size_differs", "rewritten", "provenance_untrusted"}
_MOST_FINDINGS = 20
# So many, the largest first, are also sought by their parts, if the time allows.
_MOST_DESCRIBED = 16


@dataclass
class _Found:
    """What was seen so far."""

    findings: list[Finding] = field(default_factory=list)
    fingerprints: list[dict[str, Any]] = field(default_factory=list)
    devices: list[dict[str, Any]] = field(default_factory=list)
    pictures: list[Embedded] = field(default_factory=list)
    closely: int = 0
    decoded: list[Picture] = field(default_factory=list)
    looked_at: int = 0
    small: int = 0


class EmbeddedPictures(Check):
    """Metadata, provenance and fingerprint of each picture inside a PDF or an Office file."""

    name = "embedded"
    version = 2
    cap = Severity.HIGH

    def look(self, file: File, context: Context) -> Seen:
        """Look at the first pictures, as many as the time allows, and say how many those were."""
        ends = time.process_time() + max(_LEAST_SECONDS, min(_SECONDS, file.seconds_left))
        limits = replace(context.limits, preview_side=_SIDE, seconds=1.0)
        found = _Found()
        with pictures_in(file) as (count, pictures):
            for picture in pictures:
                if found.looked_at >= MOST_PICTURES or time.process_time() > ends:
                    break
                found.looked_at += 1
                _look_at(picture, context, limits, found)
        _describe(found, (time.process_time() + ends) / 2)
        _look_closely(found, context, ends)
        facts: Facts = {
            "pictures": count,
            "looked_at_closely": found.closely,
            "looked_at": found.looked_at,
            "small": found.small,
            "fingerprints": found.fingerprints,
            "devices": found.devices,
            "table": _table(count, found),
        }
        return _told(found.findings), facts


def _look_at(picture: Embedded, context: Context, limits: Limits, found: _Found) -> None:
    """Put one picture through the checks; one that cannot be read is passed over."""
    file = File(picture.data, limits=limits)
    try:
        if min(file.opened.size) < LEAST_SIDE:
            found.small += 1
            return
        seen = fingerprint(file)
    except CannotCheck:
        return
    found.fingerprints.append(
        {
            "part": picture.part,
            "page": picture.page,
            "sha256": hashlib.sha256(picture.data).hexdigest(),
            "hashes": list(seen.hashes),
            "quality": seen.quality,
        }
    )
    if len(found.pictures) < _MOST_CLOSELY and picture.data.startswith(_JPEG):
        found.pictures.append(picture)
    found.decoded.append(file.picture)
    inside = replace(context, name="", limits=limits)
    for check in _EACH:
        outcome = check.run(file, inside)
        if outcome.facts.get("device"):
            found.devices.append({key: outcome.facts[key] for key in ("device", "taken")})
        found.findings += (_placed(f, picture) for f in outcome.findings if f.kind not in _NOT_TOLD)


def _look_closely(found: _Found, context: Context, ends: float) -> None:
    """Put the first pictures through the costly checks while there is time."""
    for picture in found.pictures:
        left = ends - time.process_time()
        if left <= 0:
            return
        limits = replace(context.limits, seconds=left)
        file = File(picture.data, limits=limits)
        inside = replace(context, name="", limits=limits)
        outcomes = [check.run(file, inside) for check in _CLOSELY]
        found.closely += all(outcome.reason != "timeout" for outcome in outcomes)
        found.findings += (_placed(f, picture) for o in outcomes for f in o.findings)


def _describe(found: _Found, ends: float) -> None:
    """Add local features to what is known of the largest pictures."""
    both = sorted(
        zip(found.decoded, found.fingerprints, strict=True),
        key=lambda one: -one[0].pixels.width * one[0].pixels.height,
    )
    for picture, row in both[:_MOST_DESCRIBED]:
        if time.process_time() > ends:
            return
        row["points"] = points_text(describe_points(picture))


def _placed(finding: Finding, picture: Embedded) -> Finding:
    """The finding with where the picture stands, in words and as a region."""
    text = finding.explanation
    where = place_of(picture.part, picture.page)
    return replace(
        finding,
        explanation=Text(id=f"{where.id} {text.id}", en=f"{where.en} {text.en}"),
        region=Region(page=picture.page) if picture.page else None,
        facts={**finding.facts, "part": picture.part, "page": picture.page},
    )


def place_of(part: str, page: int | None) -> Text:
    """Return the words for where a picture stands in its document."""
    if page is not None:
        return words_of("embedded", "page", page=page)
    return words_of("embedded", "part", part=part.rpartition("/")[2])


def _told(findings: Iterable[Finding]) -> list[Finding]:
    """The gravest first: twenty photographs of one day are one question, asked a few times."""
    ranked = sorted(findings, key=lambda f: -f.severity.rank)
    return list(_few_of_a_kind(ranked))[:_MOST_FINDINGS]


def _few_of_a_kind(findings: Iterable[Finding], most: int = 3) -> Iterator[Finding]:
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.kind] = counts.get(finding.kind, 0) + 1
        if counts[finding.kind] <= most:
            yield finding


def _table(count: int, found: _Found) -> list[Any]:
    values = [
        ("pictures_held", count),
        ("pictures_seen", found.looked_at),
        ("pictures_closely", found.closely),
    ]
    return list(rows("pictures", values))
