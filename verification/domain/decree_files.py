"""The paper behind a decree."""

from django.utils.translation import gettext as _

from award.errors import Refused
from record.store import Stored
from verification.domain.intake import Upload, first_look, take_in
from workers.checks.kinds import PDF


def take_in_pdf(upload: Upload) -> Stored:
    """Make a decree's PDF durable; outside any transaction.

    Raises Refused for what is no PDF or too large, and the store's errors.
    """
    kind = first_look(upload)
    if kind.family != PDF:
        raise Refused([_("Naskah SK harus berupa PDF.")])
    return take_in(upload, kind).stored
