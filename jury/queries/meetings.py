"""Which meeting asked for a scoring to be opened again."""

from collections.abc import Iterator

from award.models import Application, Proposal, Step
from jury.models import Meeting

REOPENING = "reopen_scoring"


def asked_by(proposal: Proposal) -> Meeting | None:
    """The meeting that a proposal names, with its minutes; None where it is none to reopen."""
    rows = Meeting.objects.select_related("minutes", "by")
    return rows.filter(pk=proposal.params.get("meeting")).first()


def reopenings_of(application: Application) -> Iterator[tuple[Step, Meeting]]:
    """Each time the scoring of an application was opened again, with the meeting that asked."""
    confirmed = Proposal.objects.filter(
        act=REOPENING,
        confirmed_at__isnull=False,
        params__applications__has_key=str(application.pk),
    )
    steps = application.steps.filter(edge=REOPENING).order_by("version")
    for step, proposal in zip(steps, confirmed.order_by("confirmed_at"), strict=False):
        meeting = asked_by(proposal)
        if meeting is not None:
            yield step, meeting
