"""A juror's own sheet: drafts saved as they are typed, then sealed once with a receipt."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.lock import locked
from award.enums import State
from award.errors import NotAllowed, Refused
from award.models import Application
from award.queries.instruments import indicators_of, instrument_of
from award.rules import someone
from directory.actors import Actor
from directory.models import Person
from jury.enums import SheetState
from jury.models import ScoreDraft, ScoreSheet, ScoreVersion, SealedComment, Seat
from jury.queries.sheets import assigned_now
from jury.rules import sits_on
from record.canonical import Fact, canonical
from record.domain.work import Work, recorded

NOT_ASSESSABLE = "not_assessable"
CHANCE_BYTES = 32


@dataclass(frozen=True)
class Sealed:
    """The receipt of a sealed sheet: its digest and its place in the ledger."""

    version: ScoreVersion
    ledger_seq: int
    ledger_hash: str


class ScoreChanged(Refused):
    """The score was saved from another tab since; `draft` is what stands now."""

    def __init__(self, draft: ScoreDraft) -> None:
        super().__init__([_("Nilai ini baru saja diubah dari tab lain.")])
        self.draft = draft


def open_sheet(*, application_id: UUID | str, by: Actor) -> ScoreSheet:
    """The juror's sheet of this round, made at first sight. Raises NotAllowed without a seat,
    without a declaration, or with a conflict.
    """
    person = someone(by)
    with recorded(actor=by.ledger) as work:
        application = locked(application_id, states={State.IN_SCORING})
        seat = _seat(person, application, by)
        sheet, new = ScoreSheet.objects.get_or_create(
            seat=seat,
            application=application,
            scoring_round=application.scoring_round,
            defaults={"opened_at": timezone.now()},
        )
        if new:
            facts: dict[str, Fact] = {"sheet": str(sheet.pk), "round": sheet.scoring_round}
            work.event("sheet_opened", subject=f"application:{application.pk}", facts=facts)
    return sheet


def _seat(person: Person, application: Application, by: Actor) -> Seat:
    if not sits_on(by, application):
        raise NotAllowed
    seat = assigned_now().get(seat__person=person, application=application).seat
    last = seat.declarations.filter(application=application).last()
    if last is None or last.conflict:
        raise NotAllowed(_("Nyatakan dahulu ada atau tidaknya benturan kepentingan."))
    return seat


def save_score(
    *,
    sheet_id: UUID | str,
    indicator: str,
    value: str,
    comment: str,
    expected_version: int,
    by: Actor,
) -> ScoreDraft:
    """Save one score of the juror's own open sheet (autosave).

    Raises NotAllowed for another's sheet, Refused for a sealed one or a value off the scale,
    ScoreChanged when another tab was faster.
    """
    with recorded(actor=by.ledger):
        sheet = _own_open(sheet_id, by)
        _check_value(sheet.application, indicator, value)
        draft = ScoreDraft.objects.filter(sheet=sheet, indicator=indicator).first()
        if draft is not None and draft.version != expected_version:
            if (draft.value, draft.comment) == (value, comment):
                return draft
            raise ScoreChanged(draft)
        draft = draft or ScoreDraft(sheet=sheet, indicator=indicator, version=0)
        draft.value, draft.comment = value, comment
        draft.version += 1
        draft.updated_at = timezone.now()
        draft.save()
    return draft


def seal(*, sheet_id: UUID | str, by: Actor, reason: str = "") -> Sealed:
    """Seal the sheet: its scores become a version that never changes, with a receipt.

    Raises Refused naming each indicator without a value, or without a reason where an earlier
    version was sealed.
    """
    person = someone(by)
    with recorded(actor=by.ledger) as work:
        sheet = _own_open(sheet_id, by)
        drafts = {draft.indicator: draft for draft in sheet.drafts.all()}
        earlier = sheet.versions.count()
        problems = _missing(sheet.application, drafts)
        if earlier and not reason.strip():
            problems.append(_("Lembar ini pernah disegel: alasan perubahan wajib diisi."))
        if problems:
            raise Refused(problems)
        comments = _comments(work, drafts)
        content = _content(sheet, drafts, comments)
        version = ScoreVersion.objects.create(
            sheet=sheet,
            version=earlier + 1,
            content=content,
            digest=hashlib.sha256(content.encode()).hexdigest(),
            reason=reason.strip(),
            by=person,
            at=timezone.now(),
        )
        SealedComment.objects.bulk_create(
            SealedComment(version=version, indicator=code, digest=digest, text=drafts[code].comment)
            for code, digest in comments.items()
        )
        sheet.state = SheetState.SEALED
        sheet.save(update_fields=["state"])
        facts: dict[str, Fact] = {
            "sheet": str(sheet.pk),
            "version": version.version,
            "digest": version.digest,
            **({"reason": work.commitment(version.reason)} if version.reason else {}),
        }
        work.event("sheet_sealed", subject=f"application:{sheet.application_id}", facts=facts)
    entry = next(e for e in reversed(work.entries) if version.digest in e.body)
    return Sealed(version=version, ledger_seq=entry.seq, ledger_hash=entry.hash)


def revise(*, sheet_id: UUID | str, by: Actor) -> ScoreSheet:
    """Open one's own sealed sheet again after the scoring was reopened; versions stay.

    Until it is sealed anew, with a reason, it counts for nothing. Raises Refused where the
    scoring was not reopened since it was sealed.
    """
    person = someone(by)
    with recorded(actor=by.ledger) as work:
        found = ScoreSheet.objects.select_related("seat").get(pk=sheet_id)
        application = locked(found.application_id, states={State.IN_SCORING})
        if found.seat.person_id != person.pk or not sits_on(by, application):
            raise NotAllowed
        sheet = ScoreSheet.objects.get(pk=sheet_id)
        sealed = sheet.versions.last()
        reopened = application.steps.filter(edge="reopen_scoring").last()
        if sealed is None or reopened is None or reopened.at < sealed.at:
            raise Refused([_("Lembar tersegel hanya dapat diubah setelah penilaian dibuka lagi.")])
        sheet.state = SheetState.DRAFT
        sheet.save(update_fields=["state"])
        facts: dict[str, Fact] = {"sheet": str(sheet.pk), "version": sealed.version}
        work.event("sheet_reopened", subject=f"application:{application.pk}", facts=facts)
    return sheet


def _own_open(sheet_id: UUID | str, by: Actor) -> ScoreSheet:
    """The juror's own sheet behind its application's lock, if it may still be written."""
    found = ScoreSheet.objects.select_related("seat").get(pk=sheet_id)
    application = locked(found.application_id, states={State.IN_SCORING})
    if found.seat.person_id != someone(by).pk or not sits_on(by, application):
        raise NotAllowed
    sheet = ScoreSheet.objects.get(pk=sheet_id)
    sheet.application = application
    if sheet.state == SheetState.SEALED or sheet.scoring_round != application.scoring_round:
        raise Refused([_("Lembar ini sudah disegel.")])
    return sheet


def _check_value(application: Application, indicator: str, value: str) -> None:
    if indicator not in {i.code for i in indicators_of(application)}:
        raise Refused([_("Indikator ini tidak berlaku untuk UPT ini.")])
    scale = instrument_of(application.season).juror_scale_of(indicator)
    known = {answer.code for answer in scale.answers} | {"", NOT_ASSESSABLE}
    if value not in known:
        raise Refused([_("Jawaban ini tidak ada dalam skala.")])


def _missing(application: Application, drafts: Mapping[str, ScoreDraft]) -> list[str]:
    text = _("Indikator %(number)s belum dinilai: %(text)s")
    return [
        text % {"number": indicator.code, "text": indicator.text}
        for indicator in indicators_of(application)
        if indicator.code not in drafts or not drafts[indicator.code].value
    ]


def _comments(work: Work, drafts: Mapping[str, ScoreDraft]) -> dict[str, str]:
    """A salted commitment to each comment: the words may name people, and be erased one day."""
    return {code: work.commitment(d.comment) for code, d in drafts.items() if d.comment}


def _content(
    sheet: ScoreSheet, drafts: Mapping[str, ScoreDraft], comments: Mapping[str, str]
) -> str:
    """What is sealed. Its digest stands in the ledger at once, for those who may not know the scores
    before the closing; a few scores could be guessed from it, were there no chance in them.
    """
    codes = [indicator.code for indicator in indicators_of(sheet.application)]
    return canonical(
        {
            "chance": secrets.token_hex(CHANCE_BYTES),
            "application": str(sheet.application_id),
            "sheet": str(sheet.pk),
            "round": sheet.scoring_round,
            "scores": {code: {"value": drafts[code].value} for code in codes},
            "comments": dict(comments),
        }
    )
