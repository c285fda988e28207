"""Protected time bends in one move, is logged, and its time is given back or let go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from counterpoint.desk.boundaries.bending import Bent, NothingToBend, bend, bend_of, coming, say_more, unbend
from counterpoint.desk.boundaries.giving_back import give, let_go, offer_again, open_give_backs, take_up
from counterpoint.desk.planning import edits as week_edits
from counterpoint.desk.planning.background import run_planning, start_planning
from counterpoint.desk.ports import ChangedMeanwhile, Kept, NotThere, WeekPlan
from counterpoint.desk.week.life import life_in
from counterpoint.desk.week.look import look_at_week
from counterpoint.domain.boundaries import Bend, GiveBack, ProtectedTime
from counterpoint.domain.living import Pause
from counterpoint.domain.planning import Block, BlockState, Plan
from counterpoint.domain.planning.giving_back import item_id_of
from counterpoint.domain.planning.pose import firm_times, pose
from counterpoint.domain.timeline import EVERY_DAY, WEEKDAYS, Span, WeeklyWindow
from tests.desk.weeks import NOW, WEEK, ZONE, a_block, at, block_of, planned, span, with_events
from tests.memory import MemoryDiary

TUESDAY = span(1, 18)
Said = Callable[[MemoryDiary, str, str], object]


def dinners(diary: MemoryDiary) -> list[Span]:
    return [each.span for each in firm_times(diary.life(), WEEK)]


def in_the_plan(diary: MemoryDiary, title: str = "Dinner") -> list[Block]:
    kept = diary.plans.of(WEEK)
    assert kept is not None
    return [each for each in kept.thing.current.blocks if each.title == title]


def test_one_instance_bends_and_all_others_hold(diary: MemoryDiary) -> None:
    planned(diary)
    bent = bend(diary, "dinner", TUESDAY, "emergency", NOW)
    assert bent.bend.span == TUESDAY
    assert TUESDAY not in dinners(diary)
    assert len(dinners(diary)) == len(in_the_plan(diary)) == 4
    assert look_at_week(diary, WEEK, NOW).protected == ()


def test_a_bend_offers_its_minutes_within_seven_days_and_asks_for_nothing(diary: MemoryDiary) -> None:
    bent = bend(diary, "dinner", TUESDAY, "opportunity", NOW)
    assert (bent.bend.for_whom, bent.bend.reason) == ("", "")
    assert bent.give_back.minutes == 60
    assert bent.give_back.due_at == TUESDAY.end + timedelta(days=7)
    assert open_give_backs(diary) == (bent.give_back,)
    assert diary.life().give_backs[0].state == "offered"


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


def version_of(diary: MemoryDiary) -> int:
    kept = diary.plans.of(WEEK)
    assert kept is not None
    return kept.version


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


# Giving back


def worked(diary: MemoryDiary, now: datetime = NOW) -> None:
    job = start_planning(diary, WEEK, seconds=0.3)
    diary.jobs.run(job.id, lambda job: run_planning(diary, job, now))


def test_what_is_owed_is_placed_and_says_what_it_gives_back(diary: MemoryDiary) -> None:
    bent = bend(diary, "dinner", TUESDAY, "emergency", NOW)
    worked(diary)
    assert {each.kind for each in in_the_plan(diary)} == {"protected"}
    take_up(diary, bent.give_back.id, NOW)
    worked(diary)
    [block] = [each for each in in_the_plan(diary) if each.kind == "give_back"]
    assert block.span.minutes == 60
    assert not block.span.overlaps(TUESDAY)
    assert block.reasons[0].words == "Gives back “Dinner” of Tuesday."
    assert life_in(diary, WEEK.next()).give_backs == ()


def test_doing_it_gives_it_back_and_taking_that_back_owes_it_again(diary: MemoryDiary) -> None:
    bent = bend(diary, "dinner", TUESDAY, "emergency", NOW)
    take_up(diary, bent.give_back.id, NOW)
    worked(diary)
    [block] = [each for each in in_the_plan(diary) if each.kind == "give_back"]
    week_edits.mark_block(diary, WEEK, block.id, "done", version=version_of(diary), now=NOW)
    given = diary.shelf(GiveBack).get(bent.give_back.id).thing
    assert (given.state, given.given_at) == ("given", block.span.start)
    week_edits.undo(diary, WEEK, version=version_of(diary), now=NOW)
    assert diary.shelf(GiveBack).get(bent.give_back.id).thing.state == "owed"


def pieces(diary: MemoryDiary, bent: Bent) -> list[Block]:
    """A give-back of three hours lies in the plan in two pieces."""
    take_up(diary, bent.give_back.id, NOW)
    worked(diary)
    return [each for each in diary.plans.of(WEEK).thing.current.blocks if each.kind == "give_back"]  # type: ignore[union-attr]


@pytest.fixture
def long_bend(diary: MemoryDiary) -> Bent:
    saturday = WeeklyWindow(frozenset({0}), time(13), time(17))
    diary.protected.add(ProtectedTime("studio", "Studio", (saturday,), "firm", "family", "home"))
    bent = bend(diary, "studio", span(0, 13, 240), "emergency", NOW)
    kept = diary.settings()
    awake = WeeklyWindow(EVERY_DAY, time(19), time(21, 30))
    hours = replace(kept.thing.availability, waking=(awake,))
    diary.change_settings(replace(kept.thing, availability=hours), version=kept.version)
    return bent


def state_of(diary: MemoryDiary, bent: Bent) -> tuple[str, int]:
    back = diary.shelf(GiveBack).get(bent.give_back.id).thing
    return back.state, back.minutes_left


def mark(diary: MemoryDiary, block: Block, state: BlockState, minutes: int = 0) -> None:
    week_edits.mark_block(diary, WEEK, block.id, state, minutes=minutes, version=version_of(diary), now=NOW)


def test_one_piece_of_several_gives_back_its_minutes_and_the_rest_stays_owed(
    diary: MemoryDiary, long_bend: Bent
) -> None:
    first, *others = pieces(diary, long_bend)
    assert others
    assert sum(each.span.minutes for each in (first, *others)) == 240
    mark(diary, first, "done")
    assert state_of(diary, long_bend) == ("owed", 240 - first.span.minutes)
    assert {each.id for each in others} <= {each.id for each in diary.plans.of(WEEK).thing.current.blocks}  # type: ignore[union-attr]
    for each in others:
        mark(diary, each, "done")
    assert state_of(diary, long_bend) == ("given", 0)
    mark(diary, first, "planned")
    assert state_of(diary, long_bend) == ("owed", first.span.minutes)


def test_a_piece_that_was_partly_done_counts_by_its_minutes(diary: MemoryDiary, long_bend: Bent) -> None:
    first, *_others = pieces(diary, long_bend)
    mark(diary, first, "partly", 25)
    assert state_of(diary, long_bend) == ("owed", 215)
    week_edits.undo(diary, WEEK, version=version_of(diary), now=NOW)
    assert state_of(diary, long_bend) == ("owed", 240)


def test_what_one_week_has_no_place_for_is_owed_in_the_next(diary: MemoryDiary, long_bend: Bent) -> None:
    first, *others = pieces(diary, long_bend)
    assert life_in(diary, WEEK.next()).give_backs == ()
    mark(diary, first, "done")
    mark(diary, others[0], "skipped")
    [left] = life_in(diary, WEEK.next()).give_backs
    still = sum(each.span.minutes for each in others[1:])
    assert left.minutes_left == 240 - first.span.minutes - still


def test_what_was_given_in_part_is_taken_up_again_in_part(diary: MemoryDiary, long_bend: Bent) -> None:
    first, *_others = pieces(diary, long_bend)
    mark(diary, first, "done")
    assert take_up(diary, long_bend.give_back.id, NOW).thing.minutes_left == 240 - first.span.minutes
    give(diary, long_bend.give_back.id, NOW)
    assert state_of(diary, long_bend) == ("given", 0)
    assert offer_again(diary, long_bend.give_back.id, NOW).thing.minutes_left == 240 - first.span.minutes


def test_all_of_it_is_wanted_again_when_all_was_given(diary: MemoryDiary, long_bend: Bent) -> None:
    for each in pieces(diary, long_bend):
        mark(diary, each, "done")
    assert take_up(diary, long_bend.give_back.id, NOW).thing.minutes_left == 240


def test_it_is_let_go_without_a_word_and_taken_up_again(diary: MemoryDiary) -> None:
    id = bend(diary, "dinner", TUESDAY, "emergency", NOW).give_back.id
    assert let_go(diary, id, NOW).thing.state == "let_go"
    assert open_give_backs(diary) == ()
    assert take_up(diary, id, NOW).thing.state == "owed"
    assert give(diary, id, at(3, 18)).thing.given_at == at(3, 18)


def test_what_is_overdue_is_offered_again_with_new_days(diary: MemoryDiary) -> None:
    id = bend(diary, "dinner", TUESDAY, "emergency", NOW).give_back.id
    take_up(diary, id, NOW)
    late = at(14, 9)
    assert open_give_backs(diary)[0].is_overdue(late)
    assert offer_again(diary, id, late).thing.state == "offered"
    again = take_up(diary, id, late).thing
    assert again.due_at == late + timedelta(days=7)
    assert not again.is_overdue(late)


def test_a_block_of_a_give_back_that_is_gone_harms_nothing(diary: MemoryDiary) -> None:
    kept = planned(diary)
    block = replace(a_block("call", span(2, 20)), kind="give_back", subject_id="gone", state="done", id="x")
    plan = replace(kept.thing.current, blocks=(*kept.thing.current.blocks, block))
    diary.plans.keep(plan, step="Put it there", version=kept.version)
    week_edits.undo(diary, WEEK, version=version_of(diary), now=NOW)


def test_two_windows_that_overlap_bend_as_the_one_time_that_they_are(diary: MemoryDiary) -> None:
    kept = diary.protected.get("dinner")
    longer = WeeklyWindow(WEEKDAYS, time(18), time(20))
    diary.protected.change(replace(kept.thing, windows=(*kept.thing.windows, longer)), version=1)
    assert dinners(diary)[1] == span(1, 18, 120)
    assert bend(diary, "dinner", span(1, 17, 240), "emergency", NOW).give_back.minutes == 120
    assert [each.span.minutes for each in coming(diary, NOW)["dinner"]] == [120] * 4


def test_what_was_let_go_stays_so_when_its_block_is_no_longer_done(diary: MemoryDiary) -> None:
    bent = bend(diary, "dinner", TUESDAY, "emergency", NOW)
    take_up(diary, bent.give_back.id, NOW)
    worked(diary)
    [block] = [each for each in in_the_plan(diary) if each.kind == "give_back"]
    week_edits.mark_block(diary, WEEK, block.id, "done", version=version_of(diary), now=NOW)
    let_go(diary, bent.give_back.id, NOW)
    week_edits.mark_block(diary, WEEK, block.id, "planned", version=version_of(diary), now=NOW)
    assert diary.shelf(GiveBack).get(bent.give_back.id).thing.state == "let_go"


def owed_next_week(diary: MemoryDiary) -> str:
    """A bend on Friday whose give-back lies on Tuesday of the week after."""
    planned(diary)
    bent = bend(diary, "dinner", span(4, 18), "emergency", NOW)
    back = take_up(diary, bent.give_back.id, NOW).thing
    block = Block("g#1", "give_back", item_id_of(back), back.id, "Dinner", span(8, 20), "home", pinned=True)
    diary.plans.keep(Plan(WEEK.next(), ZONE, (block,)), step="Planned", version=None)
    return bent.bend.id


def given_back_next_week(diary: MemoryDiary) -> list[str]:
    kept = diary.plans.of(WEEK.next())
    assert kept is not None
    return [each.state for each in kept.thing.current.blocks if each.kind == "give_back"]


@pytest.mark.parametrize(
    "said",
    [
        lambda diary, bend_id, back: let_go(diary, back, NOW),
        lambda diary, bend_id, back: give(diary, back, NOW),
        lambda diary, bend_id, back: offer_again(diary, back, NOW),
        lambda diary, bend_id, back: unbend(diary, bend_id, NOW),
    ],
    ids=["let go", "given by hand", "offered again", "never bent"],
)
def test_what_is_not_owed_any_more_leaves_the_plan_of_another_week(diary: MemoryDiary, said: Said) -> None:
    bend_id = owed_next_week(diary)
    said(diary, bend_id, diary.shelf(GiveBack).all()[0].thing.id)
    assert given_back_next_week(diary) == []


def test_what_is_taken_up_as_it_was_keeps_its_place_until_its_days_begin_anew(diary: MemoryDiary) -> None:
    owed_next_week(diary)
    id = diary.shelf(GiveBack).all()[0].thing.id
    take_up(diary, id, NOW)
    assert given_back_next_week(diary) == ["planned"]
    take_up(diary, id, NOW + timedelta(hours=1))
    assert given_back_next_week(diary) == []


def test_what_was_marked_of_a_give_back_stays_when_it_is_let_go(diary: MemoryDiary) -> None:
    owed_next_week(diary)
    kept = diary.plans.of(WEEK.next())
    assert kept is not None
    block = kept.thing.current.blocks[0]
    week_edits.mark_block(diary, WEEK.next(), block.id, "partly", minutes=10, version=kept.version, now=NOW)
    let_go(diary, diary.shelf(GiveBack).all()[0].thing.id, NOW)
    assert given_back_next_week(diary) == ["partly"]


def test_a_step_back_that_brings_it_into_the_plan_owes_it_again(diary: MemoryDiary) -> None:
    owed_next_week(diary)
    id = diary.shelf(GiveBack).all()[0].thing.id
    let_go(diary, id, NOW)
    kept = diary.plans.of(WEEK.next())
    assert kept is not None
    week_edits.undo(diary, WEEK.next(), version=kept.version, now=NOW)
    assert given_back_next_week(diary) == ["planned"]
    assert diary.shelf(GiveBack).get(id).thing.state == "owed"


def test_the_step_back_of_a_bend_takes_its_give_back_out_of_another_week(diary: MemoryDiary) -> None:
    owed_next_week(diary)
    week_edits.undo(diary, WEEK, version=version_of(diary), now=NOW)
    assert given_back_next_week(diary) == []


def test_a_give_back_rests_while_life_happens_and_has_as_many_more_days(diary: MemoryDiary) -> None:
    bent = bend(diary, "dinner", TUESDAY, "emergency", NOW)
    back = take_up(diary, bent.give_back.id, NOW).thing
    flu = Pause("flu", at(1, 20), at(8, 20))
    diary.dated(Pause).add(flu)
    (item,) = [
        each for each in pose(life_in(diary, WEEK), (), WEEK, now=NOW).items if each.kind == "give_back"
    ]
    assert not any(window.overlaps(Span(flu.at, at(8, 20))) for window in item.windows)
    (due,) = open_give_backs(diary, at(9, 8))
    assert due.due_at == back.due_at + timedelta(days=7)
    assert not due.is_overdue(at(9, 8))
    assert [each.due_at for each in diary.life().give_backs] == [due.due_at]


def test_while_life_goes_on_happening_no_give_back_is_overdue(diary: MemoryDiary) -> None:
    take_up(diary, bend(diary, "dinner", TUESDAY, "emergency", NOW).give_back.id, NOW)
    diary.dated(Pause).add(Pause("long", at(1, 20)))
    (due,) = open_give_backs(diary, at(20, 8))
    assert not due.is_overdue(at(20, 8))
