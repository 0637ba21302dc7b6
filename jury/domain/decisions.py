"""Decisions under embargo, each with its reasons, and their one publication."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.audience import unit_people
from award.domain.lock import hold
from award.domain.seasons import advance, only_centre_admin
from award.domain.transitions import transit
from award.enums import FINAL_STATES, SeasonState, State
from award.errors import Refused
from award.models import Application, Season
from award.rules import someone
from directory.actors import Actor
from directory.models import Person
from jury.enums import Outcome
from jury.models import Decision, Objection, Publication
from jury.queries.counted import counted
from jury.queries.published import published_list
from jury.queries.results import current_results, ranking
from record.canonical import Fact, canonical
from record.domain.checkpoints import CHECKPOINT_JOB
from record.domain.work import Work, recorded

RANKED = (State.SCORED, State.AWARDED, State.NOT_AWARDED)
OUTCOMES = {state.value: Outcome(state.value) for state in State if state.value in Outcome.values}


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What is to be decided on one application, at the version that was shown."""

    application_id: UUID | str
    award: bool
    reasons: str
    expected_version: int


def decide(
    *,
    application_id: UUID | str,
    award: bool,
    number: str,
    on: date,
    reasons: str,
    expected_version: int,
    by: Actor,
) -> Decision:
    """Decide on a scored application; nobody outside the centre is told before publication.

    Raises what the door raises, and Refused without reasons.
    """
    choice = Choice(
        application_id=application_id,
        award=award,
        reasons=reasons,
        expected_version=expected_version,
    )
    with recorded(actor=by.ledger):
        season = Season.objects.get(applications__pk=application_id)
        hold(season.applications.all())
        return _decide(choice, number=number, on=on, by=by)


def decide_each(
    *, season: Season, choices: Iterable[Choice], number: str, on: date, by: Actor
) -> dict[UUID | str, Refused]:
    """Decide on many of one season, each on its own: what is refused stops none of the others.

    Answers why, by application. Raises nothing that `decide` refuses.
    """
    refused: dict[UUID | str, Refused] = {}
    with recorded(actor=by.ledger):
        hold(season.applications.all())
        ranks = ranks_in(season)  # once: it takes a second, and deciding changes none of them
        for choice in choices:
            try:
                _decide(choice, number=number, on=on, by=by, ranks=ranks)
            except Refused as why:
                refused[choice.application_id] = why
    return refused


def _decide(
    choice: Choice, *, number: str, on: date, by: Actor, ranks: Mapping[str, int] | None = None
) -> Decision:
    """Decide behind the locks of the whole season: a panel closed meanwhile would move the rank.

    What is written here is never changed again, and `verify_season.py` computes the rank as of
    its entry in the ledger.
    """
    if not choice.reasons.strip():
        raise Refused([_("Alasan wajib diisi.")])
    with recorded(actor=by.ledger) as work:
        application = transit(
            application_id=choice.application_id,
            edge="decide_award" if choice.award else "decide_no_award",
            by=by,
            expected_version=choice.expected_version,
            reason=choice.reasons,
            number=number.strip(),
            date=on.isoformat(),
        )
        return write_decision(
            application=application,
            by=someone(by),
            reasons=choice.reasons,
            number=number,
            on=on,
            work=work,
            ranks=ranks,
        )


def write_decision(
    *,
    application: Application,
    by: Person,
    reasons: str,
    work: Work,
    number: str = "",
    on: date | None = None,
    objection: Objection | None = None,
    ranks: Mapping[str, int] | None = None,
) -> Decision:
    """Write the next version of the application's decision, for the state it is now in.

    Where that state has a rank the caller holds the locks of the whole season.
    """
    result = current_results().filter(application=application).first()
    last = application.decisions.aggregate(last=Max("version"))["last"] or 0
    decision = Decision.objects.create(
        application=application,
        version=last + 1,
        outcome=OUTCOMES[application.state],
        number=number.strip(),
        date=on,
        grade=result.grade if result else "",
        rank=_rank(application, ranks) if result else None,
        reasons=reasons.strip(),
        result=result,
        objection=objection,
        by=by,
        at=timezone.now(),
    )
    facts: dict[str, Fact] = {
        "version": decision.version,
        "outcome": decision.outcome,
        "number": decision.number,
        "date": on,
        "grade": decision.grade,
        "rank": decision.rank,
        "total": str(result.total) if result else None,
        "reasons": work.commitment(decision.reasons),
    }
    work.event("decided", subject=f"application:{application.pk}", facts=facts)
    return decision


