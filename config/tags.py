"""Template tags shared by all apps: `{% load p2ham %}`."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.form_help.beside import beside
from record.dates import day_text, moment_text

register = template.Library()

DAY_MINUTES = 24 * 60


register.filter("moment", moment_text)


@register.filter
def day(value: date | None) -> str:
    """A day in words; nothing for none, as one that never ends has."""
    return day_text(value) if value else ""


@register.filter
def local_time(moment: datetime) -> SafeString:
    """`moment` in the reader's zone, with the zone's name, as a `<time>` element."""
    local = timezone.localtime(moment)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), moment_text(moment))


@register.filter
def time_left(moment: datetime) -> str:
    """How long until or since `moment`: in the reader's calendar days, under a day in hours."""
    now = timezone.now()
    gap = moment - now
    amount = _amount(abs(gap), _days_between(now, moment))
    if gap < timedelta(0):
        return _("lewat %(amount)s") % {"amount": amount}
    return _("%(amount)s lagi") % {"amount": amount}


def _days_between(one: datetime, other: datetime) -> int:
    """As people count them: from the 22nd to the 26th it is four, whatever the hours."""
    return abs((timezone.localdate(other) - timezone.localdate(one)).days)


def _amount(gap: timedelta, days: int) -> str:
    minutes = int(gap.total_seconds() // 60)
    if minutes >= DAY_MINUTES:
        return ngettext("%(days)s hari", "%(days)s hari", days) % {"days": days}
    if minutes >= 60:
        hours = minutes // 60
        return ngettext("%(hours)s jam", "%(hours)s jam", hours) % {"hours": hours}
    return ngettext("%(minutes)s menit", "%(minutes)s menit", minutes) % {"minutes": minutes}


@register.filter
def urgency(moment: datetime) -> str:
    """`late`, `soon` (under three days) or `calm`: how a deadline is coloured."""
    gap = moment - timezone.now()
    if gap < timedelta(0):
        return "late"
    return "soon" if gap < timedelta(days=3) else "calm"


@register.filter
def widget_class(widget: Mapping[str, Any], base: str) -> str:
    """The classes of a form widget: `base`, its error form if invalid, and the form's own."""
    attrs = widget["attrs"]
    error = f"{base}--error" if attrs.get("aria-invalid") else ""
    return " ".join(filter(None, [base, error, attrs.get("class", "")]))


@register.inclusion_tag("components/form_help.html", takes_context=True)
def form_help(context: Context, route: str = "") -> dict[str, Any]:
    """What helps with the form that is sent to `route`; without one, to the page's own address."""
    request: HttpRequest | None = getattr(context, "request", None)
    return beside(request, route)
