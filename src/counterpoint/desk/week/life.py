"""The life that a week is planned from: without what other weeks have a place for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import datetime

from counterpoint.desk.ports import Diary
from counterpoint.desk.week.which import MOST_WEEKS, week_holding, weeks_from
from counterpoint.domain.boundaries import GiveBack
from counterpoint.domain.capacity.estimates import Habit, habits_by_demand
from counterpoint.domain.energy import Demand
from counterpoint.domain.planning import Life
from counterpoint.domain.planning.giving_back import item_id_of
from counterpoint.domain.timeline import Week


def life_in(diary: Diary, week: Week, now: datetime | None = None, *, weeks: int = 1) -> Life:
    """The life from which a week, or so many from it on, are planned: without what the plan of any other week
    has placed of a give-back or, as of `now`, still has ahead of a task; with how long tasks usually take,
    where that is wanted.

    Without `now` it is the life to look at a week with: tasks are whole.
    """
    life, these = diary.life(), weeks_from(week, weeks)
    if now is not None:
        life = _without_what_is_ahead(diary, these, life, now)
    if diary.settings().thing.as_usual:
        life = replace(life, usual=tuple((kind, each.reckoned, each.of) for kind, each in habits_in(diary)))
    backs = (_less_elsewhere(diary, these, life, each) for each in life.give_backs)
    return replace(
        life, give_backs=tuple(each for each in backs if each.state != "owed" or each.minutes_left)
    )


def habits_in(diary: Diary) -> tuple[tuple[Demand, Habit], ...]:
    """How long each kind of task usually takes this person beside what they wrote; nothing while unknown."""
    blocks = (block for kept in diary.plans.all() for block in kept.thing.current.blocks)
    return habits_by_demand((kept.thing for kept in diary.tasks.all()), blocks)


def _without_what_is_ahead(diary: Diary, these: tuple[Week, ...], life: Life, now: datetime) -> Life:
    """Minutes of each task that other weeks have ahead: at most four before these, and three after them, as
    many as can be planned with one of them.

    What lies behind without a word is not done, and wanted again.
    """
    found: dict[str, int] = defaultdict(int)
    later = set()
    this = week_holding(life, now)
    for other in weeks_from(these[0].next(-4), 4 + len(these) + MOST_WEEKS - 1):
        kept = diary.plans.of(other) if other.first >= this.first and other not in these else None
        for each in kept.thing.current.blocks if kept else ():
            if each.kind == "task" and each.state == "planned" and each.span.start >= now:
                found[each.subject_id] += each.span.minutes
                later |= {each.subject_id} if other.first > these[-1].first else set()
    return replace(life, elsewhere=tuple(sorted(found.items())), later=tuple(sorted(later)))


def _less_elsewhere(diary: Diary, these: tuple[Week, ...], life: Life, each: GiveBack) -> GiveBack:
    """What is owed, less the minutes that the plans of other weeks have a place for."""
    if each.state != "owed":
        return each
    return replace(each, minutes_given=each.minutes_given + _placed_elsewhere(diary, these, life, each))


def _placed_elsewhere(diary: Diary, these: tuple[Week, ...], life: Life, owed: GiveBack) -> int:
    """Minutes that are planned in other weeks than these; what was done of it counts as given already."""
    placed = 0
    other = week_holding(life, owed.at)
    while other.span(life.zone).start < owed.due_at:
        kept = diary.plans.of(other) if other not in these else None
        blocks = kept.thing.current.blocks if kept else ()
        mine = (each for each in blocks if each.item_id == item_id_of(owed) and each.state == "planned")
        placed += sum(each.span.minutes for each in mine)
        other = other.next()
    return placed
