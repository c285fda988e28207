"""A process whose children each do one thing in a real database, and fall before a statement to it, as by
`kill -9`.

    python -m tests.sync.fallible

Each line on its standard input names in JSON what a child does, with its arguments; one line in JSON answers,
`{"killed": true}` for a child that fell.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from counterpoint import wiring
from counterpoint.adapters.caldav.server import connected
from counterpoint.desk.calendars.asking import SYNC
from counterpoint.desk.calendars.keeping import window_for
from counterpoint.desk.ports import Diary
from counterpoint.desk.syncing.choosing import kept_of
from counterpoint.desk.syncing.visiting import sync_in_background
from counterpoint.domain.agenda import AppPassword, CalendarAccount, CalendarSource, Collection, accounts
from counterpoint.domain.planning import Block
from counterpoint.domain.timeline import Span
from tests.calendar_servers import PASSWORD, USER
from tests.calendars import calendar
from tests.contracts.examples import WEEK
from tests.sync.planned import Planner, pinned

PIECE = 2
"""Entries in the first question for some, so that a pull has several."""


class Falls:
    """Counts statements, and dies before the one of that number."""

    def __init__(self, at: int) -> None:
        self.at, self.done = at, 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if self.done == self.at:
            os.kill(os.getpid(), signal.SIGKILL)
        self.done += 1
        return execute(sql, params, many, context)


def begin(address: str, url: str) -> dict[str, Any]:
    """Somebody with an account and a calendar from it, nothing of which was read yet."""
    from counterpoint.adapters.storage.models import Person

    diary = wiring.diary_of(Person.objects.create(username="ada", is_owner=True))
    diary.shelf(CalendarAccount).add(CalendarAccount("a", "Home", address, USER, True))
    diary.shelf(AppPassword).add(AppPassword("a", PASSWORD))
    diary.calendars.add(CalendarSource("c", "Work", "", "account", zone=diary.settings().thing.zone))
    diary.shelf(Collection).add(Collection("n", "a", "c", url))
    return {}


def pull(now: str, at: int = -1) -> dict[str, Any]:
    """A visit; the number of its statements, where it comes to its end."""
    from django.db import connection

    accounts.FIRST_PIECE = PIECE
    diary, falls = _diary(), Falls(at)
    connects, read = partial(connected, may_be_at_home=True), wiring.reads_calendars()
    with connection.execute_wrapper(falls):
        job = diary.jobs.record(SYNC, {"account": "a", "by_hand": True})
        sync_in_background(diary, job, connects=connects, read=read, now=datetime.fromisoformat(now))
    return {"statements": falls.done}


def state(now: str) -> dict[str, Any]:
    """What is kept."""
    diary = _diary()
    ((collection, source),) = kept_of(diary, "a")
    window = window_for(datetime.fromisoformat(now))
    return {
        "token": collection.token,
        "stale": collection.stale,
        "kept": {each.href.rpartition("/")[2]: each.raw.decode() for each in diary.resources.all("n")},
        "titles": sorted(each.title for _, each in diary.calendars.occurrences(window)),
        "trouble": diary.shelf(CalendarAccount).get("a").thing.trouble + source.trouble,
    }


def plan(address: str) -> dict[str, Any]:
    """Somebody with an accepted plan that goes into a calendar on the server, where nothing of it is yet."""
    from counterpoint.adapters.storage.models import Person

    planner = Planner(address, wiring.diary_of(Person.objects.create(username="ada", is_owner=True)), id="a")
    planner.begin(*(pinned(f"b{n}", 30 + 2 * n) for n in range(3))).put()
    return {"url": planner.place.url}


def accept(step: int, at: int = -1) -> dict[str, Any]:
    """One block moves, one goes, one comes; and that is accepted."""
    from django.db import connection

    planner, falls = Planner("", _diary(), id="a"), Falls(at)

    def change(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        first, _second, *others = blocks
        span = Span(first.span.start + timedelta(minutes=5), first.span.end + timedelta(minutes=5))
        return (replace(first, span=span), *others, pinned(f"s{step}", 50 + 2 * step))

    kept = planner.diary.plans.of(WEEK)
    assert kept is not None
    after = replace(kept.thing.current, blocks=change(kept.thing.current.blocks))
    planner.diary.plans.keep(after, step="Changed", version=kept.version)
    with connection.execute_wrapper(falls):
        planner.accept()
    return {"statements": falls.done}


def accepted() -> dict[str, Any]:
    """What the accepted plan says, and what waits or stands there of it."""
    planner = Planner("", _diary(), id="a")
    kept = planner.diary.plans.of(WEEK)
    assert kept is not None
    assert kept.thing.accepted is not None
    return {
        "blocks": {each.id: f"{each.span.start:%Y%m%dT%H%M%SZ}" for each in kept.thing.accepted.blocks},
        "stands": {id: each.href.rpartition("/")[2] for id, each in planner.entries.items()},
        "waits": {id: [each.op, each.state] for id, each in planner.errands.items()},
        "foreign": planner.foreign,
        "trouble": planner.account.trouble,
    }


def _diary() -> Diary:
    return wiring.diary_of(wiring.accounts.person_named("ada"))


DOES = {"begin": begin, "pull": pull, "state": state, "plan": plan, "accept": accept, "accepted": accepted}


def _warm() -> None:
    """What each child would import for itself."""
    import counterpoint.adapters.storage.diary

    window = window_for(datetime.now(UTC))
    read, nobody = wiring.reads_calendars(), CalendarAccount("", "", "http://127.0.0.1:9/", "", True)
    read(calendar(), source="", zone="UTC", window=window, progress=lambda _share: None)
    with connected(nobody, "", may_be_at_home=True):
        assert counterpoint.adapters.storage.diary


def main() -> None:
    from django.db import connections

    wiring.open_storage()
    _warm()
    for line in sys.stdin:
        what, said = json.loads(line)
        connections.close_all()
        child = os.fork()
        if child == 0:
            print(json.dumps(DOES[what](**said)), flush=True)
            os._exit(0)
        _child, status = os.waitpid(child, 0)
        if status:
            print(json.dumps({"killed": os.WIFSIGNALED(status), "status": status}), flush=True)


if __name__ == "__main__":
    main()
