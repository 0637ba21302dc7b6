"""Asking for pictures of a file: pages of a PDF, heat maps, parts of a preview or a document.

They are drawn by `verification.domain.drawers`, which loads the parsers and the web does not.
"""

from uuid import UUID

from django.utils.translation import gettext as _

from award.errors import NotAllowed, Refused
from directory.actors import Actor
from record.domain.work import Work, recorded
from verification.domain.sight import reads_findings
from verification.models import EvidenceVersion, Finding
from verification.queries.drawings import DRAW_JOB
from verification.queries.sizes import Box, bounds, polygon, upright_size
from workers.checks.finding import CannotCheck

DRAW_QUEUE = "forensics"
MAPS = "maps"


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


def cut_box(finding: Finding, version: EvidenceVersion) -> Box:
    """What of the other file is shown to who may not see its unit: its matched region, or all.

    Raises CannotCheck for a file whose picture has no known size.
    """
    size = upright_size(version)
    if not size.known:
        raise CannotCheck("other_kind")
    points = polygon(finding, "other_polygon")
    return bounds(points, size) if points else (0, 0, size.width, size.height)
