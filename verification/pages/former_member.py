"""What to tell a member whose decree ended between opening a page and sending it."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from award.errors import NotAllowed
from award.models import Grant
from award.queries.visible import visible_to
from directory.pages.access import PersonRequest
from record.dates import moment_text
from verification.queries.boards import TEAM

# As long as somebody may have had the page open. Later it is a page like any other's: a 404.
LATELY = timedelta(hours=12)


def tell_former_member(request: PersonRequest, application_id: UUID) -> None:
    """Raise NotAllowed, with the hour, for what is sent by a member whose sight just ended."""
    if request.method != "POST" or visible_to(request.user).filter(pk=application_id).exists():
        return
    now = timezone.now()
    ended = Grant.objects.filter(
        application=application_id,
        person=request.user,
        capacity__in=TEAM,
        ends__gt=now - LATELY,
        ends__lte=now,
    )
    last = ended.order_by("-ends").first()
    if last is not None and last.ends is not None:
        text = _(
            "SK tim Anda untuk pengajuan ini berakhir %(when)s, jadi yang Anda kirim tidak "
            "disimpan. Kembali ke halaman sebelumnya untuk menyalin tulisan Anda."
        )
        raise NotAllowed(text % {"when": moment_text(last.ends)})
