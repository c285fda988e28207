"""How one wants to work shapes what is posed: deep work in long stretches, small things in one sitting."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from counterpoint.domain.planning import FocusWishes, Life, Routine, Task
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.working_ways import as_one_works
from counterpoint.domain.timeline import WEEKDAYS, Week, WeeklyWindow
from counterpoint.domain.values import LifeDomain

NOON = WeeklyWindow(WEEKDAYS, time(13), time(14, 30))
WISHES = FocusWishes(least=60, domain_ids=("work",), windows=(NOON,))
REPORT = Task("report", "Report", 240, "work", demand="deep", splittable=True, piece_least=30, piece_most=180)
MAIL = Task("mail", "Mail", 30, "work", demand="light")
LIFE = Life(
    domains=(LifeDomain("work", "Work", "work"), LifeDomain("home", "Home", "life")),
    tasks=(REPORT, MAIL),
    routines=(Routine("sort", "Sort papers", 15, 2, domain_id="work"),),
    focus=WISHES,
)


def worked(task: Task, wishes: FocusWishes = WISHES) -> Task:
    return as_one_works(replace(LIFE, tasks=(task,), focus=wishes)).tasks[0]


def pieces(task: Task, wishes: FocusWishes = WISHES) -> tuple[int, int]:
    found = worked(task, wishes)
    return found.piece_least, found.piece_most


def test_without_wishes_everything_stays_as_it_says() -> None:
    alone = replace(LIFE, focus=None)
    assert as_one_works(alone) is alone
    assert worked(REPORT, FocusWishes()) == REPORT
    assert worked(MAIL, FocusWishes(domain_ids=("work",))) == MAIL


def test_deep_work_that_may_be_split_comes_in_stretches_of_the_wanted_length() -> None:
    assert pieces(REPORT) == (60, 180)
    assert pieces(replace(REPORT, piece_least=75, piece_most=80)) == (75, 80)
    assert pieces(replace(REPORT, piece_least=15, piece_most=30)) == (60, 60)


def test_the_longest_focus_of_ones_own_comes_first() -> None:
    paced = replace(LIFE, availability=replace(LIFE.availability, focus_minutes=45))
    assert as_one_works(paced).tasks[0].piece_least == 45


def test_what_may_not_be_split_and_what_is_not_deep_keep_their_lengths() -> None:
    assert worked(replace(REPORT, splittable=False)).piece_most == 180
    assert pieces(replace(REPORT, demand="steady")) == (30, 180)


def test_small_things_of_the_chosen_domains_have_their_time() -> None:
    assert worked(MAIL).windows == (NOON,)
    assert worked(replace(MAIL, domain_id="home")).windows == ()
    assert worked(replace(MAIL, importance="must")).windows == ()
    assert worked(replace(MAIL, demand="steady")).windows == ()
    own = WeeklyWindow(WEEKDAYS, time(9), time(10))
    assert worked(replace(MAIL, windows=(own,))).windows == (own,)
    assert as_one_works(LIFE).routines[0].windows == (NOON,)


def test_the_week_is_posed_from_it() -> None:
    items = pose(LIFE, (), Week.named("2026-W48")).item_by_id
    assert items["task:report"].piece_least == 60
    assert {each.start.hour for each in items["task:mail"].windows} == {13}
    assert items["routine:sort"].own_times
