"""Two people close a panel's scoring in one act, or open it again before publication."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from itertools import chain
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.domain.lock import locked_together
from award.domain.transitions import obstacles_together, transit_together
from award.domain.two_people import confirm, propose
from award.enums import State
from award.errors import NotAllowed, Outdated, Refused
from award.models import Application, Proposal
from criteria.domain.arithmetic import rounded, shown
from criteria.domain.scoring import FinalScore
from directory.actors import Actor
from jury.domain.conflicts import pin_what_is_known
from jury.domain.panels import applications_of
from jury.models import Closing, Meeting, Panel, Paper, Result, ScoreVersion, Unassessed
from jury.queries.counted import counted
from jury.queries.modifiers import modifiers_digest
from jury.queries.sheets import sealed_contents_of, seats_not_ended
from record.canonical import Fact
from record.domain.checkpoints import CHECKPOINT_JOB
from record.domain.work import recorded

CLOSING, REOPENING = "close_scoring", "reopen_scoring"


def propose_closing(
    *, panel: Panel, by: Actor, not_assessable: Mapping[UUID, str] | None = None
) -> Proposal:
    """The first of two acts: close the scoring of all the panel's open applications.

    `not_assessable` are the applications of which nothing could be assessed on any sheet, each
    with the reason; the second person confirms it with the rest. Raises Refused naming everything
    that stands in the way of any of them, NotAllowed for the wrong person.
    """
    applications = _in_state(panel, State.IN_SCORING)
    named = {str(pk): reason.strip() for pk, reason in (not_assessable or {}).items()}
    problems = obstacles_together(
        applications=applications, edge=CLOSING, by=by, not_assessable=named
    )
    if named and not all(named.values()):
        problems = [*(problems or []), _("Alasan wajib diisi.")]
    if problems:
        raise Refused(_told(problems, panel, by))
    return propose(
        act=CLOSING,
        subject=f"panel:{panel.pk}",
        applications=applications,
        params={**_counted_in(applications, _sealed(applications)), "not_assessable": named},
        by=by,
    )


def close(*, proposal_id: UUID | str, digest: str, by: Actor) -> Closing:
    """The second act: every application of the proposal is closed, or none.

    The root over all sealed sheets goes into the ledger in the same transaction, before
    anybody has seen a result. Raises what the door and `confirm` raise.
    """
    with recorded(actor=by.ledger) as work:
        proposal = confirm(proposal_id=proposal_id, digest=digest, by=by)
        panel = Panel.objects.get(pk=proposal.subject.removeprefix("panel:"))
        ids = proposal.params["applications"]
        applications = locked_together(ids, states={State.IN_SCORING})
        pin_what_is_known(applications, at=timezone.now(), work=work)
        sealed = _sealed(applications)
        if root_of(sealed) != proposal.params["root"]:
            raise Refused([_("Lembar nilai berubah sejak penutupan diusulkan. Usulkan kembali.")])
        if modifiers_digest(applications) != proposal.params.get("modifiers"):
            raise Refused(
                [_("Penyesuai nilai berubah sejak penutupan diusulkan. Usulkan kembali.")]
            )
        named: dict[str, str] = proposal.params.get("not_assessable", {})
        found = counted(panel.season, applications)
        scores = [(application, found.score_of(application)) for application in applications]
        try:
            _walk(proposal, by, panel, not_assessable=named)
        except (NotAllowed, Outdated):
            raise
        except Refused as refused:
            raise Refused(_told(refused.reasons, panel, by)) from refused
        closing = Closing.objects.create(
            panel=panel,
            proposal=proposal,
            root=proposal.params["root"],
            sheets=len(sealed),
            at=timezone.now(),
        )
        _keep(closing, scores, named)
        facts: dict[str, Fact] = {
            "root": closing.root,
            "sheets": closing.sheets,
            "proposal": str(proposal.pk),
        }
        if named:
            told = {pk: work.commitment(reason) for pk, reason in sorted(named.items())}
            facts["not_assessable"] = told
        work.event("scoring_closed", subject=f"panel:{panel.pk}", facts=facts)
        work.job(CHECKPOINT_JOB, subject=f"closing:{closing.pk}")
        work.job("render_closing", subject=f"closing:{closing.pk}")
    return closing


def propose_reopening(*, panel: Panel, meeting: Meeting, reason: str, by: Actor) -> Proposal:
    """The first of two acts: open the panel's scoring again, with a reason.

    `meeting` is the one that asked for it; it and the SHA-256 of its minutes are among what the
    second person confirms. Raises NotAllowed for the wrong person, Refused without a reason, or
    where the minutes are not kept as a PDF or are of another panel or closing.
    """
    if not reason.strip():
        raise Refused([_("Alasan wajib diisi.")])
    applications = _in_state(panel, State.SCORED)
    named = _minutes_of(meeting)
    problems = obstacles_together(applications=applications, edge=REOPENING, by=by, **named)
    if problems:
        raise Refused(problems)
    return propose(
        act=REOPENING,
        subject=f"panel:{panel.pk}",
        applications=applications,
        reason=reason,
        params=named,
        by=by,
    )


def reopen(*, proposal_id: UUID | str, digest: str, by: Actor) -> None:
    """The second act: sheets may be changed again, each as a new version with a reason."""
    with recorded(actor=by.ledger) as work:
        proposal = confirm(proposal_id=proposal_id, digest=digest, by=by)
        panel = Panel.objects.get(pk=proposal.subject.removeprefix("panel:"))
        named = {name: proposal.params.get(name) for name in ("meeting", "minutes")}
        _walk(proposal, by, panel, reason=proposal.params["reason"], **named)
        facts: dict[str, Fact] = {"proposal": str(proposal.pk), **named}
        work.event("scoring_reopened", subject=f"panel:{panel.pk}", facts=facts)


def _told(problems: list[str], panel: Panel, by: Actor) -> list[str]:
    """What stands in the way; to one who sits on the panel only that something does.

    The rest tells how many others sealed their sheets, and what they could not assess.
    """
    if seats_not_ended().filter(panel=panel, person=by.person).exists():
        return [_("Belum semua syarat penutupan terpenuhi.")]
    return problems


def still_fits(proposal: Proposal, panel: Panel) -> bool:
    """Whether what a closing was proposed for is what the panel holds now.

    Sheets and modifiers included; a proposal that says nothing of modifiers is none of today's.
    """
    applications = _in_state(panel, State.IN_SCORING)
    versions = {str(a.pk): a.version for a in applications}
    if versions != proposal.params["applications"]:
        return False
    counted_now = _counted_in(applications, _sealed(applications))
    return all(proposal.params.get(name) == digest for name, digest in counted_now.items())


def root_of(versions: Iterable[ScoreVersion]) -> str:
    """SHA-256 over the sorted digests of the sealed sheets, one a line."""
    lines = "\n".join(sorted(version.digest for version in versions))
    return hashlib.sha256(lines.encode()).hexdigest()


def _counted_in(
    applications: Collection[Application], sealed: Iterable[ScoreVersion]
) -> dict[str, str]:
    """What a closing is proposed for: the digests of the sheets and of the modifiers that count."""
    return {"root": root_of(sealed), "modifiers": modifiers_digest(applications)}


def _minutes_of(meeting: Meeting) -> dict[str, str]:
    """What an act names the meeting by: its id and the SHA-256 of its PDF, "" until it is made."""
    paper = Paper.objects.filter(meeting=meeting).first()
    return {"meeting": str(meeting.pk), "minutes": paper.blob_id if paper else ""}


def _in_state(panel: Panel, state: State) -> list[Application]:
    return [a for a in applications_of(panel) if a.state == state]


def _sealed(applications: Collection[Application]) -> list[ScoreVersion]:
    return list(chain.from_iterable(sealed_contents_of(applications).values()))


def _walk(proposal: Proposal, by: Actor, panel: Panel, **given: Any) -> None:
    """Walk the act's edge with all its applications, each as it stood when it was proposed."""
    versions = {UUID(pk): version for pk, version in proposal.params["applications"].items()}
    transit_together(
        versions=versions, edge=proposal.act, by=by, proposal=proposal, panel=str(panel.pk), **given
    )


