"""What the jury's work asks of secretary, chair and centre admin."""

from collections import Counter
from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import Exists, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.edges import AFTER
from award.enums import SeasonState
from award.models import Application, Proposal
from award.queries.visible import visible_to
from award.work import WorkItem
from directory.enums import RoleKind
from directory.models import Person
from directory.queries.roles import holds, roles_of
from jury.domain.lifting import LIFTING
from jury.domain.modifiers import OPEN
from jury.enums import HearingAbout, ModifierState
from jury.models import Conflict, ModifierEntry, Panel
from jury.queries.conflicts import (
    apart_from_conflicts,
    conflicted_among,
    free_among,
    open_conflicts,
)
from jury.queries.panels import awaiting_panel, panels_ready, panels_running, short_of_jurors
from jury.queries.told import amendments_pending, open_proposals
from jury.queries.waiting import waiting_by_season

R = RoleKind
CONFIRMS = {
    R.JURY_CHAIR: ("close_scoring", "reopen_scoring", *HearingAbout.values, LIFTING),
    R.JURY_SECRETARY: ("close_scoring", "reopen_scoring"),
    R.CENTRE_ADMIN: (*HearingAbout.values, LIFTING),
}


def panels(person: Person) -> Iterator[WorkItem]:
    """Panels to close and, for the secretary, to fill; nothing of panels they sit on."""
    running = panels_running(apart_from=person)
    if not running:
        return
    short = short_of_jurors(running)
    yield from _ready(person, [panel for panel in running if panel.pk not in short])
    if holds(person, R.JURY_SECRETARY):
        yield from _short([panel for panel in running if panel.pk in short], short)


def unplaced(person: Person) -> Iterator[WorkItem]:
    """Forwarded applications that no panel scores yet and this person may put into one."""
    count = apart_from_conflicts(awaiting_panel(), person).count()
    if count:
        text = ngettext(
            "Masukkan %(count)d pengajuan ke dalam panel.",
            "Masukkan %(count)d pengajuan ke dalam panel.",
            count,
        )
        yield WorkItem(what=text % {"count": count}, url=reverse("jury:panels"), count=count)


def _ready(person: Person, panels: Collection[Panel]) -> Iterator[WorkItem]:
    ready = panels_ready(panels, apart_from=person)
    subjects = [f"panel:{pk}" for pk in ready]
    closing = open_proposals().filter(act="close_scoring", subject__in=subjects)
    proposed = set(closing.values_list("subject", flat=True))
    for panel in panels:
        if panel.pk not in ready or f"panel:{panel.pk}" in proposed:
            continue
        text = _("%(panel)s: semua lembar tersegel. Usulkan penutupan.")
        yield WorkItem(
            what=text % {"panel": panel.name}, url=reverse("jury:panel", args=[panel.pk])
        )


def _short(panels: Collection[Panel], short: Counter[UUID]) -> Iterator[WorkItem]:
    """Panels that cannot be closed until another juror sits."""
    for panel in panels:
        text = ngettext(
            "%(panel)s: jurinya belum cukup untuk %(count)d pengajuan. Dudukkan juri.",
            "%(panel)s: jurinya belum cukup untuk %(count)d pengajuan. Dudukkan juri.",
            short[panel.pk],
        )
        yield WorkItem(
            what=text % {"panel": panel.name, "count": short[panel.pk]},
            url=reverse("jury:panel", args=[panel.pk]),
            count=short[panel.pk],
        )


def decisions(_person: Person) -> Iterator[WorkItem]:
    """What the centre decides and publishes, by season; the objections of all of them together."""
    filed = 0
    for season, scored, objections in waiting_by_season():
        filed += objections
        if season.state in AFTER and scored:
            text = ngettext(
                "Tetapkan hasil %(count)d pengajuan %(season)s.",
                "Tetapkan hasil %(count)d pengajuan %(season)s.",
                scored,
            )
            url = reverse("jury:ranking", args=[season.year])
            said = text % {"count": scored, "season": season.name}
            yield WorkItem(what=said, url=url, count=scored)
        if season.state == SeasonState.DECIDED:
            text = _("Umumkan hasil %(season)s.") % {"season": season.name}
            yield WorkItem(what=text, url=reverse("jury:publish", args=[season.year]))
    if filed:
        text = ngettext("Jawab %(count)d keberatan.", "Jawab %(count)d keberatan.", filed)
        yield WorkItem(what=text % {"count": filed}, url=reverse("jury:objections"), count=filed)


