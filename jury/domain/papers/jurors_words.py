"""What the jurors of a closing said about one unit, without saying which of them said what."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from award.queries.instruments import indicators_of, instrument_of
from criteria.domain.scoring import NOT_ASSESSABLE
from criteria.instrument import Scale
from jury.models import Result, ScoreVersion, SealedComment
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
    versions = _counted(result)
    sheets = [answers_in(version) for version in versions]
    comments: defaultdict[str, set[str]] = defaultdict(set)
    for row in SealedComment.objects.filter(version__in=versions):
        comments[row.indicator].add(row.text.strip())
    return {
        indicator.code: JurorsWord(
            _answers(
                instrument.juror_scale_of(indicator.code),
                Counter(sheet[indicator.code] for sheet in sheets),
            ),
            tuple(sorted(comments[indicator.code] - {""})),
        )
        for indicator in indicators_of(application)
    }


def _counted(result: Result) -> list[ScoreVersion]:
    versions = counted_in(result.closing)
    return list(versions.filter(sheet__application=result.application_id))


def _answers(scale: Scale, counts: Counter[str]) -> str:
    texts = {answer.code: str(answer.text) for answer in scale.answers}
    texts[NOT_ASSESSABLE] = _("Tidak dapat dinilai")
    return ", ".join(f"{text} {counts[code]}" for code, text in texts.items() if counts[code])
