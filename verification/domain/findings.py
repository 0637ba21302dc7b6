"""Findings are decided by people, with a reason; a machine accuses nobody."""

from collections.abc import Collection
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.lock import locked
from award.domain.twice import sent_before
from award.enums import Capacity
from award.errors import Refused
from award.models import Application
from directory.actors import Actor
from record.domain.work import Work, recorded
from verification.domain.deciders import CONFIRMING, require_decider
from verification.domain.finding_notices import tell_asked, tell_confirmed
from verification.enums import ASKING_VERDICTS, Severity, Verdict
from verification.models import EvidenceVersion, Finding, FindingDecision

RAISED = "raised_by_person"


def decide(
    *, finding_id: UUID | str, verdict: Verdict, reason: str, by: Actor, seen: int | None = None
) -> FindingDecision:
    """Decide a finding; the latest decision counts and earlier ones stay.

    `seen` is how many decisions the page showed. The team decides until its verification is
    complete, the centre's verifier from then on; only the leader or the centre's verifier
    confirms false evidence, and only what was suspected before. Raises NotAllowed, Refused.
    """
    with recorded(actor=by.ledger) as work:
        finding = _found(finding_id)
        application = locked(finding.version.item.application_id)
        person, capacity = require_decider(application, by)
        _may_say(finding, verdict, capacity)
        _not_decided_since(finding, seen)
        decision = FindingDecision.objects.create(
            finding=finding,
            verdict=verdict,
            reason=_reason(reason),
            by=person,
            capacity=capacity,
            at=timezone.now(),
        )
        _enter(work, application, decision)
        if verdict in ASKING_VERDICTS:
            tell_asked(work, application, decision)
        if verdict == Verdict.CONFIRMED_FALSE:
            tell_confirmed(work, application, decision)
    return decision


def raise_finding(*, version_id: UUID | str, text: str, severity: Severity, by: Actor) -> Finding:
    """A person's own question about a file, to be decided like a machine's; sent twice it is one.

    Raises NotAllowed for who may not decide findings here, Refused without a text.
    """
    with recorded(actor=by.ledger) as work:
        version = EvidenceVersion.objects.select_related("item").get(pk=version_id)
        application = locked(version.item.application_id)
        person, capacity = require_decider(application, by)
        said = _reason(text)
        asked = {
            "version": version,
            "raised_by": person,
            "kind": RAISED,
            "severity": severity,
            "explanation_id": said,
            "explanation_en": said,
        }
        known = sent_before(Finding.objects.filter(**asked))
        if known is not None:
            return known
        finding = Finding.objects.create(**asked, at=timezone.now())
        work.event(
            "finding_raised",
            subject=f"application:{application.pk}",
            facts={
                "finding": finding.pk,
                "evidence": version.pk,
                "severity": severity.value,
                "capacity": capacity.value,
                "text": work.commitment(said),
            },
        )
    return finding


def verdicts_for(finding: Finding, capacity: Capacity) -> Collection[Verdict]:
    """What a person in this capacity may decide about the finding now."""
    choices: list[Verdict] = [v for v in Verdict if v != Verdict.CONFIRMED_FALSE]
    last = finding.decisions.order_by("-pk").values_list("verdict", flat=True).first()
    confirms = capacity in CONFIRMING
    if confirms and last in {Verdict.SUSPECTED_FALSE, Verdict.CONFIRMED_FALSE}:
        choices.append(Verdict.CONFIRMED_FALSE)
    if last == Verdict.CONFIRMED_FALSE and not confirms:
        return []
    return choices


def _found(finding_id: UUID | str) -> Finding:
    return Finding.objects.select_related("version__item").get(pk=finding_id)


def _may_say(finding: Finding, verdict: Verdict, capacity: Capacity) -> None:
    if verdict in verdicts_for(finding, capacity):
        return
    if verdict == Verdict.CONFIRMED_FALSE:
        raise Refused(
            [
                _(
                    "Bukti palsu hanya dapat dinyatakan terbukti oleh ketua tim atau verifikator "
                    "pusat, setelah dugaannya dicatat."
                )
            ]
        )
    raise Refused([_("Temuan ini sudah dinyatakan terbukti oleh ketua tim atau pusat.")])


def _not_decided_since(finding: Finding, seen: int | None) -> None:
    if seen is not None and finding.decisions.count() != seen:
        raise Refused(
            [
                _(
                    "Temuan ini baru saja diputuskan orang lain. Baca keputusannya dalam riwayat "
                    "di halaman ini, lalu putuskan lagi bila masih perlu."
                )
            ]
        )


def _reason(text: str) -> str:
    if not text.strip():
        raise Refused([_("Alasan wajib diisi.")])
    return text.strip()


def _enter(work: Work, application: Application, decision: FindingDecision) -> None:
    work.event(
        "finding_decided",
        subject=f"application:{application.pk}",
        facts={
            "finding": decision.finding_id,
            "evidence": decision.finding.version_id,
            "verdict": Verdict(decision.verdict).value,
            "capacity": Capacity(decision.capacity).value,
            "reason": work.commitment(decision.reason),
        },
    )
