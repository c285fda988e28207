"""What is due is found where it stands, and is not said where a person is to be left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from counterpoint.desk.day.checking_in import keep_prompt_wishes
from counterpoint.desk.ports import ChangedMeanwhile, NotThere
from counterpoint.desk.post.notices import board, due_named, keep_notice_wishes, notice_wishes, put_off
from counterpoint.domain.energy import PromptWishes
from counterpoint.domain.living import Notice, NoticeWish, NoticeWishes, Pause
from counterpoint.domain.timeline import EVERY_DAY, WeeklyWindow
from counterpoint.domain.values import Commitment
from tests.desk.post.post_lives import SATURDAY, full
from tests.desk.weeks import NOW, at
from tests.memory import MemoryDiary


def kinds(diary: MemoryDiary, now: datetime) -> list[str]:
    return [each.kind for each in board(diary, now).shown]


def test_what_is_due_stands_there() -> None:
    assert kinds(full(), SATURDAY) == ["review", "season", "give_back", "commitment", "plan"]


def test_a_new_life_has_no_notices() -> None:
    assert kinds(MemoryDiary(), NOW) == []


def test_the_ritual_of_the_plan_is_due_in_its_time() -> None:
    diary = full()
    block = next(
        each for kept in diary.plans.all() for each in kept.thing.current.blocks if each.kind == "ritual"
    )
    assert "ritual" in kinds(diary, block.span.start)


def test_protected_time_is_quiet_and_says_until_when() -> None:
    diary = full()
    here = board(diary, at(4, 18, 30))
    assert (here.shown, here.quiet_until) == ((), at(4, 19))


def test_deep_focus_is_quiet() -> None:
    diary = full()
    kept = diary.tasks.get("report")
    diary.tasks.change(replace(kept.thing, demand="deep"), version=kept.version)
    assert board(diary, at(0, 10, 30)).quiet_until == at(0, 12)
    kept = diary.tasks.get("report")
    diary.tasks.change(replace(kept.thing, demand="light"), version=kept.version)
    assert board(diary, at(0, 10, 30)).quiet_until is None


def test_a_pause_is_quiet() -> None:
    diary = full()
    diary.dated(Pause).add(Pause("ill", SATURDAY - timedelta(hours=1)))
    assert board(diary, SATURDAY).quiet_until
    assert kinds(diary, SATURDAY) == []


def test_quiet_hours_of_prompts_are_quiet_for_all() -> None:
    diary = full()
    kept = diary.shelf(PromptWishes).get("prompts")
    shut = WeeklyWindow(EVERY_DAY, time(10), time(12))
    keep_prompt_wishes(diary, PromptWishes("prompts", "off", (shut,)), version=kept.version)
    assert board(diary, SATURDAY).quiet_until == at(5, 12)


def test_a_kind_that_is_off_is_not_shown() -> None:
    diary = full()
    keep_notice_wishes(diary, NoticeWishes(wishes=(NoticeWish("season", app=False),)), version=0)
    assert "season" not in kinds(diary, SATURDAY)
    assert notice_wishes(diary).version == 1
    with pytest.raises(ChangedMeanwhile):
        keep_notice_wishes(diary, NoticeWishes(), version=7)


def test_not_now_lets_one_thing_be_and_pressed_twice_is_once() -> None:
    diary = full()
    due = next(each for each in board(diary, SATURDAY).shown if each.kind == "review")
    put_off(diary, due, SATURDAY)
    put_off(diary, due, SATURDAY + timedelta(minutes=1))
    assert kinds(diary, SATURDAY) == ["season", "give_back", "commitment", "plan"]
    assert len(diary.dated(Notice).all()) == 1


def test_not_now_says_more_than_that_it_was_told() -> None:
    diary = full()
    due = next(each for each in board(diary, SATURDAY).shown if each.kind == "review")
    diary.dated(Notice).add(Notice("review-2026-11-28", SATURDAY, "review", due.subject))
    put_off(diary, due, SATURDAY)
    assert "review" not in kinds(diary, SATURDAY)


def test_not_now_to_a_second_of_a_kind_does_not_bring_the_first_back() -> None:
    diary = full()
    diary.shelf(Commitment).add(Commitment("club", "Club", look_again_on=date(2026, 11, 26)))
    for _ in range(2):
        due = next(each for each in board(diary, SATURDAY).shown if each.kind == "commitment")
        put_off(diary, due, SATURDAY)
    assert "commitment" not in kinds(diary, SATURDAY)


def test_what_is_not_due_any_more_is_told() -> None:
    with pytest.raises(NotThere):
        due_named(full(), "season", "gone@2020-01-01", SATURDAY)
