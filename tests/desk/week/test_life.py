"""The life that a week is planned from."""

from __future__ import annotations

from datetime import datetime

from counterpoint.desk.week.life import life_in
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.timeline import Week
from tests.desk.weeks import WEEK, a_diary, at, planned


def test_what_another_week_has_ahead_of_a_task_is_not_planned_twice() -> None:
    diary = a_diary()
    planned(diary)
    coming, before, behind = WEEK.next(), at(0, 7), at(6, 23)

    def asked(now: datetime) -> dict[str, int]:
        problem = pose(life_in(diary, coming, now), (), coming)
        return {each.subject_id: each.minutes for each in problem.items if each.kind == "task"}

    assert asked(before) == {}, "this week has a place for all of it"
    assert asked(behind) == {"report": 120, "call": 30}, "nothing was said to be done"
    assert dict(life_in(diary, WEEK, before).elsewhere) == {}
    assert life_in(diary, coming).elsewhere == ()
    far = Week.named("2036-W48")
    assert dict(life_in(diary, far, before).elsewhere) == {}
