"""Closing a working day: what was planned and not done is placed again or let go, and tomorrow is seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from counterpoint.desk.day.ahead import DayItem, day_items, done_tasks, today_of, value_of, view_of_day
from counterpoint.desk.day.savouring import add_good_thing
from counterpoint.desk.planning.background import start_planning
from counterpoint.desk.planning.edits import mark_block, remove_block
from counterpoint.desk.ports import Diary, NotThere
from counterpoint.desk.week.days import day_of
from counterpoint.desk.week.look import WeekView
from counterpoint.domain.energy.prompts import waking_day
from counterpoint.domain.planning import Block, BlockState, Ritual
from counterpoint.domain.planning.rituals import ritual_for
from counterpoint.domain.timeline import DAY, Week
from counterpoint.domain.values import CoreValue

Choice = Literal["done", "again", "not_this_week"]
CHOICES: tuple[Choice, ...] = ("done", "again", "not_this_week")


@dataclass(frozen=True, slots=True)
class Leftover:
    """Something of today that is not behind, with all of today's blocks of it, and the value it is for."""

    blocks: tuple[Block, ...]
    value: CoreValue | None = None

    @property
    def id(self) -> str:
        return self.blocks[0].id

    @property
    def title(self) -> str:
        return self.blocks[0].title


@dataclass(frozen=True, slots=True)
class Closing:
    """What closing the day has before it. `version` is the plan's, 0 without one.

    `again_in` is the week in which a new place is looked for: that of tomorrow.
    """

    today: date
    week: Week
    version: int
    leftovers: tuple[Leftover, ...]
    tomorrow: tuple[DayItem, ...]
    again_in: Week
    ritual: Ritual | None = None

    @property
    def ends_the_week(self) -> bool:
        return self.again_in != self.week


@dataclass(frozen=True, slots=True)
class Closed:
    """What came of it. `planning`: a new place is being looked for. `rests`: what rests until `until`.

    `stays_open`: what its deadline does not let rest so long, with that deadline; `left_out`: routines, of
    which only today's is left out; `done`: the ids of the tasks of which something was said to be done.
    """

    planning: bool = False
    again: tuple[str, ...] = ()
    rests: tuple[str, ...] = ()
    until: date | None = None
    stays_open: tuple[tuple[str, datetime], ...] = ()
    left_out: tuple[str, ...] = ()
    done: tuple[str, ...] = ()


def closing_of(diary: Diary, now: datetime) -> Closing:
    """The day as it stands: what is left of it, and what tomorrow holds."""
    today = _day_to_close(diary, now)
    view = view_of_day(diary, today, now)
    tomorrow = today + DAY
    next_view = view if tomorrow < view.week.next().first else view_of_day(diary, tomorrow, now)
    return Closing(
        today,
        view.week,
        view.version,
        tuple(_leftovers(view, today)),
        day_items(next_view, tomorrow),
        next_view.week,
        ritual_for(view.life.rituals, begins_work=False),
    )


def _day_to_close(diary: Diary, now: datetime) -> date:
    """The day that is behind: before the first waking minute it is still the one before."""
    settings, today = diary.settings().thing, today_of(diary, now)
    awake = waking_day(today, settings.availability.waking, settings.zone)
    return today - DAY if awake and now < awake.start else today


def _leftovers(view: WeekView, today: date) -> list[Leftover]:
    """What of today is behind its time, or is work. What the evening still holds is left to the evening."""
    left: dict[tuple[str, str], list[Block]] = {}
    done = done_tasks(view.life)
    for each in view.blocks:
        open_today = each.state == "planned" and day_of(each.span.start, view) == today
        over = each.span.end <= view.now or _is_work(view, each)
        is_done = each.kind == "task" and each.subject_id in done
        if each.kind in ("task", "routine") and open_today and over and not is_done:
            left.setdefault((each.kind, each.subject_id), []).append(each)
    return [Leftover(tuple(blocks), value_of(view.life, blocks[0])) for blocks in left.values()]


