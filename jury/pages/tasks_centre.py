"""What the jury's work asks of secretary, chair and centre admin."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.edges import AFTER
from award.enums import SeasonState, State
from award.models import Application, Proposal, Season
from award.queries.visible import visible_to
from award.work import WorkItem
from directory.enums import RoleKind
from directory.models import Person
from directory.queries.roles import roles_of
from jury.domain.lifting import LIFTING
from jury.domain.modifiers import OPEN
from jury.enums import HearingAbout, ModifierState, ObjectionState
from jury.models import ModifierEntry, Objection, Panel
from jury.queries.conflicts import conflicted_applications
from jury.queries.panels import awaiting_panel, panels_ready, seats_of, short_of_jurors
from jury.queries.told import amendments_pending, open_proposals

R = RoleKind
CONFIRMS = {
    R.JURY_CHAIR: ("close_scoring", "reopen_scoring", *HearingAbout.values, LIFTING),
    R.JURY_SECRETARY: ("close_scoring", "reopen_scoring"),
    R.CENTRE_ADMIN: (*HearingAbout.values, LIFTING),
}


def work_for(person: Person) -> Iterator[WorkItem]:
    """Panels to fill and close, proposals to confirm, decisions, objections, publication."""
    held = {R(kind) for kind in roles_of(person).values_list("kind", flat=True)}
    if R.JURY_SECRETARY in held:
        yield from _unplaced()
        yield from _short(person)
    if held & {R.JURY_SECRETARY, R.JURY_CHAIR}:
        yield from _ready(person)
    if R.CENTRE_ADMIN in held:
        yield from _decisions()
        yield from _objections()
        yield from _amendments()
    if held & {R.CENTRE_ADMIN, R.JURY_CHAIR}:
        yield from _modifiers(person)
    acts = {act for kind in held for act in CONFIRMS.get(kind, ())}
    if acts:
        yield from _proposals(person, acts)


def _unplaced() -> Iterator[WorkItem]:
    count = awaiting_panel().count()
    if count:
        text = ngettext(
            "Masukkan %(count)d pengajuan ke dalam panel.",
            "Masukkan %(count)d pengajuan ke dalam panel.",
            count,
        )
        yield WorkItem(what=text % {"count": count}, url=reverse("jury:panels"), count=count)


def _ready(person: Person) -> Iterator[WorkItem]:
    proposed = open_proposals().filter(act="close_scoring").values_list("subject", flat=True)
    ready = panels_ready(apart_from=person)
    short = short_of_jurors(ready)
    for panel in ready:
        if f"panel:{panel.pk}" in proposed or panel.pk in short:
            continue
        text = _("%(panel)s: semua lembar tersegel. Usulkan penutupan.")
        yield WorkItem(
            what=text % {"panel": panel.name}, url=reverse("jury:panel", args=[panel.pk])
        )


def _short(person: Person) -> Iterator[WorkItem]:
    """Panels that cannot be closed until another juror sits; nothing of panels they sit on."""
    panels = Panel.objects.exclude(pk__in=seats_of(person).values("panel"))
    short = short_of_jurors(panels)
    for panel in panels.filter(pk__in=short):
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


def _decisions() -> Iterator[WorkItem]:
    for season in Season.objects.filter(state__in=AFTER):
        count = season.applications.filter(state=State.SCORED).count()
        if count:
            text = ngettext(
                "Tetapkan hasil %(count)d pengajuan %(season)s.",
                "Tetapkan hasil %(count)d pengajuan %(season)s.",
                count,
            )
            url = reverse("jury:ranking", args=[season.year])
            said = text % {"count": count, "season": season.name}
            yield WorkItem(what=said, url=url, count=count)
        if season.state == SeasonState.DECIDED:
            text = _("Umumkan hasil %(season)s.") % {"season": season.name}
            yield WorkItem(what=text, url=reverse("jury:publish", args=[season.year]))


def _objections() -> Iterator[WorkItem]:
    count = Objection.objects.filter(state=ObjectionState.FILED).count()
    if count:
        text = ngettext("Jawab %(count)d keberatan.", "Jawab %(count)d keberatan.", count)
        yield WorkItem(what=text % {"count": count}, url=reverse("jury:objections"), count=count)


def _modifiers(person: Person) -> Iterator[WorkItem]:
    """What another person registered about a unit, once the unit has answered or its days are over."""
    heard = Q(answered_at__isnull=False) | Q(answer_due__lt=timezone.now())
    rows = ModifierEntry.objects.filter(
        heard, state=ModifierState.REGISTERED, application__state__in=OPEN
    ).exclude(registered_by=person)
    apart = rows.exclude(application__in=conflicted_applications(person).values("pk"))
    for entry in apart.select_related("application__unit", "application__region"):
        yield WorkItem(
            what=_("Putuskan penyesuai nilai."),
            url=reverse("jury:modifiers", args=[entry.application_id]),
            application=entry.application,
        )


def _amendments() -> Iterator[WorkItem]:
    for application in amendments_pending():
        url = reverse("jury:publish_amendment", args=[application.pk])
        text = _("Umumkan keputusan perubahan.")
        yield WorkItem(what=text, url=url, application=application)


def _proposals(person: Person, acts: set[str]) -> Iterator[WorkItem]:
    """What another person proposed and this one may confirm."""
    for proposal in open_proposals().filter(act__in=acts).exclude(by=person):
        what, key = proposal.subject.split(":", 1)
        if what == "panel":
            yield _panel_proposal(proposal, key)
            continue
        if what == "conflict":
            yield _lifting(proposal)
            continue
        application = visible_to(person).filter(pk=key).first()
        if application is not None:
            yield _consequence(proposal, application)


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
