"""Who has a conflict of interest with a unit does not act on it: asked behind the lock, by each act."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from award.errors import NotAllowed
from award.models import Application
from award.rules import is_centre_admin, is_jury_chair
from directory.actors import Actor
from jury.rules import has_conflict


def without_conflict(by: Actor, applications: Collection[Application]) -> None:
    """Raise NotAllowed where the person has a conflict with the unit of any of these."""
    barred = has_conflict.of_many(by, applications)
    if not barred:
        return
    if len(applications) == 1:
        raise NotAllowed(_("Anda memiliki benturan kepentingan dengan UPT ini."))
    names = sorted(each.unit.name for each in applications if each.pk in barred)
    text = _("Anda memiliki benturan kepentingan dengan %(units)s.")
    raise NotAllowed(text % {"units": ", ".join(names)})


def without_singling_out(by: Actor, applications: Collection[Application]) -> None:
    """The same for an act over many, refused only where the person has a conflict with all of them.

    A panel of hundreds is run also by who has a conflict with one of its units; but not where
    what is done to all of them is done to that unit alone.
    """
    if applications and len(has_conflict.of_many(by, applications)) == len(applications):
        without_conflict(by, applications)


def may_judge(by: Actor, application: Application) -> None:
    """Raise NotAllowed for all but a centre admin and the jury's chair, without a conflict."""
    if not (is_centre_admin(by, application) or is_jury_chair(by, application)):
        raise NotAllowed
    without_conflict(by, [application])
