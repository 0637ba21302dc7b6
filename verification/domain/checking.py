"""The checks of one uploaded file: outside any transaction, then all that was found in one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.utils import timezone

from award.enums import DateKind
from award.models import Application
from award.queries.calendar import due
from record.domain import jobs
from record.domain.blobs import keep
from record.models import Job
from record.store import get_store
from verification.domain import picture_bank
from verification.domain.check_results import Checked, Drawn, write_all
from verification.domain.picture_bank import Hit
from verification.domain.proofs import prover
from verification.domain.storable import storable
from verification.domain.texts import compare_text
from verification.domain.traces import compare_traces
from verification.domain.twins import algorithm_of, candidates, known, like
from verification.enums import CheckState
from verification.models import Checking, EvidenceVersion, Fingerprint
from workers.checks.bank.records import Described, read_points
from workers.checks.context import Context, Limits
from workers.checks.duplicates import Known, duplicates, inner_duplicates
from workers.checks.examine import Report, examine
from workers.checks.finding import Outcome
from workers.checks.likeness import Fingerprint as Prints

MOST_PREVIEW_BYTES = 4 * 1024 * 1024
# A scan is read whole here, for its text to be compared: two or three pages on one core.
READING_SECONDS = 12.0
UNSETTLED = (CheckState.WAITING, CheckState.RUNNING)


def check(job: Job) -> None:
    """Check the version the job names, and finish the job with what was found.

    Delivered twice it writes once: the rows are unique, and a run that lost its lease is rolled
    back. Raises the store's errors, for the job to be tried again.
    """
    versions = EvidenceVersion.objects.select_related(
        "item__application__unit",
        "item__application__region",
        "item__application__season__instrument",
        "checking",
    )
    version = versions.get(pk=job.subject)
    begun = Checking.objects.filter(pk=version.pk, state__in=UNSETTLED)
    if not begun.update(state=CheckState.RUNNING):
        return
    checked = look(version)
    jobs.renew(job)
    write_all(version, checked, job)


def look(version: EvidenceVersion) -> Checked:
    """Examine the bytes in their child process and compare them with all other files."""
    context = context_of(version)
    data = _bytes(version)
    report = examine(data, context)
    _keep_fingerprint(version, report)
    own = known(
        version,
        report.fingerprint,
        reason=report.fingerprint_reason,
        parts_reason=report.points_reason,
    )
    hits = _hits(version, report)
    compared = duplicates(own, candidates(version, hits.get("", [])), prover(data))
    inside = _compare_inside(own, report, like(version, hits), data)
    return Checked(
        outcomes=(
            *report.outcomes,
            *compared,
            inside,
            compare_text(version, report),
            *compare_traces(version, report.traces),
        ),
        intact=report.sha256 == version.blob_id,
        previews=_keep_previews(report),
        parameters=context.parameters(),
        seconds=Decimal(str(round(report.seconds, 3))),
        at=timezone.now(),
    )


def _compare_inside(own: Known, report: Report, others: list[Known], data: bytes) -> Outcome:
    """Compare the pictures inside a document with others that are stored."""
    parts = [
        replace(own, fingerprint=one.fingerprint, part=one.part, page=one.page)
        for one in report.embedded
    ]
    return inner_duplicates(parts, others, lambda part: prover(data, part.part))


def context_of(version: EvidenceVersion) -> Context:
    """What the checks are told: a photograph is expected from the season's year on."""
    application = version.item.application
    unit = application.unit
    return Context(
        name=version.original_name,
        season_start=date(application.season.year, 1, 1),
        season_end=_last_day(application),
        uploaded_at=version.received_at,
        letter_number=version.letter_number,
        letter_date=version.letter_date,
        limits=Limits(reading_seconds=READING_SECONDS),
        latitude=None if unit.latitude is None else float(unit.latitude),
        longitude=None if unit.longitude is None else float(unit.longitude),
        time_zone=application.region.time_zone,
        clamd_url=settings.CLAMD_URL,
    )


def _last_day(application: Application) -> date:
    instant = due(application, DateKind.EVIDENCE_DUE)
    return timezone.localdate(instant) if instant else date(application.season.year, 12, 31)


def _bytes(version: EvidenceVersion) -> bytes:
    with get_store().open(version.blob_id) as file:
        return file.read()


def _keep_fingerprint(version: EvidenceVersion, report: Report) -> None:
    """Write the fingerprints before searching: of two files checked at once one sees the other."""
    if report.fingerprint is not None:
        _keep_one(version, report.fingerprint)
    for one in report.embedded:
        if one.fingerprint.usable:
            _keep_one(version, one.fingerprint, part=storable(one.part), page=one.page)


def _keep_one(
    version: EvidenceVersion, found: Prints, *, part: str = "", page: int | None = None
) -> None:
    Fingerprint.objects.get_or_create(
        version=version,
        algorithm=algorithm_of(found),
        part=part,
        defaults={
            "bits": found.hashes[0],
            "dihedral": "".join(found.hashes),
            "quality": found.quality,
            "page": page,
        },
    )


def _hits(version: EvidenceVersion, report: Report) -> dict[str, list[Hit]]:
    """What the bank finds for each picture; all are remembered before the first is searched for."""
    described: dict[str, tuple[Described, int | None]] = {}
    if report.fingerprint is not None and report.points is not None:
        points = read_points(report.points)
        described[""] = (Described(fingerprint=report.fingerprint, points=points), None)
    for one in report.embedded:
        if one.fingerprint.usable:
            points = read_points(one.points)
            described[one.part] = (Described(fingerprint=one.fingerprint, points=points), one.page)
    for part, (found, page) in described.items():
        picture_bank.remember(version=version, described=found, part=storable(part), page=page)
    return {part: picture_bank.search(found) for part, (found, _) in described.items()}


def _keep_previews(report: Report) -> dict[str, Drawn]:
    """Keep both pictures; of the large one pages must know the size, to draw over it."""
    pictures = {"preview": report.preview, "thumbnail": report.thumbnail}
    sizes = {"preview": report.preview_size}
    return {
        name: Drawn(keep([picture], limit=MOST_PREVIEW_BYTES), sizes.get(name, (0, 0)))
        for name, picture in pictures.items()
        if picture is not None
    }
