"""Which kinds of jobs may be done once more after a fault.

All of them write once, however often they are done. Left out are those that come anew without the
old job: summaries and checkpoints by the clock, checks and long works by whom they matter to, the
link for a new password by who forgot it.
"""

from directory.domain.mail import INVITATION_JOB
from jury.domain.papers import making
from record.domain import checkpoint_copies, notices
from verification.domain.visit_pictures import DRAW_JOB
from verification.queries.drawings import DRAW_JOB as DRAW_EVIDENCE_JOB

# Nobody waits before the page, and without it something is missing for good: done again by itself.
BY_ITSELF = frozenset(
    {
        "render_certificate",
        "render_report_card",
        making.LETTER_JOB,
        making.LAUREATES_JOB,
        making.CLOSING_JOB,
        making.MEETING_JOB,
        DRAW_JOB,
    }
)
# Also done again when an operator says so (`manage.py retry_jobs`).
WHEN_TOLD = BY_ITSELF | {
    notices.MAIL,
    INVITATION_JOB,
    checkpoint_copies.MAIL_JOB,
    checkpoint_copies.STORE_JOB,
    DRAW_EVIDENCE_JOB,
}
