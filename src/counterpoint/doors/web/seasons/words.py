"""How loud something is, and between which days, in words."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoint.domain.values import Dynamic

LOUD: dict[Dynamic, object] = {
    "pp": gettext_lazy("very soft"),
    "p": gettext_lazy("soft"),
    "mp": gettext_lazy("a little softer"),
    "mf": gettext_lazy("as usual"),
    "f": gettext_lazy("loud"),
    "ff": gettext_lazy("very loud"),
}


def loud(dynamic: Dynamic) -> str:
    return str(LOUD[dynamic])


def on(day: date, today: date) -> str:
    """“12 December”; with the year where it is another."""
    return date_format(day, "j F" if day.year == today.year else "j F Y")


def between(first: date, last: date, today: date) -> str:
    return _("%(first)s to %(last)s") % {"first": on(first, today), "last": on(last, today)}


def ends(title: str, days_left: int, last: date, today: date) -> str:
    """When a season ends or ended, as one would say it."""
    if days_left == 0:
        return _("“%(title)s” ends today.") % {"title": title}
    if days_left == 1:
        return _("“%(title)s” ends tomorrow.") % {"title": title}
    if days_left > 1:
        day = date_format(last, "l, j F")
        return _("“%(title)s” ends on %(day)s.") % {"title": title, "day": day}
    if days_left == -1:
        return _("“%(title)s” ended yesterday.") % {"title": title}
    return _("“%(title)s” ended on %(day)s.") % {"title": title, "day": on(last, today)}
