"""Seasons: which are heard now, whose end is near, who waits, and the one look back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from counterpoint.desk.matters.tasks import add_task
from counterpoint.desk.matters.things import keep
from counterpoint.desk.ports import Diary, Kept
from counterpoint.desk.week.which import date_here
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.planning import Task
from counterpoint.domain.timeline import instant
from counterpoint.domain.values import Dynamic, LifeDomain, Run, Season, runs
from counterpoint.domain.words import gettext as _

A_DAY = timedelta(days=1)
BEHIND, AHEAD = timedelta(weeks=2), timedelta(weeks=10)
"""What the timeline shows around today in any case."""
FARTHEST = timedelta(days=366)
LONGEST_LOOK = 4000


class NothingToBook(CounterpointError):
    """A catch-up without a name or a length."""


@dataclass(frozen=True, slots=True)
class VoiceOverTime:
    """One life domain, and how loud it is from run to run."""

    domain: LifeDomain
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Seasons:
    """All seasons in order of time, and the voices between two days. `heard`: those that cover today."""

    today: date
    first: date
    last: date
    voices: tuple[VoiceOverTime, ...]
    heard: tuple[Kept[Season], ...]
    coming: tuple[Kept[Season], ...]
    past: tuple[Kept[Season], ...]
    domains: tuple[LifeDomain, ...]

    @property
    def every(self) -> tuple[Kept[Season], ...]:
        return (*self.past, *self.heard, *self.coming)


@dataclass(frozen=True, slots=True)
class SeasonNews:
    """A season whose end is near or past and that was not looked back at.

    `days_left` is 0 on its last day and below zero after it.
    """

    season: Season
    days_left: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A life domain that is soft for a season, and the tasks that are booked for right after it."""

    domain: LifeDomain
    dynamic: Dynamic
    booked: tuple[Task, ...]


def seasons_of(diary: Diary, *, now: datetime) -> Seasons:
    """Every season, and the voices over the time that they span, at most a year to either side of today."""
    today = date_here(diary, now)
    every = sorted(diary.shelf(Season).all(), key=lambda kept: (kept.thing.first, kept.thing.last))
    near = [kept.thing for kept in every if kept.thing.last >= today - BEHIND]
    first = max(min([today - BEHIND, *(each.first for each in near)]), today - FARTHEST)
    last = min(max([today + AHEAD, *(each.last for each in near)]), today + FARTHEST)
    domains = tuple(kept.thing for kept in diary.domains.all())
    things = [kept.thing for kept in every]
    return Seasons(
        today=today,
        first=first,
        last=last,
        voices=tuple(VoiceOverTime(each, tuple(runs(things, each.id, first, last))) for each in domains),
        heard=tuple(kept for kept in every if kept.thing.covers(today)),
        coming=tuple(kept for kept in every if kept.thing.first > today),
        past=tuple(kept for kept in every if kept.thing.last < today),
        domains=domains,
    )


def season_news(diary: Diary, now: datetime) -> tuple[SeasonNews, ...]:
    """The seasons whose end is to be announced today, the nearest end first."""
    today = date_here(diary, now)
    asking = (kept.thing for kept in diary.shelf(Season).all() if kept.thing.asks(today))
    return tuple(
        SeasonNews(each, (each.last - today).days) for each in sorted(asking, key=lambda each: each.last)
    )


def look_back(diary: Diary, id: str, words: str, *, version: int, now: datetime) -> Kept[Season]:
    """Keeps one look back with a season, also an empty one, and asks no more. Raises ChangedMeanwhile."""
    shelf = diary.shelf(Season)
    season = shelf.get(id).thing
    kept = replace(season, looking_back=words.strip()[:LONGEST_LOOK], ended_on=date_here(diary, now))
    return shelf.change(kept, version=version)


def those_who_wait(diary: Diary, season: Season) -> tuple[Waiting, ...]:
    """The life domains that are soft for a season, the softest first."""
    return tuple(_waiting(diary, season))


def _waiting(diary: Diary, season: Season) -> Iterator[Waiting]:
    domains = {kept.thing.id: kept.thing for kept in diary.domains.all()}
    after = end_of(diary, season)
    tasks = [kept.thing for kept in diary.tasks.all() if _waits_for(kept.thing, after)]
    for each in sorted(season.soft, key=lambda each: each.factor):
        if each.domain_id in domains:
            booked = tuple(task for task in tasks if task.domain_id == each.domain_id)
            yield Waiting(domains[each.domain_id], each.dynamic, booked)


def _waits_for(task: Task, end: datetime) -> bool:
    """Whether a task may begin right after a season: within a day of its end, whatever the zone was."""
    return task.earliest_at is not None and abs(task.earliest_at - end) < A_DAY


def change_season(diary: Diary, season: Season, *, version: int | None) -> Kept[Season]:
    """Keeps a season as it was changed; what is booked for right after it moves along with its end.

    Raises ChangedMeanwhile when another tab was quicker.
    """
    shelf = diary.shelf(Season)
    with diary.together():
        before = [kept.thing for kept in shelf.all() if kept.thing.id == season.id]
        kept = keep(shelf, season, version=version)
        for each in before:
            _move_booked(diary, each, season)
    return kept


def _move_booked(diary: Diary, before: Season, season: Season) -> None:
    was, end = end_of(diary, before), end_of(diary, season)
    soft = {each.domain_id for each in before.soft}
    for task in diary.tasks.all() if was != end else ():
        if not task.thing.done and task.thing.domain_id in soft and _waits_for(task.thing, was):
            diary.tasks.change(replace(task.thing, earliest_at=end), version=task.version)


def end_of(diary: Diary, season: Season) -> datetime:
    """The midnight after its last day, on the person's clock."""
    return instant(season.last + A_DAY, time(0), diary.settings().thing.zone)


def book_catch_up(diary: Diary, season: Season, domain_id: str, *, title: str, minutes: int) -> Kept[Task]:
    """A task that waits for the end of a season. Raises NothingToBook without a title or a length."""
    named = " ".join(title.split())
    if not named or minutes <= 0:
        raise NothingToBook(
            _("A catch-up needs a name and a length."),
            advice=_("A few words are enough, such as “Long walk with Anna”, and how long it takes."),
            field="minutes" if named else "title",
        )
    known = domain_id if any(kept.thing.id == domain_id for kept in diary.domains.all()) else ""
    return add_task(diary, Task("", named, minutes, known, earliest_at=end_of(diary, season)))
