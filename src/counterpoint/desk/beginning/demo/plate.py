"""The plate of the example life: commitments, a bridge, support, and first words about the job."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from counterpoint.desk.beginning.demo.others import MON, SUN, Weeks
from counterpoint.desk.beginning.demo.weeks import HANDED_ON_IN
from counterpoint.desk.plate.blending import let_go, mixing
from counterpoint.desk.plate.commitments import Choice, decide
from counterpoint.desk.ports import Diary, Shelf
from counterpoint.domain.job import JobNote, JobTrial
from counterpoint.domain.planning import Lighter
from counterpoint.domain.timeline import Week
from counterpoint.domain.values import Bridge, Commitment, Support

COMMITMENTS = (
    Commitment(
        "museum", "The museum project", "work", "", 5, 4, 1, 5, 600, label="deep work",
        task_ids=("proposal", "review"),
    ),
    Commitment("team", "Leading the team round", "work", "", 4, 2, -1, 3, 120, label="people"),
    Commitment("mail", "Mail and invoices", "work", "", 4, 1, -1, 3, 180, label="shallow work"),
    Commitment("coaching", "Coaching beginners", "work", "craft", 2, 5, 2, 4, 60, label="people"),
    Commitment("school", "Parents’ council", "family", "", 2, 2, -2, 3, 120, label="children"),
    Commitment(
        "evenings", "Evenings with Noa and Eli", "family", "family", 5, 5, 2, 4, 420, label="children"
    ),
    Commitment("mum", "Calls and papers for mum", "family", "family", 5, 3, 0, 4, 90, routine_ids=("mum",)),
    Commitment("alto", "Singing alto", "choir", "music", 3, 5, 2, 4, 180, routine_ids=("alto",)),
    Commitment("tax", "The tax return", "home", "", 5, 1, -1, 2, None, task_ids=("papers",)),
    Commitment("letter", "The studio’s newsletter", "work", "", 2, 2, -1, 2, 45, routine_ids=("letter",)),
    Commitment("garden", "The neighbours’ garden", "home", "", 2, 3, 0, 2, 60),
    Commitment("fair", "The stall at the school fair", "family"),
)  # fmt: skip
BRIDGES = (Bridge("breath", "alto", "team", "listening before one comes in"),)
SUPPORT = (
    Support("ines", "Ines next door", "person", ("evenings",), ("family",), "just ring", "most afternoons"),
    Support(
        "club", "The late club at Eli’s school", "place", ("evenings",), (), "say so by ten", "until six"
    ),
    Support("neighbourhood", "Neighbourhood help", "service", (), (), "the number is on the fridge"),
)
JOB = (
    JobNote("tasks-more", "Sketching with clients in the room"),
    JobNote("tasks-less", "Chasing invoices"),
    JobNote("schedule-when", "From home on Wednesdays"),
    JobNote("schedule-free", "Tuesday and Thursday until eleven"),
    JobNote("schedule-given", "Clients get an answer on the same day"),
)


def plate_of_example(diary: Diary, week: Week) -> Iterator[tuple[Shelf[Any], Sequence[Any]]]:
    """What is put on which shelf; the trial begins with the week after the planned one."""
    first = week.next(1).first
    yield diary.shelf(Commitment), COMMITMENTS
    yield diary.shelf(Bridge), BRIDGES
    yield diary.shelf(Support), SUPPORT
    yield diary.shelf(JobNote), JOB
    yield (
        diary.shelf(JobTrial),
        (
            JobTrial(
                "wednesdays",
                "Wednesdays from home",
                first,
                first + timedelta(weeks=6),
                "Clients are answered as fast as before, and one deep piece is done each Wednesday",
            ),
        ),
    )


def decide_of_example(diary: Diary, weeks: Weeks) -> None:
    """What was decided about some of it in the last weeks, and what that freed in the plan."""
    handed_on = weeks.at(HANDED_ON_IN, MON, 8, 30)
    letter = diary.shelf(Commitment).get("letter").version
    resting = diary.routines.get("letter")
    diary.routines.change(replace(resting.thing, paused=False), version=resting.version)
    decide(
        diary, "letter",
        Choice("delegate", date_of(weeks, 6), "Ada", 0, routines=(Lighter("letter", "rest"),)),
        now=handed_on, version=letter,
    )  # fmt: skip
    less = weeks.at(-2, SUN, 11)
    garden = diary.shelf(Commitment).get("garden").version
    decide(diary, "garden", Choice("reduce", date_of(weeks, 2), minutes_a_week=30), now=less, version=garden)
    decide(
        diary, "evenings", Choice("keep", date_of(weeks, 9)), now=less,
        version=diary.shelf(Commitment).get("evenings").version,
    )  # fmt: skip
    let_go_of_a_chance(diary, less)


def date_of(weeks: Weeks, offset: int) -> date:
    """The first day of a week, counted from the one that is planned."""
    return weeks.week.next(offset).first


def let_go_of_a_chance(diary: Diary, now: datetime) -> None:
    """Of the pairs that could share time one was answered with no."""
    for chance in mixing(diary, now).chances[:1]:
        let_go(diary, chance.key, now)
