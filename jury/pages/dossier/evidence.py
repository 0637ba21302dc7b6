"""The evidence in numbers, what was found in it, and how that was decided."""

from collections import Counter
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from jury.pages.dossier.facts import Facts
from jury.pages.dossier.parts import Grid, Part
from jury.queries.dossier.files import Found
from record.dates import moment_text
from record.pages.lists.columns import Shown
from verification.enums import CheckState, Severity, Verdict
from verification.pages.findings_rows import KINDS


def evidence_part(facts: Facts) -> Part:
    """How many files there are and how their checks went."""
    return Part(
        name="data-dukung",
        title=_("Data dukung"),
        url=reverse("verification:evidence", args=[facts.application.pk]),
        link=_("Buka data dukung"),
        facts=list(_files(facts)),
    )


def findings_part(facts: Facts) -> Part:
    """The findings that somebody decided, and those that wait; of the others their number."""
    shown = [finding for finding in facts.findings if finding.verdict or finding.waits]
    heads = [_("Berkas"), _("Temuan"), _("Keputusan"), _("Alasan"), _("Diputuskan")]
    return Part(
        name="temuan",
        title=_("Temuan dan keputusannya"),
        url=reverse("verification:findings", args=[facts.application.pk]),
        link=_("Buka temuan"),
        facts=list(_counts(facts.findings)),
        grids=[Grid(_("Temuan"), heads, [_row(facts, finding) for finding in shown])],
        nothing=_("Tidak ada temuan."),
    )


def _files(facts: Facts) -> Iterator[tuple[str, str]]:
    states = Counter(version.checking.state for version in facts.files)
    sealed = sum(version.checking.sealed for version in facts.files)
    yield _("Berkas yang berlaku"), str(len(facts.files) - sealed)
    yield _("Indikator dengan berkas"), str(len(facts.counting))
    for state in CheckState:
        if states[state]:
            yield str(state.label), str(states[state])
    if sealed:
        yield _("Berkas disegel karena program berbahaya"), str(sealed)


def _counts(found: list[Found]) -> Iterator[tuple[str, str]]:
    waiting = sum(bool(finding.waits) for finding in found)
    verdicts = Counter(finding.verdict for finding in found)
    if waiting:
        yield _("Menunggu penyelesaian"), str(waiting)
    for verdict in Verdict:
        if verdicts[verdict]:
            yield str(verdict.label), str(verdicts[verdict])
    notes = sum(not finding.verdict and not finding.waits for finding in found)
    if notes:
        yield _("Catatan yang tidak menanyakan apa pun"), str(notes)


def _row(facts: Facts, finding: Found) -> list[Shown]:
    item = finding.version.item
    file = _("%(indicator)s, berkas %(number)d")
    kind = str(KINDS.get(finding.kind, finding.kind))
    verdict = str(Verdict(finding.verdict).label) if finding.verdict else _("Belum diputuskan")
    told = [finding.decided_by or "", moment_text(finding.decided_at) if finding.decided_at else ""]
    return [
        file % {"indicator": facts.name_of(item.indicator), "number": item.number},
        (kind, str(Severity(finding.severity).label)),
        (verdict, _("UPT sudah memberi penjelasan")) if finding.answered else verdict,
        finding.reason or "",
        tuple(filter(None, told)),
    ]