def _is_work(view: WeekView, block: Block) -> bool:
    domain = view.life.domain(block.domain_id)
    return domain is not None and domain.sphere == "work"


def close_day(
    diary: Diary, choices: Mapping[str, str], *, version: int, good: str = "", now: datetime
) -> Closed:
    """Does with each leftover what was chosen (by its id) and keeps the day's good thing: all or nothing.

    A leftover without a choice stays where it is. Raises ChangedMeanwhile when the plan is another by now.
    """
    with diary.together():
        before = closing_of(diary, now)
        said = {each.id: choices.get(each.id, "") for each in before.leftovers}
        for left in before.leftovers:
            for block in left.blocks if said[left.id] in CHOICES else ():
                version = _do(diary, before, block, said[left.id], version=version, now=now)
        if good.strip():
            add_good_thing(diary, good, now=now)
        return _closed(diary, before, said, version)


def _closed(diary: Diary, before: Closing, said: Mapping[str, str], version: int) -> Closed:
    again = _titles(before, said, "again")
    out = [each for each in before.leftovers if said[each.id] == "not_this_week"]
    routines = [each.title for each in out if each.blocks[0].kind == "routine"]
    tasks = [each for each in out if each.blocks[0].kind == "task"]
    deadlines = {each.id: _may_not_wait(diary, each.blocks[0].subject_id, before) for each in tasks}
    return Closed(
        bool(again) and _plan_again(diary, before, version),
        again,
        tuple(dict.fromkeys(each.title for each in tasks if deadlines[each.id] is None)),
        before.again_in.next().first,
        tuple((each.title, due) for each in tasks if (due := deadlines[each.id])),
        tuple(dict.fromkeys(routines)),
        tuple(
            each.blocks[0].subject_id
            for each in before.leftovers
            if said[each.id] == "done" and each.blocks[0].kind == "task"
        ),
    )


def _may_not_wait(diary: Diary, task_id: str, before: Closing) -> datetime | None:
    """The deadline of a task, where it comes before the week in which it could rest until."""
    start = before.again_in.next().span(diary.settings().thing.zone).start
    due = (kept.thing.deadline_at for kept in diary.tasks.all() if kept.thing.id == task_id)
    return next((each for each in due if each and each <= start), None)


def _titles(before: Closing, said: Mapping[str, str], choice: Choice) -> tuple[str, ...]:
    chosen = (each.title for each in before.leftovers if said[each.id] == choice)
    return tuple(dict.fromkeys(chosen))


def _do(diary: Diary, before: Closing, block: Block, choice: str, *, version: int, now: datetime) -> int:
    """Returns the version that the plan has afterwards."""
    state: BlockState | None = None
    if choice == "done":
        state = "done"
    elif choice == "not_this_week" and block.kind == "routine":
        state = "skipped"
    if state:
        return mark_block(diary, before.week, block.id, state, version=version, now=now).kept.version
    if choice == "not_this_week":
        _rest_until(diary, block.subject_id, before.again_in.next())
    return remove_block(diary, before.week, block.id, version=version, now=now).kept.version


def _rest_until(diary: Diary, task_id: str, week: Week) -> None:
    """A task is not placed before a week begins, unless its deadline does not let it wait so long."""
    try:
        kept = diary.tasks.get(task_id)
    except NotThere:
        return
    task, start = kept.thing, week.span(diary.settings().thing.zone).start
    may_wait = task.deadline_at is None or task.deadline_at > start
    if may_wait and (task.earliest_at is None or task.earliest_at < start):
        diary.tasks.change(replace(task, earliest_at=start), version=kept.version)


def _plan_again(diary: Diary, before: Closing, version: int) -> bool:
    """Plans the rest of the week again; a coming week only if it has been planned already."""
    if not before.ends_the_week:
        start_planning(diary, before.week, version=version)
        return True
    if diary.plans.of(before.again_in) is None:
        return False
    start_planning(diary, before.again_in)
    return True
