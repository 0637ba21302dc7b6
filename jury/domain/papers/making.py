"""Making the centre's papers: drafts of the decree by hand, the others by a job after the act."""

from django.conf import settings
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.seasons import season_obstacles
from award.enums import SeasonState
from award.errors import NotAllowed, Refused
from award.models import Season
from award.rules import someone
from directory.actors import Actor
from directory.enums import RoleKind
from directory.queries.roles import holds_any
from jury.domain.objections import window_ends
from jury.domain.papers.closing import closing_data
from jury.domain.papers.decree import DecreeWords, decree_data
from jury.domain.papers.frame import FOLDER, LIMIT
from jury.domain.papers.laureates import laureates_data
from jury.domain.papers.letter import letter_data
from jury.domain.papers.meeting import meeting_data
from jury.enums import PaperKind
from jury.models import Closing, Decision, Meeting, Paper, Publication
from record.canonical import Fact, Json, canonical
from record.domain import jobs
from record.domain.blobs import keep, register
from record.domain.checkpoints import take
from record.domain.documents import render
from record.domain.printed_checkpoints import with_code
from record.domain.work import Work, recorded
from record.models import Job
from record.store import Stored

LETTER_JOB, LAUREATES_JOB, CLOSING_JOB = "render_letter", "render_laureates", "render_closing"
MEETING_JOB = "render_meeting"


def draft_decree(*, season: Season, words: DecreeWords, by: Actor) -> Paper:
    """Make the next draft of the season's decree, under embargo.

    Raises NotAllowed for anyone but a centre admin, Refused while somebody is undecided, once it
    was published, or where another draft was made meanwhile.
    """
    if not holds_any(someone(by), {RoleKind.CENTRE_ADMIN}):
        raise NotAllowed
    problems = decree_obstacles(season)
    if problems:
        raise Refused(problems)
    paper = Paper(kind=PaperKind.DECREE, season=season, number=_next_draft(season))
    paper.by = someone(by)
    data = decree_data(season, words, draft=paper.number)
    stored = _rendered(paper, data)
    with recorded(actor=by.ledger) as work:
        Season.objects.select_for_update(no_key=True).get(pk=season.pk)
        if _next_draft(season) != paper.number:  # it is printed, so it cannot be another one
            text = _("Rancangan ke-%(number)s baru saja dibuat. Periksa dahulu rancangan itu.")
            raise Refused([text % {"number": paper.number}])
        return _written(work, paper, data, stored)


def decree_obstacles(season: Season) -> list[str]:
    """What keeps the decree from being drafted."""
    if season.published_at is not None:
        return [_("Hasil periode ini sudah diumumkan.")]
    if season.state not in (SeasonState.SCORING, SeasonState.DECIDED):
        return [_("Rancangan disiapkan setelah penilaian selesai.")]
    return season_obstacles(season, SeasonState.DECIDED)


def render_letter(job: Job) -> None:
    """The letter of a decision that was told; a second run does nothing."""
    rows = Decision.objects.select_related(
        "application__unit", "application__region", "application__season__instrument"
    )
    decision = rows.get(pk=job.subject.removeprefix("decision:"))
    if Paper.objects.filter(decision=decision).exists():
        return
    ends = window_ends(decision.application)
    zone = decision.application.region.zone.info
    data = letter_data(decision, on=timezone.localdate(timezone=zone), objection_until=ends)
    season = decision.application.season
    _made(Paper(kind=PaperKind.LETTER, season=season, decision=decision), data, job)


def render_laureates(job: Job) -> None:
    """The list of laureates of a publication; a second run does nothing."""
    rows = Publication.objects.select_related("season__instrument")
    publication = rows.get(pk=job.subject.removeprefix("publication:"))
    if Paper.objects.filter(publication=publication).exists():
        return
    paper = Paper(kind=PaperKind.LAUREATES, season=publication.season, publication=publication)
    _made(paper, laureates_data(publication), job)


def render_closing(job: Job) -> None:
    """The minutes of a closing, with a checkpoint that covers it; a second run does nothing."""
    rows = Closing.objects.select_related(
        "panel__season__instrument", "proposal__by", "proposal__confirmed_by"
    )
    closing = rows.get(pk=job.subject.removeprefix("closing:"))
    if Paper.objects.filter(closing=closing).exists():
        return
    if settings.CHECKPOINT_KEY:
        take()
    paper = Paper(kind=PaperKind.CLOSING, season=closing.panel.season, closing=closing)
    _made(paper, closing_data(closing), job)


def render_meeting(job: Job) -> None:
    """The minutes of a reconciliation meeting; a second run does nothing."""
    rows = Meeting.objects.select_related("panel__season__instrument", "closing", "by")
    meeting = rows.get(pk=job.subject.removeprefix("meeting:"))
    if Paper.objects.filter(meeting=meeting).exists():
        return
    paper = Paper(kind=PaperKind.MEETING, season=meeting.panel.season, meeting=meeting)
    _made(paper, meeting_data(meeting), job)


def _next_draft(season: Season) -> int:
    drafts = Paper.objects.filter(season=season, kind=PaperKind.DECREE)
    return (drafts.aggregate(last=Max("number"))["last"] or 0) + 1


def _made(paper: Paper, data: dict[str, Json], job: Job) -> Paper:
    """The paper of a job, which ends with it.

    Raises LostLease, with nothing written, if another run took the job meanwhile: that one makes
    the paper.
    """
    stored = _rendered(paper, data)
    with recorded(actor="system") as work:
        jobs.finish(job)
        return _written(work, paper, data, stored)


def _rendered(paper: Paper, data: dict[str, Json]) -> Stored:
    """Render and keep; that takes its time and holds no lock."""
    template = FOLDER / f"{paper.kind}.typ"
    shown = {**data, "checkpoint": with_code(data.get("checkpoint"))}
    return keep([render(template, shown)], limit=LIMIT)


def _written(work: Work, paper: Paper, data: dict[str, Json], stored: Stored) -> Paper:
    paper.content, paper.at = canonical(data), timezone.now()
    paper.blob = register(stored)
    paper.save(force_insert=True)
    _tell(work, paper)
    return paper


def _tell(work: Work, paper: Paper) -> None:
    if paper.meeting is not None:
        made: dict[str, Fact] = {"meeting": paper.meeting.pk, "sha256": paper.blob_id}
        work.event("minutes_made", subject=f"panel:{paper.meeting.panel_id}", facts=made)
        return
    facts: dict[str, Fact] = {"paper": paper.pk, "kind": str(paper.kind), "sha256": paper.blob_id}
    work.event("paper_made", subject=f"season:{paper.season.year}", facts=facts)
