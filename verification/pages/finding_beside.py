"""The findings of one file beside its picture, numbered as their outlines on it."""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from django.utils.translation import gettext as _

from verification.enums import ASKING_VERDICTS, Severity
from verification.models import Finding
from verification.pages.findings_rows import finding_row
from verification.pages.sheets import MOST_NUMBERED, Sheet


def beside_rows(
    beside: Sequence[Finding], now: Finding, sheet: Sheet | None, names: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Each finding with its number and whether it is outlined on the sheet."""
    drawn = {mark.number for mark in sheet.marks} if sheet else set()
    return [
        {
            **finding_row(finding, names, {}, judges=True),
            "number": number,
            "now": finding.pk == now.pk,
            "drawn": number in drawn and number <= MOST_NUMBERED,
            "asks": finding.severity != Severity.INFO,
            "answered": is_answered(finding),
        }
        for number, finding in enumerate(beside, start=1)
    ]


def is_answered(finding: Finding) -> bool:
    """Whether the unit has answered since it was asked last, so that it is the decider's turn."""
    decision = next(reversed(finding.decisions.all()), None)
    answer = next(reversed(finding.answers.all()), None)
    if decision is None or answer is None or decision.verdict not in ASKING_VERDICTS:
        return False
    return answer.at > decision.at


def past_rows(finding: Finding) -> list[dict[str, Any]]:
    """What was decided about a finding and answered to it, in the order in which it was."""
    rows: list[dict[str, Any]] = [
        {
            "what": decision.get_verdict_display(),
            "text": decision.reason,
            "who": decision.get_capacity_display(),
            "at": decision.at,
        }
        for decision in finding.decisions.all()
    ]
    rows += [
        {"what": _("Jawaban UPT"), "text": said.text, "who": said.by.name, "at": said.at}
        for said in finding.answers.all()
    ]
    return sorted(rows, key=itemgetter("at"))
