"""Where weeks begin on another day, every block stays where it is."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.planning.regroup import regrouped
from counterpoint.domain.timeline import Week, local
from tests.contracts.examples import WEEK, block, plan


def weeks(hours: list[int]) -> list[object]:
    first = plan(*(block(f"a{n}", hour) for n, hour in enumerate(hours)))
    second = plan(*(block(f"b{n}", hour + 168) for n, hour in enumerate(hours)), week=WEEK.next())
    return [first, second]


@given(st.lists(st.integers(0, 160), max_size=6, unique=True), st.integers(0, 6))
def test_no_block_is_lost_or_moved_and_each_is_in_its_week(hours: list[int], week_start: int) -> None:
    before = weeks(hours)
    after = regrouped(before, week_start)
    assert sorted(each.id for one in after for each in one.blocks) == sorted(
        each.id for one in before for each in one.blocks
    )
    for one in after:
        assert one.week.first.weekday() == week_start
        for each in one.blocks:
            assert Week.holding(local(each.span.start, one.zone).date(), week_start=week_start) == one.week


def test_what_is_left_out_goes_with_most_of_its_days() -> None:
    (monday,) = [plan(block("a", 9))]
    sunday = regrouped([monday], 6)
    assert [(each.week.name, len(each.left_out)) for each in sunday] == [(WEEK.name, 1)]
    thursday = regrouped([monday], 3)
    assert sum(len(each.left_out) for each in thursday) == 1


def test_back_again_it_is_as_it_was() -> None:
    before = tuple(replace(each, crossings=(), bounds=()) for each in weeks([3, 30, 150]))
    again = regrouped(regrouped(before, 6), 0)
    assert [(each.week, each.blocks, each.left_out, each.notes) for each in again] == [
        (each.week, each.blocks, each.left_out, each.notes) for each in before
    ]
