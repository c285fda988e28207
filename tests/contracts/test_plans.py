"""What holds for the plans of a diary."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from counterpoint.desk.ports import ChangedMeanwhile, Diary, NotThere
from counterpoint.domain.agenda import Showing, ShowsAs
from counterpoint.domain.timeline import Week
from tests.contracts.conftest import Clock
from tests.contracts.examples import FULL_BLOCK, WEEK, block, plan


def test_before_anything_is_planned_there_is_none(diary: Diary) -> None:
    assert diary.plans.of(WEEK) is None
    assert diary.plans.published() == ()
    with pytest.raises(NotThere):
        diary.plans.accept(WEEK, version=1)
    with pytest.raises(NotThere):
        diary.plans.undo(WEEK, version=1)


def test_a_plan_comes_back_as_it_was(diary: Diary) -> None:
    kept = diary.plans.keep(plan(FULL_BLOCK), step="Planned", version=None)
    assert kept.thing.current == plan(FULL_BLOCK)
    assert diary.plans.of(WEEK) == kept
    assert (kept.thing.accepted, kept.thing.undoable, kept.thing.last_step) == (None, 0, "")


def test_when_a_week_was_first_planned_stays_known(diary: Diary) -> None:
    first = WEEK.span("UTC").start
    kept = diary.plans.keep(plan(block("a", 9)), step="Planned", version=None, begun_at=first)
    kept = diary.plans.keep(
        plan(block("a", 10)), step="Moved", version=kept.version, begun_at=first + timedelta(days=1)
    )
    assert kept.thing.begun_at == first
    assert diary.plans.undo(WEEK, version=kept.version).thing.begun_at == first


def test_each_step_can_be_taken_back_in_turn(diary: Diary) -> None:
    plans = [plan(block("a", hour)) for hour in (9, 10, 11)]
    kept = diary.plans.keep(plans[0], step="Planned", version=None)
    for each, step in zip(plans[1:], ("Moved", "Moved again"), strict=True):
        kept = diary.plans.keep(each, step=step, version=kept.version)
    assert (kept.thing.undoable, kept.thing.last_step) == (2, "Moved again")
    kept = diary.plans.undo(WEEK, version=kept.version)
    assert (kept.thing.current, kept.thing.undoable, kept.thing.last_step) == (plans[1], 1, "Moved")
    kept = diary.plans.undo(WEEK, version=kept.version)
    assert kept.thing.current == plans[0]
    with pytest.raises(NotThere):
        diary.plans.undo(WEEK, version=kept.version)


def test_no_more_than_fifty_steps_are_remembered(diary: Diary) -> None:
    kept = diary.plans.keep(plan(block("a")), step="Step 0", version=None)
    for number in range(1, 60):
        moved = plan(block("a", 9 + number / 12))
        kept = diary.plans.keep(moved, step=f"Step {number}", version=kept.version)
    assert kept.thing.undoable == 50
    for _ in range(50):
        kept = diary.plans.undo(WEEK, version=kept.version)
    assert kept.thing.current == plan(block("a", 9 + 9 / 12))


def test_the_second_of_two_tabs_is_told(diary: Diary) -> None:
    seen = diary.plans.keep(plan(block("a")), step="Planned", version=None)
    now = diary.plans.keep(plan(block("a", 10)), step="Moved", version=seen.version)
    for attempt in (
        lambda: diary.plans.keep(plan(block("a", 11)), step="Moved", version=seen.version),
        lambda: diary.plans.accept(WEEK, version=seen.version),
        lambda: diary.plans.undo(WEEK, version=seen.version),
    ):
        with pytest.raises(ChangedMeanwhile) as told:
            attempt()
        assert told.value.kept == now
    assert diary.plans.of(WEEK) == now


def test_a_first_plan_is_not_laid_over_one_that_came_meanwhile(diary: Diary) -> None:
    quicker = diary.plans.keep(plan(block("a")), step="Planned", version=None)
    with pytest.raises(ChangedMeanwhile) as told:
        diary.plans.keep(plan(block("b")), step="Planned", version=None)
    assert told.value.kept == diary.plans.of(WEEK) == quicker


def test_a_first_plan_based_on_one_that_is_not_there_is_refused(diary: Diary) -> None:
    with pytest.raises(ChangedMeanwhile) as told:
        diary.plans.keep(plan(), step="Planned", version=3)
    assert told.value.kept is None


def test_accepting_publishes_and_undoing_does_not_unpublish(diary: Diary, clock: Clock) -> None:
    kept = diary.plans.keep(plan(block("a")), step="Planned", version=None)
    kept = diary.plans.keep(plan(block("a", 10)), step="Moved", version=kept.version)
    kept = diary.plans.accept(WEEK, version=kept.version)
    assert kept.thing.accepted == plan(block("a", 10))
    assert diary.plans.published() == ((block("a", 10), 0, clock.now),)
    kept = diary.plans.undo(WEEK, version=kept.version)
    assert kept.thing.accepted == plan(block("a", 10))
    assert [each for each, _, _ in diary.plans.published()] == [block("a", 10)]


def test_a_sequence_grows_only_when_calendars_would_see_a_change(diary: Diary, clock: Clock) -> None:
    _accept(diary, block("a"), block("b", 12))
    began = clock.now
    clock.pass_time(5)
    _accept(diary, block("a"), block("b", 13))
    assert diary.plans.published() == ((block("a"), 0, began), (block("b", 13), 1, clock.now))
    clock.pass_time(5)
    _accept(diary, block("a", pinned=True), block("b", 13))
    assert [sequence for _, sequence, _ in diary.plans.published()] == [0, 1]
    assert diary.plans.published()[0] == (block("a", pinned=True), 0, clock.now)


def test_a_block_that_goes_and_comes_back_goes_on_counting(diary: Diary) -> None:
    _accept(diary, block("a"), block("b", 12))
    _accept(diary, block("a"))
    assert [each.id for each, _, _ in diary.plans.published()] == ["a"]
    _accept(diary, block("a"), block("b", 12))
    assert [(each.id, sequence) for each, sequence, _ in diary.plans.published()] == [("a", 0), ("b", 1)]


def test_what_has_room_left_shows_as_free_where_that_is_wished_and_news_of_it_counts(
    diary: Diary, clock: Clock
) -> None:
    _accept(diary, block("a"), block("b", 12))
    clock.pass_time(5)
    diary.plans.grade(WEEK, {"a": True, "b": False, "gone": True})
    diary.plans.grade(WEEK, {"a": True})
    diary.plans.grade(WEEK.next(), {"a": False})
    assert [(each.id, sequence) for each, sequence, _ in diary.plans.published()] == [("a", 1), ("b", 0)]
    assert diary.plans.published()[0][2] == clock.now

    def free(shows_as: ShowsAs, *stays: str) -> list[bool]:
        return [
            "TRANSP:TRANSPARENT" in each.text for each in diary.plans.events(showing=Showing(shows_as, stays))
        ]

    assert free("graded", "task") == [False] * 2
    assert free("graded", "meal") == [True, False]
    assert (free("busy"), free("graded"), free("free")) == ([False] * 2, [True, False], [True] * 2)
    _accept(diary, block("a"), block("b", 13))
    assert free("graded") == [True, False]


def test_it_knows_the_uids_of_what_it_ever_told_of_a_time(diary: Diary, stranger: Diary) -> None:
    _accept(diary, block("a"), block("b", 12))
    told = {each.uid for each in diary.plans.events()}
    _accept(diary, block("a"))
    here = WEEK.span("Europe/Berlin")
    assert diary.plans.uids(here) == told
    assert diary.plans.uids(WEEK.next(9).span("UTC")) == frozenset()
    assert stranger.plans.uids(here) == frozenset()
    assert len(diary.plans.tag) == len(stranger.plans.tag) == 16


def test_weeks_are_kept_apart(diary: Diary) -> None:
    _accept(diary, block("a"))
    other = plan(block("a", 9 + 7 * 24), week=WEEK.next())
    diary.plans.keep(other, step="Planned", version=None)
    kept = diary.plans.of(WEEK)
    assert kept is not None
    assert kept.thing.current == plan(block("a"))
    assert len(diary.plans.published()) == 1
    diary.plans.accept(WEEK.next(), version=1)
    assert len(diary.plans.published()) == 2


def test_a_stranger_sees_no_plan(diary: Diary, stranger: Diary) -> None:
    _accept(diary, block("a"))
    assert stranger.plans.of(WEEK) is None
    assert stranger.plans.published() == ()
    with pytest.raises(NotThere):
        stranger.plans.undo(WEEK, version=2)


def _accept(diary: Diary, *blocks: object) -> None:
    before = diary.plans.of(WEEK)
    version = before.version if before else None
    kept = diary.plans.keep(plan(*blocks), step="Changed", version=version)  # type: ignore[arg-type]
    diary.plans.accept(WEEK, version=kept.version)


def test_all_plans_are_there_in_order_and_one_can_go(diary: Diary) -> None:
    later = replace(plan(block("b")), week=WEEK.next())
    for each in (later, plan(block("a"))):
        diary.plans.keep(each, step="Planned", version=None)
    assert [kept.thing.week for kept in diary.plans.all()] == [WEEK, WEEK.next()]
    diary.plans.accept(WEEK, version=1)
    diary.plans.remove(WEEK)
    assert [kept.thing.current for kept in diary.plans.all()] == [later]
    assert diary.plans.published() == ()
    with pytest.raises(NotThere):
        diary.plans.remove(WEEK)


def test_plans_that_move_into_other_weeks_go_on_under_their_sequences(diary: Diary, clock: Clock) -> None:
    kept = diary.plans.keep(plan(block("a"), block("b", 12)), step="Planned", version=None)
    kept = diary.plans.accept(WEEK, version=kept.version)
    kept = diary.plans.keep(plan(block("a", 10), block("b", 12)), step="Moved", version=kept.version)
    diary.plans.accept(WEEK, version=kept.version)
    before = diary.plans.published()
    assert [sequence for _, sequence, _ in before] == [1, 0]
    clock.pass_time(5)
    other = Week(WEEK.first.replace(day=WEEK.first.day - 1))
    moved = plan(block("a", 10), block("b", 13), week=other)
    diary.plans.keep_all([(moved, moved), (plan(week=WEEK.next()), None)])
    assert [each.thing.week for each in diary.plans.all()] == [other, WEEK.next()]
    assert [(each.id, sequence) for each, sequence, _ in diary.plans.published()] == [("a", 1), ("b", 1)]
    assert diary.plans.of(other).thing.undoable == 0
