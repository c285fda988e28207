"""Several weeks at once: until when they can be planned together, and with which a week was planned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.formats import date_format

from counterpoint.desk.week.look import WeekView
from counterpoint.desk.week.which import MOST_WEEKS
from counterpoint.domain.timeline import Week

FEWEST = 2


@dataclass(frozen=True, slots=True)
class Until:
    """So many weeks together, and their last day in words."""

    weeks: int
    day: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A week that was planned together with the one that is looked at; `here`: it is that one."""

    name: str
    title: str
    here: bool


def days_title(week: Week) -> str:
    """The days of the week in as few words as they need."""
    first, last = week.days[0], week.days[-1]
    if first.month == last.month:
        return f"{first.day}–{date_format(last, 'j F Y')}"
    if first.year == last.year:
        return f"{date_format(first, 'j F')} – {date_format(last, 'j F Y')}"
    return f"{date_format(first, 'j F Y')} – {date_format(last, 'j F Y')}"


def choices(view: WeekView) -> list[Until]:
    """Until when this week and the next ones can be planned together; none for a week that is over."""
    if view.week.span(view.life.zone).end <= view.now:
        return []
    return [Until(weeks, _last_day(view.week.next(weeks - 1))) for weeks in range(FEWEST, MOST_WEEKS + 1)]


def planned_until(view: WeekView) -> str:
    """The last day of the weeks with which this one was planned; "" once it was changed since."""
    return _last_day(view.together_with[-1]) if view.together_with else ""


def planned_with(view: WeekView) -> Iterator[Beside]:
    for week in view.together_with:
        yield Beside(week.name, _short(week), week == view.week)


def weeks_in(sent: QueryDict) -> int:
    """How many weeks are asked for; one for nonsense."""
    text = sent.get("weeks", "")
    return int(text) if text in {str(each) for each in range(1, MOST_WEEKS + 1)} else 1


def _short(week: Week) -> str:
    first, last = week.days[0], week.days[-1]
    if first.month == last.month:
        return f"{first.day}–{date_format(last, 'j F')}"
    return f"{date_format(first, 'j F')} – {date_format(last, 'j F')}"


def _last_day(week: Week) -> str:
    last: date = week.days[-1]
    return date_format(last, "l j F")
