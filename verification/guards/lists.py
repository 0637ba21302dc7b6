"""Long lists of obstacles, made short enough to be read."""

from django.utils.translation import gettext as _

SHOWN = 5


def shortened(lines: list[str]) -> list[str]:
    """The first lines, and how many more there are."""
    if len(lines) <= SHOWN:
        return lines
    return [*lines[:SHOWN], _("… dan %(count)d lagi.") % {"count": len(lines) - SHOWN}]
