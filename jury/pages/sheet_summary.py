"""A juror's own values at a glance before sealing, and where they differ from the Kanwil's."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from award.queries.instruments import instrument_of
from criteria.instrument import Criterion, Indicator, Instrument
from jury.domain.scoring import NOT_ASSESSABLE
from jury.models import ScoreDraft, ScoreSheet
from jury.pages.sheet_rows import Part
from verification.queries.basis import latest_verifications


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A criterion with how often each value was given; values never given are left out."""

    criterion: Criterion
    url: str
    counts: list[tuple[str, int]]


@dataclass(frozen=True, kw_only=True)
class Deviation:
    """An indicator on which the juror's value is not the Kanwil's; nothing is asked for it."""

    criterion: Criterion
    number: int
    indicator: Indicator
    own: str
    region: str
    comment: str
    url: str


def counted(sheet: ScoreSheet, parts: Sequence[Part]) -> list[Counted]:
    """The values by criterion, in the order of their scale, the unscored last."""
    instrument = instrument_of(sheet.application.season)
    drafts = _drafts(sheet)
    return [
        Counted(
            criterion=part.criterion,
            url=_url(sheet, part.criterion),
            counts=_counts(part.indicators, drafts, instrument),
        )
        for part in parts
    ]


def deviations(sheet: ScoreSheet, parts: Sequence[Part]) -> list[Deviation] | None:
    """Where the juror gave another value than the Kanwil, both from the juror's scale.

    A Kanwil value that the juror's scale does not have cannot be compared and is left out; None
    where that is so for all of them.
    """
    instrument = instrument_of(sheet.application.season)
    drafts, verified = _drafts(sheet), latest_verifications(sheet.application)
    found, compared = [], False
    for part in parts:
        for number, indicator in enumerate(part.indicators, start=1):
            draft, region = drafts.get(indicator.code), verified.get(indicator.code)
            words = _words(indicator, instrument)
            if region is None or region.value not in words:
                continue
            compared = True
            if draft is None or draft.value in ("", region.value):
                continue
            found.append(
                Deviation(
                    criterion=part.criterion,
                    number=number,
                    indicator=indicator,
                    own=words[draft.value],
                    region=words[region.value],
                    comment=draft.comment,
                    url=f"{_url(sheet, part.criterion)}#indikator-{indicator.code}",
                )
            )
    return found if compared else None


def _drafts(sheet: ScoreSheet) -> dict[str, ScoreDraft]:
    return {draft.indicator: draft for draft in sheet.drafts.all()}


def _words(indicator: Indicator, instrument: Instrument) -> dict[str, str]:
    """What a juror may answer, in words, in the order of the scale."""
    answers = instrument.juror_scale_of(indicator.code).answers
    return {a.code: str(a.text) for a in answers} | {NOT_ASSESSABLE: _("Tidak dapat dinilai")}


def _counts(
    indicators: Sequence[Indicator], drafts: Mapping[str, ScoreDraft], instrument: Instrument
) -> list[tuple[str, int]]:
    order: dict[str, None] = {}
    given: Counter[str] = Counter()
    for indicator in indicators:
        words = _words(indicator, instrument)
        order |= dict.fromkeys(words.values())
        draft = drafts.get(indicator.code)
        given[words[draft.value] if draft and draft.value else _("Belum dinilai")] += 1
    order |= {_("Belum dinilai"): None}
    return [(text, given[text]) for text in order if given[text]]


def _url(sheet: ScoreSheet, criterion: Criterion) -> str:
    return reverse("jury:sheet_criterion", args=[sheet.pk, criterion.code])
