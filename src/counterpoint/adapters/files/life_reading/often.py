"""How often a week something is wanted, held against the windows that it has."""

from __future__ import annotations

from counterpoint.adapters.files.life_reading.entries import A_DAY
from counterpoint.adapters.files.table import Table
from counterpoint.domain.timeline import WeeklyWindow
from counterpoint.domain.words import gettext as _
from counterpoint.domain.words import ngettext


def times_a_week(table: Table, key: str, windows: tuple[WeeklyWindow, ...], minutes: int) -> int:
    """How often a week, at most once a day; a word when too few days have a window that is long enough."""
    if not table.has(key):
        table.fault(key, _("is missing: how often a week?"), _("Write a whole number from 1 to 7."))
    times = table.whole(key, least=1, most=7, otherwise=1)
    days = {day for window in windows if window_minutes(window) >= minutes for day in window.days}
    if windows and len(days) < times:
        table.findings.note(
            ngettext(
                "“%(title)s” is wanted %(times)s times a week, and %(days)s day has a window of "
                "%(minutes)s minutes or more.",
                "“%(title)s” is wanted %(times)s times a week, and %(days)s days have a window of "
                "%(minutes)s minutes or more.",
                len(days),
            )
            % {"title": table.title, "times": times, "days": len(days), "minutes": minutes}
        )
    return times


def window_minutes(window: WeeklyWindow) -> int:
    """How long a window is on the clock; a day when it ends at the time at which it starts."""
    start = window.start.hour * 60 + window.start.minute
    end = window.end.hour * 60 + window.end.minute
    return end - start if end > start else end - start + A_DAY
