"""Rest between two days of work: kept by what is placed, told of what is given."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from counterpoint.domain.agenda import Fact
from counterpoint.domain.boundaries import Availability
from counterpoint.domain.planning import Block, FirmTime, Life, Plan, Problem, Task
from counterpoint.domain.planning.checker import check, judge_blocks
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.settle import settle
from counterpoint.domain.timeline import Span
from tests.domain.planning.test_checker import PROBLEM, at, block, item
from tests.strategies import DOMAINS, PLAIN

LATE = Fact("late", "Late shift", at(18, 120), "work")
EARLY = Fact("early", "Early shift", at(8, 120, 1), "work")
ELEVEN = replace(
    PROBLEM,
    facts=(),
    firm=(),
    rituals=(),
    pinned=(),
    now=None,
    rest_minutes=13 * 60,
    items=(
        item("report", 60, sphere="work", domain_id="work"),
        item("letter", 60, sphere="work"),
        item("run", 60),
    ),
)


def broken(*blocks: Block, problem: Problem = ELEVEN) -> list[str]:
    return [each.words for each in judge_blocks(problem, Plan(PLAIN, "UTC", blocks))]


def test_work_comes_when_the_rest_after_late_work_is_over_even_if_that_was_an_event() -> None:
    late = replace(ELEVEN, facts=(LATE,))
    assert broken(block("report", at(8.75, 60, 1)), problem=late) == [
        "“Report” leaves less than 13 h between the work of two days."
    ]
    assert broken(block("report", at(9, 60, 1)), problem=late) == []
    assert broken(block("run", at(8, 60, 1)), problem=late) == []
    assert broken(block("report", at(8, 60, 2)), problem=late) == []
    assert broken(block("report", at(8.75, 60, 1)), problem=replace(late, rest_minutes=0)) == []


def test_late_work_gives_way_to_what_begins_early_on_the_next_day() -> None:
    early = replace(ELEVEN, facts=(EARLY,))
    assert len(broken(block("report", at(18.25, 60)), problem=early)) == 1
    assert broken(block("report", at(18, 60)), problem=early) == []


def test_two_placed_pieces_keep_it_between_them() -> None:
    assert len(broken(block("report", at(18.5, 60)), block("letter", at(8, 60, 1)))) == 1
    assert broken(block("report", at(18, 60)), block("letter", at(8, 60, 1))) == []


def test_work_before_and_after_these_days_counts_as_well() -> None:
    first, last = at(8, 0).start, at(20, 0, 2).end
    around = replace(ELEVEN, worked_until=first - timedelta(hours=12), works_from=last + timedelta(hours=12))
    assert len(broken(block("report", at(8.75, 60)), problem=around)) == 1
    assert len(broken(block("report", at(18.25, 60, 2)), problem=around)) == 1
    assert broken(block("report", at(9, 60)), block("letter", at(18, 60, 2)), problem=around) == []


def test_two_shifts_that_leave_too_little_are_told_and_nothing_else() -> None:
    both = replace(ELEVEN, facts=(LATE, EARLY))
    plan = settle(both, [])
    assert check(both, plan) == ()
    assert plan.notes == (
        "12 h lie between “Late shift” and “Early shift” on Tuesday; you want 13 h of rest.",
    )


def test_firm_work_counts_and_is_told_too() -> None:
    firm = FirmTime("f", "f", "On call", at(19, 60), sphere="work")
    assert len(broken(block("report", at(8, 60, 1)), problem=replace(ELEVEN, firm=(firm,)))) == 1


def test_a_block_that_starts_when_the_rest_is_over_says_so() -> None:
    late = replace(ELEVEN, facts=(LATE,))
    plan = settle(late, [block("report", at(9, 60, 1)), block("letter", at(11, 60, 1))])
    told = {each.item_id: [reason.words for reason in each.reasons] for each in plan.blocks}
    assert "Not sooner: 13 h of rest after the work of the day before." in told["report"]
    assert not any("rest" in words for words in told["letter"])


def test_what_has_no_room_for_the_rest_names_it() -> None:
    only = item("report", 60, sphere="work", windows=(at(8, 75, 1),))
    (out,) = settle(replace(ELEVEN, facts=(LATE,), items=(only,)), []).left_out
    assert out.why == "Your rest of 13 h between two days of work leaves it no 1 h together."


def test_the_week_knows_of_events_on_the_days_around_it() -> None:
    span = PLAIN.span("UTC")
    before = Fact(
        "b", "Sunday shift", Span(span.start - timedelta(hours=6), span.start - timedelta(hours=2)), "work"
    )
    after = Fact(
        "a", "Monday shift", Span(span.end + timedelta(hours=5), span.end + timedelta(hours=9)), "work"
    )
    party = Fact("p", "Party", Span(span.start - timedelta(hours=2), span.start - timedelta(hours=1)), "home")
    life = Life(
        domains=DOMAINS, tasks=(Task("a", "A", 30, "work"),), availability=Availability(rest_minutes=660)
    )
    problem = pose(life, (before, party, after), PLAIN)
    assert (problem.worked_until, problem.works_from) == (before.span.end, after.span.start)
    alone = pose(life, (), PLAIN)
    assert (alone.worked_until, alone.works_from) == (None, None)
