"""The letter of assignment (surat tugas) for a planned visit, as a PDF.

The regulation's public text has no form of it: its wording is provisional, and says so.
"""

from datetime import date
from pathlib import Path
from uuid import UUID

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from award.errors import NotAllowed, Refused
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person
from directory.queries.roles import holders
from record.canonical import canonical
from record.domain.blobs import keep, register
from record.domain.documents import render
from record.domain.work import recorded
from verification.domain.closing_content import MINISTRY, Content
from verification.domain.intake import LONGEST_NUMBER
from verification.domain.visit_plan import lock_plan
from verification.models import AssignmentLetter, PlannedVisit
from verification.queries.basis import digest
from verification.queries.shares import acting_members
from verification.queries.team import decree_of
from verification.queries.visit_plan import cannot_go, visitors_of
from verification.rules import plans_visits

TEMPLATE = Path(__file__).resolve().parent.parent / "documents" / "assignment.typ"
LARGEST = 5 * 1024 * 1024
PROVISIONAL = (
    "Bentuk dan kalimat surat tugas ini bersifat sementara: naskah peraturan yang tersedia untuk "
    "umum tidak memuatnya."
)


def make_letter(
    *, plan_id: UUID | str, number: str, day: date, expected_version: int, by: Actor
) -> AssignmentLetter:
    """Write the letter under the number of the Kanwil's register, to be signed by its head.

    Raises NotAllowed for who does not plan the visit; Refused without a number or with that of a
    letter which still holds, while somebody who should go is away or may not act, and where nobody
    heads the Kanwil; PlanChanged when stale.
    """
    plan = _readable(plan_id)
    if by.person is None or not plans_visits(by, plan.application):
        raise NotAllowed(_("Surat tugas dibuat oleh sekretariat Kanwil atau ketua tim."))
    number = " ".join(number.split())
    head = _check(plan, number)
    content = _content(plan, number, day, head)
    # Rendering and keeping take their time and hold no lock.
    pdf = keep([render(TEMPLATE, content)], limit=LARGEST)
    with recorded(actor=by.ledger) as work:
        now = lock_plan(plan_id, expected_version)
        if not plans_visits(by, now.application) or _content(now, number, day, head) != content:
            raise Refused([_("Data berubah saat dokumen disiapkan. Silakan coba lagi.")])
        if now.letters.filter(visit_version=now.version, number=number).exists():
            raise Refused([_("Surat tugas dengan nomor ini sudah dibuat untuk rencana ini.")])
        letter = AssignmentLetter(visit=now, visit_version=now.version, number=number, day=day)
        letter.content, letter.content_digest = canonical(content), digest(content)
        letter.pdf, letter.by, letter.at = register(pdf), by.person, timezone.now()
        letter.save(force_insert=True)
        work.event(
            "assignment_letter_made",
            subject=f"application:{now.application_id}",
            facts={
                "plan": now.pk,
                "version": now.version,
                "number": number,
                "sha256": letter.pdf_id,
                "content": letter.content_digest,
            },
        )
    return letter


def _readable(plan_id: UUID | str) -> PlannedVisit:
    rows = PlannedVisit.objects.select_related(
        "application__unit", "application__region", "application__season__instrument"
    )
    return rows.get(pk=plan_id)


def _check(plan: PlannedVisit, number: str) -> Person:
    if not number:
        raise Refused([_("Tuliskan nomor surat tugas.")])
    if len(number) > LONGEST_NUMBER:
        text = _("Nomor surat paling panjang %(count)d huruf.")
        raise Refused([text % {"count": LONGEST_NUMBER}])
    visitors = visitors_of([plan])
    away = cannot_go([plan], visitors)[plan.pk]
    text = _("%(name)s berhalangan atau tidak lagi dapat bertindak. Tunjuk penggantinya dahulu.")
    reasons = [
        text % {"name": visitor.person.name}
        for visitor in visitors[plan.pk]
        if visitor.person_id in away
    ]
    head = holders(RoleKind.REGION_HEAD, region=plan.application.region).first()
    if head is None:
        reasons.append(_("Kanwil ini belum mempunyai kepala yang perannya berlaku."))
    if reasons or head is None:
        raise Refused(reasons)
    return head


def _content(plan: PlannedVisit, number: str, day: date, head: Person) -> Content:
    """All that the letter says, always in Indonesian, the language of the office."""
    application, decree = plan.application, decree_of(plan.application)
    members = acting_members([application]).get(application.pk, {})
    with translation.override("id"):
        return {
            "language": "id",
            "title": "Surat Tugas",
            "number": number,
            "date": day.isoformat(),
            "issuer": [MINISTRY, application.region.name],
            "provisional": True,
            "provisional_note": PROVISIONAL,
            "season": application.season.name,
            "decree": {
                "number": decree.number if decree else "",
                "date": decree.date.isoformat() if decree else "",
            },
            "unit": {
                "name": application.unit.name,
                "code": application.unit.work_unit_code,
                "type": application.unit.get_unit_type_display(),
            },
            "first_day": plan.first_day.isoformat(),
            "last_day": plan.last_day.isoformat(),
            "people": [
                {
                    "name": visitor.person.name,
                    "nip": visitor.person.nip or "",
                    "function": members[visitor.person_id].get_function_display()
                    if visitor.person_id in members
                    else "",
                    "instead_of": visitor.instead_of.name if visitor.instead_of else "",
                }
                for visitor in visitors_of([plan])[plan.pk]
            ],
            "head": {
                "capacity": f"Kepala {application.region.name}",
                "name": head.name,
                "nip": head.nip or "",
            },
        }
