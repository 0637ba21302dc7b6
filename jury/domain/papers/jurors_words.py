"""What the jurors of a closing said about one unit, without saying which of them said what."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from award.queries.instruments import indicators_of, instrument_of
from criteria.domain.scoring import NOT_ASSESSABLE
from criteria.instrument import Scale
from jury.models import Result, ScoreVersion
from jury.queries.sheets import answers_in, counted_in


@dataclass(frozen=True)
class JurorsWord:
    """The answers with how many jurors gave each ("Ada 2, Proses 1"), and their comments sorted,
    so that the order of the sheets gives nobody away.
    """

    answers: str = ""
    comments: tuple[str, ...] = ()


def sheets_of(result: Result) -> list[dict[str, str]]:
    """The answers of each sheet that the result counts."""
    return [answers_in(version) for version in _counted(result)]


def jurors_words(result: Result) -> dict[str, JurorsWord]:
    """By indicator; only what the closing behind the result counted."""
    application = result.application
    instrument = instrument_of(application.season)
    sheets: list[dict[str, Any]] = [json.loads(v.content)["scores"] for v in _counted(result)]
    return {
        indicator.code: _word(
            instrument.juror_scale_of(indicator.code), [sheet[indicator.code] for sheet in sheets]
        )
        for indicator in indicators_of(application)
    }


def _counted(result: Result) -> list[ScoreVersion]:
    versions = counted_in(result.closing)
    return list(versions.filter(sheet__application=result.application_id))


def _word(scale: Scale, rows: list[Mapping[str, str]]) -> JurorsWord:
    counts = Counter(row["value"] for row in rows)
    texts = {answer.code: str(answer.text) for answer in scale.answers}
    texts[NOT_ASSESSABLE] = _("Tidak dapat dinilai")
    given = [f"{text} {counts[code]}" for code, text in texts.items() if counts[code]]
    return JurorsWord(", ".join(given), tuple(sorted({row["comment"] for row in rows} - {""})))
