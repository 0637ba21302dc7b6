"""What the desks ask of each member of a team: their own share, or everything while none is made."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.enums import DateKind
from award.models import Application
from award.queries.instruments import indicators_of
from award.work import WorkItem
from directory.enums import RoleKind
from directory.models import Person
from verification.enums import ClosingKind
from verification.pages.closing_words import left_to_close
from verification.pages.tasks_evidence import found_words, unchecked_words
from verification.pages.turns import MINE
from verification.queries.boards import running_desks
from verification.queries.shares import Division, divisions_of
from verification.queries.standing import dues, verified_indicators
from verification.queries.waiting import DOCUMENT, FINDING, UNCHECKED, waiting_at


@dataclass(frozen=True, kw_only=True)
class Step:
    """What is left for one person at one desk."""

    what: str
    url: str
    count: int = 0
    waits_for: str = ""


def desks(person: Person) -> Iterator[WorkItem]:
    """The desks the person's teams work at: indicators, findings, files, signatures."""
    mine = list(running_desks(person))
    divisions = divisions_of(mine)
    yield from _indicators(person, mine, divisions)
    yield from _waiting(person, mine, divisions)


def _indicators(
    person: Person, mine: list[Application], divisions: Mapping[UUID, Division]
) -> Iterator[WorkItem]:
    done, due = verified_indicators(mine), dues(mine, DateKind.VERIFICATION_DUE)
    for application in mine:
        codes = [indicator.code for indicator in indicators_of(application)]
        left = [code for code in codes if code not in done[application.pk]]
        for step in _steps(application, divisions[application.pk], left, person):
            yield WorkItem(
                what=step.what,
                url=step.url,
                application=application,
                due=due.get(application.pk),
                count=step.count,
                waits_for=step.waits_for,
            )


def _waiting(
    person: Person, mine: list[Application], divisions: Mapping[UUID, Division]
) -> Iterator[WorkItem]:
    """Findings but those that are a colleague's turn, files without checks, documents to sign."""
    counts: defaultdict[UUID, Counter[str]] = defaultdict(Counter)
    for (what, pk, about), count in waiting_at(mine, person).items():
        if what == DOCUMENT:
            counts[pk][about] += count
        elif what == UNCHECKED or divisions[pk].is_turn_of(person, about):
            counts[pk][what] += count
    for application in mine:
        for what, count in counts[application.pk].items():
            route, words, number = _waits(what, count)
            url = reverse(f"verification:{route}", args=[application.pk])
            yield WorkItem(what=words, url=url, application=application, count=number)


def _waits(what: str, count: int) -> tuple[str, str, int]:
    """Where it is done, in which words, and how many there are; a document is not counted."""
    if what == FINDING:
        return "findings", found_words(count), count
    if what == UNCHECKED:
        return "evidence", unchecked_words(count), count
    text = _("Baca dan tanda tangani %(document)s.")
    return "closing", text % {"document": ClosingKind(what).label}, 0


def _steps(
    application: Application, division: Division, left: list[str], person: Person
) -> Iterator[Step]:
    if not left:
        yield from _closing(application, person)
    elif not division.divided:
        yield Step(
            what=_("Verifikasi %(count)d indikator lagi.") % {"count": len(left)},
            url=_desk(application),
            count=len(left),
        )
    else:
        yield from _shared(application, division, left, person)


def _closing(application: Application, person: Person) -> Iterator[Step]:
    step = left_to_close(application, person)
    if step is not None:
        url = reverse("verification:closing", args=[application.pk])
        yield Step(what=step.what, url=url, waits_for=step.waits_for)


def _shared(
    application: Application, division: Division, left: list[str], person: Person
) -> Iterator[Step]:
    """One's own; for the leader what is nobody's; else that colleagues are not done yet."""
    own, free = division.of(person, left), division.free(left)
    if own:
        text = ngettext(
            "Verifikasi %(count)d indikator bagian Anda.",
            "Verifikasi %(count)d indikator bagian Anda.",
            len(own),
        )
        yield Step(
            what=text % {"count": len(own)},
            url=f"{_desk(application)}?whose={MINE}",
            count=len(own),
        )
    if free and division.is_led_by(person):
        text = ngettext(
            "%(count)d indikator tanpa petugas: bagikan.",
            "%(count)d indikator tanpa petugas: bagikan.",
            len(free),
        )
        url = reverse("verification:division", args=[application.pk])
        yield Step(what=text % {"count": len(free)}, url=url, count=len(free))
    elif not own:
        text = _("Bagian Anda selesai; %(count)d indikator lain masih diverifikasi.")
        yield Step(
            what=text % {"count": len(left)},
            url=_desk(application),
            waits_for=_("Menunggu anggota tim"),
        )


def _desk(application: Application) -> str:
    return reverse("verification:desk", args=[application.pk])


WORK = ((desks, {RoleKind.REGION_VERIFIER}),)
