"""How times, windows and the field's words read on a page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from counterpoint.domain.boundaries import ProtectedTime
from counterpoint.domain.planning import Settings
from counterpoint.domain.timeline import EVERY_DAY, WEEKDAYS, WEEKEND, WeeklyWindow, local

DAYS = (
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
)
SHORT_DAYS = (
    pgettext_lazy("short weekday", "Mon"),
    pgettext_lazy("short weekday", "Tue"),
    pgettext_lazy("short weekday", "Wed"),
    pgettext_lazy("short weekday", "Thu"),
    pgettext_lazy("short weekday", "Fri"),
    pgettext_lazy("short weekday", "Sat"),
    pgettext_lazy("short weekday", "Sun"),
)
SPHERES = {"work": gettext_lazy("Work"), "life": gettext_lazy("Life"), "both": gettext_lazy("Work and life")}
NOON, FULL_CLOCK, WEEK = 12, 24, 7
A_PAIR = 2
DEMANDS = {
    "deep": gettext_lazy("deep"),
    "steady": gettext_lazy("steady"),
    "light": gettext_lazy("light"),
    "social": gettext_lazy("with people"),
}
IMPORTANCE = {"must": gettext_lazy("must"), "should": gettext_lazy("should"), "could": gettext_lazy("could")}


def length(minutes: int) -> str:
    """Minutes in words that fit anywhere: “45 min”, “2 h”, “2 h 30 min”."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": rest}
    if not rest:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}


def clock(at: time, settings: Settings) -> str:
    """A time of day on the person's own clock, of 12 or 24 hours."""
    if settings.clock == FULL_CLOCK:
        return at.strftime("%H:%M")
    half = _("am") if at.hour < NOON else _("pm")
    return f"{at.hour % NOON or NOON}:{at.minute:02d} {half}"


def days(which: frozenset[int], settings: Settings) -> str:
    """Weekdays in the order of the person's week, shortened where they run on."""
    if which == EVERY_DAY:
        return _("every day")
    if which == WEEKDAYS:
        return f"{SHORT_DAYS[0]}–{SHORT_DAYS[4]}"
    if which == WEEKEND:
        return _("weekend")
    order = sorted(which, key=lambda day: (day - settings.week_start) % 7)
    if len(order) > A_PAIR and all((b - a) % 7 == 1 for a, b in pairwise(order)):
        return f"{SHORT_DAYS[order[0]]}–{SHORT_DAYS[order[-1]]}"
    return ", ".join(str(SHORT_DAYS[day]) for day in order)


def window(one: WeeklyWindow, settings: Settings) -> str:
    if one.start == one.end == time(0):
        return _("%(days)s, all day") % {"days": days(one.days, settings)}
    end = _("midnight") if one.end == time(0) else clock(one.end, settings)
    return f"{days(one.days, settings)} {clock(one.start, settings)}–{end}"


def windows(several: Iterable[WeeklyWindow], settings: Settings) -> str:
    return "; ".join(window(one, settings) for one in several)


def times_a_week(times: int) -> str:
    return ngettext("once a week", "%(times)d times a week", times) % {"times": times}


def day(on: date, today: date) -> str:
    """A date as one would say it: today, tomorrow, a weekday within six days, else with its month."""
    apart = (on - today).days
    if apart == 0:
        return _("today")
    if apart == 1:
        return _("tomorrow")
    if apart == -1:
        return _("yesterday")
    if 1 < apart < WEEK:
        return str(DAYS[on.weekday()])
    return date_format(on, "D j M" if on.year == today.year else "D j M Y")


def deadline(at: datetime, settings: Settings, now: datetime) -> str:
    """The last moment of a deadline; the midnight that ends a day is that day and no hour."""
    here = local(at, settings.zone)
    today = local(now, settings.zone).date()
    if ends_a_day(here):
        return day((here - timedelta(minutes=1)).date(), today)
    return f"{day(here.date(), today)} {clock(here.time(), settings)}"


def ends_a_day(here: datetime) -> bool:
    return here.time().replace(second=0, microsecond=0) in (time(0), time(23, 59))


def today_of(settings: Settings, now: datetime) -> date:
    return local(now.astimezone(UTC), settings.zone).date()


def when_protected(each: ProtectedTime, settings: Settings) -> str:
    """When a protected time holds; of one that floats how often, how long, and within which windows."""
    hours = windows(each.windows, settings)
    if not each.floats:
        return hours
    return _("%(times)s, %(length)s each, within %(windows)s") % {
        "times": times_a_week(each.times_a_week or 1),
        "length": length(each.minutes or 0),
        "windows": hours,
    }
