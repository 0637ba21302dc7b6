"""What changed since the last repair round, in words, beside what was asked."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.models import Application, Claim
from award.queries.instruments import indicator_names, instrument_of
from criteria.instrument import Indicator
from verification.domain.seen_findings import known_findings
from verification.domain.sight import Sight
from verification.models import EvidenceItem, FindingAnswer
from verification.pages.findings_rows import title_for_unit, title_of
from verification.pages.repair_words import asked_words
from verification.queries.changed import (
    Changed,
    ChangedClaim,
    ChangedFile,
    changed_since_asked,
)

Event = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class ChangedRow:
    """One indicator: what was asked of it (None: nothing), and what was done since."""

    code: str
    name: str
    url: str
    asked: dict[str, Any] | None
    events: list[Event]

    @property
    def touched(self) -> bool:
        """Whether claim or files are others now; an answer explains and changes nothing."""
        return any(not event.get("explains") for event in self.events)

    @property
    def label(self) -> str:
        if self.touched:
            return _("Sudah diubah")
        if self.asked is None:
            return _("Dijelaskan")
        return _("Dijelaskan, belum diubah") if self.events else _("Belum diubah")

    @property
    def tone(self) -> str:
        if self.touched:
            return "good"
        return "wait" if self.asked else "calm"


@dataclass(frozen=True, kw_only=True)
class Summary:
    """All indicators that were asked for or changed, and how often each was done, in words."""

    rows: list[ChangedRow]
    counts: list[str]
    touched: int
    asked: int
    at: Any


def summary_of(application: Application, sight: Sight) -> Summary | None:
    """What changed in the whole application since the last round; None before the first."""
    changed = changed_since_asked(application, known_findings(application, sight))
    if changed is None:
        return None
    rows = _rows(application, changed, sight)
    asked = [row for row in rows if row.asked]
    return Summary(
        rows=rows,
        counts=_counts(changed),
        touched=sum(1 for row in asked if row.touched),
        asked=len(asked),
        at=changed.at,
    )


def changed_beside(application: Application, code: str, sight: Sight) -> ChangedRow | None:
    """The same of one indicator, for its own page; None where nothing was asked or done."""
    if not (sight.for_unit or sight.judges):
        return None
    found = summary_of(application, sight)
    return next((row for row in found.rows if row.code == code), None) if found else None


def _rows(application: Application, changed: Changed, sight: Sight) -> list[ChangedRow]:
    events = _events(application, changed, sight)
    return [
        ChangedRow(
            code=code,
            name=name,
            url=_page(application, code, sight),
            asked=asked_words(changed.requests[code]) if code in changed.requests else None,
            events=sorted(events.get(code, []), key=lambda event: event["at"], reverse=True),
        )
        for code, name in indicator_names(application).items()
        if code in changed.requests or code in events
    ]


def _page(application: Application, code: str, sight: Sight) -> str:
    route = "verification:indicator" if sight.for_unit else "verification:verify"
    return reverse(route, args=[application.pk, code])


def _events(application: Application, changed: Changed, sight: Sight) -> Mapping[str, list[Event]]:
    indicator: Callable[[str], Indicator] = instrument_of(application.season).indicator
    found: dict[str, list[Event]] = defaultdict(list)
    for claim in changed.claims:
        code = claim.claim.indicator
        found[code].append(_claimed(claim, indicator(code)))
    for file in changed.files:
        found[file.version.item.indicator].append(_filed(file))
    for item in changed.withdrawn:
        found[item.indicator].append(_withdrew(item))
    for answer in changed.answers:
        found[answer.finding.version.item.indicator].append(_answered(answer, sight))
    return found


def _claimed(changed: ChangedClaim, indicator: Indicator) -> Event:
    claim = changed.claim
    now = _answer(claim, indicator)
    text = _("Isian diubah: %(before)s → %(now)s") if changed.before else _("Isian: %(now)s")
    before = _answer(changed.before, indicator) if changed.before else ""
    return {
        "what": text % {"before": before, "now": now},
        "at": claim.at,
        "who": claim.by.name,
        "why": claim.reason,
    }


def _answer(claim: Claim, indicator: Indicator) -> str:
    if claim.gap:
        return _("dinyatakan belum ada data dukung")
    return f"“{indicator.scale.answer(claim.value).text}”"


def _filed(changed: ChangedFile) -> Event:
    version, before = changed.version, changed.before
    shown = {"number": version.item.number, "name": version.original_name}
    if before is None:
        what = _("Berkas %(number)d ditambah: %(name)s") % shown
    else:
        text = _("Berkas %(number)d diganti: %(before)s → %(name)s")
        what = text % (shown | {"before": before.original_name})
    return {
        "what": what,
        "at": version.received_at,
        "who": version.uploaded_by.name,
        "url": _item(version.item),
    }


def _withdrew(item: EvidenceItem) -> Event:
    name = [version.original_name for version in item.versions.all()][-1]
    text = _("Berkas %(number)d ditarik: %(name)s")
    return {
        "what": text % {"number": item.number, "name": name},
        "at": item.removed_at,
        "who": item.removed_by.name if item.removed_by else "",
        "url": _item(item),
    }


def _answered(answer: FindingAnswer, sight: Sight) -> Event:
    finding = answer.finding
    title = title_of(finding) if sight.judges else title_for_unit(finding)
    text = _("Pertanyaan dijawab: %(title)s (berkas %(number)d)")
    return {
        "what": text % {"title": title, "number": finding.version.item.number},
        "at": answer.at,
        "who": answer.by.name,
        "why": answer.text,
        "explains": True,
        "url": reverse("verification:finding", args=[finding.pk]),
    }


def _item(item: EvidenceItem) -> str:
    return reverse("verification:evidence_item", args=[item.pk])


def _counts(changed: Changed) -> list[str]:
    return list(_counted(changed))


def _counted(changed: Changed) -> Iterator[str]:
    """How often each was done; what was not done is not named."""
    replaced = Counter(file.before is not None for file in changed.files)
    if count := len(changed.claims):
        yield ngettext("%(n)d isian diubah", "%(n)d isian diubah", count) % {"n": count}
    if count := replaced[False]:
        yield ngettext("%(n)d berkas ditambah", "%(n)d berkas ditambah", count) % {"n": count}
    if count := replaced[True]:
        yield ngettext("%(n)d berkas diganti", "%(n)d berkas diganti", count) % {"n": count}
    if count := len(changed.withdrawn):
        yield ngettext("%(n)d berkas ditarik", "%(n)d berkas ditarik", count) % {"n": count}
    if count := len(changed.answers):
        yield ngettext("%(n)d pertanyaan dijawab", "%(n)d pertanyaan dijawab", count) % {"n": count}
