"""A micro habit says itself, is told to one person in words of one's own, and is never counted."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

from counterpoint.domain.living import MicroHabit
from counterpoint.domain.living.habits import current_habit, telling
from counterpoint.domain.living.practice import Kept, practice_lines

HABIT = MicroHabit("h", "Look out of the window.", "I put the kettle on,", "v", "Jo")


def test_it_reads_as_one_says_it() -> None:
    assert HABIT.sentence() == "After I put the kettle on, I look out of the window."
    assert MicroHabit("h", "Breathe").sentence() == "I breathe."
    assert MicroHabit("h", "NHK news off", "Dinner").sentence() == "After dinner, I NHK news off."


def test_the_one_that_is_on_is_the_newest() -> None:
    early = replace(HABIT, id="a", since=date(2026, 1, 1))
    late = replace(HABIT, id="b", since=date(2026, 2, 1))
    assert current_habit([early, late]) == late
    assert current_habit([replace(early, state="resting"), replace(late, state="past")]) is None


def test_a_habit_remembers_one_day_so_nothing_can_be_counted() -> None:
    kept = {each.name for each in fields(MicroHabit)}
    assert kept == {"id", "title", "cue", "value_id", "told_to", "state", "since", "last_on"}


def test_a_message_is_a_draft_in_plain_words() -> None:
    message = telling(HABIT, value="Family", whom="Jo")
    assert message.startswith("Hi Jo,")
    assert "“After I put the kettle on, I look out of the window”." in message
    assert "Family" in message
    assert telling(HABIT).startswith("Hi,")


def test_lines_to_practise_are_about_ones_own_time() -> None:
    lines = practice_lines([Kept("Dinner with the children", "my family"), Kept("100% quiet")])
    assert "Dinner with the children" in lines[0].asked
    assert "for my family" in lines[0].answer
    assert "for ‘100% quiet’" in lines[1].answer
    assert len(practice_lines([])) == len(lines)


def test_a_sentence_says_after_and_i_once() -> None:
    told = MicroHabit("h", "I walk round the block", "After I close the laptop")
    assert told.sentence() == "After I close the laptop, I walk round the block."
