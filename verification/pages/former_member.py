"""What to tell a member whose decree or role ended between opening a page and sending it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from award.errors import NotAllowed
from award.models import Grant
from award.queries.visible import visible_to
from directory.pages.access import PersonRequest
from directory.queries.roles import official_day
from record.dates import moment_text
from verification.queries.boards import TEAM
from verification.queries.team import verifier_roles_of

# As long as somebody may have had the page open. Later it is a page like any other's: a 404.
LATELY = timedelta(hours=12)


def tell_former_member(request: PersonRequest, application_id: UUID) -> None:
    """Raise NotAllowed, with what ended, for what is sent by a member whose sight just ended."""
    if request.method != "POST" or visible_to(request.user).filter(pk=application_id).exists():
        return
    now = timezone.now()
    mine = Grant.objects.filter(
        application=application_id, person=request.user, capacity__in=TEAM, starts__lte=now
    )
    if mine.filter(Q(ends=None) | Q(ends__gt=now), _role_ended(now)).exists():
        raise NotAllowed(
            _(
                "Peran Anda sebagai verifikator sudah berakhir, jadi yang Anda kirim tidak "
                "disimpan. Kembali ke halaman sebelumnya untuk menyalin tulisan Anda."
            )
        )
    last = mine.filter(ends__gt=now - LATELY, ends__lte=now).order_by("-ends").first()
    if last is not None and last.ends is not None:
        text = _(
            "SK tim Anda untuk pengajuan ini berakhir %(when)s, jadi yang Anda kirim tidak "
            "disimpan. Kembali ke halaman sebelumnya untuk menyalin tulisan Anda."
        )
        raise NotAllowed(text % {"when": moment_text(last.ends)})


def _role_ended(now: datetime) -> Exists:
    """Condition on grants: the person verified for that Kanwil until yesterday."""
    yesterday = official_day(now - timedelta(days=1))
    ended = verifier_roles_of(None, yesterday).filter(
        person=OuterRef("person"), region=OuterRef("application__region")
    )
    return Exists(ended)
