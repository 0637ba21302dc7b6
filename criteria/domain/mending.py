"""What a unit would gain by mending one thing: the first line of its list of work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from criteria.domain.arithmetic import CARRIED, settled
from criteria.domain.scoring import NOT_ASSESSABLE, final_score, points_of, score_sheet
from criteria.instrument import Instrument, Scale


@dataclass(frozen=True, slots=True)
class Mend:
    """An indicator that is not yet at its best. `gain` is how much the unrounded total (0 to 100)
    would grow if every sheet gave it the best answer and nothing else changed; `held_back` is
    whether its criterion stays under its minimum, which keeps a unit from the award.
    """

    indicator: str
    gain: Decimal
    held_back: bool


def mend_first(
    instrument: Instrument,
    *,
    unit_type: str,
    sheets: Sequence[Mapping[str, str]],
    as_juror: bool = True,
) -> tuple[Mend, ...]:
    """What there is to mend, most urgent first; `sheets` map indicator code → answer code.

    First what belongs to a criterion under its minimum, then by gain, then in the instrument's
    order. Nothing is counted twice or approximated: each gain is a whole new calculation. Raises
    ScoringError as the scoring does.
    """
    scale_of = instrument.juror_scale_of if as_juror else instrument.scale_of

    def exact_total(changed: Sequence[Mapping[str, str]]) -> tuple[Decimal, tuple[str, ...]]:
        scored = [
            score_sheet(instrument, unit_type=unit_type, answers=sheet, as_juror=as_juror)
            for sheet in changed
        ]
        final = final_score(instrument, sheets=scored)
        return final.exact_total or Decimal(0), final.missed

    now, missed = exact_total(sheets)
    found = []
    for indicator in instrument.indicators_for(unit_type):
        better = [_at_best(sheet, indicator.code, scale_of(indicator.code)) for sheet in sheets]
        if better == [dict(sheet) for sheet in sheets]:
            continue
        gain = settled(CARRIED.subtract(exact_total(better)[0], now))
        found.append(Mend(indicator.code, gain, indicator.criterion in missed))
    return tuple(sorted(found, key=lambda mend: (not mend.held_back, -mend.gain)))


def _at_best(sheet: Mapping[str, str], code: str, scale: Scale) -> dict[str, str]:
    """The sheet with the best answer to one indicator, where it was assessed and is not there."""
    answer = sheet[code]
    if answer == NOT_ASSESSABLE or points_of(scale, answer) == scale.max_points:
        return dict(sheet)
    best = next(a.code for a in scale.answers if a.points == scale.max_points)
    return {**sheet, code: best}
