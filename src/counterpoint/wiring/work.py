"""What goes on in the background: the jobs, each with what does it, and what a worker needs for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from counterpoint.wiring.calendars import connects_accounts, fetches_feeds, reads_calendars
from counterpoint.wiring.people import diary_of
from counterpoint.wiring.post import posts, ways_back

if TYPE_CHECKING:
    from counterpoint.adapters.storage.models import Person
    from counterpoint.desk.ports import Diary, Job

_A_MOMENT = 0.2


def handler_of(kind: str) -> Callable[[Diary, Job, datetime], None]:
    """What does a kind of job; each worker imports only what its own jobs need."""
    return _HANDLERS[kind]


def _plan_week(diary: Diary, job: Job, now: datetime) -> None:
    from counterpoint.desk.planning.background import run_planning

    run_planning(diary, job, now, two=True, prove=True)


def _look_what_if(diary: Diary, job: Job, now: datetime) -> None:
    from counterpoint.desk.planning.what_ifs import look_in_background

    look_in_background(diary, job, now)


def _prove_week(diary: Diary, job: Job, now: datetime) -> None:
    from counterpoint.desk.planning.proving import prove_in_background

    prove_in_background(diary, job, now)


def _read_calendar(diary: Diary, job: Job, now: datetime) -> None:
    from counterpoint.desk.calendars.refreshing import read_in_background

    read_in_background(diary, job, read=reads_calendars(), now=now)


def _refresh_feed(diary: Diary, job: Job, now: datetime) -> None:
    from counterpoint.desk.calendars.refreshing import refresh_in_background

    refresh_in_background(diary, job, fetch=fetches_feeds(), read=reads_calendars(), now=now)


def _sync_account(diary: Diary, job: Job, now: datetime) -> None:
    from counterpoint.desk.syncing.visiting import sync_in_background

    connects = connects_accounts(diary, now=now)
    sync_in_background(diary, job, connects=connects, read=reads_calendars(), now=now)


def _send_post(diary: Diary, job: Job, now: datetime) -> None:  # noqa: ARG001  # every job is asked for like this
    from counterpoint.desk.post.delivering import deliver

    deliver(diary, now, posts(), ways_back())


_HANDLERS: dict[str, Callable[[Diary, Job, datetime], None]] = {
    "plan_week": _plan_week,
    "plan_what_if": _look_what_if,
    "prove_week": _prove_week,
    "read_calendar": _read_calendar,
    "refresh_feed": _refresh_feed,
    "send_post": _send_post,
    "sync_account": _sync_account,
}


def see_through(person: Person, job: Job, *, now: datetime) -> None:
    """Does a waiting job here, or waits for the worker that has it: it is never done twice."""
    from time import sleep

    from counterpoint.adapters.storage.jobs import end_here, take_here

    diary = diary_of(person)
    while diary.jobs.get(job.id).state in ("waiting", "running"):
        if take_here(job.id, now):
            handler_of(job.kind)(diary, job, now)
            end_here(job.id, now)
        else:
            sleep(_A_MOMENT)


def look_at_calendars(diary: Diary, now: datetime) -> None:
    """Asks for whatever of a person's calendars is due to be read again."""
    from counterpoint.desk.calendars.refreshing import what_is_due
    from counterpoint.desk.syncing.due import what_is_due as accounts_due

    what_is_due(diary, now)
    accounts_due(diary, now)


def settle_wishes(diary: Diary, now: datetime) -> None:
    """Lets wishes to loosen a boundary take effect whose wait is over."""
    from counterpoint.desk.boundaries.changing import settle_wishes

    settle_wishes(diary, now)


def warming_of(queue: str) -> Callable[[], None]:
    """What makes a worker ready for the first job of its queue."""
    return warm_planner if queue == "planning" else (lambda: None)


def warm_planner() -> None:
    """Compiles the planner's kernels, or loads them when that has been done before on this machine.

    Begins the second process that searches as well.
    """
    from counterpoint.engines import solver
    from counterpoint.engines.solver.pair import SECOND

    warm: Callable[[], None] = getattr(solver, "warm", lambda: None)
    warm()
    SECOND.be_ready()
