"""Requests: looked at, kept, answered; what is accepted stands in the week, and what bends is logged."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from counterpoint.desk.boundaries import requests as desk
from counterpoint.desk.ports import ChangedMeanwhile, Kept, NotThere
from counterpoint.desk.week.facts import facts_for
from counterpoint.desk.week.look import look_at_week
from counterpoint.domain.boundaries import Bend, GiveBack, Request
from counterpoint.domain.planning import Settings
from counterpoint.domain.timeline import Span
from tests.desk.weeks import NOW, WEEK, a_diary, planned, span, with_events
from tests.memory import MemoryDiary


def asked(diary: MemoryDiary, when: Span, **fields: Any) -> Any:
    return desk.keep_request(diary, Request("new", NOW, "Anna", "the launch", when, **fields))


def test_looking_keeps_nothing() -> None:
    diary = a_diary()
    case = desk.look_at(diary, Request("new", NOW, "Anna", "", span(3, 18)), now=NOW)
    assert case.verdict.word == "crosses"
    assert case.alternatives
    assert not diary.dated(Request).all()


def test_a_line_is_read_on_the_persons_own_clock() -> None:
    read = desk.read_line(a_diary(), "Anna asks for Thursday 18:00, an hour", now=NOW)
    assert read.span("Europe/Berlin") == span(3, 18)


def test_two_requests_of_one_person_are_two() -> None:
    diary = a_diary()
    assert asked(diary, span(3, 18)).thing.id != asked(diary, span(4, 18)).thing.id


def test_what_is_planned_is_displaced_by_name() -> None:
    diary = a_diary()
    planned(diary)
    case = desk.look_at(diary, Request("new", NOW, "Anna", "", span(0, 11)), now=NOW)
    assert [(each.kind, each.title) for each in case.verdict.met] == [("block", "Report")]


def test_what_is_accepted_stands_in_the_week_and_takes_its_time() -> None:
    diary = a_diary()
    kept = asked(diary, span(3, 10))
    desk.accept(diary, kept.thing.id, version=kept.version, now=NOW, answer="Gladly.")
    (fact,) = look_at_week(diary, WEEK, NOW).facts
    assert (fact.title, fact.span, fact.blocking) == ("Anna · the launch", span(3, 10), True)
    assert diary.dated(Request).get(kept.thing.id).thing.answer == "Gladly."


def test_an_accepted_request_does_not_stand_in_its_own_way() -> None:
    diary = a_diary()
    kept = asked(diary, span(3, 10))
    desk.accept(diary, kept.thing.id, version=kept.version, now=NOW)
    assert desk.case_of(diary, kept.thing.id, now=NOW).verdict.word == "fits"


def test_once_the_calendar_has_it_the_calendar_speaks_alone() -> None:
    diary = a_diary()
    kept = asked(diary, span(3, 10))
    desk.accept(diary, kept.thing.id, version=kept.version, now=NOW)
    with_events(diary, ("Launch", span(3, 10)))
    assert [fact.title for fact in facts_for(diary, WEEK)] == ["Launch"]


@pytest.mark.parametrize(
    ("title", "organiser"), [("Anna / Ada", ""), ("1:1", "Anna"), ("Review of the launch", "")]
)
def test_an_event_that_names_who_asked_or_for_what_is_it(title: str, organiser: str) -> None:
    diary = a_diary()
    kept = asked(diary, span(3, 10))
    desk.accept(diary, kept.thing.id, version=kept.version, now=NOW)
    with_events(diary, (title, span(3, 10)), organiser=organiser)
    assert [fact.title for fact in facts_for(diary, WEEK)] == [title]


def test_another_event_of_the_same_hour_hides_no_promise() -> None:
    diary = a_diary()
    with_events(diary, ("The dentist", span(3, 10)))
    kept = asked(diary, span(3, 10))
    desk.accept(diary, kept.thing.id, version=kept.version, now=NOW)
    assert {fact.title for fact in facts_for(diary, WEEK)} == {"The dentist", "Anna · the launch"}


@pytest.mark.parametrize("state", ["open", "countered", "declined"])
def test_what_is_not_accepted_takes_no_time(state: Any) -> None:
    diary = a_diary()
    kept = asked(diary, span(3, 10))
    diary.dated(Request).change(replace(kept.thing, state=state), version=1)
    assert not facts_for(diary, WEEK)


def test_accepting_on_protected_time_is_a_bend_whose_time_is_offered_back() -> None:
    diary = a_diary()
    kept = asked(diary, span(3, 17, 90))
    accepted = desk.accept(diary, kept.thing.id, version=kept.version, now=NOW).thing
    (bend,), (back,) = diary.dated(Bend).all(), diary.dated(GiveBack).all()
    assert (bend.thing.title, bend.thing.for_whom, bend.thing.span) == ("Dinner", "Anna", span(3, 18, 30))
    assert (back.thing.minutes, back.thing.state, back.thing.bend_id) == (30, "offered", bend.thing.id)
    assert accepted.state == "accepted"
    assert accepted.bend_ids == (bend.thing.id,)


def test_accepting_and_giving_back_owes_the_time() -> None:
    diary = a_diary()
    kept = asked(diary, span(3, 18))
    accepted = desk.accept(diary, kept.thing.id, version=kept.version, now=NOW, give_back=True).thing
    (back,) = diary.dated(GiveBack).all()
    assert (accepted.state, back.thing.state, back.thing.minutes) == ("given_back", "owed", 60)
    assert back.thing.due_at > kept.thing.span.end


def test_nothing_is_given_back_where_nothing_bent() -> None:
    diary = a_diary()
    kept = asked(diary, span(3, 10))
    accepted = desk.accept(diary, kept.thing.id, version=kept.version, now=NOW, give_back=True).thing
    assert accepted.state == "accepted"
    assert not diary.dated(GiveBack).all()


def test_an_answer_taken_back_takes_its_bends_back_and_no_others() -> None:
    diary = a_diary()
    other, kept = asked(diary, span(2, 18)), asked(diary, span(3, 18))
    desk.accept(diary, other.thing.id, version=1, now=NOW)
    desk.accept(diary, kept.thing.id, version=1, now=NOW, give_back=True)
    desk.reopen(diary, kept.thing.id, version=2, now=NOW)
    (bend,), (back,) = diary.dated(Bend).all(), diary.dated(GiveBack).all()
    assert bend.thing.span == span(2, 18)
    assert back.thing.bend_id == bend.thing.id
    assert diary.dated(Request).get(kept.thing.id).thing.state == "open"
    assert [fact.span for fact in facts_for(diary, WEEK)] == [span(2, 18)]


def test_open_ones_stand_by_their_time_and_answered_ones_by_their_answer() -> None:
    diary = a_diary()
    late, soon = asked(diary, span(4, 10)), asked(diary, span(1, 10))
    first, second = asked(diary, span(2, 10)), asked(diary, span(2, 12))
    desk.decline(diary, first.thing.id, version=1, now=NOW)
    desk.counter(diary, second.thing.id, version=1, now=span(0, 9).start, answer="How about …?")
    found = desk.all_requests(diary)
    assert [kept.thing.id for kept in found.open] == [soon.thing.id, late.thing.id]
    assert [kept.thing.id for kept in found.answered] == [second.thing.id, first.thing.id]


def test_a_second_tab_is_told_and_answers_nothing() -> None:
    diary = a_diary()
    kept = asked(diary, span(3, 18))
    desk.decline(diary, kept.thing.id, version=1, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        desk.accept(diary, kept.thing.id, version=1, now=NOW, give_back=True)
    assert not diary.dated(Bend).all()
    assert diary.dated(Request).get(kept.thing.id).thing.state == "declined"


def test_a_request_that_is_gone_is_not_there() -> None:
    with pytest.raises(NotThere):
        desk.case_of(a_diary(), "nobody", now=NOW)


def test_a_request_of_a_week_that_is_over_gets_times_that_are_ahead() -> None:
    case = desk.look_at(a_diary(), Request("new", NOW, "Anna", "", span(-9, 10)), now=NOW)
    assert case.verdict.word == "past"
    assert all(each.span.start > NOW for each in case.alternatives)


def test_the_draft_follows_the_boundaries_own_word_unless_told_otherwise() -> None:
    diary = a_diary()
    diary.change_settings(replace(diary.settings().thing, name="Ada"), version=1)
    case = desk.look_at(diary, Request("new", NOW, "Anna", "", span(3, 18)), now=NOW)
    assert "personal commitment" in desk.draft(case, "counter")
    assert "Family" in desk.draft(case, "counter", disclosure="value")


def test_a_life_without_anything_set_up_can_be_asked_too() -> None:
    diary = MemoryDiary()
    diary.change_settings(Settings(zone="Europe/Berlin"), version=0)
    assert desk.look_at(diary, Request("new", NOW, "Anna", "", span(3, 10)), now=NOW).verdict.word == "fits"


def promised(diary: MemoryDiary) -> Kept[Request]:
    kept = asked(diary, span(3, 18))
    return desk.accept(diary, kept.thing.id, version=kept.version, now=NOW, give_back=True)


def test_an_accepted_request_that_moves_is_open_again_and_what_bent_for_it_holds() -> None:
    diary = a_diary()
    kept = promised(diary)
    moved = replace(kept.thing, span=span(4, 18))
    changed = desk.change_request(diary, moved, version=kept.version, now=NOW)
    assert changed.reopened
    assert (changed.kept.thing.state, changed.kept.thing.bend_ids) == ("open", ())
    assert not diary.dated(Bend).all()
    assert not diary.dated(GiveBack).all()
    assert not facts_for(diary, WEEK)


def test_another_word_for_an_accepted_request_changes_nothing_about_its_time() -> None:
    diary = a_diary()
    kept = promised(diary)
    renamed = replace(kept.thing, what="the start")
    changed = desk.change_request(diary, renamed, version=kept.version, now=NOW)
    assert (changed.reopened, changed.kept.thing.state) == (False, "given_back")
    assert diary.dated(Bend).all()


def test_a_move_that_another_tab_was_quicker_than_takes_back_nothing() -> None:
    diary = a_diary()
    kept = promised(diary)
    with pytest.raises(ChangedMeanwhile):
        desk.change_request(diary, replace(kept.thing, span=span(4, 18)), version=1, now=NOW)
    assert diary.dated(Bend).all()


def test_what_bent_for_a_request_holds_again_when_it_is_removed_and_does_not_bend_when_it_is_back() -> None:
    diary = a_diary()
    kept = promised(diary)
    desk.remove_request(diary, kept.thing.id, NOW)
    assert not diary.dated(Bend).all()
    assert not diary.dated(GiveBack).all()
    back = desk.bring_back(diary, kept.thing).thing
    assert (back.state, back.bend_ids) == ("open", ())
    with pytest.raises(NotThere):
        desk.remove_request(diary, "nothing", NOW)
