"""Both sides of objections and hearings, for the story of an application."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from award.models import Application
from award.queries.embargo import knows_decision, knows_decisions, published_until
from award.queries.timeline import Event
from award.rules import works_for_unit
from directory.actors import Actor
from directory.models import Person
from jury.enums import ObjectionState
from jury.pages.access import reads_result
from jury.queries.meetings import reopenings_of
from jury.queries.papers import papers_for


def story_of(person: Person, application: Application) -> Iterator[Event]:
    """What this person may know: objections as a result is read, hearings by unit and centre.

    The minutes of a meeting stand beside the reopening they asked for, for who is told of it.
    """
    by = Actor(person)
    yield from _meetings(person, application)
    if reads_result(by, application):
        yield from _objections(application)
    if works_for_unit(by, application) is not None or knows_decisions(person):
        yield from _hearings(application)


def _meetings(person: Person, application: Application) -> Iterator[Event]:
    public = None if knows_decision(person, application) else published_until(application)
    for step, meeting in reopenings_of(application):
        if public is not None and step.version > public:
            continue
        why = _("Nomor %(number)s, SHA-256 PDF %(digest)s")
        minutes = papers_for(person).filter(meeting=meeting).first()
        yield Event(
            _("Rapat rekonsiliasi meminta penilaian dibuka kembali"),
            meeting.at,
            meeting.by.name,
            why % {"number": meeting.number, "digest": meeting.minutes.blob_id},
            reverse("jury:paper", args=[minutes.pk]) if minutes else "",
        )


def _objections(application: Application) -> Iterator[Event]:
    """An upheld one is answered by a step of its own, which stands in the story already."""
    url = reverse("jury:objection", args=[application.pk])
    for row in application.objections.select_related("filed_by", "answered_by"):
        yield Event(_("Keberatan diajukan"), row.filed_at, row.filed_by.name, row.text, url)
        if row.state == ObjectionState.REJECTED and row.answered_at and row.answered_by:
            who = row.answered_by.name
            yield Event(_("Keberatan ditolak"), row.answered_at, who, row.answer, url)


def _hearings(application: Application) -> Iterator[Event]:
    url = reverse("jury:hearing", args=[application.pk])
    for row in application.hearings.select_related("opened_by", "answered_by"):
        yield Event(
            _("UPT dimintai keterangan"), row.opened_at, row.opened_by.name, row.charge, url
        )
        if row.answered_at and row.answered_by:
            who = row.answered_by.name
            yield Event(_("UPT memberi keterangan"), row.answered_at, who, row.answer, url)
