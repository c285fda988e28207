"""What comes several times a week is wished evenly apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from counterpoint.domain.planning import Block, Day, Item, Life, Problem, Routine
from counterpoint.domain.planning.cost import spread, terms
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.settle import settle
from counterpoint.domain.timeline import Span, Week

MONDAY = datetime(2026, 11, 23, 18, tzinfo=UTC)
DAY = timedelta(days=1)
DAYS = tuple(
    Day(date(2026, 11, 23 + n), Span(MONDAY + n * DAY, MONDAY + n * DAY + timedelta(hours=4)))
    for n in range(7)
)
RUN = Item(
    "routine:run", "routine", "run", "Run", 60, 30, 30, tuple(each.waking for each in DAYS),
    weight=1.0, one_a_day=True, even_days=3,
)  # fmt: skip
WORTH = 6 * 1000


def week(item: Item = RUN, pinned: tuple[Block, ...] = ()) -> Problem:
    horizon = Span(MONDAY, DAYS[-1].waking.end)
    return Problem("UTC", horizon, DAYS, items=(item,), pinned=pinned)


def on(*days: int) -> list[Block]:
    begins = (MONDAY + n * DAY for n in days)
    return [
        Block(f"run#{at:%d}", "routine", RUN.id, "run", "Run", Span(at, at + timedelta(minutes=30)))
        for at in begins
    ]


@pytest.mark.parametrize(
    ("days", "short"), [((0, 3), 0), ((0, 6), 0), ((0, 2), 1), ((0, 1), 2), ((4,), 0), ((0, 1, 2), 5)]
)
def test_each_day_less_than_evenly_costs_a_tenth_of_one_time(days: tuple[int, ...], short: int) -> None:
    assert spread(week(), on(*days)) == short * WORTH // 10 == terms(week(), on(*days))["spread"]


def test_what_is_pinned_counts_as_it_lies() -> None:
    pinned = replace(on(2)[0], id="pin", pinned=True)
    assert spread(week(pinned=(pinned,)), on(3)) == 2 * WORTH // 10


@pytest.mark.parametrize(("times", "even"), [(1, 1), (2, 3), (3, 2), (4, 2), (5, 1), (7, 1)])
def test_two_to_four_times_a_week_have_days_between_them(times: int, even: int) -> None:
    routine = Routine("run", "Run", 30, times_a_week=times)
    posed = pose(Life(zone="UTC", routines=(routine,)), (), Week(date(2026, 11, 23)))
    assert posed.items[0].even_days == even


def test_it_is_said_where_other_days_were_open() -> None:
    def reasons(problem: Problem, *days: int) -> list[str]:
        return [why.kind for why in settle(problem, on(*days)).blocks[0].reasons]

    assert "spread" in reasons(week(), 0, 3)
    assert "spread" not in reasons(week(), 0, 2)
    narrow = replace(RUN, windows=(DAYS[0].waking, DAYS[3].waking))
    assert "spread" not in reasons(week(narrow), 0, 3)
