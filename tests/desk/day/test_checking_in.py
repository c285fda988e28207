"""Check-ins are kept tap by tap and once each; nobody is asked where they are to be left alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from counterpoint.desk.day.checking_in import (
    at_hand,
    due_prompts,
    keep_answers,
    keep_prompt_wishes,
    look_back,
    moment_of,
    prompt_wishes,
    prompts_around,
)
from counterpoint.desk.ports import ChangedMeanwhile, Kept
from counterpoint.domain.energy import CheckIn, PromptWishes
from counterpoint.domain.living import Pause
from tests.desk.weeks import NOW, ZONE, a_diary, at, planned, span, with_events
from tests.memory import MemoryDiary
from tests.memory.shelves import MemoryDates


def tap(diary: MemoryDiary, **answers: object) -> Kept[CheckIn]:
    return keep_answers(diary, "tap-tap-1", answers, at=NOW, zone=ZONE)


def test_taps_of_one_check_in_join() -> None:
    diary = a_diary()
    tap(diary, energy=5)
    tap(diary, mood=2)
    (kept,) = diary.dated(CheckIn).all()
    assert kept.thing == CheckIn("tap-tap-1", NOW, ZONE, energy=5, mood=2)


def test_the_same_answers_again_change_nothing() -> None:
    diary = a_diary()
    first = tap(diary, energy=5)
    assert tap(diary, energy=5) == first
    assert diary.dated(CheckIn).all() == (first,)


def test_an_answer_is_taken_back_by_an_empty_one() -> None:
    diary = a_diary()
    tap(diary, energy=5, where="work")
    assert tap(diary, energy=None).thing.energy is None


def test_the_moment_is_that_of_the_first_tap() -> None:
    diary = a_diary()
    tap(diary, energy=5)
    later = keep_answers(diary, "tap-tap-1", {"mood": 3}, at=NOW + timedelta(minutes=2), zone="UTC")
    assert (later.thing.at, later.thing.zone) == (NOW, ZONE)


class Racing(MemoryDates[CheckIn]):
    """A shelf on which another tap of the same check-in is always a little quicker."""

    rival: dict[str, object]

    def add(self, thing: CheckIn) -> Kept[CheckIn]:
        self._overtake(thing)
        return super().add(thing)

    def change(self, thing: CheckIn, *, version: int) -> Kept[CheckIn]:
        self._overtake(thing)
        return super().change(thing, version=version)

    def _overtake(self, thing: CheckIn) -> None:
        rival, self.rival = self.rival, {}
        if rival:
            version = self.kept[thing.id].version if thing.id in self.kept else 0
            self.kept[thing.id] = Kept(CheckIn(thing.id, NOW, ZONE, **rival), version + 1)  # type: ignore[arg-type]


def test_two_taps_at_the_same_time_are_both_kept() -> None:
    diary = a_diary()
    shelf = Racing()
    diary.shelves[CheckIn] = shelf
    shelf.rival = {"mood": 6}
    assert tap(diary, energy=4).thing == CheckIn("tap-tap-1", NOW, ZONE, energy=4, mood=6)
    shelf.rival = {"mood": 6, "energy": 4, "tension": 1}
    assert tap(diary, where="between").thing.tension == 1


@pytest.mark.parametrize(
    ("ago", "then"),
    [
        (timedelta(hours=3), NOW - timedelta(hours=3)),
        (timedelta(hours=-3), NOW),
        (timedelta(days=9999), NOW - timedelta(days=366)),
    ],
)
def test_what_a_device_kept_is_dated_by_how_long_ago_it_was(ago: timedelta, then: object) -> None:
    assert moment_of(NOW, ago) == then


def test_what_is_planned_now_is_offered_as_the_activity() -> None:
    diary = a_diary()
    planned(diary)
    hand = at_hand(diary, at(0, 11))
    assert (hand.activity, hand.domain_id, hand.evening) == ("Report", "work", False)
    assert at_hand(diary, at(0, 21)).evening
    assert at_hand(diary, at(5, 11)).activity == ""


def test_an_event_of_now_is_offered_too() -> None:
    diary = a_diary()
    with_events(diary, ("Board", span(2, 10)))
    assert at_hand(diary, at(2, 10, 30)).activity == "Board"


def test_looking_back_begins_with_the_newest_and_marks_the_first_two_days() -> None:
    diary = a_diary()
    for n in range(4):
        keep_answers(diary, f"check-in-{n}", {"energy": 4}, at=NOW + timedelta(days=n), zone=ZONE)
    assert [each.settling for each in look_back(diary).past] == [False, False, True, True]
    assert look_back(diary, most=1).past[0].thing.id == "check-in-3"
    assert look_back(a_diary()).past == ()


def test_every_check_in_is_found_on_some_page_and_none_on_two() -> None:
    diary = a_diary()
    for n in range(7):
        diary.shelf(CheckIn).add(CheckIn(f"c{n}", NOW + timedelta(hours=n // 2)))
    pages = [look_back(diary, page, most=3) for page in (1, 2, 3, 4)]
    assert [each.thing.id for looked in pages for each in looked.past] == [f"c{n}" for n in range(6, -1, -1)]
    assert [looked.older for looked in pages] == [True, True, False, False]


# Being asked


def asked(**more: object) -> MemoryDiary:
    diary = a_diary()
    keep_prompt_wishes(diary, PromptWishes(often="four"), version=0)
    return diary


def test_nothing_asks_unless_somebody_wants_it() -> None:
    diary = a_diary()
    assert prompt_wishes(diary).thing.often == "off"
    assert prompts_around(diary, NOW) == ()
    assert due_prompts(diary, NOW) == ()


def test_wishes_are_kept_and_a_second_tab_is_told() -> None:
    diary = asked()
    keep_prompt_wishes(diary, PromptWishes(often="light"), version=1)
    assert prompt_wishes(diary).thing.often == "light"
    with pytest.raises(ChangedMeanwhile):
        keep_prompt_wishes(diary, PromptWishes(), version=1)


def test_a_prompt_is_due_until_a_check_in_answers_it() -> None:
    diary = asked()
    prompt = next(each for each in prompts_around(diary, at(2, 12)) if each.at > at(2, 0))
    soon = prompt.at + timedelta(minutes=5)
    assert due_prompts(diary, soon) == (prompt,)
    assert at_hand(diary, soon).prompt_id == prompt.id
    keep_answers(diary, "an-answer", {"energy": 3}, at=soon, zone=ZONE)
    assert due_prompts(diary, soon + timedelta(minutes=1)) == ()


def test_nobody_is_asked_during_protected_time() -> None:
    for day in range(5):
        diary = asked()
        dinner = span(day, 18)
        assert not any(each.span.overlaps(dinner) for each in prompts_around(diary, at(day, 12)))


def test_nobody_is_asked_in_a_pause_that_goes_on() -> None:
    diary = asked()
    diary.dated(Pause).add(Pause("flu", at(2, 0)))
    assert not [each for each in prompts_around(diary, at(2, 12)) if each.at > at(2, 0)]
