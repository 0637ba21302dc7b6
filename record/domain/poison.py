"""What happens in a higher layer when a job is given up.

The app that owns a kind registers it from its AppConfig.ready(), so that the subject ends in a
state people can see ("could not be checked") in the very transaction that gives the job up.
"""

from collections.abc import Callable

from record.domain.work import Work
from record.models import Job

Handler = Callable[[Job], None]

_handlers: dict[str, Handler] = {}


def on_poison(kind: str, handler: Handler) -> None:
    """Call `handler(job)` when a job of this kind is given up, poisoned or failed.

    It runs inside the unit of work; if it raises, the job is not given up either and the sweep
    tries again.
    """
    known = _handlers.setdefault(kind, handler)
    if known is not handler:
        raise RuntimeError(f"jobs of kind {kind} have a handler already: {known!r}")


def tell(job: Job, work: Work) -> None:
    """Write in the ledger that the job is given up, and tell the layer that owns its kind."""
    work.event(
        f"job_{job.state}",
        subject=f"job:{job.pk}",
        facts={"kind": job.kind, "subject": job.subject, "version": job.version},
    )
    handler = _handlers.get(job.kind)
    if handler is not None:
        handler(job)
