"""What the units' people do in a rehearsal."""

from dataclasses import replace
from uuid import UUID

from award.domain.self_assessment import amend_claim, save_answer
from award.models import Application
from award.queries.answers import claims_of
from directory.enums import RoleKind
from jury.domain.objections import file_objection
from verification.queries.findings import unanswered
from verification.queries.shortage import indicators_short
from workers.demo import unit_steps
from workers.rehearsal.planning.filing import PlannedFile, made
from workers.rehearsal.planning.plan import WITHOUT_FILES, Fate
from workers.rehearsal.scene import Scene

SENDING = frozenset(Fate) - {Fate.FORM_LATE}
WITH_TEAM = frozenset(Fate) - frozenset(WITHOUT_FILES)
# Of these only a half comes in on the day, and the rest late or never.
SLOW = (Fate.EXTENDED, Fate.EVIDENCE_LATE)
IN_TIME = WITH_TEAM - frozenset(SLOW)
OBJECTING = (Fate.OBJECTION_UPHELD, Fate.OBJECTION_REJECTED)


def answer(scene: Scene) -> None:
    """Operators answer; who will be late leaves the second half empty."""
    for application, planned in scene.each():
        answers = list(planned.answers.items())
        kept = len(answers) // 2 if planned.fate == Fate.FORM_LATE else len(answers)
        for indicator, value in answers[:kept]:
            save_answer(
                application_id=application.pk,
                indicator=indicator,
                value=value,
                note="",
                expected_version=0,
                by=scene.cast.actor(RoleKind.UNIT_OPERATOR, planned.code),
            )


def send_forms(scene: Scene) -> None:
    for application, _planned in scene.each(SENDING):
        unit_steps.send_self_assessment(scene.cast, application)


def withdraw(scene: Scene) -> None:
    for application, _planned in scene.each((Fate.WITHDRAWN,)):
        unit_steps.withdraw(scene.cast, application)


def hand_in(scene: Scene) -> None:
    """Operators hand in their files; the slow ones a half of them."""
    for application, planned in scene.each(WITH_TEAM):
        kept = len(planned.files) // 2 if planned.fate in SLOW else len(planned.files)
        for file in planned.files[:kept]:
            _upload(scene, application, file)


def _upload(
    scene: Scene, application: Application, file: PlannedFile, *, replaces: UUID | None = None
) -> None:
    receipt = unit_steps.upload(
        scene.cast,
        application,
        scene.instrument.indicator(file.indicator),
        file.number,
        made(file),
        kind=file.kind,
        replaces=replaces,
    )
    scene.receipts.append((file, receipt))


def send_evidence(scene: Scene) -> None:
    for application, _planned in scene.each(IN_TIME):
        _send(scene, application)


def hand_in_late(scene: Scene) -> None:
    """Who was given more time brings the rest, after everybody's date."""
    for application, planned in scene.each((Fate.EXTENDED,)):
        for file in planned.files[len(planned.files) // 2 :]:
            _upload(scene, application, file)
        _send(scene, application)


def _send(scene: Scene, application: Application) -> None:
    """The head declares a gap wherever the evidence does not suffice, and sends."""
    head = scene.cast.actor(RoleKind.UNIT_HEAD, application.unit.work_unit_code)
    claims = claims_of(application)
    for indicator, _missing in indicators_short(application):
        amend_claim(
            application_id=application.pk,
            indicator=indicator.code,
            value="",
            reason="Data dukung belum lengkap sampai batas waktu.",
            expected_version=claims[indicator.code].version,
            by=head,
            gap=True,
        )
    unit_steps.send_evidence(scene.cast, application)


def mend(scene: Scene) -> None:
    """Who was sent back puts another file in the place of each one asked about, and sends again."""
    for application, planned in scene.each((Fate.REPAIRED,)):
        for number, (file, receipt) in enumerate(scene.asked_about(planned)):
            better = replace(file, scene=file.scene ^ (number + 1), forged=None, source=None)
            _upload(scene, application, better, replaces=receipt.version.item_id)
        unit_steps.send_evidence(scene.cast, application)


def answer_teams(scene: Scene) -> None:
    """Whoever was asked about a file answers."""
    asked = set(unanswered().values_list("version__item__application", flat=True))
    for application, _planned in scene.each(IN_TIME):
        if application.pk in asked:
            unit_steps.answer_team(scene.cast, application)


def object_to(scene: Scene) -> None:
    """Heads object to the decision on their unit."""
    for application, planned in scene.each(OBJECTING):
        file_objection(
            application_id=application.pk,
            text="Mohon nilai kami diperiksa kembali.",
            by=scene.cast.actor(RoleKind.UNIT_HEAD, planned.code),
        )
