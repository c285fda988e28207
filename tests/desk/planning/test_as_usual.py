"""Tasks as long as they usually take: only where the person wants it, and from what was done."""

from __future__ import annotations

from dataclasses import replace

from counterpoint.desk.week.life import habits_in, life_in
from counterpoint.domain.planning import Block, Task
from tests.desk.weeks import WEEK, a_diary, planned, span
from tests.memory import MemoryDiary


def lived() -> MemoryDiary:
    """Eight steady tasks that each took an hour and a half instead of one."""
    diary = a_diary()
    names = [f"t{nth}" for nth in range(8)]
    for name in names:
        diary.tasks.add(Task(name, name, 60, "work", done=True))
    blocks = [
        Block(name, "task", f"task:{name}", name, name, span(nth // 2, 10 + 2 * (nth % 2), 90), state="done")
        for nth, name in enumerate(names)
    ]
    plan = planned(diary).thing.current
    diary.plans.keep(replace(plan, blocks=tuple(blocks)), step="Lived", version=1)
    return diary


def test_a_week_is_planned_from_written_lengths_unless_the_person_wants_the_usual_ones() -> None:
    diary = lived()
    assert life_in(diary, WEEK).usual == ()
    kept = diary.settings()
    diary.change_settings(replace(kept.thing, as_usual=True), version=kept.version)
    usual = {kind: times for kind, times, _of in life_in(diary, WEEK).usual}
    assert 1.2 < usual["steady"] < 1.5
    assert 1.2 < usual["deep"] < usual["steady"]


def test_without_finished_tasks_nothing_is_known() -> None:
    assert habits_in(a_diary()) == ()
