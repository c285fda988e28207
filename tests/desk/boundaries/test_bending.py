"""One instance of a protected time bends; all others hold, and so does what did not bend."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from counterpoint.desk.boundaries.bending import NothingToBend, bend, bend_of, coming, say_more, unbend
from counterpoint.desk.planning import edits as week_edits
from counterpoint.desk.ports import ChangedMeanwhile, Kept, NotThere, WeekPlan
from counterpoint.desk.week.look import look_at_week
from counterpoint.domain.boundaries import Bend, GiveBack, ProtectedTime
from counterpoint.domain.planning import Block, BlockState
from counterpoint.domain.timeline import EVERY_DAY, WEEKDAYS, Span, WeeklyWindow
from tests.desk.boundaries.bends import TUESDAY, dinners, in_the_plan, version_of
from tests.desk.weeks import NOW, WEEK, a_block, block_of, planned, span, with_events
from tests.memory import MemoryDiary


def test_one_instance_bends_and_all_others_hold(diary: MemoryDiary) -> None:
    planned(diary)
    bent = bend(diary, "dinner", TUESDAY, "emergency", NOW)
    assert bent.bend.span == TUESDAY
    assert TUESDAY not in dinners(diary)
    assert len(dinners(diary)) == len(in_the_plan(diary)) == 4
    assert look_at_week(diary, WEEK, NOW).protected == ()


def test_only_the_part_that_is_crossed_can_bend(diary: MemoryDiary) -> None:
    planned(diary)
    with_events(diary, ("Late call", span(1, 18, 20)))
    bent = bend(diary, "dinner", span(1, 17, 80), "emergency", NOW)
    assert bent.bend.span == span(1, 18, 20)
    assert [each.span for each in in_the_plan(diary)][1] == span(1, 18, 40, minute=20)
    assert look_at_week(diary, WEEK, NOW).crossings == ()


def test_what_bent_does_not_bend_twice(diary: MemoryDiary) -> None:
    bend(diary, "dinner", TUESDAY, "emergency", NOW)
    with pytest.raises(NothingToBend):
        bend(diary, "dinner", TUESDAY, "emergency", NOW)
    with pytest.raises(NothingToBend):
        bend(diary, "dinner", span(5, 18), "emergency", NOW)
    with pytest.raises(NotThere):
        bend(diary, "nothing", TUESDAY, "emergency", NOW)


def test_a_bend_is_taken_back_with_its_give_back_and_the_plan_holds_it_again(diary: MemoryDiary) -> None:
    planned(diary)
    bent = bend(diary, "dinner", TUESDAY, "emergency", NOW)
    unbend(diary, bent.bend.id, NOW)
    assert TUESDAY in dinners(diary)
    assert len(in_the_plan(diary)) == 5
    assert diary.shelf(GiveBack).all() == diary.shelf(Bend).all() == ()


def test_undo_in_the_week_takes_the_bend_back(diary: MemoryDiary) -> None:
    kept = planned(diary)
    call = block_of(diary, "Call")
    week_edits.pin_block(diary, WEEK, call.id, pinned=True, version=kept.version, now=NOW)
    bend(diary, "dinner", TUESDAY, "emergency", NOW)
    week_edits.undo(diary, WEEK, version=version_of(diary), now=NOW)
    assert diary.shelf(Bend).all() == ()
    assert len(in_the_plan(diary)) == 5
    assert block_of(diary, "Call").pinned


def test_what_is_said_of_a_bend_afterwards_is_kept(diary: MemoryDiary) -> None:
    bent = bend(diary, "dinner", TUESDAY, "emergency", NOW)
    say_more(diary, bent.bend.id, cause="opportunity", for_whom="Anna", reason="her launch", version=1)
    kept, back = bend_of(diary, bent.bend.id)
    told = kept.thing
    assert (told.cause, told.for_whom, told.reason) == ("opportunity", "Anna", "her launch")
    assert back == bent.give_back


def test_a_second_tab_does_not_write_over_the_reason_of_the_first(diary: MemoryDiary) -> None:
    id = bend(diary, "dinner", TUESDAY, "emergency", NOW).bend.id
    say_more(diary, id, cause="emergency", for_whom="", reason="the roof", version=1)
    with pytest.raises(ChangedMeanwhile) as clash:
        say_more(diary, id, cause="emergency", for_whom="", reason="the cellar", version=1)
    assert clash.value.kept is not None
    assert clash.value.kept.thing.reason == bend_of(diary, id)[0].thing.reason == "the roof"
    say_more(diary, id, cause="emergency", for_whom="", reason="the roof", version=1)  # the same is no clash


# What floats and what bends


def floating(diary: MemoryDiary, firmness: str = "firm") -> Kept[WeekPlan]:
    mornings = WeeklyWindow(EVERY_DAY, time(7), time(9))
    diary.protected.add(ProtectedTime("swim", "Swim", (mornings,), firmness, "family", "home", 2, 45))  # type: ignore[arg-type]
    swims = (swim(1, 0), swim(2, 2))
    return planned(diary, a_block("call", span(1, 20, 30)), *swims)


def swim(nth: int, day: int) -> Block:
    when = span(day, 7, 45)
    return Block(
        f"protected:swim#{nth}", "protected", "protected:swim", "swim", "Swim", when, "home", "family"
    )


@pytest.mark.parametrize("firmness", ["firm", "bends"])
def test_what_floats_bends_where_the_plan_put_it_and_is_wanted_once_less(
    diary: MemoryDiary, firmness: str
) -> None:
    floating(diary, firmness)
    assert [each.span for each in coming(diary, NOW)["swim"]] == [span(0, 7, 45), span(2, 7, 45)]
    bend(diary, "swim", span(0, 7, 20), "emergency", NOW)
    assert [each.span for each in in_the_plan(diary, "Swim")] == [span(2, 7, 45)]
    assert "Swim" not in [each.title for each in look_at_week(diary, WEEK, NOW).left_out]
    [bent] = [kept.thing for kept in diary.dated(Bend).all()]
    assert bent.span == span(0, 7, 45)
    unbend(diary, bent.id, NOW)
    assert [each.span for each in in_the_plan(diary, "Swim")] == [span(0, 7, 45), span(2, 7, 45)]


def test_a_recurring_time_that_bends_keeps_the_part_that_did_not(diary: MemoryDiary) -> None:
    choir = WeeklyWindow(frozenset({3}), time(19), time(21))
    diary.protected.add(ProtectedTime("choir", "Choir", (choir,), "bends", "family", "home"))
    planned(diary, a_choir(span(3, 19, 120)))
    bent = bend(diary, "choir", span(3, 20, 60), "opportunity", NOW)
    assert [each.span for each in coming(diary, NOW)["choir"]] == [span(3, 19, 60)]
    assert [each.span for each in in_the_plan(diary, "Choir")] == [span(3, 19, 60)]
    unbend(diary, bent.bend.id, NOW)
    assert [each.span for each in in_the_plan(diary, "Choir")] == [span(3, 19, 120)]


@pytest.mark.parametrize("state", ["done", "partly"])
def test_what_is_marked_as_done_keeps_its_mark_and_does_not_bend(
    diary: MemoryDiary, state: BlockState
) -> None:
    choir = WeeklyWindow(frozenset({3}), time(19), time(21))
    diary.protected.add(ProtectedTime("choir", "Choir", (choir,), "bends", "family", "home"))
    kept = planned(diary, a_choir(span(3, 19, 120)))
    [block] = in_the_plan(diary, "Choir")
    week_edits.mark_block(diary, WEEK, block.id, state, minutes=40, version=kept.version, now=NOW)
    assert coming(diary, NOW)["choir"] == ()
    with pytest.raises(NothingToBend, match="marked as done"):
        bend(diary, "choir", span(3, 20, 30), "emergency", NOW)
    [marked] = in_the_plan(diary, "Choir")
    assert (marked.state, diary.dated(Bend).all()) == (state, ())
    week_edits.mark_block(diary, WEEK, block.id, "planned", version=version_of(diary), now=NOW)
    assert bend(diary, "choir", span(3, 20, 30), "emergency", NOW).bend.span == span(3, 20, 30)


def test_what_floats_and_was_done_does_not_bend(diary: MemoryDiary) -> None:
    kept = floating(diary)
    first = in_the_plan(diary, "Swim")[0]
    week_edits.mark_block(diary, WEEK, first.id, "done", version=kept.version, now=NOW)
    assert [each.span for each in coming(diary, NOW)["swim"]] == [span(2, 7, 45)]
    with pytest.raises(NothingToBend, match="marked as done"):
        bend(diary, "swim", span(0, 7, 45), "emergency", NOW)
    assert in_the_plan(diary, "Swim")[0].state == "done"


def a_choir(when: Span) -> Block:
    own = f"protected:choir:{when.start.date().isoformat()}"
    return Block(f"{own}#1", "protected", own, "choir", "Choir", when, "home", "family")


def test_two_windows_that_overlap_bend_as_the_one_time_that_they_are(diary: MemoryDiary) -> None:
    kept = diary.protected.get("dinner")
    longer = WeeklyWindow(WEEKDAYS, time(18), time(20))
    diary.protected.change(replace(kept.thing, windows=(*kept.thing.windows, longer)), version=1)
    assert dinners(diary)[1] == span(1, 18, 120)
    assert bend(diary, "dinner", span(1, 17, 240), "emergency", NOW).give_back.minutes == 120
    assert [each.span.minutes for each in coming(diary, NOW)["dinner"]] == [120] * 4
