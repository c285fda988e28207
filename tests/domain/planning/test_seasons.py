"""A season makes what it speaks of weigh more or less, and leaves rest as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from counterpoint.domain.planning import Block, Life, Problem, Routine, Task
from counterpoint.domain.planning.leftout import left_out_of
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.reasons import with_reasons
from counterpoint.domain.timeline import Span
from counterpoint.domain.values import DYNAMICS, FACTORS, CoreValue, Emphasis, LifeDomain, Season
from tests.seeds import of_many
from tests.strategies import PLAIN, Case, cases

WEEK = PLAIN
MONDAY = WEEK.first
LIFE = Life(
    values=(CoreValue("craft", "Craft", 1),),
    domains=(LifeDomain("work", "Work", "work", "craft"), LifeDomain("home", "Home", "life")),
    tasks=(Task("a", "Paint", 60, "work"), Task("b", "Mend", 60, "home"), Task("c", "Read", 60)),
    routines=(Routine("r", "Run", 30, 2, domain_id="home"),),
)


def season(first: int, last: int, **voices: str) -> Season:
    loud = tuple(Emphasis(*each) for each in voices.items())  # type: ignore[arg-type]
    return Season("s", "Launch", MONDAY + timedelta(days=first), MONDAY + timedelta(days=last), loud)


def posed(*seasons: Season, weeks: int = 1, **more: object) -> Problem:
    return pose(replace(LIFE, seasons=seasons), (), WEEK, weeks=weeks, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("dynamic", DYNAMICS)
def test_what_is_placed_is_worth_as_much_as_it_is_loud(dynamic: str) -> None:
    usual, loud = posed().item_by_id, posed(season(0, 30, work=dynamic)).item_by_id
    assert loud["task:a"].weight == pytest.approx(usual["task:a"].weight * FACTORS[dynamic])  # type: ignore[index]
    assert loud["task:b"] == usual["task:b"]
    assert loud["task:c"] == usual["task:c"], "what is of no life domain has no voice"


def test_a_season_that_begins_late_in_the_week_is_heard_in_the_next() -> None:
    items = posed(season(5, 30, home="ff"), weeks=2).item_by_id
    voices = {item.id: item.voice.dynamic for item in items.values() if item.kind == "routine"}
    assert list(voices.values()) == ["mf", "ff"]


def test_in_a_week_that_has_begun_the_days_that_are_left_count() -> None:
    launch = season(4, 30, work="ff")
    friday = WEEK.span("UTC").start + timedelta(days=4, hours=6)
    assert posed(launch).item_by_id["task:a"].voice.dynamic == "mf"
    assert posed(launch, now=friday).item_by_id["task:a"].voice.dynamic == "ff"


def test_a_reason_says_what_is_loud_and_until_when() -> None:
    problem = posed(season(0, 19, work="f"))
    item = problem.item_by_id["task:a"]
    start = item.windows[0].start
    block = Block("x", "task", item.id, "a", "Paint", Span(start, start + timedelta(hours=1)), "work")
    (told,) = with_reasons(problem, [block])
    assert "Work is loud until 12 December." in [each.words for each in told.reasons]
    assert date(2026, 12, 12) == problem.item_by_id["task:a"].voice.until


def test_what_waits_is_told_that_it_is_soft() -> None:
    problem = posed(season(0, 19, home="pp", work="ff"))
    told = {each.subject_id: each.why for each in left_out_of(problem, [])}
    assert told["b"].endswith("Home is very soft until 12 December.")
    assert "Work" not in told["a"]


@settings(max_examples=of_many(25, 60), deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_no_season_lowers_firm_time_sleep_or_meals(case: Case) -> None:
    quiet = replace(case.life, seasons=())
    with_them = pose(case.life, case.facts, case.week, now=case.now)
    without = pose(quiet, case.facts, case.week, now=case.now)
    assert [replace(day, after_season="") for day in with_them.days] == list(without.days), (
        "sleep, waking and slack; that a day comes after a loud season only wishes it lighter"
    )
    assert with_them.firm == without.firm
    rest = ("protected", "meal", "flex", "give_back")
    assert [each for each in with_them.items if each.kind in rest] == [
        each for each in without.items if each.kind in rest
    ]
    for one, other in zip(with_them.items, without.items, strict=True):
        assert replace(one, weight=other.weight, voice=other.voice) == other, "it weighs, and does no more"
