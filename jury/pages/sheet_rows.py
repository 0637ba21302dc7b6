"""What a juror sees beside each indicator: claim, Kanwil value, evidence, decided findings."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from award.enums import State
from award.models import Application
from award.queries.instruments import instrument_of
from criteria.instrument import Criterion, Indicator, Scale
from jury.domain.scoring import NOT_ASSESSABLE
from jury.enums import SheetState
from jury.models import ScoreDraft, ScoreSheet
from verification.domain.sight import Sight
from verification.enums import Verdict
from verification.models import FindingDecision, IndicatorVerification
from verification.pages.evidence_rows import groups
from verification.pages.findings_rows import title_of
from verification.pages.slots import Slot
from verification.queries.basis import latest_verifications
from verification.queries.findings import findings_of

# A juror sees the files; of findings only what people decided, below.
JUROR = Sight(for_unit=False, is_head=False, judges=False)


@dataclass(frozen=True, kw_only=True)
class Part:
    """A criterion of the sheet with how many of its indicators are scored."""

    criterion: Criterion
    indicators: list[Indicator]
    scored: int

    @property
    def complete(self) -> bool:
        return self.scored == len(self.indicators)


@dataclass(frozen=True, kw_only=True)
class Rung:
    """One value a juror may give, with when to give it; `provisional` where no law words that."""

    value: str
    text: str
    meaning: str = ""
    provisional: bool = False


@dataclass(frozen=True, kw_only=True)
class Question:
    """One indicator as the juror judges it."""

    slot: Slot
    choices: list[Rung]
    draft: ScoreDraft | None
    found: IndicatorVerification | None
    findings: list[dict[str, str]] = field(default_factory=list)

    @property
    def region_answer(self) -> str:
        """The Kanwil's value in words; empty while there is none."""
        if self.found is None:
            return ""
        return str(self.slot.indicator.scale.answer(self.found.value).text)


def writable(sheet: ScoreSheet) -> bool:
    """Whether the sheet may be changed now."""
    open_now = sheet.application.state == State.IN_SCORING
    return open_now and sheet.state == SheetState.DRAFT


def parts(sheet: ScoreSheet) -> list[Part]:
    """The criteria that apply, in the instrument's order."""
    instrument = instrument_of(sheet.application.season)
    scored = set(sheet.drafts.exclude(value="").values_list("indicator", flat=True))
    applicable = instrument.indicators_for(sheet.application.unit_type)
    found = []
    for criterion in instrument.criteria:
        mine = [i for i in applicable if i.criterion == criterion.code]
        if mine:
            count = sum(i.code in scored for i in mine)
            found.append(Part(criterion=criterion, indicators=mine, scored=count))
    return found


def questions(sheet: ScoreSheet, part: Part) -> list[Question]:
    """The indicators of one criterion with all there is to judge them by."""
    application = sheet.application
    instrument = instrument_of(application.season)
    drafts = {draft.indicator: draft for draft in sheet.drafts.all()}
    verified = latest_verifications(application)
    decided = _decided_findings(application)
    slots = next(g.slots for g in groups(application, JUROR) if g.criterion == part.criterion)
    return [
        Question(
            slot=slot,
            choices=_rungs(instrument.juror_scale_of(slot.indicator.code)),
            draft=drafts.get(slot.indicator.code),
            found=verified.get(slot.indicator.code),
            findings=decided[slot.indicator.code],
        )
        for slot in slots
    ]


def _rungs(scale: Scale) -> list[Rung]:
    """The scale's answers, and that it cannot be assessed, which is no answer of any scale."""
    rungs = [
        Rung(
            value=answer.code,
            text=str(answer.text),
            meaning=str(answer.meaning or ""),
            provisional="meaning" in answer.provisional_fields,
        )
        for answer in scale.answers
    ]
    meaning = _("Data dukung tidak memungkinkan Anda menilai. Indikator ini tidak ikut dihitung.")
    return [*rungs, Rung(value=NOT_ASSESSABLE, text=_("Tidak dapat dinilai"), meaning=meaning)]


def _decided_findings(application: Application) -> dict[str, list[dict[str, Any]]]:
    """What people decided about questions, without the other unit a likeness may name."""
    decisions = FindingDecision.objects.order_by("pk")
    rows = (
        findings_of(application)
        .exclude(verdict=None)
        .select_related("version__item")
        .prefetch_related(Prefetch("decisions", queryset=decisions))
    )
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        last = list(row.decisions.all())[-1]
        entry = {
            "title": title_of(row),
            "verdict": Verdict(last.verdict).label,
            "reason": last.reason,
        }
        found[row.version.item.indicator].append(entry)
    return found
