"""Deep stretches and small things side by side, as they are in this week's plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpoint.desk.matters.focusing import WorkSeen, focus_wishes, keep_focus_wishes, work_seen
from counterpoint.desk.ports import ChangedMeanwhile
from counterpoint.domain.planning import FocusWishes, Plan, Task
from tests.desk.weeks import WEEK, ZONE, a_block, a_diary, at, span
from tests.memory import MemoryDiary


@pytest.fixture
def diary() -> MemoryDiary:
    diary = a_diary()
    for id in ("mail", "form", "bill"):
        diary.tasks.add(Task(id, id.title(), 15, "work", demand="light"))
    diary.tasks.change(replace(diary.tasks.get("report").thing, demand="deep"), version=1)
    return diary


def test_who_said_nothing_has_no_wishes_and_two_tabs_are_told(diary: MemoryDiary) -> None:
    assert focus_wishes(diary).version == 0
    assert diary.life().focus is None
    kept = keep_focus_wishes(diary, FocusWishes(least=45), version=0)
    assert diary.life().focus == kept.thing == focus_wishes(diary).thing
    with pytest.raises(ChangedMeanwhile):
        keep_focus_wishes(diary, FocusWishes(least=60), version=0)


def test_the_plan_shows_its_deep_stretches_and_what_stands_side_by_side(diary: MemoryDiary) -> None:
    assert work_seen(diary, at(0, 9)) == WorkSeen()
    small = [
        replace(a_block("report", span(day, 13, 15, minute)), id=name + str(day), subject_id=name, title=name)
        for day, minute, name in ((0, 0, "mail"), (0, 20, "form"), (0, 55, "bill"), (1, 0, "mail"))
    ]
    skipped = replace(small[0], id="no", span=span(1, 13, 15, 15), state="skipped")
    blocks = (a_block("report", span(0, 9, 90)), *small, skipped)
    diary.plans.keep(Plan(WEEK, ZONE, blocks), step="Planned", version=None)
    seen = work_seen(diary, at(0, 9))
    assert [each.span for each in seen.deep] == [span(0, 9, 90)]
    assert [[each.title for each in row] for row in seen.together] == [["mail", "form"]]


def test_an_old_form_for_what_is_not_there_begins_anew(diary: MemoryDiary) -> None:
    assert keep_focus_wishes(diary, FocusWishes("other", least=30), version=7).thing.least == 30
    assert keep_focus_wishes(diary, FocusWishes("focus", least=45), version=1).thing.id == "other"
