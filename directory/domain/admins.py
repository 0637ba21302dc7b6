"""The one rule that keeps the centre from locking itself out."""

from datetime import date

from django.utils.translation import gettext as _

from directory.enums import RoleKind
from directory.errors import Refused
from directory.models import Role
from directory.queries.roles import in_force


def require_one_admin_left(on: date) -> None:
    """Refuse what was just done if it leaves nobody who is centre admin on that day.

    Called after the change, inside its transaction. All rows of centre admins are locked, so that
    two admins cannot end each other's role at the same moment.
    """
    admins = Role.objects.filter(kind=RoleKind.CENTRE_ADMIN)
    list(admins.select_for_update().order_by("pk").values_list("pk", flat=True))
    if not admins.filter(in_force(on), person__is_active=True).exists():
        raise Refused([_("Harus selalu ada paling sedikit satu admin pusat yang aktif.")])
