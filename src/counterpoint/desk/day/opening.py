"""Beginning to work: the first thing of the day, the one must, and what it is for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from counterpoint.desk.day.ahead import DayItem, day_items, today_of, view_of_day
from counterpoint.desk.ports import Diary
from counterpoint.domain.planning import Ritual
from counterpoint.domain.planning.rituals import ritual_for


@dataclass(frozen=True, slots=True)
class Opening:
    """`now` is what is going on, `first` what comes after it; `must` is the one that matters most today."""

    today: date
    planned: bool
    now: DayItem | None = None
    first: DayItem | None = None
    must: DayItem | None = None
    ritual: Ritual | None = None


def opening_of(diary: Diary, now: datetime) -> Opening:
    """The day as it begins, or as it goes on from here."""
    today = today_of(diary, now)
    view = view_of_day(diary, today, now)
    items = [each for each in day_items(view, today) if not each.all_day and each.span.end > now]
    running = next((each for each in items if each.span.start <= now), None)
    return Opening(
        today,
        planned=view.version > 0,
        now=running,
        first=next((each for each in items if each.span.start > now), None),
        must=_one_must(items),
        ritual=ritual_for(view.life.rituals, begins_work=True),
    )


def _one_must(items: list[DayItem]) -> DayItem | None:
    """Of several musts the one for the value that stands first; else the earliest."""
    musts = [each for each in items if each.must]
    return min(musts, key=lambda each: (each.value.rank if each.value else 99, each.span), default=None)
