"""What a plan says in words is true, short, and in the person's own terms."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from counterpoint.domain.agenda import Fact
from counterpoint.domain.planning import Block, Item, Plan, Problem
from counterpoint.domain.planning.moments import day_words, due_words, span_words, when_words
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.settle import settle
from counterpoint.domain.timeline import Span
from counterpoint.engines.solver.run import Budget, search
from tests.domain.planning.test_checker import GOOD, MIDNIGHT, PROBLEM, at, block, item
from tests.seeds import of_many
from tests.strategies import Case, cases

NAMED = replace(
    PROBLEM,
    value_names=(("craft", "Craft"), ("rest", "Rest"), ("c", "C"), ("d", "D")),
    domain_names=(("work", "Work"), ("home", "Home")),
)


def words(plan: Plan, title: str) -> list[str]:
    return [each.words for each in next(b for b in plan.blocks if b.title == title).reasons]


def of_kind(plan: Plan, kind: str, title: str = "") -> list[str]:
    return [
        reason.words
        for each in plan.blocks
        if title in ("", each.title)
        for reason in each.reasons
        if reason.kind == kind
    ]


@pytest.mark.parametrize(
    ("hours", "said"),
    [(17, "Monday 17:00"), (24, "the end of Monday"), (0, "the end of Sunday 22 November"),
     (7 * 24, "the end of Sunday"), (11 * 24 + 9, "Friday 4 December 09:00")],
)  # fmt: skip
def test_a_deadline_is_said_as_people_say_it(hours: int, said: str) -> None:
    assert due_words(PROBLEM, MIDNIGHT + timedelta(hours=hours)) == said


def test_a_day_beyond_the_week_gets_its_date() -> None:
    assert when_words(PROBLEM, MIDNIGHT + timedelta(days=8, hours=9)) == "Tuesday 1 December 09:00"
    assert day_words(PROBLEM, MIDNIGHT) == "Monday"
    assert span_words(PROBLEM, at(18, 60)) == "Monday 18:00–19:00"


def test_done_is_said_only_of_the_last_piece_of_what_is_placed_whole() -> None:
    due = datetime(2026, 11, 26, tzinfo=UTC)
    items = tuple(replace(each, deadline_at=due) if each.id == "draft" else each for each in PROBLEM.items)
    part = settle(replace(PROBLEM, items=items), GOOD)
    assert set(of_kind(part, "deadline", "Draft")) == {"A part of it in good time for the end of Wednesday."}
    whole = settle(replace(PROBLEM, items=items), [*GOOD, block("draft", at(15, 30, 2), 3)])
    assert of_kind(whole, "deadline", "Draft")[-1] == "Done in time for the end of Wednesday."


def work(name: str, span: Span) -> Block:
    return replace(block(name, span), domain_id="work")


def beside(*items: Item, facts: tuple[Fact, ...] = ()) -> Problem:
    """A morning from nine to twelve, with the gym from ten to eleven in it."""
    gym = Fact("gym", "Gym", at(10, 60), "home")
    morning = tuple(replace(each, windows=(at(9, 180),)) for each in items)
    days = (replace(NAMED.days[0], slack_minutes=0),)
    bare = replace(NAMED, firm=(), rituals=(), pinned=(), spheres=(), days=days)
    return replace(bare, items=morning, facts=(gym, *facts))


def test_of_the_same_kind_is_only_what_is_of_the_same_domain_and_asks_the_same() -> None:
    steady = item("steady", 30, domain_id="work")
    early, late = at(9, 30), at(9.5, 30)
    pair = beside(steady, replace(steady, id="same", title="Same"))
    placed = [work("steady", early), work("same", late)]
    assert of_kind(settle(pair, placed), "alike", "Steady") == ["Beside “Same”, which is of the same kind."]
    mixed = beside(steady, item("deep", 30, domain_id="work", demand="deep"))
    placed = [work("steady", early), work("deep", late)]
    assert of_kind(settle(mixed, placed), "alike", "Steady") == ["Next to “Deep”: also Work."]
    with_event = beside(steady, facts=(Fact("c", "Meeting", late, "work"),))
    near, far = [work("steady", early)], [work("steady", at(11.25, 30))]
    assert of_kind(settle(with_event, near), "alike", "Steady") == ["Next to “Meeting”: also Work."]
    assert of_kind(settle(with_event, far), "alike", "Steady") == []


def test_beside_its_kind_is_no_reason_where_elsewhere_would_be_as_good() -> None:
    steady = item("steady", 30, domain_id="work")
    pair = replace(beside(steady, replace(steady, id="same", title="Same")), facts=())
    placed = [work("steady", at(9, 30)), work("same", at(9.5, 30))]
    assert of_kind(settle(pair, placed), "alike") == []


def test_a_ritual_names_what_it_stands_between() -> None:
    days = tuple(replace(each, working=()) for each in PROBLEM.days)
    plan = settle(replace(PROBLEM, days=days), GOOD)
    assert of_kind(plan, "ritual") == [
        "Before “Report”: from life to work.",
        "Between “Meeting” and “Run”: from work to life.",
        "Before “Draft”: from life to work.",
        "After “Draft”: from work to life.",
    ]


def test_a_shutdown_long_before_the_working_hours_end_says_that_one_may_work_on() -> None:
    *_, last = of_kind(settle(PROBLEM, GOOD), "ritual")
    assert last == (
        "After “Draft”: from work to life. "
        "Your working hours go on until 17:00: if you work on, hold it when you stop."
    )


def test_a_shutdown_near_the_end_of_the_working_hours_says_no_more_than_where_it_is() -> None:
    days = tuple(replace(each, working=(at(9, 150, nth),)) for nth, each in enumerate(PROBLEM.days))
    assert "go on" not in " ".join(of_kind(settle(replace(PROBLEM, days=days), GOOD), "ritual"))


def test_hours_in_which_shifts_may_come_are_no_time_that_one_works_until() -> None:
    days = tuple(replace(each, working=(each.waking,)) for each in PROBLEM.days)
    assert "go on" not in " ".join(of_kind(settle(replace(PROBLEM, days=days), GOOD), "ritual"))


def test_a_place_that_is_free_when_the_ritual_is_over_is_no_place_that_it_has_taken() -> None:
    """Work ends at 17:00 and the ritual at 17:10: nobody is kept from the evening by that."""
    work, out = Fact("a", "Work", at(9, 480), "work"), Fact("b", "Out", at(17.75, 135), "home")
    walk = item("walk", 40, kind="protected", windows=(at(8, 720),), own_times=True)
    problem = replace(PROBLEM, facts=(work,), firm=(), items=(walk,), pinned=(), now=None)
    assert not of_kind(settle(problem, [block("walk", at(8, 40))]), "room")
    narrow = replace(problem, facts=(work, out))
    assert of_kind(settle(narrow, [block("walk", at(8, 40))]), "room")


def test_a_missed_ritual_names_both_neighbours_and_what_could_be_done() -> None:
    museum, dinner = Fact("a", "Museum", at(16, 60), "work"), Fact("b", "Dinner", at(17, 60), "home")
    problem = replace(PROBLEM, facts=(museum, dinner), firm=(), items=(), pinned=())
    (note,) = (each for each in settle(problem, []).notes if "Shutdown" in each)
    assert note == (
        "No room for “Shutdown” between “Museum” and “Dinner”. "
        "On Monday it lacks 10 min: move one of the two, or let it be this once."
    )


def test_a_ritual_that_would_begin_in_sleep_says_how_much_later_would_do() -> None:
    early = Block("pin", "task", "old", "old", "Inventory", at(8, 60), domain_id="work", pinned=True)
    problem = replace(PROBLEM, facts=(), firm=(), items=(), pinned=(early,), now=None)
    assert settle(problem, []).notes[0] == (
        "No room for “Warm-up” before “Inventory”. Monday has room for it if “Inventory” is 5 min later."
    )


def test_nobody_is_told_to_move_an_event_for_a_ritual() -> None:
    shift = Fact("a", "Night shift", at(8, 720), "work")
    problem = replace(PROBLEM, facts=(shift,), firm=(), items=(), pinned=(), now=None)
    before, after = settle(problem, []).notes
    assert before.startswith("No room for “Warm-up” before “Night shift”. Monday begins with it")
    assert after.startswith("No room for “Shutdown” after “Night shift”. Monday ends with it")
    assert before.endswith("hold it on the way, or let it be this once.")


OPEN = replace(PROBLEM, facts=(), firm=(), rituals=(), pinned=())
SUNDAY = MIDNIGHT - timedelta(hours=2)


@pytest.mark.parametrize(
    ("wanted", "now", "why", "advice"),
    [
        (item("a", 900, windows=(at(9, 480),)), None,
         "It wants 15 h in one go, and the longest time that it may have is 8 h.",
         "It can wait for next week."),
        (item("a", 600, windows=(at(9, 480),), deadline_at=at(17, 0).start), None,
         "It wants 10 h in one go, and the longest time that it may have is 8 h.",
         "Let it be done in pieces, give it a later deadline or delegate it."),
        (item("a", 60, windows=(), sphere="work"), None,
         "It is work, and no working hours are open for it in these days.",
         "Say under What matters when you work, or give it to another life domain."),
        (item("a", 60, windows=(), sphere="work", deadline_at=at(17, 0, 9).start), at(20, 0, 1).start,
         "It is work, and no working hours are left for it in these days.",
         "It can wait: it is due by Wednesday 2 December 17:00."),
        (item("a", 60, windows=(), sphere="work", own_times=True), None,
         "None of its own times is open in these days.", "It can wait for next week."),
        (item("a", 60, windows=(), deadline_at=MIDNIGHT), SUNDAY,
         "It is due by the end of Sunday 22 November, before the first day that is still to come.",
         "Give it a later deadline, delegate it or let it go."),
        (item("a", 60, windows=(), deadline_at=SUNDAY), SUNDAY,
         "Its deadline has passed.", "Give it a later deadline, delegate it or let it go."),
    ],
)  # fmt: skip
def test_what_is_left_out_says_what_is_true_of_it_and_what_would_help(
    wanted: Item, now: datetime | None, why: str, advice: str
) -> None:
    (out,) = settle(replace(OPEN, items=(wanted,), now=now), []).left_out
    assert (out.why, out.advice) == (why, advice)


def test_a_meal_that_an_event_takes_names_its_day() -> None:
    party = Fact("a", "Party", at(12, 120, 1), "home")
    lunch = item("lunch", 30, kind="meal", windows=(at(12, 120, 1),))
    (out,) = settle(replace(OPEN, facts=(party,), items=(lunch,)), []).left_out
    assert out.why == "On Tuesday your events and firm time leave it no 30 min together."
    assert out.advice == "Have it on the way, or let it be this once."


@pytest.mark.parametrize(
    ("value", "said"),
    [("craft", "For “Craft”, what you value most."), ("rest", "For “Rest”, your second value."),
     ("d", "For “D”, one of your values.")],
)  # fmt: skip
def test_what_it_is_for_is_said_last_with_its_place_among_the_values(value: str, said: str) -> None:
    items = tuple(replace(each, value_id=value) for each in PROBLEM.items)
    firm = tuple(replace(each, value_id=value) for each in PROBLEM.firm)
    plan = settle(replace(NAMED, items=items, firm=firm), GOOD)
    assert words(plan, "Report")[-1] == said
    assert words(plan, "Dinner") == ["Firm: nothing is planned over it.", said]


def test_meals_flex_and_own_times_say_what_the_person_gave() -> None:
    def one(kind: str, **more: object) -> Plan:
        thing = item("x", 30, kind=kind, windows=(at(12, 120),), **{"own_times": True, **more})
        return settle(replace(PROBLEM, items=(thing,), facts=(), pinned=()), [block("x", at(12, 30))])

    assert words(one("meal"), "X") == ["Within its own times, 12:00–14:00."]
    assert words(one("flex"), "X") == ["Here work and the rest of life may mix, as you wanted."]
    assert words(one("protected", own_times=False), "X") == []
    whole = item("x", 120, kind="protected", windows=(at(12, 120),), own_times=True)
    problem = replace(PROBLEM, items=(whole,), facts=(), pinned=())
    assert words(settle(problem, [block("x", at(12, 120))]), "X") == ["At its own time."]


@settings(max_examples=of_many(12, 25), deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_reasons_are_few_and_true(case: Case) -> None:
    problem = pose(case.life, case.facts, case.week, now=case.now)
    if not problem.days:
        return
    *_, found = search(problem, Budget(steps=30))
    plan = settle(problem, found.blocks)
    out = {each.item_id for each in plan.left_out}
    for each in plan.blocks:
        assert len(each.reasons) <= 3
        assert len({reason.kind for reason in each.reasons}) == len(each.reasons)
        _holds(problem, plan, each, out)


def _holds(problem: Problem, plan: Plan, block: Block, out: set[str]) -> None:
    for reason in block.reasons:
        if reason.words.startswith("Done"):
            assert block.item_id not in out
            assert block.span.end <= (problem.item_by_id[block.item_id].deadline_at or block.span.start)
        if reason.kind == "window":
            assert problem.item_by_id[block.item_id].own_times
        if reason.kind == "alike":
            beside = Span(block.span.start - timedelta(minutes=15), block.span.end + timedelta(minutes=15))
            near = [each for each in (*plan.blocks, *problem.facts) if each.span.on_grid().overlaps(
                Span(beside.start - timedelta(minutes=5), beside.end + timedelta(minutes=5)))]  # fmt: skip
            assert any(f"“{each.title}”" in reason.words for each in near if each is not block)


CHAIN = (
    item("draft", 60),
    item("read", 30, after=("draft",)),
    item("send", 15, after=("draft", "read")),
)


def test_what_waits_says_for_what_and_what_comes_first_says_who_waits() -> None:
    problem = replace(OPEN, items=CHAIN)
    plan = settle(problem, [block("draft", at(9, 60)), block("read", at(11, 30)), block("send", at(12, 15))])
    assert of_kind(plan, "after", "Send") == ["After “Read”, which has to be done first."]
    assert of_kind(plan, "after", "Read") == ["After “Draft”, which has to be done first."]
    assert of_kind(plan, "before", "Draft") == ["“Read” waits for it."]
    assert of_kind(plan, "before", "Send") == []


def test_what_waits_for_something_without_a_place_says_so() -> None:
    never = replace(CHAIN[0], windows=())
    first, read, send = settle(replace(OPEN, items=(never, *CHAIN[1:])), []).left_out
    assert first.title == "Draft"
    assert read.why == "“Draft” has to be done before it, and is not placed whole."
    assert read.in_the_way == ("Draft",)
    assert send.why.startswith("“Draft”")
    late = replace(CHAIN[1], windows=(), after=(), waits_for="Draft")
    (out,) = settle(replace(OPEN, items=(late,)), []).left_out
    assert out.why == "“Draft” has to be done before it, and comes later than these days."
    assert out.advice == "It can wait for next week."
