"""Pictures that are drawn when a person asks for them: pages of a PDF, parts of a preview."""

import re
from collections.abc import Callable
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.errors import NotAllowed, Refused
from directory.actors import Actor
from record.domain import jobs
from record.domain.blobs import keep, register
from record.domain.work import Work, recorded
from record.models import Job
from record.rules import SYSTEM
from record.store import Stored, get_store
from verification.domain.sight import reads_findings
from verification.models import Drawing, EvidenceVersion, Finding
from verification.queries.drawings import DRAW_JOB
from verification.queries.sizes import (
    Box,
    bounds,
    part_of,
    polygon,
    preview_of,
    upright_size,
)
from workers.checks.cut import cut, taken_out
from workers.checks.drawn import MOST_BYTES, Drawn
from workers.checks.finding import CannotCheck
from workers.checks.kinds import KINDS, PDF
from workers.checks.pdf.sheets import sheets

DRAW_QUEUE = "forensics"
_PAGE = re.compile(r"page-(\d{1,5})")
_CUT = re.compile(r"cut-([0-9a-f-]{36})")
_PART = re.compile(r"part-([0-9a-f-]{36})")


def page_subject(page: int) -> str:
    """What a drawing of one page of a PDF is asked for as."""
    return f"page-{page}"


def cut_subject(finding: Finding) -> str:
    """What a drawing of the other file's matched region is asked for as."""
    return f"cut-{finding.pk}"


def part_subject(finding: Finding) -> str:
    """What a drawing of the picture a finding means inside a document is asked for as."""
    return f"part-{finding.pk}"


def ask_for(*, version_id: UUID | str, subject: str, by: Actor) -> None:
    """Have pictures of a file drawn; asked for twice they are drawn once.

    Raises NotAllowed for who does not judge the findings of its application, Refused for a file
    that is sealed.
    """
    version = EvidenceVersion.objects.select_related("item__application", "checking").get(
        pk=version_id
    )
    if not reads_findings(by, version.item.application):
        raise NotAllowed
    if version.checking.sealed:
        raise Refused([_("Berkas ini disegel dan tidak digambar.")])
    with recorded(actor=by.ledger) as work:
        put_job(work, version, subject)


def put_job(work: Work, version: EvidenceVersion, subject: str) -> None:
    """Write the job that draws `subject` of the file."""
    work.job(DRAW_JOB, subject=str(version.pk), version=subject, queue=DRAW_QUEUE)


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


def cut_box(finding: Finding, version: EvidenceVersion) -> Box:
    """What of the other file is shown to who may not see its unit: its matched region, or all."""
    size = upright_size(version)
    if not size.known:
        raise CannotCheck("other_kind")
    points = polygon(finding, "other_polygon")
    return bounds(points, size) if points else (0, 0, size.width, size.height)


def _bytes(digest: str) -> bytes:
    with get_store().open(digest) as file:
        return file.read()


_DRAWERS: tuple[
    tuple[re.Pattern[str], Callable[[EvidenceVersion, re.Match[str]], list[Drawn]]], ...
] = ((_PAGE, _page), (_CUT, _cut), (_PART, _part))
