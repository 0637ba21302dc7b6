"""What is left for a member once every indicator has its value: to prepare, sign, wait, close."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from award.models import Application
from directory.models import Person
from verification.enums import ClosingKind, TeamFunction
from verification.models import Minutes
from verification.queries.closing import current_closing, matches, quorum_of
from verification.queries.team import membership


@dataclass(frozen=True, kw_only=True)
class Left:
    """What to do; `waits_for` says for whom, where it is somebody else."""

    what: str
    waits_for: str = ""


def left_to_close(application: Application, person: Person) -> Left | None:
    """The member's next step towards the end.

    None where only their signature is missing: the work list asks for that by itself.
    """
    document = _standing(application)
    if document is None:
        return Left(what=_("Semua indikator terverifikasi. Lanjutkan Berita Acara."))
    named = {"document": document.get_kind_display()}
    if quorum_of(document).reached:
        return _to_end(application, person, named)
    if not document.signatures.filter(person=person).exists():
        return None
    text = _("%(document)s menunggu tanda tangan anggota lain.")
    return Left(what=text % named, waits_for=_("Menunggu anggota tim"))


def _to_end(application: Application, person: Person, named: dict[str, str]) -> Left:
    member = membership(person, application)
    if member is not None and member.function == TeamFunction.LEADER:
        return Left(what=_("%(document)s sudah ditandatangani. Selesaikan verifikasi.") % named)
    text = _("%(document)s sudah ditandatangani. Ketua tim menyelesaikan verifikasi.")
    return Left(what=text % named, waits_for=_("Menunggu ketua tim"))


def _standing(application: Application) -> Minutes | None:
    """The latest document that still says what the rows say."""
    found = [current_closing(application, kind) for kind in ClosingKind]
    true = []
    for document in filter(None, found):
        document.application = application
        if matches(document, with_findings=True):
            true.append(document)
    return max(true, key=lambda document: document.at, default=None)
