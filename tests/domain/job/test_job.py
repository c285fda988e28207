"""Of one's own words come small steps and a proposal; of what was not disclosed comes nothing."""

from __future__ import annotations

from datetime import date

from counterpoint.domain.job import (
    SIDES,
    JobTrial,
    Named,
    asks_to_look_back,
    conversation,
    proposal_text,
    running,
    small_steps,
)

TRIAL = JobTrial("t", "Wednesdays from home", date(2026, 12, 1), date(2027, 1, 15), "Calls are answered.")
NOTES = {
    "schedule-when": "- From home on Wednesdays\n",
    "schedule-free": "Tuesdays until ten",
    "schedule-given": "Customers get an answer on the same day",
    "tasks-less": "Chasing invoices.\n\n• Minutes",
}


def test_every_line_of_an_answer_becomes_one_small_step() -> None:
    steps = small_steps(NOTES, "tasks")
    assert [each.id for each in steps] == ["tasks-less.0", "tasks-less.1"]
    assert steps[0].title.endswith("Chasing invoices")
    assert steps[1].title.endswith("Minutes")
    assert not small_steps({}, "people")


def test_every_question_has_a_step_to_it() -> None:
    for side, questions in SIDES.items():
        notes = dict.fromkeys(questions, "x")
        assert len(small_steps(notes, side)) == len(questions)


def test_a_proposal_is_made_of_ones_own_words() -> None:
    text = proposal_text(NOTES, [], TRIAL, name="Ada", days="from 1 December to 15 January")
    for words in ("– From home on Wednesdays", "– Tuesdays until ten", "Wednesdays from home", "Ada"):
        assert words in text
    assert "What would show that it works: Calls are answered." in text


def test_of_protected_time_only_what_is_disclosed_is_told() -> None:
    hours = [
        Named("MONDAY"),
        Named("TUESDAY", "commitment", "SECRET"),
        Named("WEDNESDAY", "value", "Family"),
        Named("THURSDAY", "nothing", "SECRET"),
        Named("FRIDAY", "value", ""),
    ]
    text = proposal_text({}, hours, None, name="")
    assert "MONDAY" not in text
    assert "THURSDAY" not in text
    assert "SECRET" not in text
    assert "TUESDAY, for a personal commitment" in text
    assert "WEDNESDAY, for Family" in text
    assert "FRIDAY, for a personal commitment" in text


def test_a_guide_to_the_conversation_weaves_in_what_was_written() -> None:
    before, *_others = conversation(NOTES)
    assert any("From home on Wednesdays" in point for point in before.points)
    assert len(conversation({})) == 3


def test_a_trial_asks_for_a_look_back_once_it_is_over() -> None:
    assert running(TRIAL, date(2026, 12, 1))
    assert not asks_to_look_back(TRIAL, date(2027, 1, 15))
    assert asks_to_look_back(TRIAL, date(2027, 1, 16))
