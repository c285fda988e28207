"""What a plan says stays true when it is made with a few days, or one evening, of the week left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from counterpoint import wiring
from counterpoint.desk.beginning.demo.filling import ZONE, fill_example
from counterpoint.desk.week.facts import facts_for
from counterpoint.domain.agenda import Fact
from counterpoint.domain.energy import first_curve, fit
from counterpoint.domain.planning import Block, Life, Plan, Problem
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.sequence import given_of
from counterpoint.domain.planning.settle import settle
from counterpoint.domain.timeline import Span, Week, local, without
from tests.domain.planning.test_checker import PROBLEM, at, block, item
from tests.memory import MemoryDiary
from tests.seeds import of_many

MONDAY = datetime(2026, 11, 22, 23, tzinfo=UTC)
HALF = timedelta(minutes=30)


@pytest.fixture(scope="module")
def ground() -> tuple[Life, tuple[Fact, ...], Week]:
    """A whole life: it is planned again and again as of other moments of one week."""
    diary, week = MemoryDiary(), Week.named("2026-W48")
    fill_example(diary, now=MONDAY + timedelta(hours=8), read=wiring.reads_calendars())
    return diary.life(), facts_for(diary, week), week


def _first_fit(problem: Problem) -> Iterator[Block]:
    """A plan that is not good, but of which everything that is said has to be true."""
    taken = [each.span for day in given_of(problem) for each in day]
    for each in sorted(problem.items, key=lambda one: (one.tier, -one.weight)):
        free = [gap for gap in without(each.windows, taken) if gap.minutes >= each.piece_least]
        for gap in free[-1:]:
            span = Span(gap.start, gap.start + timedelta(minutes=each.piece_least))
            taken.append(span)
            yield Block(
                f"{each.id}#1", each.kind, each.id, each.subject_id, each.title, span,
                each.domain_id, each.value_id,
            )  # fmt: skip


@settings(max_examples=of_many(12, 30), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 7 * 24 * 12 - 1))
@example(4 * 24 * 12 + 17 * 12 + 2)
@example(6 * 24 * 12 + 20 * 12)
@example(145)
def test_what_is_said_is_true_whenever_it_is_planned(
    ground: tuple[Life, tuple[Fact, ...], Week], steps: int
) -> None:
    life, facts, week = ground
    now = MONDAY + timedelta(minutes=5 * steps)
    problem = pose(life, facts, week, now=now)
    whole = pose(life, facts, week)
    plan = settle(problem, tuple(_first_fit(problem)))
    begun = any(day.waking.start < now for day in problem.days)
    _says_hours_that_are_good(plan, problem, whole)
    _says_times_that_the_person_gave(plan, life)
    for each in plan.blocks:
        for reason in each.reasons:
            assert not (begun and "free stretch in its times" in reason.words), (now, each.title)
    for out in plan.left_out:
        assert not (begun and "open in these days" in out.why), (now, out)
        assert not (begun and "open for it in these days" in out.why), (now, out)
        assert not (begun and "that it may have" in out.why), (now, out)


def _says_hours_that_are_good(plan: Plan, problem: Problem, whole: Problem) -> None:
    """By the measure of all hours of the week in which Robin is awake, and only where there was a choice."""
    taken = [each.span for day in given_of(problem) for each in day]
    for each in plan.blocks:
        said = [reason.words for reason in each.reasons if reason.kind == "energy"]
        if not said:
            continue
        thing = problem.item_by_id[each.item_id]
        awake = sorted(_fit(problem, thing.demand, m) for day in whole.days for m in _halves(day.waking))
        here = [_fit(problem, thing.demand, moment) for moment in _halves(each.span)]
        mean = sum(here) / len(here)
        least = 0.85 if said[0].startswith("Among your best") else 0.6
        assert sum(level <= mean for level in awake) >= least * len(awake), (each.title, said)
        free = [gap for gap in without(thing.windows, taken) if gap.minutes >= thing.piece_least]
        levels = [_fit(problem, thing.demand, moment) for gap in free for moment in _halves(gap)]
        assert max(levels) - min(levels) >= 0.15, (each.title, said)


def _says_times_that_the_person_gave(plan: Plan, life: Life) -> None:
    windows = {each.id: each.windows for each in (*life.protected, *life.routines, *life.tasks)}
    windows |= {each.id: (each.window,) for each in life.availability.meals}
    for each in plan.blocks:
        for reason in each.reasons:
            found = re.search(r"own times, (\d\d:\d\d)–(\d\d:\d\d)", reason.words)
            if found:
                given = {(f"{one.start:%H:%M}", f"{one.end:%H:%M}") for one in windows[each.subject_id]}
                assert found.groups() in given, (each.title, reason.words)


def _halves(span: Span) -> Iterator[datetime]:
    moment = span.start
    while moment < span.end:
        yield moment
        moment += HALF


def _fit(problem: Problem, demand: object, moment: datetime) -> float:
    return fit(demand, problem.curve.at(local(moment, ZONE)))  # type: ignore[arg-type]


LATE = replace(PROBLEM, facts=(), firm=(), rituals=(), pinned=(), curve=first_curve("morning"))


def test_the_best_of_a_last_evening_is_not_called_among_ones_best_hours() -> None:
    evening = item("write", 60, windows=(at(18.5, 210),), demand="deep")
    late = settle(replace(LATE, items=(evening,), now=at(18.5, 0).start), [block("write", at(18.5, 60))])
    assert not [each for placed in late.blocks for each in placed.reasons if each.kind == "energy"]
    day = item("write", 60, windows=(at(8, 840),), demand="deep")
    early = settle(replace(LATE, items=(day,), now=at(8, 0).start), [block("write", at(9, 60))])
    assert [each for placed in early.blocks for each in placed.reasons if each.kind == "energy"]


def test_of_times_that_have_begun_only_their_end_is_said() -> None:
    thing = item("alto", 30, kind="routine", windows=(at(18, 180),), own_times=True)
    plan = settle(replace(LATE, items=(thing,), now=at(18, 0).start), [block("alto", at(18.5, 30))])
    (said,) = [each.words for placed in plan.blocks for each in placed.reasons if each.kind == "window"]
    assert said == "Within what is left of its own times, until 21:00."


def test_what_is_left_out_of_begun_days_is_not_said_to_have_had_no_time() -> None:
    thing = item("swim", 60, kind="routine", windows=(), own_times=True)
    (out,) = settle(replace(LATE, items=(thing,), now=at(20, 0).start), []).left_out
    assert out.why == "None of its own times is still to come in these days."
