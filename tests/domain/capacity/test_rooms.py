"""What the weeks hold: each hour is taken off once, and nothing is counted twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.domain.agenda import Fact
from counterpoint.domain.boundaries import Availability, Meal, ProtectedTime
from counterpoint.domain.capacity import Ground, fit_of, habit_of, survey
from counterpoint.domain.planning import Block, FlexBlock, Life, Ritual, Routine, Task
from counterpoint.domain.timeline import EVERY_DAY, WEEKDAYS, Span, Week, WeeklyWindow, instant
from counterpoint.domain.values import LifeDomain
from tests.seeds import of_many
from tests.strategies import Case, cases

WEEK, ZONE = Week(date(2026, 11, 23)), "Europe/Berlin"
MONDAY = instant(WEEK.first, time(0), ZONE)
LIFE = Life(
    zone=ZONE,
    domains=(LifeDomain("work", "Work", "work"), LifeDomain("home", "Home", "life")),
    availability=Availability(
        waking=(WeeklyWindow(EVERY_DAY, time(7), time(22)),),
        working=(WeeklyWindow(WEEKDAYS, time(9), time(17)),),
    ),
    slack_minutes=0,
)
REPORT = Task("new", "Report", 60, "work", deadline_at=instant(date(2026, 11, 28), time(0), ZONE))
CHOIR = Routine("new", "Choir", 60, 2, domain_id="home")


def at(day: int, hour: int, minutes: int = 60) -> Span:
    start = instant(date(2026, 11, 22 + day), time(hour), ZONE)
    return Span(start, start.__class__.fromtimestamp(start.timestamp() + 60 * minutes, start.tzinfo))


def look(
    life: Life, *facts: Fact, asked: Task | Routine = REPORT, now: object = MONDAY, weeks: int = 1
) -> Ground:
    return survey(life, facts, [(WEEK.next(nth), ()) for nth in range(weeks)], asked, now=now)


def test_an_empty_life_has_all_of_its_hours() -> None:
    work, rest = look(LIFE).rooms
    assert (work.minutes, rest.minutes) == (5 * 8 * 60, 7 * 15 * 60 - 5 * 8 * 60)


def test_each_hour_is_taken_off_once() -> None:
    firm = ProtectedTime("lunch", "Walk", (WeeklyWindow(WEEKDAYS, time(12), time(13)),), "firm")
    meal = Meal("noon", "Lunch", WeeklyWindow(EVERY_DAY, time(11), time(14)), 30)
    ways = (Ritual("in", "In", "life", "work", 10), Ritual("out", "Out", "work", "life", 5))
    hours = replace(LIFE.availability, meals=(meal,))
    life = replace(LIFE, protected=(firm,), availability=hours, rituals=ways, slack_minutes=60)
    work, rest = look(life, Fact("a", "Talk", at(1, 12, 120), "work")).rooms
    assert (work.events, work.firm, work.meals) == (120, 4 * 60, 5 * 30)
    assert (rest.events, rest.meals, rest.rituals) == (0, 2 * 30, 5 * 15)
    assert work.slack + rest.slack == 7 * 60
    assert work.slack > 0


def test_of_a_day_that_is_running_only_the_rest_counts() -> None:
    friday = at(5, 16).start
    work, _ = look(replace(LIFE, slack_minutes=60), now=friday).rooms
    assert work.open == 60
    assert work.slack < 60


def test_tasks_count_once_over_weeks_and_those_without_a_day_can_wait() -> None:
    own = (
        Task("due", "Due", 120, "work", deadline_at=instant(date(2026, 12, 4), time(17), ZONE)),
        Task("some-day", "Some day", 300, "work"),
        Task("done", "Done", 60, "work", done=True),
    )
    ground = look(replace(LIFE, tasks=own), weeks=2)
    assert [(each.subject_id, each.minutes, each.where, each.due) for each in ground.wants] == [
        ("due", 120, 0b101, True),
        ("some-day", 300, 0b101, False),
    ]
    assert [each.where for each in ground.asked] == [0b1]


def test_what_recurs_is_asked_from_next_week_on() -> None:
    ground = look(LIFE, asked=CHOIR, weeks=3)
    assert [(each.minutes, each.where) for each in ground.asked] == [(120, 0b1000), (120, 0b100000)]
    assert fit_of(ground, recurs=True).word == "fits"
    assert [each.minutes for each in look(LIFE, asked=CHOIR).asked] == [120]


def test_a_pinned_block_takes_its_time_and_its_task_wants_no_more() -> None:
    own = Task("own", "Own", 120, "work", deadline_at=REPORT.deadline_at)
    block = Block("b", "task", "task:own", "own", "Own", at(2, 9, 120), "work", pinned=True)
    ground = survey(replace(LIFE, tasks=(own,)), (), [(WEEK, (block,))], REPORT, now=MONDAY)
    assert ground.rooms[0].pinned == 120
    assert not ground.wants


def test_flex_and_routines_are_wanted_and_could_move() -> None:
    life = replace(LIFE, flex=FlexBlock("flex", "Mixed"), routines=(replace(CHOIR, id="choir"),))
    ground = look(life)
    assert {each.kind: (each.minutes, each.where, each.movable) for each in ground.wants} == {
        "flex": (120, 0b11, True),
        "routine": (120, 0b10, True),
    }


def test_what_recurs_makes_room_only_in_the_weeks_that_need_it() -> None:
    swim = Routine("swim", "Swim", 600, 5, domain_id="home")
    asked = Task("new", "Attic", 20 * 60, "home", deadline_at=WEEK.next().span(ZONE).start)
    ground = look(replace(LIFE, routines=(swim,)), asked=asked, weeks=2)
    (only,) = fit_of(ground).relief
    assert (only.subject_id, only.minutes, only.times, only.shorter) == ("swim", 3000, 1, 5 * 60)


def test_a_deadline_that_is_past_leaves_no_time() -> None:
    gone = replace(REPORT, deadline_at=MONDAY)
    assert fit_of(look(LIFE, asked=gone)).word == "nowhere"


@settings(max_examples=of_many(12, 25))
@given(case=cases(), where=st.sampled_from(("work", "home", "both", "")))
def test_odd_lives_are_reckoned_too(case: Case, where: str) -> None:
    asked = Task("x", "X", 90, where)
    weeks = [(case.week.next(nth), ()) for nth in range(2)]
    ground = survey(case.life, case.facts, weeks, asked, now=case.now)  # type: ignore[arg-type]
    for room in ground.rooms:
        assert 0 <= room.minutes <= room.open
    fit = fit_of(ground)
    assert (fit.left >= 90) == (fit.word in ("fits", "price")) or fit.word == "nowhere"


# How long things really take


def lived(many: int, minutes: int, estimate: int = 60) -> tuple[list[Task], list[Block]]:
    tasks = [Task(f"t{nth}", "T", estimate, done=True) for nth in range(many)]
    blocks = [
        Block(f"b{nth}", "task", f"task:t{nth}", f"t{nth}", "T", at(1, 9, minutes), state="done")
        for nth in range(many)
    ]
    return tasks, blocks


def test_too_few_finished_tasks_say_nothing_and_lengths_stay_as_they_are() -> None:
    habit = habit_of(*lived(7, 90))
    assert (habit.times, habit.of, habit.reckoned) == (None, 7, 1.0)


def test_with_eight_the_habit_is_known_and_shrunken_towards_one() -> None:
    habit = habit_of(*lived(8, 120))
    assert habit.times is not None
    assert round(habit.times, 3) == round(2**0.5, 3)
    more = habit_of(*lived(72, 120))
    assert more.times is not None
    assert habit.times < more.times < 2


def test_nobody_is_promised_to_be_faster_and_planned_is_not_done() -> None:
    assert habit_of(*lived(12, 30)).reckoned == 1.0
    tasks, blocks = lived(12, 120)
    assert habit_of(tasks, [replace(each, state="planned") for each in blocks]).of == 0
    partly = [replace(each, state="partly", minutes_done=60) for each in blocks]
    assert habit_of(tasks, partly).times == 1.0
