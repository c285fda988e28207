"""What a person did in their phone is never gone over or taken away without their having been asked."""

from __future__ import annotations

from dataclasses import replace

from counterpoint.desk.ports import Written
from counterpoint.desk.publishing.ledger import change_collection, keep
from counterpoint.desk.syncing.starting import stop
from tests.desk.syncing.plan_lives import Life
from tests.sync.planned import at, basic, moved, pinned, when

TWO_MONTHS = at(24 * 60)


def into_series(life: Life, id: str) -> None:
    rule = "RRULE:FREQ=WEEKLY;COUNT=20\r\nEND:VEVENT"
    life.write(id, life.raw(id).replace("END:VEVENT", rule))


def test_an_old_entry_that_became_a_series_there_stays(life: Life) -> None:
    life.now = TWO_MONTHS
    into_series(life, "swim")
    name = life.name_of("swim")
    life.sync()
    life.sync()
    assert b"RRULE" in life.there.entries[name][1]
    assert not life.errands


def test_a_question_about_a_series_that_nobody_answers_for_weeks_deletes_nothing(life: Life) -> None:
    into_series(life, "swim")
    life.sync()
    assert life.errands["swim"].question == "shape"
    life.now = TWO_MONTHS
    life.sync()
    life.sync()
    assert "RRULE" in life.raw("swim")
    assert not life.errands


def test_a_series_becomes_the_block_again_that_nobody_changed_once_its_person_says_so(life: Life) -> None:
    before = when(life.raw("swim"))
    into_series(life, "swim")
    life.sync()
    life.answer("swim", "plan")
    life.sync()
    assert "RRULE" not in life.raw("swim")
    assert when(life.raw("swim")) == before
    assert not life.errands
    life.sync()
    assert not life.errands


def test_a_block_taken_out_here_leaves_the_series_that_it_became_there_and_asks(life: Life) -> None:
    into_series(life, "swim")
    life.sync()
    life.take_out("swim")
    life.sync()
    life.sync()
    assert "RRULE" in life.raw("swim")
    assert (life.errands["swim"].question, life.errands["swim"].op) == ("shape", "delete")
    name = life.name_of("swim")
    life.answer("swim", "plan")
    life.sync()
    assert name not in life.there.entries


def test_a_block_that_comes_back_here_does_not_go_over_the_series_that_it_became_there(life: Life) -> None:
    into_series(life, "swim")
    life.take_out("swim")
    life.sync()
    assert (life.errands["swim"].question, life.errands["swim"].op) == ("shape", "delete")
    life.add(pinned("swim", 45))
    life.sync()
    life.sync()
    assert "RRULE" in life.raw("swim")
    assert (life.errands["swim"].question, life.errands["swim"].op) == ("shape", "change")
    life.answer("swim", "plan")
    life.sync()
    assert "RRULE" not in life.raw("swim")
    assert when(life.raw("swim"))[0] == basic(45)


def test_an_entry_of_more_than_a_year_ago_that_changes_there_stays(life: Life) -> None:
    life.now = at(24 * 400)
    life.write("swim", life.raw("swim").replace("SUMMARY:Swim", "SUMMARY:The first time"))
    life.sync()
    life.sync()
    assert "SUMMARY:The first time" in life.raw("swim")
    assert not life.errands


def test_a_series_that_becomes_one_event_again_is_met_like_any_other(life: Life) -> None:
    before = life.raw("swim")
    into_series(life, "swim")
    life.sync()
    life.write("swim", moved(before, 36))
    life.sync()
    assert life.block("swim").span.start == at(36)
    assert not life.errands


def test_taking_all_away_asks_about_the_series_that_an_entry_became(life: Life) -> None:
    there = life.there
    into_series(life, "swim")
    life.sync()
    stop(life.diary, life.id, take_away=True)
    life.sync()
    assert len(there.entries) == 1
    assert life.errands["swim"].question == "shape"


def test_what_was_set_aside_is_given_up_when_it_is_long_behind_and_deletes_nothing(life: Life) -> None:
    life.move("swim", 40)
    keep(life.diary, replace(life.errands["swim"], state="aside", tries=5, why="It was refused."))
    life.now = TWO_MONTHS
    life.sync()
    life.sync()
    assert when(life.raw("swim"))[0] == basic(30)
    assert not life.errands


def test_where_there_and_here_differ_about_what_is_behind_the_entry_stays(life: Life) -> None:
    """Here it ended before what is shown there begins, there it is longer."""
    keep(life.diary, replace(life.entries["swim"], ends_at=at(32)))
    change_collection(life.diary, life.place.id, since=at(31))
    life.sync()
    life.sync()
    assert "swim" in life.entries
    assert len(life.there.entries) == 2


def test_what_was_moved_here_to_what_is_behind_and_not_sent_yet_moves_there(life: Life) -> None:
    life.move("swim", 27)
    change_collection(life.diary, life.place.id, since=at(29))
    life.sync()
    life.sync()
    assert when(life.raw("swim"))[0] == basic(27)
    assert not life.errands


def test_another_title_is_no_answer_to_what_was_deleted_there(life: Life) -> None:
    life.there.delete(life.name_of("swim"))
    life.sync()
    life.call("swim", "Swim far")
    life.sync()
    assert len(life.there.entries) == 1
    assert life.errands["swim"].question == "gone"
    life.answer("swim", "put_back")
    life.sync()
    assert "SUMMARY:Swim far" in life.raw("swim")


def test_what_was_left_there_is_an_event_like_any_other_once_its_block_is_behind(life: Life) -> None:
    into_series(life, "swim")
    life.sync()
    life.answer("swim", "there")
    life.sync()
    assert life.foreign == []
    life.now = TWO_MONTHS
    life.sync()
    assert "swim" not in life.entries
    assert "Swim" in life.foreign
    assert len(life.there.entries) == 2


def test_what_may_have_come_there_unseen_weeks_ago_is_looked_for_and_stays(life: Life) -> None:
    life.add(pinned("read", 50))
    life.server.says = [(Written("unknown", "It failed."), True)]
    life.sync()
    life.now = TWO_MONTHS
    life.sync()
    life.sync()
    assert when(life.raw("read"))[0] == basic(50)
    assert not life.errands
