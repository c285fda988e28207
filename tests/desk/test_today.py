"""Today: what is on and what comes, the few musts, and how the stretch just past was."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from counterpoint.desk.day import rituals
from counterpoint.desk.day.ahead import day_items, view_of_day
from counterpoint.desk.day.checking_in import keep_prompt_wishes, prompts_around
from counterpoint.desk.ports import NotThere
from counterpoint.desk.today import (
    Moment,
    give_back_due,
    moment_of,
    musts,
    now_and_next,
    past,
    pause,
    prompt,
    rate_stretch,
    ritual_due,
    tomorrow,
)
from counterpoint.desk.week.which import week_of
from counterpoint.domain.boundaries import GiveBack
from counterpoint.domain.energy import PromptWishes, Stretch
from counterpoint.domain.living import Pause
from counterpoint.domain.planning import Task
from tests.desk.weeks import NOW, a_diary, at, planned, span, with_events
from tests.memory import MemoryDiary


def a_planned_diary() -> MemoryDiary:
    diary = a_diary()
    with_events(diary, ("Board", span(0, 14)), ("Choir", span(0, 20, 90)))
    planned(diary)
    return diary


def on(moment: datetime, diary: MemoryDiary | None = None) -> Moment:
    return moment_of(diary or a_planned_diary(), moment)


def titles(moment: Moment) -> tuple[list[str], str]:
    around = now_and_next(moment)
    return [each.title for each in around.now], around.next.title if around.next else ""


def test_now_is_what_is_on_and_next_is_what_comes_from_plan_calendar_and_protection() -> None:
    assert titles(on(at(0, 11))) == (["Report"], "Board")
    assert titles(on(at(0, 13))) == ([], "Board")
    assert titles(on(at(0, 14, 30))) == (["Board"], "Dinner")
    assert titles(on(at(0, 18, 30))) == (["Dinner"], "Choir")


def test_next_is_of_this_day_alone() -> None:
    assert titles(on(at(0, 22))) == ([], "")


def test_of_two_things_at_once_the_later_begun_comes_first() -> None:
    diary = a_planned_diary()
    with_events(diary, ("Board", span(0, 10, 180)), ("Call", span(0, 10, 30, minute=30)))
    assert titles(on(at(0, 10, 45), diary))[0] == ["Call", "Report", "Board"]


def test_what_was_skipped_is_not_on() -> None:
    diary = a_diary()
    kept = planned(diary)
    skipped = tuple(replace(each, state="skipped") for each in kept.thing.current.blocks)
    diary.plans.keep(replace(kept.thing.current, blocks=skipped), step="Skipped", version=kept.version)
    assert titles(on(at(0, 11), diary))[0] == []


def test_musts_are_those_planned_for_today_or_due_by_tomorrow_and_few() -> None:
    diary = a_planned_diary()
    report = diary.tasks.get("report")
    diary.tasks.change(replace(report.thing, importance="must"), version=report.version)
    for n in range(4):
        diary.tasks.add(Task(f"due-{n}", f"Due {n}", 30, importance="must", deadline_at=at(1, 9 + n)))
    diary.tasks.add(Task("far", "Far", 30, importance="must", deadline_at=at(5, 9)))
    diary.tasks.add(Task("done", "Done", 30, importance="must", deadline_at=at(0, 9), done=True))
    found = musts(on(at(0, 9), diary))
    assert [each.task.title for each in found] == ["Report", "Due 0", "Due 1"]
    assert found[0].entry is not None
    assert musts(on(at(0, 9))) == ()


def test_a_ritual_is_due_here_when_it_is_due_elsewhere_and_rests_in_a_pause() -> None:
    diary = a_planned_diary()
    ritual = next(each for each in on(at(0, 11), diary).entries if each.kind == "ritual")
    begin, end = ritual.span.start, ritual.span.end
    before, after = timedelta(minutes=10), timedelta(minutes=30)
    for moment, shown in ((begin - before, ritual), (begin - 2 * before, None), (end + after, None)):
        assert ritual_due(on(moment, diary)) == shown
        assert (rituals.ritual_due(diary, moment) is not None) == (shown is not None)
    diary.dated(Pause).add(Pause("flu", at(0, 8), at(1, 8)))
    assert ritual_due(on(begin, diary)) is None


def test_what_is_due_after_tomorrow_is_not_for_today_and_what_is_done_of_today_is_behind() -> None:
    diary = a_planned_diary()
    diary.tasks.add(Task("late", "Late", 30, importance="must", deadline_at=at(2, 22)))
    assert musts(on(at(0, 23), diary)) == ()
    report = diary.tasks.get("report")
    diary.tasks.change(replace(report.thing, importance="must"), version=report.version)
    assert [each.task.title for each in musts(on(at(0, 9), diary))] == ["Report"]
    kept = diary.plans.of(week_of(diary, at(0, 9)))
    assert kept is not None
    done = tuple(replace(each, state="done") for each in kept.thing.current.blocks)
    diary.plans.keep(replace(kept.thing.current, blocks=done), step="Done", version=kept.version)
    assert musts(on(at(0, 9), diary)) == ()


def test_tomorrow_holds_what_goes_on_from_today_and_the_whole_day_is_named() -> None:
    diary = a_diary()
    with_events(diary, ("Conference", span(0, 9, 60 * 56)), ("Late", span(0, 22, 100)))
    ahead = tomorrow(on(at(0, 21), diary))
    assert ahead is not None
    assert "Conference" in [each.title for each in ahead.entries]
    assert "Late" not in [each.title for each in ahead.entries]
    day = at(1, 9).date()
    (item,) = (each for each in day_items(view_of_day(diary, day, NOW), day) if each.kind == "event")
    assert (item.title, item.goes_on) == ("Conference", True)


def test_the_nearest_time_to_give_back_is_shown_while_it_can_be() -> None:
    diary = a_diary()
    backs = diary.dated(GiveBack)
    backs.add(GiveBack("late", NOW, "b", "Swim", 45, NOW + timedelta(days=4), state="owed"))
    backs.add(GiveBack("soon", NOW, "b", "Run", 30, NOW + timedelta(days=2)))
    backs.add(GiveBack("gone", NOW, "b", "Walk", 30, NOW + timedelta(days=1), state="let_go"))
    due = give_back_due(on(NOW, diary))
    assert due is not None
    assert due.id == "soon"
    assert give_back_due(on(NOW + timedelta(days=5), diary)) is None


def test_a_pause_is_shown_while_it_holds() -> None:
    diary = a_diary()
    diary.dated(Pause).add(Pause("flu", NOW, NOW + timedelta(hours=1)))
    assert pause(on(NOW, diary)) is not None
    assert pause(on(NOW + timedelta(hours=1), diary)) is None


def test_a_prompt_is_shown_when_it_is_due() -> None:
    diary = a_diary()
    assert prompt(on(NOW, diary)) is None
    keep_prompt_wishes(diary, PromptWishes(often="four"), version=0)
    first = prompts_around(diary, NOW)[0]
    assert prompt(on(first.at, diary)) == first


def test_tomorrow_is_seen_in_the_evening_and_not_before() -> None:
    diary = a_planned_diary()
    assert tomorrow(on(at(0, 12), diary)) is None
    ahead = tomorrow(on(at(0, 21), diary))
    assert ahead is not None
    assert [each.title for each in ahead.entries] == ["Dinner", "Call"]
    assert not ahead.more


def test_on_the_last_evening_of_a_week_tomorrow_is_of_the_next() -> None:
    ahead = tomorrow(on(at(6, 21)))
    assert ahead is not None
    assert [each.title for each in ahead.entries] == ["Dinner"]


# How it was


def test_what_has_just_ended_can_be_rated_in_two_taps_and_is_then_let_be() -> None:
    diary = a_planned_diary()
    now = at(0, 12, 30)
    behind = past(on(now, diary))
    assert behind is not None
    assert (behind.entry.title, behind.said) == ("Report", None)
    rate_stretch(diary, behind.id, now, quality=4)
    again = past(on(now, diary))
    assert again is not None
    assert again.said is not None
    rate_stretch(diary, behind.id, now, presence=5)
    assert past(on(now, diary)) is None
    (kept,) = diary.dated(Stretch).all()
    assert (kept.thing.quality, kept.thing.presence, kept.thing.minutes) == (4, 5, 120)
    assert (kept.thing.title, kept.thing.domain_id, kept.thing.at) == ("Report", "work", at(0, 10))


def test_after_three_hours_nobody_asks_how_it_was_and_a_day_later_it_is_over() -> None:
    diary = a_planned_diary()
    behind = past(on(at(0, 12, 30), diary))
    assert behind is not None
    assert past(on(at(0, 13, 59), diary)) is not None
    assert past(on(at(2, 12), diary)) is None
    with pytest.raises(NotThere):
        rate_stretch(diary, behind.id, at(2, 12), quality=3)
    with pytest.raises(NotThere):
        rate_stretch(diary, "nothing", at(0, 13), quality=3)
