"""Which week it is, by its name, by the clock, or as the one to be planned first."""

from __future__ import annotations

from datetime import datetime, timedelta

from counterpoint.desk.ports import Diary
from counterpoint.domain.timeline import Week, local

MOST_WEEKS = 4
"""So many can be planned together."""
LATE = timedelta(days=5)  # into a week: what is left of it is hardly worth a plan


def week_named(name: str, week_start: int) -> Week:
    """The week called `name` for a person whose weeks begin on `week_start` (0 Monday … 6 Sunday).

    A week is named after the ISO week that most of its days are in, so one that begins on a Sunday begins the
    day before its ISO week, and one that begins on a Tuesday the day after.
    """
    monday = Week.named(name).first
    return Week(monday + timedelta(days=(week_start + 3) % 7 - 3))


def week_of(diary: Diary, now: datetime) -> Week:
    """The week that it is now for this person: by their zone and the day on which their weeks begin."""
    settings = diary.settings().thing
    return Week.holding(local(now, settings.zone).date(), week_start=settings.week_start)


def week_ahead(diary: Diary, now: datetime) -> Week:
    """The week that is to be planned first: this one, and in its last two days the next."""
    this = week_of(diary, now)
    today = local(now, diary.settings().thing.zone).date()
    return this.next() if today >= this.first + LATE else this


def weeks_from(week: Week, weeks: int) -> tuple[Week, ...]:
    """So many weeks from one on."""
    return tuple(week.next(nth) for nth in range(weeks))
