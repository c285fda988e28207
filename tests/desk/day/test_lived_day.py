"""What a page of today can show: the ritual that is due, the habit, and one offer to savour a day at most."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counterpoint.desk.day import habits, savouring
from counterpoint.desk.day.journal import look_into, question_of_the_day, write_entry
from counterpoint.desk.day.rituals import ritual_done, ritual_due
from counterpoint.desk.planning.edits import mark_block
from counterpoint.desk.ports import NotThere
from counterpoint.domain.energy import Stretch
from counterpoint.domain.living import GoodThing, JournalEntry, MicroHabit, Pause, SavourOffer
from counterpoint.domain.values import Commitment
from tests.desk.weeks import WEEK, a_block, a_diary, at, block_of, planned, span
from tests.memory import MemoryDiary

NIGHT = at(0, 21)
HABIT = MicroHabit("h", "breathe", "tea", "family")


def pause(diary: MemoryDiary) -> None:
    diary.dated(Pause).add(Pause("p", at(-1, 0)))


# Rituals


def test_a_ritual_is_due_around_its_time_in_the_plan() -> None:
    diary = a_diary()
    planned(diary, a_block("report", span(0, 10, 120)))
    for hour, minute, due in (
        (11, 45, False),
        (11, 51, True),
        (12, 5, True),
        (12, 39, True),
        (12, 41, False),
    ):
        found = ritual_due(diary, at(0, hour, minute))
        assert (found is not None) == due
    found = ritual_due(diary, at(0, 12))
    assert found
    assert found.ritual.id == "shutdown"
    assert not found.begins_work


def test_a_ritual_that_was_done_is_no_longer_due_and_is_remembered_as_time_lived() -> None:
    diary = a_diary()
    planned(diary, a_block("report", span(0, 10, 120)))
    ritual_done(diary, "shutdown", now=at(0, 12, 10))
    ritual_done(diary, "shutdown", now=at(0, 12, 10))
    assert ritual_due(diary, at(0, 12, 15)) is None
    [only] = (kept.thing for kept in diary.dated(Stretch).all())  # tapped twice, it was done once
    assert only == Stretch(only.id, at(0, 12), 10, "Close the day", "ritual:shutdown")
    ritual_done(diary, "shutdown", now=at(0, 12, 20))
    assert len({kept.thing.id for kept in diary.dated(Stretch).all()}) == 2
    with pytest.raises(NotThere):
        ritual_done(diary, "nothing", now=at(0, 12))


def test_while_life_happens_no_ritual_is_due_and_without_a_plan_neither() -> None:
    diary = a_diary()
    assert ritual_due(diary, at(0, 12)) is None
    planned(diary, a_block("report", span(0, 10, 120)))
    pause(diary)
    assert ritual_due(diary, at(0, 12)) is None


# The habit


def test_a_new_habit_is_the_one_that_is_on() -> None:
    diary = a_diary()
    habits.start_habit(diary, HABIT, now=NIGHT)
    habits.start_habit(diary, replace(HABIT, id="new"), now=NIGHT)
    assert diary.shelf(MicroHabit).get("h").thing.state == "resting"
    today = habits.habit_today(diary, NIGHT)
    assert today
    assert (today.habit.id, today.habit.since, today.done) == ("new", date(2026, 11, 23), False)
    assert today.value
    assert today.value.name == "Family"


def test_done_today_is_forgotten_tomorrow_and_can_be_taken_back() -> None:
    diary = a_diary()
    habits.start_habit(diary, HABIT, now=NIGHT)
    habits.did_it(diary, "h", now=NIGHT)
    version = habits.did_it(diary, "h", now=NIGHT).version
    assert version == 2  # the second tap changes nothing
    assert habits.habit_today(diary, NIGHT).done  # type: ignore[union-attr]
    assert not habits.habit_today(diary, NIGHT + timedelta(days=1)).done  # type: ignore[union-attr]
    habits.did_it(diary, "h", done=False, now=NIGHT)
    assert not habits.habit_today(diary, NIGHT).done  # type: ignore[union-attr]


def test_a_habit_rests_and_is_taken_up_again() -> None:
    diary = a_diary()
    habits.start_habit(diary, HABIT, now=NIGHT)
    habits.turn_habit(diary, "h", "resting")
    assert habits.habit_today(diary, NIGHT) is None
    habits.start_habit(diary, replace(HABIT, id="new"), now=NIGHT)
    habits.turn_habit(diary, "h", "on")
    assert diary.shelf(MicroHabit).get("new").thing.state == "resting"
    assert habits.turn_habit(diary, "h", "on").thing.state == "on"
    pause(diary)
    assert habits.habit_today(diary, NIGHT) is None


def test_the_message_and_the_lines_have_the_persons_own_words() -> None:
    diary = a_diary()
    assert "Family" in habits.message_about(diary, HABIT)
    assert "for Family" in habits.lines_to_practise(diary.life())[0].answer


# Savouring


def test_an_offer_comes_at_the_end_of_the_day_and_stands_for_two_hours() -> None:
    diary = a_diary()
    assert savouring.savour_offer(diary, at(0, 15)) is None
    offer = savouring.savour_offer(diary, NIGHT)
    assert offer == SavourOffer("2026-11-23", NIGHT, "evening")
    assert savouring.savour_offer(diary, NIGHT + timedelta(minutes=30)) == offer
    assert savouring.savour_offer(diary, NIGHT + timedelta(hours=2)) is None


def test_answered_once_the_day_has_no_other_and_the_next_day_begins_anew() -> None:
    diary = a_diary()
    savouring.savour_offer(diary, NIGHT)
    savouring.answer_offer(diary, now=NIGHT)
    savouring.answer_offer(diary, now=NIGHT)
    assert savouring.savour_offer(diary, NIGHT) is None
    tomorrow = savouring.savour_offer(diary, NIGHT + timedelta(days=1))
    assert tomorrow
    assert [kept.thing for kept in diary.dated(SavourOffer).all()] == [tomorrow]


def test_whoever_kept_something_today_is_not_asked() -> None:
    diary = a_diary()
    savouring.add_good_thing(diary, "soup", now=at(0, 9))
    savouring.add_good_thing(diary, "tea", now=at(0, 9))
    assert savouring.savour_offer(diary, NIGHT) is None
    diary.dated(SavourOffer).remove("2026-11-23")
    assert savouring.savour_offer(diary, NIGHT) is None


def test_after_something_lived_that_feeds_it_is_about_that() -> None:
    diary = a_diary()
    planned(diary, a_block("call", span(0, 14)))
    block = block_of(diary, "Call")
    mark_block(diary, WEEK, block.id, "done", version=1, now=at(0, 15))
    assert savouring.savour_offer(diary, at(0, 15, 10)) is None
    diary.shelf(Commitment).add(Commitment("k", "Ada", energy=2, task_ids=("call",)))
    offer = savouring.savour_offer(diary, at(0, 15, 10))
    assert offer
    assert (offer.occasion, offer.about) == ("after", "Call")


def test_planned_is_not_lived() -> None:
    diary = a_diary()
    diary.shelf(Commitment).add(Commitment("k", "Ada", energy=2, task_ids=("call",)))
    planned(diary, a_block("call", span(0, 14)))
    assert savouring.savour_offer(diary, at(0, 15, 10)) is None


def test_a_stretch_that_was_good_is_an_occasion_and_protected_time_is_never_disturbed() -> None:
    diary = a_diary()
    diary.dated(Stretch).add(Stretch("s", at(0, 17), 45, "Swim", quality=5))
    assert savouring.savour_offer(diary, at(0, 18, 30)) is None  # dinner
    offer = savouring.savour_offer(diary, at(0, 19, 10))
    assert offer
    assert offer.about == "Swim"
    kept = diary.dated(SavourOffer).get(offer.id)
    diary.dated(SavourOffer).change(replace(offer, at=at(0, 17, 50)), version=kept.version)
    assert savouring.savour_offer(diary, at(0, 18, 30)) is None
    assert savouring.savour_offer(diary, at(0, 19, 10)) is not None


def test_while_life_happens_nothing_is_offered() -> None:
    diary = a_diary()
    pause(diary)
    assert savouring.savour_offer(diary, NIGHT) is None


def test_ids_say_nothing_of_what_was_written() -> None:
    diary = a_diary()
    secrets = ("my secret", "my other secret", "my secret")
    first, second, again = (savouring.add_good_thing(diary, words, now=NIGHT) for words in secrets)
    entry = write_entry(diary, "my secret", prompt="Why?", now=NIGHT)
    assert first.thing.id != second.thing.id
    assert again == first  # sent twice, it is there once
    assert write_entry(diary, "my secret", prompt="Why?", now=NIGHT) == entry
    for kept in (first, second, entry):
        assert "secret" not in kept.thing.id


def test_the_archive_has_months_and_no_number() -> None:
    diary = a_diary()
    diary.dated(GoodThing).add(GoodThing("g", at(-40, 12), "soup"))
    archive = savouring.archive_of(diary, now=NIGHT, chance=0.5)
    assert archive.months == ((date(2026, 10, 1), (GoodThing("g", at(-40, 12), "soup"),)),)
    assert archive.again.by_chance


def test_the_journal_is_read_again() -> None:
    diary = a_diary()
    assert not look_into(diary).any_at_all
    write_entry(diary, " The moon. ", now=NIGHT)
    looked = look_into(diary, words="sun")
    assert looked.entries == ()
    assert looked.any_at_all
    assert look_into(diary).entries == (JournalEntry("20261123-200000", NIGHT, "The moon."),)
    assert question_of_the_day(diary, NIGHT) != question_of_the_day(diary, NIGHT, another=1)
