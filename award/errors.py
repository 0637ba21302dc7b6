"""What the door and the writers beside it answer when they refuse."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from award.models import Application, Step


class Refused(Exception):
    """What is asked cannot be done now; `reasons` says why, in the reader's language."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


class NotAllowed(Refused):
    """The person may not do this to this application, or no longer may."""

    def __init__(self, reason: str = "") -> None:
        super().__init__([reason or _("Anda tidak berwenang melakukan tindakan ini.")])


class Stale(Refused):
    """The page was opened before somebody else changed the application."""

    def __init__(self, application: "Application", last_step: "Step | None") -> None:
        super().__init__([_("Halaman ini sudah tidak mutakhir.")])
        self.application = application
        self.last_step = last_step
