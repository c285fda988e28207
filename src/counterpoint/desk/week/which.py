"""Which day and which week it is: by the clock, by its name, or as the one to be planned first."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from counterpoint.desk.ports import Diary
from counterpoint.domain.planning import Life
from counterpoint.domain.timeline import Week, local

MOST_WEEKS = 4
"""So many can be planned together."""
LATE = timedelta(days=5)  # into a week: what is left of it is hardly worth a plan


def date_here(diary: Diary, now: datetime) -> date:
    """The date that it is now where this person is, also late at night."""
    return local(now, diary.settings().thing.zone).date()


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


def week_holding(life: Life, moment: datetime) -> Week:
    """The week that a moment is in."""
    return Week.holding(local(moment, life.zone).date(), week_start=life.week_start)


def week_ahead(diary: Diary, now: datetime) -> Week:
    """The week that is to be planned first: this one, and in its last two days the next."""
    this = week_of(diary, now)
    return this.next() if date_here(diary, now) >= this.first + LATE else this


def weeks_from(week: Week, weeks: int) -> tuple[Week, ...]:
    """So many weeks from one on."""
    return tuple(week.next(nth) for nth in range(weeks))
