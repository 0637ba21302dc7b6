"""What the keepers of the directory ask the background for."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.actors import Actor
from directory.domain.people import invite_entered
from directory.domain.roster import Changed, import_roster, read_in
from directory.errors import Refused
from directory.models import RosterFile
from directory.queries.people import not_invited
from directory.rules import manages_directory
from record.domain.long_works import Page, Run, register
from record.domain.work import recorded
from record.models import LongWork

READ, IMPORT, INVITE = "directory.read", "directory.import", "directory.invite"


def _read(run: Run) -> Page:
    roster = _roster(run)
    read_in(roster)
    return _page_of(roster)


def _import(run: Run) -> None:
    """Carry the list out and end the work in one transaction: it is done once or not at all."""
    roster, by = _roster(run), Actor(run.work.asked_by)
    given = run.work.params
    try:
        with recorded(actor=by.ledger):
            import_roster(actor=by, roster=roster, digest=given["digest"], mailed=given["mailed"])
            run.end(link=_page_of(roster).link)
    except Changed as changed:
        told = _("Data berubah sejak daftar ini diperiksa. Buka daftarnya lagi, lalu simpan.")
        raise Refused([told]) from changed


def _invite(run: Run) -> Page:
    """Invite one after the other; a second run goes on with those who are left."""
    waiting = list(not_invited().values_list("pk", flat=True))
    for done, person_id in enumerate(waiting):
        run.progress(done, len(waiting))
        invite_entered(actor=Actor(run.work.asked_by), person_id=person_id)
    return Page(reverse("directory:people"))


def _roster(run: Run) -> RosterFile:
    found = RosterFile.objects.filter(pk=run.work.params["roster"], by=run.work.asked_by).first()
    if found is None:
        raise Refused([_("Daftar ini tidak ada lagi. Unggah sekali lagi.")])
    return found


def _page_of(roster: RosterFile) -> Page:
    return Page(reverse("directory:roster", args=[roster.pk]))


def _may(work: LongWork) -> bool:
    return manages_directory(work.asked_by)


register(READ, title=gettext_lazy("Pemeriksaan daftar"), may=_may, do=_read)
register(IMPORT, title=gettext_lazy("Impor daftar"), may=_may, do=_import)
register(INVITE, title=gettext_lazy("Pengiriman undangan"), may=_may, do=_invite)
