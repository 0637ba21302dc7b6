"""Drawing what people asked for, in the background and in the limited child process."""

import re
from collections.abc import Callable

from django.utils import timezone

from record.domain import jobs
from record.domain.blobs import keep, register
from record.domain.work import recorded
from record.models import Job
from record.rules import SYSTEM
from record.store import Stored, get_store
from verification.domain.drawing import MAPS, cut_box
from verification.models import Drawing, EvidenceVersion, Finding
from verification.queries.sizes import part_of, preview_of, upright_size
from workers.checks.cut import cut, taken_out
from workers.checks.drawn import MOST_BYTES, Drawn
from workers.checks.finding import CannotCheck
from workers.checks.kinds import KINDS, PDF
from workers.checks.maps.drawing import draw as draw_maps
from workers.checks.pdf.sheets import sheets

_PAGE = re.compile(r"page-(\d{1,5})")
_CUT = re.compile(r"cut-([0-9a-f-]{36})")
_PART = re.compile(r"part-([0-9a-f-]{36})")
_LARGEST_MAP = 10_000  # pixels


def draw(job: Job) -> None:
    """Draw what the job names, and finish the job with the pictures or why there are none.

    Raises the store's errors, for the job to be tried again.
    """
    version = EvidenceVersion.objects.select_related("checking").get(pk=job.subject)
    try:
        drawn, reason = _drawn(version, job.version), ""
    except CannotCheck as why:
        drawn, reason = [], why.reason
    kept = [(each, keep([each.picture], limit=MOST_BYTES)) for each in drawn]
    with recorded(actor=SYSTEM):
        jobs.finish(job)
        if version.drawings.filter(subject=job.version).exists():
            return
        _write(version, job.version, kept, reason)


def _write(
    version: EvidenceVersion, subject: str, kept: list[tuple[Drawn, Stored]], reason: str
) -> None:
    now = timezone.now()
    if not kept:
        Drawing.objects.create(
            version=version, subject=subject, name="none", reason=reason or "fault", at=now
        )
    for drawn, stored in kept:
        Drawing.objects.create(
            version=version,
            subject=subject,
            name=drawn.name,
            blob=register(stored),
            width=drawn.width,
            height=drawn.height,
            facts=drawn.facts,
            at=now,
        )


def _drawn(version: EvidenceVersion, subject: str) -> list[Drawn]:
    for pattern, draw_one in _DRAWERS:
        found = pattern.fullmatch(subject)
        if found and not version.checking.sealed:
            return draw_one(version, found)
    raise CannotCheck("other_kind")


def _page(version: EvidenceVersion, asked: re.Match[str]) -> list[Drawn]:
    if KINDS[version.kind].family != PDF:
        raise CannotCheck("other_kind")
    return sheets(_bytes(version.blob_id), int(asked[1]))


def _cut(version: EvidenceVersion, asked: re.Match[str]) -> list[Drawn]:
    """The region of this file that a finding about another one matched, out of the preview."""
    finding = Finding.objects.filter(pk=asked[1], other=version).first()
    preview = preview_of(version)
    if finding is None or preview is None:
        raise CannotCheck("other_kind")
    box = cut_box(finding, version)
    size = upright_size(version)
    across, down = preview.width / size.width, preview.height / size.height
    shown = (
        int(box[0] * across),
        int(box[1] * down),
        min(preview.width, round(box[2] * across) + 1),
        min(preview.height, round(box[3] * down) + 1),
    )
    return [cut(_bytes(preview.blob_id), shown)]


def _part(version: EvidenceVersion, asked: re.Match[str]) -> list[Drawn]:
    """The one picture of this document that a finding is about, from either side of its pair."""
    finding = Finding.objects.filter(pk=asked[1]).first()
    if finding is None or version.pk not in {finding.version_id, finding.other_id}:
        raise CannotCheck("other_kind")
    part = part_of(finding, version)
    if not part:
        raise CannotCheck("other_kind")
    return [taken_out(_bytes(version.blob_id), part)]


def _maps(version: EvidenceVersion, _asked: re.Match[str]) -> list[Drawn]:
    """The heat maps of a picture's compression, those that could be made."""
    made = draw_maps(_bytes(version.blob_id))
    if not made.pictures:
        raise CannotCheck(made.reason)
    return [_map(name, png) for name, png in made.pictures.items() if len(png) <= MOST_BYTES]


def _map(name: str, png: bytes) -> Drawn:
    """A map with the size its header tells."""
    width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    if not (0 < width <= _LARGEST_MAP and 0 < height <= _LARGEST_MAP):
        raise CannotCheck("fault")
    return Drawn(name=name, picture=png, width=width, height=height, facts={"media": "image/png"})


def _bytes(digest: str) -> bytes:
    with get_store().open(digest) as file:
        return file.read()


_DRAWERS: tuple[
    tuple[re.Pattern[str], Callable[[EvidenceVersion, re.Match[str]], list[Drawn]]], ...
] = ((_PAGE, _page), (_CUT, _cut), (_PART, _part), (re.compile(MAPS), _maps))
