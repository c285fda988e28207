"""Hard days, and the lighter ones that are wished after them and after a loud season."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from counterpoint.domain.agenda import Fact
from counterpoint.domain.boundaries import Availability
from counterpoint.domain.planning import Block, Day, Item, Life, Problem
from counterpoint.domain.planning.cost import terms
from counterpoint.domain.planning.load import HARD_SLOT, load, season_before
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.sequence import sequences
from counterpoint.domain.planning.settle import settle
from counterpoint.domain.planning.weighing import difference
from counterpoint.domain.timeline import Span, Week
from counterpoint.domain.values import Emphasis, Season

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
DAYS = tuple(Day(date(2026, 11, 23 + n), Span(NINE + n * DAY, NINE + n * DAY + 10 * HOUR)) for n in range(3))
WORK = Item(
    "task:w", "task", "w", "Report", 600, 60, 600, tuple(each.waking for each in DAYS), sphere="work",
    domain_id="work",
)  # fmt: skip
SEASON = Season("s", "Launch", date(2026, 11, 2), date(2026, 11, 22), (Emphasis("work", "ff"),))


def week(*facts: Fact, days: tuple[Day, ...] = DAYS, item: Item = WORK, hard: int = 240) -> Problem:
    horizon = Span(NINE, DAYS[-1].waking.end)
    spheres = (("work", "work"), ("home", "life"))
    return Problem(
        "UTC", horizon, days, facts=facts, items=(item,), spheres=spheres, hard_minutes=hard
    )  # fmt: skip


def of(day: int, hours: float, item: Item = WORK) -> Block:
    at = NINE + day * DAY
    return Block(f"w#{day}", "task", item.id, "w", "Report", Span(at, at + hours * HOUR), item.domain_id)


def meeting(day: int, hours: float, domain: str = "work", at: float = 0) -> Fact:
    begin = NINE + day * DAY + at * HOUR
    return Fact(f"{day}{at}", "Workshop", Span(begin, begin + hours * HOUR), domain)


def test_load_is_work_and_focus_each_minute_once() -> None:
    events = (meeting(0, 2), meeting(0, 2, at=1), meeting(0, 3, "home", at=4))
    assert load(sequences(week(*events), ())[0]) == 3 * 12
    deep = replace(WORK, sphere="life", demand="deep", domain_id="home")
    assert load(sequences(week(item=deep), [of(0, 1, deep)])[0]) == 12
    light = replace(deep, demand="light")
    assert not load(sequences(week(item=light), [of(0, 1, light)])[0])


@pytest.mark.parametrize(
    ("hours", "over"), [((6, 3), 0), ((6, 5), 12), ((5, 8), 12), ((6, 4, 6), 0), ((5, 6, 7), 36), ((6,), 0)]
)
def test_a_hard_day_after_a_hard_day_costs_what_both_have_too_much(
    hours: tuple[float, ...], over: int
) -> None:
    events = [meeting(day, much) for day, much in enumerate(hours)]
    assert terms(week(*events), ())["strain"] == over * HARD_SLOT
    assert not terms(week(*events, hard=0), ())["strain"]
    apart = (DAYS[0], replace(DAYS[1], on=DAYS[1].on + DAY))
    assert not terms(week(*events, days=apart), ())["strain"]


def test_days_after_a_loud_season_are_wished_lighter_by_a_quarter() -> None:
    days = (replace(DAYS[0], after_season="Launch"), *DAYS[1:])
    assert terms(week(meeting(0, 3), days=days), ())["recovery"] == 0
    assert terms(week(meeting(0, 3.5), days=days), ())["recovery"] == 6 * HARD_SLOT
    assert not terms(week(meeting(0, 8)), ())["recovery"]
    assert not terms(week(meeting(0, 8), days=days, hard=0), ())["recovery"]


def test_recovery_lasts_a_week_and_waits_for_the_next_loud_season() -> None:
    last = SEASON.last
    said = [season_before((SEASON,), last + n * DAY) for n in (0, 1, 7, 8)]
    assert said == ["", "Launch", "Launch", ""]
    soft = replace(SEASON, id="t", emphasis=(Emphasis("home", "p"),))
    assert not season_before((soft,), last + DAY)
    again = replace(SEASON, id="u", title="Fair", first=last + 3 * DAY, last=last + 4 * DAY)
    titles = [season_before((SEASON, again), last + n * DAY) for n in (2, 3, 5)]
    assert titles == ["Launch", "", "Fair"]


def test_who_has_no_such_wish_gets_no_such_days() -> None:
    life = Life(zone="UTC", seasons=(SEASON,))
    assert not any(each.after_season for each in pose(life, (), Week(date(2026, 11, 23))).days)
    wishing = replace(life, availability=Availability(hard_minutes=420))
    posed = pose(wishing, (), Week(date(2026, 11, 23)))
    assert posed.hard_minutes == 420
    assert {each.after_season for each in posed.days} == {"Launch"}


def test_a_block_says_which_day_it_leaves_alone() -> None:
    def words(problem: Problem, block: Block) -> list[str]:
        return [why.words for why in settle(problem, (block,)).blocks[0].reasons]

    short = replace(WORK, minutes=120, piece_least=120, piece_most=120, windows=WORK.windows[1:])
    due = replace(short, deadline_at=DAYS[2].waking.end)
    said = words(week(meeting(0, 6), meeting(1, 4, at=3), item=due), of(2, 2, due))
    assert "Tuesday would be a hard day beside another." in said
    after = (DAYS[0], replace(DAYS[1], after_season="Launch"), DAYS[2])
    said = words(week(meeting(1, 2, at=3), days=after, item=due), of(2, 2, due))
    assert "Tuesday is to be lighter, after “Launch”." in said
    assert not any("Tuesday" in each for each in words(week(meeting(0, 3), item=due), of(2, 2, due)))


def test_what_it_costs_elsewhere_is_told() -> None:
    problem = week(meeting(0, 6), meeting(1, 4, at=3))
    found = difference(problem, (of(2, 2),), (of(1, 2),))
    assert found["strain"] == 24 * HARD_SLOT
