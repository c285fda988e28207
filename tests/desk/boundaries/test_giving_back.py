"""What bent is given back: offered, owed, placed, given, let go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from counterpoint.desk.boundaries.bending import Bent, bend, unbend
from counterpoint.desk.boundaries.giving_back import give, let_go, offer_again, open_give_backs, take_up
from counterpoint.desk.planning import edits as week_edits
from counterpoint.desk.planning.background import run_planning, start_planning
from counterpoint.desk.week.life import life_in
from counterpoint.domain.boundaries import GiveBack, ProtectedTime
from counterpoint.domain.living import Pause
from counterpoint.domain.planning import Block, BlockState, Plan
from counterpoint.domain.planning.giving_back import item_id_of
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.timeline import EVERY_DAY, Span, WeeklyWindow
from tests.desk.boundaries.bends import TUESDAY, in_the_plan, version_of
from tests.desk.weeks import NOW, WEEK, ZONE, a_block, at, planned, span
from tests.memory import MemoryDiary

Said = Callable[[MemoryDiary, str, str], object]


def test_a_bend_offers_its_minutes_within_seven_days_and_asks_for_nothing(diary: MemoryDiary) -> None:
    bent = bend(diary, "dinner", TUESDAY, "opportunity", NOW)
    assert (bent.bend.for_whom, bent.bend.reason) == ("", "")
    assert bent.give_back.minutes == 60
    assert bent.give_back.due_at == TUESDAY.end + timedelta(days=7)
    assert open_give_backs(diary) == (bent.give_back,)
    assert diary.life().give_backs[0].state == "offered"


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
