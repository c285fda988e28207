"""The micro habit: the one that is on, done today or not yet, and words for telling somebody of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from counterpoint.desk.day.ahead import today_of
from counterpoint.desk.ports import Diary, Kept
from counterpoint.domain.living import HabitState, MicroHabit, Pause
from counterpoint.domain.living.habits import current_habit, telling
from counterpoint.domain.living.practice import Kept as KeptTime
from counterpoint.domain.living.practice import Line, practice_lines
from counterpoint.domain.planning import Life
from counterpoint.domain.values import CoreValue


@dataclass(frozen=True, slots=True)
class HabitToday:
    """The habit that is on. `done`: the person said today that they did it; nothing else is remembered."""

    habit: MicroHabit
    done: bool
    value: CoreValue | None = None


def habit_today(diary: Diary, now: datetime) -> HabitToday | None:
    """None without a habit that is on, and while life happens."""
    habit = habit_on(diary)
    if habit is None or any(kept.thing.holds(now) for kept in diary.dated(Pause).all()):
        return None
    return HabitToday(habit, habit.last_on == today_of(diary, now), _its_value(diary, habit))


def habit_on(diary: Diary) -> MicroHabit | None:
    """The habit that is on, also while life happens."""
    return current_habit(kept.thing for kept in diary.shelf(MicroHabit).all())


def bring_back(diary: Diary, habit: MicroHabit) -> Kept[MicroHabit]:
    """A habit that was removed; where another one is on by now, it rests."""
    rests = habit.state == "on" and habit_on(diary) is not None
    return diary.shelf(MicroHabit).add(replace(habit, state="resting") if rests else habit)


def start_habit(diary: Diary, habit: MicroHabit, *, now: datetime) -> Kept[MicroHabit]:
    """A new habit is the one that is on; the one before it rests."""
    with diary.together():
        shelf = diary.shelf(MicroHabit)
        for kept in shelf.all():
            if kept.thing.state == "on":
                shelf.change(replace(kept.thing, state="resting"), version=kept.version)
        return shelf.add(replace(habit, state="on", since=today_of(diary, now)))


def did_it(diary: Diary, id: str, *, done: bool = True, now: datetime) -> Kept[MicroHabit]:
    """Remembers that it was done today, or takes that back. Raises NotThere."""
    with diary.together():
        kept = diary.shelf(MicroHabit).get(id)
        changed = replace(kept.thing, last_on=today_of(diary, now) if done else None)
        return (
            kept if changed == kept.thing else diary.shelf(MicroHabit).change(changed, version=kept.version)
        )


def turn_habit(diary: Diary, id: str, state: HabitState) -> Kept[MicroHabit]:
    """Lets a habit rest or be past, or takes it up again; then the one that was on rests. Raises NotThere."""
    with diary.together():
        shelf = diary.shelf(MicroHabit)
        kept = shelf.get(id)
        for other in shelf.all():
            if state == "on" and other.thing.state == "on" and other.thing.id != id:
                shelf.change(replace(other.thing, state="resting"), version=other.version)
        return (
            kept
            if kept.thing.state == state
            else shelf.change(replace(kept.thing, state=state), version=kept.version)
        )


def message_about(diary: Diary, habit: MicroHabit) -> str:
    """A draft to one person; it is copied and sent by the person, never from here."""
    value = _its_value(diary, habit)
    return telling(habit, value=value.name if value else "", whom=habit.told_to)


def _its_value(diary: Diary, habit: MicroHabit) -> CoreValue | None:
    return next((kept.thing for kept in diary.values.all() if kept.thing.id == habit.value_id), None)


def lines_to_practise(life: Life) -> tuple[Line, ...]:
    """Requests to answer aloud, about the person's own protected time."""
    kept = [KeptTime(each.title, _value(life, each.value_id)) for each in life.protected]
    return practice_lines(kept)


def _value(life: Life, value_id: str) -> str:
    value = life.value(value_id)
    return value.name if value else ""
