"""Places and the ways between them: kept by what is placed, told of what is given."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from counterpoint.domain.agenda import Fact
from counterpoint.domain.boundaries import Availability, ProtectedTime
from counterpoint.domain.planning import Block, Life, Place, Plan, Problem, Routine, Task, Way
from counterpoint.domain.planning.checker import check, judge_blocks
from counterpoint.domain.planning.places import minutes_between, place_meant
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.settle import settle
from counterpoint.domain.planning.ways import open_by_ways, ways_of
from counterpoint.domain.planning.why_not import why_not
from counterpoint.domain.timeline import EVERY_DAY, Span, Week, WeeklyWindow
from tests.domain.planning.test_checker import PROBLEM, at, block, item
from tests.strategies import DOMAINS, PLAIN
from tests.strategies import PLACES as FOUR

PLACES = (Place("office", "Office", texts=("Room 4", "HQ")), Place("pool", "Pool"), Place("home", "Home"))
WAYS = (Way("a", "office", "pool", 25), Way("b", "home", "office", 40, 60))
MEETING = Fact("m", "Meeting", at(10, 60), "work", location="HQ, room 4")
OUT = replace(
    PROBLEM,
    facts=(MEETING,),
    firm=(),
    rituals=(),
    pinned=(),
    now=None,
    places=PLACES,
    ways=WAYS,
    items=(
        replace(item("swim", 60), place_id="pool"),
        replace(item("report", 60), place_id="office"),
        item("letter", 60),
        item("call", 15),
    ),
)


def broken(*blocks: Block, problem: Problem = OUT) -> list[str]:
    return [each.words for each in judge_blocks(problem, Plan(PLAIN, "UTC", blocks))]


def test_between_two_places_there_is_time_for_the_way() -> None:
    assert broken(block("swim", at(11.25, 60))) == [
        "The way from “Office” to “Pool” takes 25 min. Before “Swim” 15 min are free for it."
    ]
    assert broken(block("swim", at(11 + 25 / 60, 60))) == []
    assert broken(block("report", at(11, 60))) == []
    assert broken(block("letter", at(11, 60)), block("swim", at(12.25, 60)))
    assert broken(block("swim", at(11.25, 60)), problem=replace(OUT, ways=())) == []


def test_a_way_is_gone_in_one_go_before_or_after_what_can_be_done_anywhere() -> None:
    call, swim = block("call", at(11.25, 15)), block("swim", at(11.75, 60))
    assert broken(call, swim)
    assert broken(replace(call, span=at(11, 15)), swim) == []
    assert broken(replace(call, span=at(11.5, 15)), swim) == []


def test_a_way_that_nobody_gave_keeps_no_time() -> None:
    other = replace(OUT, items=(replace(item("swim", 60), place_id="home"),), ways=WAYS[:1])
    assert broken(block("swim", at(11, 60)), problem=other) == []


def test_a_way_back_may_take_longer_than_the_way_there() -> None:
    other = replace(OUT, items=(replace(item("swim", 60), place_id="home"),))
    assert broken(block("swim", at(11.75, 60)), problem=other)
    assert broken(block("swim", at(12, 60)), problem=other) == []
    assert broken(block("swim", at(8.25, 60)), problem=other) == []


def test_days_begin_and_end_at_home_where_that_was_said() -> None:
    homely = replace(OUT, places=(*PLACES[:2], replace(PLACES[2], home=True)), facts=())
    assert broken(block("report", at(8.5, 60)), problem=homely) == [
        "The way from “Home” to “Office” takes 40 min. Before “Report” 30 min are free for it."
    ]
    assert broken(block("report", at(8.75, 60)), problem=homely) == []
    assert broken(block("report", at(18.25, 60)), problem=homely) == [
        "The way from “Office” to “Home” takes 1 h. After “Report” 45 min are free for it."
    ]
    assert broken(block("report", at(8.5, 60)), problem=replace(homely, places=PLACES)) == []


def test_time_that_is_past_is_no_time_for_a_way() -> None:
    late = replace(OUT, now=at(12, 0).start)
    assert broken(block("swim", at(12.25, 60)), problem=late)
    assert broken(block("swim", at(12.5, 60)), problem=late) == []


def test_given_things_that_leave_too_little_are_told_and_nothing_is_put_between_them() -> None:
    course = Fact("c", "Course", at(11.25, 30), "work", location="pool")
    both = replace(
        OUT, facts=(MEETING, course), places=(PLACES[0], replace(PLACES[1], texts=("Pool",)), PLACES[2])
    )
    plan = settle(both, [])
    assert check(both, plan) == ()
    assert plan.notes == ("15 min lie between “Meeting” and “Course” on Monday; the way takes 25 min.",)
    assert broken(block("call", at(11, 15)), problem=both)
    assert settle(replace(both, now=at(13, 0).start), []).notes == ()


def test_the_reason_and_the_word_against_another_time_name_the_way() -> None:
    swim = block("swim", at(11.5, 60))
    placed = settle(OUT, [swim])
    (said,) = (each for each in placed.blocks if each.item_id == "swim")
    assert "Leaves 25 min for the way from “Office”." in [each.words for each in said.reasons]
    before = settle(OUT, [replace(swim, span=at(8.5, 60))])
    words = [reason.words for each in before.blocks for reason in each.reasons]
    assert "Leaves 25 min for the way to “Office”." in words
    far = settle(OUT, [replace(swim, span=at(15, 60))])
    assert not any("the way" in reason.words for each in far.blocks for reason in each.reasons)
    answer = why_not(OUT, Life(), [swim], replace(swim, span=at(11, 60)))
    assert [each.rule for each in answer.hindrances] == ["way"]
    assert "takes 25 min" in answer.hindrances[0].words


def test_what_finds_no_place_between_the_ways_is_told_so() -> None:
    windows = (at(11, 75),)
    tight = replace(OUT, items=(replace(item("swim", 60), place_id="pool", windows=windows),))
    (left,) = settle(tight, []).left_out
    assert left.why.startswith("The ways between your places leave it no 1 h together.")


@pytest.mark.parametrize("place_id", ["", "pool", "office", "home"])
@pytest.mark.parametrize("home", [True, False])
@pytest.mark.parametrize("hour", [None, 9.5])
def test_where_ways_leave_room_is_where_the_checker_finds_no_fault(
    place_id: str, home: bool, hour: float | None
) -> None:
    course = Fact("c", "Course", at(12.25, 30), "work", location="pool")
    talk = Fact("t", "Talk", at(13.25, 30), "work")
    last = Fact("h", "Dinner", at(14, 60), "work", location="Home")
    problem = replace(
        OUT,
        facts=(MEETING, course, talk, last),
        places=(
            PLACES[0],
            replace(PLACES[1], texts=("Pool",)),
            replace(PLACES[2], home=home, texts=("Home",)),
        ),
        ways=(*WAYS, Way("c", "pool", "home", 55)),
        items=(replace(item("it", 15), place_id=place_id),),
        now=None if hour is None else at(hour, 0).start,
    )
    day = problem.days[0].waking
    opened = open_by_ways(problem, (), place_id, within=[day])
    for n in range((day.minutes - 15) // 5 + 1):
        start = day.start + timedelta(minutes=5 * n)
        here = Span(start, start + timedelta(minutes=15))
        faults = {each.rule for each in judge_blocks(problem, Plan(PLAIN, "UTC", (block("it", here),)))}
        if not faults - {"way"}:
            assert any(each.covers(here) for each in opened) == (not faults), here


def test_an_event_is_where_its_location_says_as_whole_words() -> None:
    assert place_meant(FOUR, "Main OFFICE, second floor") == "desk"
    assert place_meant(FOUR, "the  swimming\npool") == "pool"
    assert place_meant(FOUR, "Poolside bar") == place_meant(FOUR, "Offices") == ""
    assert place_meant(FOUR, "") == place_meant(FOUR, "Hill") == ""
    assert place_meant(FOUR, "x" * 500 + " Office") == ""
    longest = (*FOUR, Place("lab", "Lab", texts=("Main office",)))
    assert place_meant(longest, "Main office") == "lab"
    assert place_meant((Place("odd", "Odd", texts=("", "C++ (lab)")),), "the c++ (lab)!") == "odd"


def test_a_way_is_known_in_both_directions_and_none_is_reckoned_from_others() -> None:
    known = minutes_between((*WAYS, Way("c", "pool", "office", 30), Way("d", "pool", "pool", 9)))
    assert known == {
        ("office", "pool"): 30, ("pool", "office"): 30, ("home", "office"): 40, ("office", "home"): 60,
    }  # fmt: skip


def test_things_take_their_places_into_the_week_and_a_place_that_is_gone_is_none() -> None:
    window = WeeklyWindow(EVERY_DAY, MEETING.span.start.time(), MEETING.span.end.time())
    later = WeeklyWindow(EVERY_DAY, time(12), time(13))
    life = Life(
        domains=DOMAINS,
        places=PLACES,
        ways=(*WAYS, Way("x", "pool", "gone", 5)),
        tasks=(Task("t", "T", 30, place_id="pool"), Task("u", "U", 30, place_id="gone")),
        routines=(Routine("r", "R", 30, 1, place_id="office"),),
        protected=(
            ProtectedTime("p", "P", (window,), place_id="pool"),
            ProtectedTime("q", "Q", (later,), "bends", place_id="pool"),
        ),
    )
    pins = tuple(
        Block(name, kind, f"{kind}:{name}", name, name, at(15 + n, 30), pinned=True)  # type: ignore[arg-type]
        for n, (kind, name) in enumerate((("task", "t"), ("task", "u"), ("routine", "r"), ("meal", "m")))
    )
    problem = pose(life, (), PLAIN, pinned=pins)
    assert {each.subject_id: each.place_id for each in problem.items} == {
        "t": "pool", "u": "", "r": "office", "q": "pool",
    }  # fmt: skip
    assert {each.place_id for each in problem.firm} == {"pool"}
    assert problem.ways == WAYS
    assert problem.pinned_at == (("t", "pool"), ("r", "office"))


def test_a_way_takes_as_long_on_a_night_when_the_clock_changes() -> None:
    zone = ZoneInfo("Europe/Berlin")
    night = datetime(2026, 3, 29, 1, 30, tzinfo=zone).astimezone(UTC)
    show = Fact("s", "Show", Span(night - timedelta(hours=1), night), "home", location="HQ")
    all_night = (WeeklyWindow(EVERY_DAY, time(10), time(5)),)
    life = Life(
        zone="Europe/Berlin",
        domains=DOMAINS,
        availability=Availability(waking=all_night),
        places=(PLACES[0], replace(PLACES[2], home=True)),
        ways=(WAYS[1],),
        tasks=(Task("t", "T", 30, place_id="home", windows=all_night),),
    )
    problem = pose(life, (show,), Week(datetime(2026, 3, 23, tzinfo=UTC).date()))
    legs = [each for each in ways_of(problem, ()) if each.before and each.before.title == "Show"]
    assert [each.minutes for each in legs] == [60]
    later = Block(
        "b", "task", "task:t", "t", "T", Span(night + timedelta(minutes=60), night + timedelta(minutes=90))
    )
    faults = judge_blocks(problem, Plan(problem.first_week, problem.zone, (later,)))
    assert "way" not in {each.rule for each in faults}
    sooner = replace(later, span=Span(night + timedelta(minutes=45), night + timedelta(minutes=75)))
    assert "way" in {
        each.rule for each in judge_blocks(problem, Plan(problem.first_week, problem.zone, (sooner,)))
    }
