"""What one day holds, in order: events, protected time and what is planned, each with what it is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from counterpoint.desk.ports import Diary
from counterpoint.desk.week.blocks import is_firm
from counterpoint.desk.week.days import date_for, day_of, is_of_day
from counterpoint.desk.week.look import WeekView, look_at_week
from counterpoint.domain.planning import Block, Life
from counterpoint.domain.timeline import Span, Week
from counterpoint.domain.values import CoreValue, Sphere

ItemKind = Literal["event", "protected", "planned"]


@dataclass(frozen=True, slots=True)
class DayItem:
    """Something of a day. `value` is what it is for, where that was said; `must`: one of the few musts.

    `goes_on`: it began before this day.
    """

    title: str
    span: Span
    kind: ItemKind = "planned"
    value: CoreValue | None = None
    sphere: Sphere = "both"
    must: bool = False
    all_day: bool = False
    goes_on: bool = False


def view_of_day(diary: Diary, day: date, now: datetime) -> WeekView:
    """The week that a day is in."""
    settings = diary.settings().thing
    return look_at_week(diary, Week.holding(day, week_start=settings.week_start), now)


def today_of(diary: Diary, now: datetime) -> date:
    """The date that it is for this person; late at night it is still the day that began in the morning."""
    settings = diary.settings().thing
    return date_for(now, settings.zone, settings.availability)


def day_items(view: WeekView, day: date) -> tuple[DayItem, ...]:
    """All that takes time on a day, earliest first, without rituals, meals and what was skipped."""
    return tuple(sorted(_items(view, day), key=lambda each: (not each.all_day, each.span, each.title)))


def _items(view: WeekView, day: date) -> Iterator[DayItem]:
    life = view.life
    for fact in view.facts:
        if (fact.blocking or fact.all_day) and is_of_day(fact.span, day, view, all_day=fact.all_day):
            goes_on = not fact.all_day and day_of(fact.span.start, view) != day
            sphere = _sphere(life, fact.domain_id)
            yield DayItem(
                fact.title, fact.span, "event", sphere=sphere, all_day=fact.all_day, goes_on=goes_on
            )
    for time in view.protected:
        if is_of_day(time.span, day, view):
            yield DayItem(time.title, time.span, "protected", life.value(time.value_id), time.sphere)
    done = done_tasks(life)
    for block in view.blocks:
        shown = block.kind not in ("ritual", "meal") and block.state != "skipped"
        over = block.state == "planned" and block.kind == "task" and block.subject_id in done
        if shown and not over and is_of_day(block.span, day, view):
            yield _planned(life, block)


def done_tasks(life: Life) -> frozenset[str]:
    """The tasks that are done as a whole, by a block or by a word: what is planned of them asks nothing."""
    return frozenset(each.id for each in life.tasks if each.done)


def _planned(life: Life, block: Block) -> DayItem:
    task = next((each for each in life.tasks if block.kind == "task" and each.id == block.subject_id), None)
    return DayItem(
        block.title,
        block.span,
        "protected" if is_firm(block) else "planned",
        value_of(life, block),
        _sphere(life, block.domain_id),
        must=task is not None and task.importance == "must" and block.state == "planned",
    )


def value_of(life: Life, block: Block) -> CoreValue | None:
    """What a block is for: its own value, else that of its life domain."""
    domain = life.domain(block.domain_id)
    return life.value(block.value_id) or (life.value(domain.value_id) if domain else None)


def _sphere(life: Life, domain_id: str) -> Sphere:
    domain = life.domain(domain_id)
    return domain.sphere if domain else "both"
