"""The unit's word on a finding it was asked about."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.lock import locked
from award.domain.twice import sent_before
from award.errors import NotAllowed, Refused
from award.rules import works_for_unit
from directory.actors import Actor
from record.domain.work import recorded
from verification.domain.finding_notices import tell_answered
from verification.enums import ASKING_VERDICTS
from verification.models import Finding, FindingAnswer


def answer(*, finding_id: UUID | str, text: str, by: Actor) -> FindingAnswer:
    """Keep the unit's answer; several are possible, none is changed, one sent twice is one.

    Raises NotAllowed for anyone but the unit's people, Refused when nothing is asked (any more)
    or the text is empty.
    """
    with recorded(actor=by.ledger) as work:
        finding = Finding.objects.select_related("version__item").get(pk=finding_id)
        application = locked(finding.version.item.application_id)
        if by.person is None or works_for_unit(by, application) is None:
            raise NotAllowed(_("Hanya UPT ini yang dapat menjawab temuan."))
        last = finding.decisions.order_by("-pk").first()
        if last is None or last.verdict not in ASKING_VERDICTS:
            raise Refused([_("Temuan ini tidak (lagi) menunggu jawaban Anda.")])
        if not text.strip():
            raise Refused([_("Jawaban masih kosong.")])
        said = {"finding": finding, "text": text.strip(), "by": by.person}
        known = sent_before(FindingAnswer.objects.filter(**said, at__gt=last.at))
        if known is not None:
            return known
        given = FindingAnswer.objects.create(**said, at=timezone.now())
        work.event(
            "finding_answered",
            subject=f"application:{application.pk}",
            facts={"finding": finding.pk, "answer": work.commitment(given.text)},
        )
        tell_answered(work, application, given)
    return given
