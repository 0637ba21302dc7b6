"""What the jury's work asks of jurors and units, and the pages it offers them."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
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
from directory.models import Person
from directory.queries.roles import roles_of
from jury.domain.modifiers import OPEN
from jury.domain.objections import OBJECTIONABLE, window_after
from jury.enums import ModifierState
from jury.models import Hearing, ModifierEntry, Objection, Publication
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
    for application in _concerning(of_own_units(person).filter(unit__in=headed)):
        yield from _to_answer(application)
        yield from _to_object(application)


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


def _concerning(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Those of the applications with something to answer or to object to, in one query.

    Each with `hearing_due` and `modifier_due`, until when the unit may answer the first of several,
    None where nothing is asked; `amended_at`, when an amending decision was last published; and `objectionable`: it
    ended and nobody objected.
    """
    asked = {"answered_at": None, "answer_due__gte": timezone.now()}
    hearings = Hearing.objects.filter(closed_at=None, **asked)
    entries = ModifierEntry.objects.filter(
        state=ModifierState.REGISTERED, application__state__in=OPEN, **asked
    )
    objections = Objection.objects.filter(application=OuterRef("pk"))
    return applications.annotate(
        hearing_due=_first(hearings, "answer_due"),
        modifier_due=_first(entries, "answer_due"),
        amended_at=_first(Publication.objects.all(), "-at"),
        objectionable=Q(~Exists(objections), state__in=OBJECTIONABLE),
    ).filter(Q(hearing_due__isnull=False) | Q(modifier_due__isnull=False) | Q(objectionable=True))


def _first(rows: QuerySet[Any], field: str) -> Subquery:
    mine = rows.filter(application=OuterRef("pk")).order_by(field)
    return Subquery(mine.values(field.removeprefix("-"))[:1])


def _to_answer(application: Any) -> Iterator[WorkItem]:
    """Questions of the jury's heads and the centre; `application` is one of `_concerning`."""
    if application.hearing_due is not None:
        yield WorkItem(
            what=_("Berikan keterangan sebelum keputusan diambil."),
            url=reverse("jury:hearing", args=[application.pk]),
            application=application,
            due=application.hearing_due,
        )
    if application.modifier_due is not None:
        yield WorkItem(
            what=_("Jawab hal yang dapat memengaruhi nilai UPT Anda."),
            url=reverse("jury:modifiers", args=[application.pk]),
            application=application,
            due=application.modifier_due,
        )


def _to_object(application: Any) -> Iterator[WorkItem]:
    ends = window_after(application, application.amended_at)
    if application.objectionable and ends is not None and timezone.now() <= ends:
        yield WorkItem(
            what=_("Hasil sudah ada. Baca alasannya; keberatan dapat diajukan."),
            url=reverse("jury:result", args=[application.pk]),
            application=application,
            due=ends,
        )
