"""The one rule that keeps the centre from locking itself out."""

from datetime import date

from django.utils.translation import gettext as _

from directory.enums import RoleKind
from directory.errors import Refused
from directory.models import Role
from directory.queries.roles import in_force

_ADMINS = Role.objects.filter(kind=RoleKind.CENTRE_ADMIN)


def lock_admins() -> None:
    """Lock the roles of all centre admins, before any other row.

    Without it two admins could end each other's role at the same moment.
    """
    list(_ADMINS.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))


def require_one_admin_left(on: date) -> None:
    """Refuse what was just done, under `lock_admins`, if nobody is centre admin on that day."""
    if not _ADMINS.filter(in_force(on), person__is_active=True).exists():
        raise Refused([_("Harus selalu ada paling sedikit satu admin pusat yang aktif.")])