def _keep(
    closing: Closing,
    scores: Iterable[tuple[Application, FinalScore | None]],
    named: Collection[str],
) -> None:
    """A result of each application; of one that could not be assessed, that it could not."""
    results, unassessed = [], []
    for application, score in scores:
        if str(application.pk) in named:
            unassessed.append(
                Unassessed(
                    application=application,
                    closing=closing,
                    scoring_round=application.scoring_round,
                )
            )
        else:
            results.append(_result(application, score, closing))
    Result.objects.bulk_create(results)
    Unassessed.objects.bulk_create(unassessed)


def _result(application: Application, score: FinalScore | None, closing: Closing) -> Result:
    if score is None or score.total is None or score.jurors is None:
        raise RuntimeError(f"{application.pk} passed the guards of its closing without a score")
    return Result(
        application=application,
        closing=closing,
        scoring_round=application.scoring_round,
        n=score.jurors.n,
        total=score.total,
        mean=settled6(score.jurors.mean),
        median=settled6(score.jurors.median),
        spread=settled6(score.jurors.spread),
        grade=score.grade.code if score.grade else "",
        minimums_met=not score.missed,
        arithmetic=arithmetic_of(score),
    )


def arithmetic_of(score: FinalScore) -> list[dict[str, str]]:
    """Every step of a score as text, for a page that opens each number."""
    return [
        {
            "what": step.what,
            "subject": step.subject,
            "formula": step.formula,
            "result": shown(step.result),
        }
        for step in score.steps
    ]


def settled6(number: Decimal) -> Decimal:
    """A number to six places, as rows keep it for display; ranking never reads it."""
    return rounded(number, places=6, rounding="ROUND_HALF_EVEN")
