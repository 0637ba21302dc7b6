"""Whether the document that closes a verification is signed by quorum and still true."""

from django.utils.translation import gettext as _

from award.enums import State
from award.given import Given
from award.models import Application
from verification.enums import ClosingKind
from verification.queries.closing import current_closing, matches, quorum_of


def minutes_signed(application: Application, given: Given) -> list[str]:
    """The minutes of the verification are signed by a quorum and true to what was found."""
    return _signed(application, ClosingKind.MINUTES)


def letter_signed(application: Application, given: Given) -> list[str]:
    """The letter in the place of minutes is signed and true to what was found."""
    return _signed(application, ClosingKind.LETTER)


def _signed(application: Application, kind: ClosingKind) -> list[str]:
    document = current_closing(application, kind)
    if document is None:
        return [_("%(document)s belum disiapkan.") % {"document": kind.label}]
    document.application = application
    if not matches(document, with_findings=application.state == State.UNDER_VERIFICATION):
        text = _("%(document)s tidak lagi sesuai dengan hasil verifikasi; siapkan yang baru.")
        return [text % {"document": kind.label}]
    quorum = quorum_of(document)
    if quorum.reached:
        return []
    if not quorum.needed:
        return [_("%(document)s belum ditandatangani.") % {"document": kind.label}]
    text = _(
        "%(document)s baru ditandatangani %(signed)d anggota tim; perlu sedikitnya %(needed)d."
    )
    return [text % {"document": kind.label, "signed": quorum.signed, "needed": quorum.needed}]
