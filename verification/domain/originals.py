"""Originals are given out only when they are known to be safe, and each time is written down."""

import structlog
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from award.errors import NotAllowed, Refused
from directory.actors import Actor
from verification.enums import CheckState
from verification.models import Checking, EvidenceVersion, ReadLog

log = structlog.get_logger(__name__)


def hand_out(*, version: EvidenceVersion, by: Actor) -> ReadLog:
    """Write down that the person is given the bytes.

    Raises NotAllowed for a sealed file, Refused for one that the antivirus has still to look at.
    """
    if by.person is None:
        raise NotAllowed
    checking = Checking.objects.get(version=version)
    if checking.sealed:
        raise NotAllowed(_("Berkas ini disegel karena berisi program berbahaya."))
    if settings.CLAMD_URL and not checking.scanned and checking.state != CheckState.WAIVED:
        raise Refused([_("Berkas ini masih menunggu pemeriksaan antivirus.")])
    log.info("original_read", person=str(by.person.pk), evidence=str(version.pk))
    return ReadLog.objects.create(version=version, person=by.person, at=timezone.now())
