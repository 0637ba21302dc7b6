"""What the jury's work asks of jurors and units, and the pages it offers them."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.models import Application
from award.queries.embargo import knows_decisions
from award.queries.instruments import instrument_of
from award.queries.visible import of_own_units
from award.rules import works_for_unit
from award.work import Link, WorkItem
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person, Unit
from directory.queries.roles import roles_of
from jury.domain.modifiers import OPEN
from jury.domain.objections import OBJECTIONABLE, window_ends
from jury.enums import ModifierState
from jury.models import Hearing, ModifierEntry
from jury.pages.access import reads_result
from jury.pages.seat_rows import left_to_do
from jury.pages.told import told_of
from jury.queries.dossier.readers import dossiers_for
from jury.queries.modifiers import entries_of
from jury.queries.panels import seats_of
from jury.queries.sheets import assigned_now
from jury.rules import has_conflict


def work_of_unit(person: Person) -> Iterator[WorkItem]:
    """What a unit's head has to answer or may object to."""
    headed = roles_of(person).filter(kind=RoleKind.UNIT_HEAD).values("unit")
    yield from _hearings(Unit.objects.filter(pk__in=headed))
    yield from _modifiers(Unit.objects.filter(pk__in=headed))
    yield from _results(of_own_units(person).filter(unit__in=headed))


def links_for(person: Person, application: Application) -> Iterator[Link]:
    """The own seat for a juror, all of it for the centre; result, objection and hearing for those concerned."""
    mine = assigned_now().filter(application=application, seat__person=person)
    for seat in seats_of(person).filter(pk__in=mine.values("seat")):
        yield Link(title=_("Lembar nilai"), url=reverse("jury:seat", args=[seat.pk]))
    if dossiers_for(person).filter(pk=application.pk).exists():
        yield Link(
            title=_("Ikhtisar pengajuan"), url=reverse("jury:dossier", args=[application.pk])
        )
    by = Actor(person)
    if reads_result(by, application) and told_of(application) is not None:
        yield Link(title=_("Hasil"), url=reverse("jury:result", args=[application.pk]))
        yield Link(title=_("Keberatan"), url=reverse("jury:objection", args=[application.pk]))
    asked = works_for_unit(by, application) is not None and application.hearings.exists()
    if asked or knows_decisions(person):
        yield Link(title=_("Keterangan UPT"), url=reverse("jury:hearing", args=[application.pk]))
    told = works_for_unit(by, application) is not None and entries_of(application).exists()
    if told or (knows_decisions(person) and _modifiers_matter(by, application)):
        yield Link(title=_("Penyesuai nilai"), url=reverse("jury:modifiers", args=[application.pk]))


def _modifiers_matter(by: Actor, application: Application) -> bool:
    on = instrument_of(application.season).modifiers.enabled
    return on and not has_conflict(by, application)


def work_of_juror(person: Person) -> Iterator[WorkItem]:
    """A juror's declarations and sheets."""
    for seat in seats_of(person):
        left = left_to_do(seat)
        if left.declare:
            text = ngettext(
                "Nyatakan benturan kepentingan untuk %(count)d pengajuan.",
                "Nyatakan benturan kepentingan untuk %(count)d pengajuan.",
                left.declare,
            )
            url = reverse("jury:declare", args=[seat.pk])
            yield WorkItem(
                what=text % {"count": left.declare}, url=url, due=left.due, count=left.declare
            )
        if left.score:
            text = ngettext(
                "Nilai dan segel %(count)d lembar.",
                "Nilai dan segel %(count)d lembar.",
                left.score,
            )
            url = reverse("jury:seat", args=[seat.pk])
            yield WorkItem(
                what=text % {"count": left.score}, url=url, due=left.due, count=left.score
            )


def _hearings(units: QuerySet[Unit]) -> Iterator[WorkItem]:
    rows = Hearing.objects.filter(
        application__unit__in=units,
        closed_at=None,
        answered_at=None,
        answer_due__gte=timezone.now(),
    )
    for hearing in rows.select_related("application__unit", "application__region"):
        yield WorkItem(
            what=_("Berikan keterangan sebelum keputusan diambil."),
            url=reverse("jury:hearing", args=[hearing.application_id]),
            application=hearing.application,
            due=hearing.answer_due,
        )


def _modifiers(units: QuerySet[Unit]) -> Iterator[WorkItem]:
    rows = ModifierEntry.objects.filter(
        application__unit__in=units,
        application__state__in=OPEN,
        state=ModifierState.REGISTERED,
        answered_at=None,
        answer_due__gte=timezone.now(),
    )
    for entry in rows.select_related("application__unit", "application__region"):
        yield WorkItem(
            what=_("Jawab hal yang dapat memengaruhi nilai UPT Anda."),
            url=reverse("jury:modifiers", args=[entry.application_id]),
            application=entry.application,
            due=entry.answer_due,
        )


def _results(mine: QuerySet[Application]) -> Iterator[WorkItem]:
    for application in mine.filter(objections=None, state__in=OBJECTIONABLE):
        ends = window_ends(application)
        if ends is not None and timezone.now() <= ends:
            yield WorkItem(
                what=_("Hasil sudah ada. Baca alasannya; keberatan dapat diajukan."),
                url=reverse("jury:result", args=[application.pk]),
                application=application,
                due=ends,
            )
