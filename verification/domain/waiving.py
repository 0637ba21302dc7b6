"""When a machine could not check a file: a person tries again, or lets it count as done."""

from collections.abc import Collection
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.lock import locked
from award.errors import NotAllowed, Refused
from award.models import Application
from directory.actors import Actor
from record.domain.work import Work, recorded
from verification.domain.deciders import decides_findings, waives_checks
from verification.domain.evidence import CHECK_JOB, CHECK_QUEUE
from verification.enums import CheckState
from verification.models import Checking, EvidenceVersion


def waive(*, version_id: UUID | str, reason: str, by: Actor) -> Checking:
    """Set the checks of a file aside, with a reason.

    The leader may, and once it is verified the centre's verifier. Raises NotAllowed, and Refused
    for a file that could be checked.
    """
    with recorded(actor=by.ledger) as work:
        application, version = _locked(version_id)
        _may_waive(application, reason, by)
        return _waive(work, application, version, reason, by)


def waive_many(
    *, application_id: UUID | str, version_ids: Collection[UUID], reason: str, by: Actor
) -> int:
    """Set the checks of several files of one application aside with one reason, all or none.

    Returns how many. Raises as `waive` does, and Refused where none is named or one is not the
    application's.
    """
    with recorded(actor=by.ledger) as work:
        application = locked(application_id)
        _may_waive(application, reason, by)
        named = EvidenceVersion.objects.select_related("item").filter(pk__in=version_ids)
        versions = list(named.filter(item__application=application).order_by("pk"))
        if not versions or len(versions) != len(set(version_ids)):
            raise Refused([_("Pilih berkas yang pemeriksaannya dikesampingkan.")])
        for version in versions:
            _waive(work, application, version, reason, by)
    return len(versions)


def _may_waive(application: Application, reason: str, by: Actor) -> None:
    if waives_checks(by, application) is None:
        raise NotAllowed(
            _(
                "Selama verifikasi hanya ketua tim yang dapat mengesampingkan pemeriksaan, "
                "sesudahnya verifikator pusat."
            )
        )
    if not reason.strip():
        raise Refused([_("Alasan wajib diisi.")])


def _waive(
    work: Work, application: Application, version: EvidenceVersion, reason: str, by: Actor
) -> Checking:
    checking = _unchecked(version)
    checking.state, checking.waived_by = CheckState.WAIVED, by.person
    checking.waived_at, checking.waive_reason = timezone.now(), reason.strip()
    checking.save()
    work.event(
        "check_waived",
        subject=f"application:{application.pk}",
        facts={"evidence": version.pk, "reason": work.commitment(checking.waive_reason)},
    )
    return checking


def check_again(*, version_id: UUID | str, by: Actor) -> Checking:
    """Have a file that could not be checked checked once more.

    Raises NotAllowed for who does not decide its findings, Refused where nothing is left to do.
    """
    with recorded(actor=by.ledger) as work:
        application, version = _locked(version_id)
        if decides_findings(by, application) is None:
            raise NotAllowed
        checking = _unchecked(version)
        run_again(work, application, checking)
    return checking


def run_again(work: Work, application: Application, checking: Checking) -> None:
    """Put the file back to waiting, with a job of its own; behind the application's lock."""
    checking.state, checking.run = CheckState.WAITING, checking.run + 1
    checking.save(update_fields=["state", "run"])
    subject, run = str(checking.pk), checking.run
    work.job(CHECK_JOB, subject=subject, version=str(run), queue=CHECK_QUEUE)
    work.event(
        "check_repeated",
        subject=f"application:{application.pk}",
        facts={"evidence": subject, "run": run},
    )


def _locked(version_id: UUID | str) -> tuple[Application, EvidenceVersion]:
    version = EvidenceVersion.objects.select_related("item").get(pk=version_id)
    return locked(version.item.application_id), version


def _unchecked(version: EvidenceVersion) -> Checking:
    checking = Checking.objects.get(version=version)
    if checking.state != CheckState.UNCHECKED:
        raise Refused([_("Berkas ini tidak (lagi) menunggu keputusan tentang pemeriksaannya.")])
    return checking
