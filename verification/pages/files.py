"""Serving files: pictures that we encoded to whoever sees the application, originals to few."""

from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from award.pages.requests import actor
from award.queries.visible import visible_to
from directory.pages.access import PersonRequest, denied, visible_or_404
from record.models import Blob
from verification.domain.drawing import cut_subject, part_subject
from verification.domain.originals import hand_out
from verification.domain.sight import needs_originals, readable_files, reads_findings
from verification.domain.twin_looks import has_looked, sees_other
from verification.models import EvidenceVersion, Finding, Preview
from verification.pages.file_answers import attachment, inline_picture
from verification.pages.gate import gate
from verification.pages.opening import to_be_opened_at
from verification.queries.drawings import asked_for
from verification.queries.sizes import part_of, polygon
from workers.checks.kinds import KINDS, PICTURE


def seen_version(request: PersonRequest, version_id: UUID) -> EvidenceVersion:
    """The version, if this person may open its item; else a 404 that is logged."""
    versions = EvidenceVersion.objects.select_related(
        "item__application__unit__region",
        "item__application__region",
        "item__application__season__instrument",
        "checking",
        "blob",
        "uploaded_by",
    )
    mine = versions.filter(readable_files(request.user, "item"))
    return visible_or_404(request, mine, pk=version_id)


@require_safe
@gate
def preview(request: PersonRequest, version_id: UUID, name: str) -> HttpResponseBase:
    """The picture of a file, small or large; the large one only once it was opened."""
    version = seen_version(request, version_id)
    if name != "thumbnail" and to_be_opened_at(request, version):
        raise denied(request, version=version_id)
    return inline_picture(_picture(version, name).blob)


@require_safe
@gate
def twin_preview(request: PersonRequest, finding_id: UUID, name: str) -> HttpResponseBase:
    """The picture a finding compares with, for those who judge it.

    Of a unit the person does not see it is no more than the matched region, and only once they
    have opened it with a click, which is in the ledger.
    """
    findings = Finding.objects.select_related(
        "version__item__application__unit",
        "version__item__application__region",
        "other__item__application",
        "other__checking",
    ).filter(version__item__application__in=visible_to(request.user).values("pk"))
    finding = visible_or_404(request, findings, pk=finding_id)
    if finding.other is None:
        raise Http404
    if not reads_findings(actor(request), finding.version.item.application):
        raise denied(request, finding=finding_id)
    seen = sees_other(request.user, finding)
    if not seen and not has_looked(request.user, finding):
        raise denied(request, finding=finding_id)
    if part_of(finding, finding.other):
        return inline_picture(_drawn(finding.other, part_subject(finding)))
    if seen:
        return inline_picture(_picture(finding.other, name).blob)
    return inline_picture(_region(finding, finding.other))


@require_safe
@gate
def original(request: PersonRequest, version_id: UUID) -> HttpResponseBase:
    """The bytes as they were sent, as an attachment; each time is logged."""
    version = seen_version(request, version_id)
    by = actor(request)
    if not needs_originals(by, version.item.application):
        raise denied(request, version=version_id)
    opening = to_be_opened_at(request, version)
    if opening:
        return redirect(opening)
    hand_out(version=version, by=by)
    return attachment(version)


def _picture(version: EvidenceVersion, name: str) -> Preview:
    if version.checking.sealed:
        raise Http404
    picture = Preview.objects.select_related("blob").filter(version=version, name=name).first()
    if picture is None:
        raise Http404
    return picture


def _region(finding: Finding, other: EvidenceVersion) -> Blob:
    """The matched region of the other picture, all of it where no region is known.

    The first page of a document is never what a comparison needs.
    """
    if polygon(finding, "other_polygon"):
        return _drawn(other, cut_subject(finding))
    if KINDS[other.kind].family != PICTURE or finding.facts.get("passages"):
        raise Http404
    return _picture(other, "preview").blob


def _drawn(version: EvidenceVersion, subject: str) -> Blob:
    """The picture that was drawn of that subject."""
    pictures = asked_for(version, subject).pictures
    blob = pictures[0].blob if pictures and not version.checking.sealed else None
    if blob is None:
        raise Http404
    return blob
