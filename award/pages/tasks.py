"""What this app asks of people, for the work list, and the pages it offers."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.checklist import Look, Part
from award.domain.seasons import NEXT, season_obstacles
from award.enums import Capacity, DateKind, SeasonState, State
from award.models import Application, Season, SeasonDate
from award.pages.presenting import sections
from award.queries.answers import answers_of, unanswered
from award.queries.calendar import due
from award.queries.instruments import instrument_of
from award.queries.questions import waiting_for
from award.queries.running import being_worked_on
from award.queries.visible import of_own_units
from award.rules import is_unit_head, reads_questions, works_for_unit
from award.work import Link, WorkItem
from directory.actors import Actor
from directory.models import Person


def links_for(person: Person, application: Application) -> Iterator[Link]:
    """The self-assessment, for the unit's own people; who is its operator, for its head."""
    capacity = works_for_unit(Actor(person), application)
    if capacity is not None:
        url = reverse("award:self_assessment", args=[application.pk])
        yield Link(title=_("Penilaian mandiri"), url=url)
        if application.state in (State.DRAFT, State.EVIDENCE_OPEN):
            url = reverse("award:checklist", args=[application.pk])
            yield Link(title=_("Periksa sebelum mengirim"), url=url)
    if reads_questions(Actor(person), application):
        url = reverse("award:questions", args=[application.pk])
        yield Link(title=_("Pertanyaan kepada Kanwil"), url=url)
    if capacity == Capacity.UNIT_HEAD:
        url = reverse("directory:hand_over", args=[application.unit_id])
        yield Link(title=_("Ganti operator"), url=url)


def drafts(person: Person) -> Iterator[WorkItem]:
    """The self-assessments of the person's unit, to write and to send."""
    for application in of_own_units(person).filter(being_worked_on(), state=State.DRAFT):
        left = len(unanswered(application))
        yield WorkItem(
            what=_draft_words(person, application, left),
            url=reverse(
                "award:self_assessment" if left else "award:checklist", args=[application.pk]
            ),
            application=application,
            due=due(application, DateKind.SELF_ASSESSMENT_DUE),
            count=left,
        )


def _draft_words(person: Person, application: Application, left: int) -> str:
    if left:
        return _("Jawab %(count)d indikator lagi.") % {"count": left}
    if is_unit_head(Actor(person), application):
        return _("Semua indikator terjawab. Periksa dan kirim.")
    return _("Semua indikator terjawab. Mintalah kepala UPT mengirimnya.")


def answered_parts(application: Application) -> Look:
    """How far the answers are while they are written, for the list before sending."""
    writing = application.state == State.DRAFT
    instrument = instrument_of(application.season)
    given = sections(instrument, application.unit_type, answers_of(application)) if writing else []
    return Look(
        title=_("Jawaban"),
        parts=[
            Part(
                title=str(section.criterion.title),
                url=reverse("award:criterion", args=[application.pk, section.criterion.code]),
                there=section.answered,
                needed=len(section.rows),
            )
            for section in given
        ],
    )


def questions(person: Person) -> Iterator[WorkItem]:
    """What units ask of this person about their indicators."""
    for application, count in waiting_for(person):
        text = ngettext(
            "Jawab %(count)d pertanyaan UPT.",
            "Jawab %(count)d pertanyaan UPT.",
            count,
        )
        yield WorkItem(
            what=text % {"count": count},
            url=reverse("award:questions", args=[application.pk]),
            application=application,
            count=count,
        )


def seasons(person: Person) -> Iterator[WorkItem]:
    """Seasons to move on; publishing one is the jury's item, with the page that does it."""
    ended = (SeasonState.DECIDED, SeasonState.ARCHIVED)
    # Most of the year a season is open and its units have time left: that is no obstacle to look up.
    left = SeasonDate.objects.filter(
        season=OuterRef("pk"), kind=DateKind.FORWARDING_DUE, at__gte=timezone.now()
    )
    open_still = Q(Exists(left), state=SeasonState.OPEN)
    rows = Season.objects.exclude(state__in=ended).exclude(open_still)
    for season in rows.select_related("instrument"):
        following = NEXT[SeasonState(season.state)]
        standing = season_obstacles(season, following, number="-", on=timezone.localdate())
        if not standing:
            text = _("%(season)s dapat dilanjutkan ke “%(state)s”.")
            yield WorkItem(
                what=text % {"season": season.name, "state": following.label},
                url=reverse("award:season", args=[season.year]),
            )
