"""The plate of the example life: commitments, a bridge, support, and first words about the job."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from counterpoint.desk.ports import Diary, Shelf
from counterpoint.domain.job import JobNote, JobTrial
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
    Commitment("garden", "The neighbours’ garden", "home"),
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
