"""What the door and the writers beside it answer when they refuse."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from record.errors import Refusal

if TYPE_CHECKING:
    from award.models import Application, Season, Step
    from record.models import LedgerEntry


class Refused(Refusal):
    """What is asked cannot be done now; `reasons` says why, in the reader's language."""


class NotAllowed(Refused):
    """The person may not do this to this application, or no longer may."""

    def __init__(self, reason: str = "") -> None:
        super().__init__([reason or _("Anda tidak berwenang melakukan tindakan ini.")])


class Outdated(Refused):
    """The page was opened before somebody else changed what it shows.

    `kept` is what the person had typed there, as label and value, so that it can be given back.
    """

    def __init__(self) -> None:
        super().__init__([_("Halaman ini sudah tidak mutakhir.")])
        self.kept: list[tuple[str, str]] = []


class StaleSeason(Outdated):
    """The season was changed meanwhile; `last` is what the ledger has of that."""

    def __init__(self, season: "Season", last: "LedgerEntry | None") -> None:
        super().__init__()
        self.season = season
        self.last = last


class Stale(Outdated):
    """The application was changed meanwhile; `last_step` is the last edge it walked."""

    def __init__(self, application: "Application", last_step: "Step | None") -> None:
        super().__init__()
        self.application = application
        self.last_step = last_step
