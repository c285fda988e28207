"""Tightening acts at once, loosening waits, over any history; and the ledger that is told of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.desk.boundaries.bending import bend, instances_of
from counterpoint.desk.boundaries.changing import (
    held_back,
    keep_boundary,
    keep_wait,
    remove_boundary,
    settle_wishes,
    take_wish_back,
    wishes,
)
from counterpoint.desk.boundaries.giving_back import give, take_up
from counterpoint.desk.boundaries.ledger import ledger
from counterpoint.desk.day.pausing import begin
from counterpoint.desk.planning.weeks import plan_week
from counterpoint.desk.ports import ChangedMeanwhile
from counterpoint.desk.settings import take_life
from counterpoint.domain.boundaries import Loosening, ProtectedTime
from counterpoint.domain.boundaries.loosening import loosened, protects_the_same
from counterpoint.domain.timeline import WEEKDAYS, WeeklyWindow
from tests.desk.weeks import NOW, WEEK, ZONE, a_diary, at, block_of, planned, span, with_events
from tests.domain.boundaries.forms import boundaries
from tests.memory import MemoryDiary
from tests.seeds import of_many

DAY = timedelta(days=1)


def a_diary_that_waits(days: int = 3, first: ProtectedTime | None = None) -> MemoryDiary:
    diary = a_diary()
    kept = diary.settings()
    diary.change_settings(replace(kept.thing, loosening_days=days), version=kept.version)
    if first is not None:
        diary.protected.remove("dinner")
        diary.protected.add(first)
    return diary


steps = st.lists(
    st.tuples(st.sampled_from((0, 1, 2, 4)), st.none() | boundaries(), st.booleans()), min_size=1, max_size=6
)


@settings(max_examples=of_many(25, 60), deadline=None)
@given(boundaries(), steps)
def test_over_any_history_loosening_waits_and_tightening_does_not(
    first: ProtectedTime, history: list[tuple[int, ProtectedTime | None, bool]]
) -> None:
    """The wish that a model remembers is the only way in which what is firm comes to ask less."""
    diary, now = a_diary_that_waits(first=first), NOW
    due: datetime | None = None
    for days, form, takes_back in history:
        now += days * DAY
        before = diary.protected.get("dinner").thing
        settled = settle_wishes(diary, now)
        assert bool(settled) == (due is not None and due <= now)
        due = None if settled else due
        if not settled:
            assert diary.protected.get("dinner").thing == before
        if takes_back and wishes(diary):
            take_wish_back(diary, wishes(diary)[0].id, now)
            due = None
        if form is not None:
            due = _changed(diary, form, now, due)
        assert [each.due_at for each in wishes(diary)] == ([due] if due else [])


def _changed(diary: MemoryDiary, form: ProtectedTime, now: datetime, due: datetime | None) -> datetime | None:
    """When the wish that is there after a change is due."""
    before = diary.protected.get("dinner")
    said = keep_boundary(diary, form, version=before.version, now=now)
    after = diary.protected.get("dinner").thing
    assert said.kept is not None
    assert said.kept.thing == after
    if before.thing.firmness == "firm" and loosened(before.thing, form):
        assert loosened(before.thing, after) == ()
        assert said.waits is not None
        return now + 3 * DAY
    assert (after, said.waits) == (form, None)
    return due if protects_the_same(before.thing, form) else None


SHORTER = (WeeklyWindow(WEEKDAYS, time(18, 30), time(19)),)


def test_a_wish_takes_effect_by_itself_under_the_names_of_then() -> None:
    diary = a_diary_that_waits()
    kept = diary.protected.get("dinner")
    keep_boundary(diary, replace(kept.thing, windows=SHORTER), version=kept.version, now=NOW)
    kept = diary.protected.get("dinner")
    keep_boundary(diary, replace(kept.thing, title="Supper"), version=kept.version, now=NOW + DAY)
    assert len(wishes(diary)) == 1
    settle_wishes(diary, NOW + 3 * DAY)
    now = diary.protected.get("dinner").thing
    assert (now.title, now.windows) == ("Supper", SHORTER)
    assert settle_wishes(diary, NOW + 9 * DAY) == ()


def test_tightening_lets_an_earlier_wish_lapse() -> None:
    diary = a_diary_that_waits()
    remove_boundary(diary, "dinner", NOW)
    kept = diary.protected.get("dinner")
    longer = replace(kept.thing, windows=(WeeklyWindow(WEEKDAYS, time(17), time(20)),))
    keep_boundary(diary, longer, version=kept.version, now=NOW)
    assert wishes(diary) == ()
    assert diary.protected.get("dinner").thing == longer


def test_what_is_firm_bends_in_one_move_while_a_wish_waits() -> None:
    diary = a_diary_that_waits()
    remove_boundary(diary, "dinner", NOW)
    assert bend(diary, "dinner", span(1, 18), "emergency", NOW).bend.span == span(1, 18)


def test_without_a_wait_it_goes_at_once_and_a_wish_for_what_is_gone_harms_nothing() -> None:
    diary = a_diary()
    diary.dated(Loosening).add(Loosening("l", NOW, "gone", "Gone", NOW))
    assert remove_boundary(diary, "dinner", NOW).kept is None
    assert wishes(diary) == ()


def test_two_tabs_are_told() -> None:
    diary = a_diary_that_waits()
    kept = diary.protected.get("dinner")
    keep_boundary(diary, replace(kept.thing, title="Supper"), version=kept.version, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        keep_boundary(diary, replace(kept.thing, windows=SHORTER), version=kept.version, now=NOW)
    assert wishes(diary) == ()
    new = ProtectedTime("swim", "Swim", SHORTER)
    assert keep_boundary(diary, new, version=None, now=NOW).kept is not None


def test_a_file_loosens_no_faster_than_a_hand() -> None:
    diary = a_diary_that_waits()
    life = replace(diary.life(), protected=())
    assert [each.title for each in take_life(diary, life, now=NOW)] == ["Dinner"]
    assert [kept.thing.id for kept in diary.protected.all()] == ["dinner"]
    assert [each.wish for each in wishes(diary)] == [None]
    assert diary.settings().thing.loosening_days == 3
    free = a_diary()
    assert held_back(free, (), NOW) == ()


def set_wait(diary: MemoryDiary, days: int, now: datetime) -> Loosening | None:
    return keep_wait(diary, days, version=diary.settings().version, now=now)


def test_a_shorter_wait_waits_itself_as_long_as_it_was() -> None:
    diary = a_diary_that_waits(days=7)
    wish = set_wait(diary, 0, NOW)
    assert wish is not None
    assert wish.due_at == NOW + 7 * DAY
    assert remove_boundary(diary, "dinner", NOW).waits, "a hard evening does not decide"
    assert settle_wishes(diary, NOW + 6 * DAY) == ()
    assert diary.settings().thing.loosening_days == 7
    settle_wishes(diary, NOW + 7 * DAY)
    assert diary.settings().thing.loosening_days == 0


def test_a_longer_wait_holds_at_once_and_lets_the_wish_for_a_shorter_one_lapse() -> None:
    diary = a_diary_that_waits(days=3)
    set_wait(diary, 1, NOW)
    assert set_wait(diary, 3, NOW) is None
    assert len(wishes(diary)) == 1, "what is as it was says nothing new"
    set_wait(diary, 5, NOW)
    assert (wishes(diary), diary.settings().thing.loosening_days) == ((), 5)


def test_who_lets_nothing_wait_sets_a_wait_at_once_and_a_second_tab_is_told() -> None:
    diary = a_diary()
    version = diary.settings().version
    assert keep_wait(diary, 2, version=version, now=NOW) is None
    with pytest.raises(ChangedMeanwhile):
        keep_wait(diary, 1, version=version, now=NOW)
    assert (wishes(diary), diary.settings().thing.loosening_days) == ((), 2)


# A bend is owed and placed


@settings(max_examples=of_many(6, 12), deadline=None)
@given(st.sets(st.integers(0, 4), min_size=1, max_size=3), st.sampled_from((30, 60)), st.integers(0, 3))
def test_a_bend_that_is_taken_up_is_placed_where_there_is_room(
    days: set[int], minutes: int, seed: int
) -> None:
    diary = a_diary()
    for day in days:
        back = bend(diary, "dinner", span(day, 18, minutes), "emergency", NOW).give_back
        take_up(diary, back.id, NOW)
    life = diary.life()
    plan = plan_week(life, (), WEEK, now=NOW, iterations=150, seed=seed)
    placed = [each for each in plan.blocks if each.kind == "give_back"]
    assert sorted(each.subject_id for each in placed) == sorted(each.id for each in life.give_backs)
    assert all(each.span.minutes == minutes for each in placed)
    bent = [each.span for each in life.bends]
    assert not any(each.span.overlaps(gone) for each in placed for gone in bent)


# Told in words


def told(diary: MemoryDiary, now: datetime) -> dict[str, tuple[str, ...]]:
    return {
        chapter.value.name if chapter.value else "": chapter.sentences
        for week in ledger(diary, now)
        for chapter in week.chapters
    }


def test_the_ledger_tells_by_value_what_held_what_bent_and_what_was_crossed() -> None:
    diary = a_diary()
    planned(diary)
    back = bend(diary, "dinner", span(1, 18), "opportunity", NOW, for_whom="Anna").give_back
    take_up(diary, back.id, NOW)
    give(diary, back.id, at(3, 20))
    with_events(diary, ("Late call", span(2, 18, 30)))
    assert told(diary, at(4, 12))["Family"] == (
        "Nothing is known to have come in the way of “Dinner” on Monday and Thursday.",
        "On Tuesday a meaningful opportunity, with Anna, came before “Dinner”. Thursday made up for it.",
        "On Wednesday “Late call” lay on “Dinner”; how it went is not known here.",
    )


def test_a_week_without_a_plan_is_not_told() -> None:
    diary = a_diary()
    assert ledger(diary, at(6, 12)) == ()


def test_days_before_there_was_a_plan_are_not_told() -> None:
    diary = a_diary()
    plan = planned(diary).thing.current
    diary.plans.remove(WEEK)
    diary.plans.keep(plan, step="Planned the week", version=None, begun_at=at(2, 9))
    assert told(diary, at(4, 12))["Family"] == (
        "Nothing is known to have come in the way of “Dinner” on Wednesday and Thursday.",
    )


def test_of_days_on_which_life_happened_nothing_is_told() -> None:
    diary = a_diary()
    planned(diary)
    begin(diary, at(1, 12), until=at(3, 0))
    [week] = ledger(diary, at(4, 12))
    assert week.paused
    assert week.chapters[0].sentences == (
        "Nothing is known to have come in the way of “Dinner” on Monday and Thursday.",
    )


def test_what_has_no_value_and_what_was_said_of_it_are_told_too() -> None:
    diary = a_diary()
    diary.values.remove("family")
    kept = planned(diary)
    dinner = block_of(diary, "Dinner")
    blocks = tuple(
        replace(each, state={0: "done", 1: "skipped"}.get((each.span.start - at(0, 0)).days, "planned"))
        if each.title == dinner.title else each
        for each in kept.thing.current.blocks
    )  # fmt: skip
    diary.plans.keep(replace(kept.thing.current, blocks=blocks), step="Said", version=kept.version)
    assert told(diary, at(1, 20))[""] == (
        "Monday was for “Dinner”.",
        "On Tuesday “Dinner” did not come about.",
    )


def test_instances_are_known_by_the_day_on_which_they_begin() -> None:
    diary = a_diary()
    life = diary.life()
    [found] = instances_of(diary, life, life.protected[0], span(1, 18))
    assert (found.on.isoformat(), life.zone) == ("2026-11-24", ZONE)