def modifiers(person: Person) -> Iterator[WorkItem]:
    """What another person registered about a unit, once the unit has answered or its days are over."""
    heard = Q(answered_at__isnull=False) | Q(answer_due__lt=timezone.now())
    rows = ModifierEntry.objects.filter(
        heard, state=ModifierState.REGISTERED, application__state__in=OPEN
    ).exclude(registered_by=person)
    entries = rows.select_related(
        "application__unit", "application__region", "application__season__instrument"
    )
    barred = conflicted_among(person, [entry.application for entry in entries])
    for entry in entries:
        if entry.application_id in barred:
            continue
        yield WorkItem(
            what=_("Putuskan penyesuai nilai."),
            url=reverse("jury:modifiers", args=[entry.application_id]),
            application=entry.application,
        )


def amendments(person: Person) -> Iterator[WorkItem]:
    """What ended anew after its publication, to be published by itself."""
    for application in free_among(person, amendments_pending()):
        url = reverse("jury:publish_amendment", args=[application.pk])
        text = _("Umumkan keputusan perubahan.")
        yield WorkItem(what=text, url=url, application=application)


def proposals(person: Person) -> Iterator[WorkItem]:
    """What another person proposed and this one may confirm."""
    confirms = Q()
    for kind, acts in CONFIRMS.items():
        confirms |= Q(Exists(roles_of(person).filter(kind=kind)), act__in=acts)
    for proposal in open_proposals().filter(confirms).exclude(by=person):
        what, key = proposal.subject.split(":", 1)
        if what == "panel":
            yield _panel_proposal(proposal, key)
            continue
        if what == "conflict":
            if _without_own(person).filter(pk=key).exists():
                yield _lifting(proposal)
            continue
        application = apart_from_conflicts(visible_to(person), person).filter(pk=key).first()
        if application is not None:
            yield _consequence(proposal, application)


def _without_own(person: Person) -> QuerySet[Conflict]:
    """The conflicts with units with which the person has none."""
    return Conflict.objects.exclude(unit__in=open_conflicts(person).values("unit"))


def _panel_proposal(proposal: Proposal, panel_id: str) -> WorkItem:
    closing = proposal.act == "close_scoring"
    text = _("%(who)s mengusulkan penutupan penilaian. Periksa dan setujui.")
    again = _("%(who)s mengusulkan penilaian dibuka kembali. Periksa dan setujui.")
    return WorkItem(
        what=(text if closing else again) % {"who": proposal.by.name},
        url=reverse("jury:panel", args=[panel_id]),
        due=proposal.expires_at,
    )


def _lifting(proposal: Proposal) -> WorkItem:
    text = _("%(who)s mengusulkan pencabutan benturan kepentingan. Periksa, lalu putuskan.")
    return WorkItem(
        what=text % {"who": proposal.by.name},
        url=reverse("jury:panel", args=[proposal.params["panel"]]),
        due=proposal.expires_at,
    )


def _consequence(proposal: Proposal, application: Application) -> WorkItem:
    text = _("%(who)s mengusulkan %(act)s. Periksa dan setujui.")
    act = HearingAbout(proposal.act).label
    return WorkItem(
        what=text % {"who": proposal.by.name, "act": act},
        url=reverse("jury:hearing", args=[application.pk]),
        application=application,
        due=proposal.expires_at,
    )


HEADS = {R.JURY_SECRETARY, R.JURY_CHAIR}
WORK = (
    (unplaced, {R.JURY_SECRETARY}),
    (panels, HEADS),
    (decisions, {R.CENTRE_ADMIN}),
    (amendments, {R.CENTRE_ADMIN}),
    (modifiers, {R.CENTRE_ADMIN, R.JURY_CHAIR}),
    (proposals, HEADS | {R.CENTRE_ADMIN}),
)