def _rank(application: Application, ranks: Mapping[str, int] | None) -> int | None:
    if application.state not in RANKED:
        return None
    known = ranks_in(application.season) if ranks is None else ranks
    return known.get(str(application.pk))


def ranks_in(season: Season) -> dict[str, int]:
    """The rank of each closed application, by its id; deciding changes none of them."""
    return {row.key: row.rank for row in ranking(counted(season, ranked_applications(season)))}


def ranked_applications(season: Season) -> list[Application]:
    """The season's applications whose scoring is closed: they alone have a rank."""
    rows = season.applications.filter(state__in=RANKED)
    return list(rows.select_related("unit", "region"))


def publish(
    *, season_id: int, number: str, on: date, expected_version: int, by: Actor
) -> Publication:
    """Publish the season's decisions, once: all units are told, documents are made after.

    Raises NotAllowed for anyone but a centre admin, Refused with what stands in the way.
    """
    only_centre_admin(by)
    with recorded(actor=by.ledger) as work:
        season = advance(
            season_id=season_id,
            to=SeasonState.PUBLISHED,
            by=by,
            expected_version=expected_version,
            number=number,
            on=on,
        )
        _decide_the_rest(season, someone(by), work)
        listed = published_list(season)
        publication = Publication.objects.create(
            season=season,
            number=number,
            date=on,
            digest=hashlib.sha256(canonical(listed).encode()).hexdigest(),
            by=someone(by),
            at=timezone.now(),
        )
        facts: dict[str, Fact] = {"digest": publication.digest, "number": number, "date": on}
        work.event("published", subject=f"season:{season.year}", facts=facts)
        work.job(CHECKPOINT_JOB, subject=f"publication:{publication.pk}")
        work.job("render_laureates", subject=f"publication:{publication.pk}")
        for application in season.applications.select_related("unit", "season"):
            announce(application, key=f"published:{publication.pk}", work=work)
    return publication


def announce(application: Application, *, key: str, work: Work) -> None:
    """Lift the embargo on the application's outcome, tell its unit, have its documents made."""
    Application.objects.filter(pk=application.pk).update(published_version=F("version"))
    work.notice(
        "result_published",
        to=[person.pk for person in unit_people(application)],
        event_key=f"{key}:{application.pk}",
        params={"unit": application.unit.name, "season": application.season.name},
        link=f"/pengajuan/{application.pk}/hasil/",
    )
    decision = application.decisions.order_by("-version").first()
    if decision is None:
        return
    work.job("render_report_card", subject=f"decision:{decision.pk}")
    work.job("render_letter", subject=f"decision:{decision.pk}")
    if decision.outcome == Outcome.AWARDED:
        work.job("render_certificate", subject=f"decision:{decision.pk}")


def _decide_the_rest(season: Season, by: Person, work: Work) -> None:
    """Give each ended application without a decision row one, so that every unit has reasons."""
    ended = season.applications.filter(state__in=FINAL_STATES)
    for application in ended.filter(state__in=OUTCOMES).select_related("season__instrument"):
        if current_decision(application) is None:
            reasons = ended_because(application)
            write_decision(application=application, by=by, reasons=reasons, work=work)


def current_decision(application: Application) -> Decision | None:
    """The decision on the state the application is now in; None where it has yet to be written."""
    return application.decisions.filter(at__gte=application.state_since).last()


def ended_because(application: Application) -> str:
    """Why the application ended in its state, in the words of who ended it."""
    step = application.steps.filter(target=application.state).last()
    return step.reason if step and step.reason else application.get_state_display()
