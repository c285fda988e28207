"""The one place where adapters meet use cases. Everything heavy is imported when it is first asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from counterpoint.adapters.storage.feeds import OpenFeed
    from counterpoint.adapters.storage.models import FeedAddress
    from counterpoint.adapters.storage.models import Person as Person  # noqa: PLC0414  # for others to name
    from counterpoint.desk.calendars import AgendaRead, AskedWindow
    from counterpoint.desk.ports import Diary, Job
    from counterpoint.desk.refreshing import Fetch, Fetched
    from counterpoint.desk.subscriptions import Progress, Read
    from counterpoint.domain.agenda import Agenda
    from counterpoint.domain.planning import Plan
    from counterpoint.domain.timeline import Span

T = TypeVar("T")
SETTINGS = "counterpoint.server.settings"


def home_folder() -> Path:
    """The folder that holds everything that is kept."""
    from counterpoint.adapters.storage.home import home_folder

    return home_folder()


def open_storage(home: str | Path | None = None) -> Path:
    """Makes the storage usable; returns its folder. `home` overrides COUNTERPOINT_HOME."""
    import django
    from django.apps import apps

    from counterpoint.adapters.storage.restoring import finish_restore

    if home is not None:
        os.environ["COUNTERPOINT_HOME"] = str(Path(home).expanduser().absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    finish_restore(home_folder())
    if not apps.ready:
        django.setup()
    return home_folder()


def diary_of(person: Person | Any) -> Diary:
    """The diary of a signed-in person."""
    from counterpoint.adapters.storage.diary import StoredDiary

    return StoredDiary(person)


def as_document(thing: Any) -> Any:
    """A thing of the domain as plain JSON values, to be had back with `from_document`."""
    from counterpoint.adapters.storage.codec import as_json

    return as_json(thing)


def from_document(kind: type[T], document: Any) -> T:
    """The thing that `as_document` wrote down."""
    from counterpoint.adapters.storage.codec import from_json

    return from_json(kind, document)


def reads_calendars() -> Read:
    """What makes an agenda of a calendar's bytes."""
    from counterpoint.adapters.calendars.ics import read_calendar

    def read(raw: bytes, *, source: str, zone: str, window: Span, progress: Progress) -> Agenda:
        file = read_calendar(raw, source=source, progress=progress)
        return file.agenda(window, zone=zone)

    return read


def handler_of(kind: str) -> Callable[[Diary, Job, datetime], None]:
    """What does a kind of job; each worker imports only what its own jobs need."""
    return _HANDLERS[kind]


def _plan_week(diary: Diary, job: Job, now: datetime) -> None:
    from counterpoint.desk.week_planning import run_planning

    run_planning(diary, job, now)


def _read_calendar(diary: Diary, job: Job, now: datetime) -> None:
    from counterpoint.desk.refreshing import read_in_background

    read_in_background(diary, job, read=reads_calendars(), now=now)


def _refresh_feed(diary: Diary, job: Job, now: datetime) -> None:
    from counterpoint.desk.refreshing import refresh_in_background

    refresh_in_background(diary, job, fetch=fetches_feeds(), read=reads_calendars(), now=now)


_HANDLERS: dict[str, Callable[[Diary, Job, datetime], None]] = {
    "plan_week": _plan_week,
    "read_calendar": _read_calendar,
    "refresh_feed": _refresh_feed,
}


def look_at_calendars(diary: Diary, now: datetime) -> None:
    """Asks for whatever of a person's calendars is due to be read again."""
    from counterpoint.desk.refreshing import what_is_due

    what_is_due(diary, now)


def warming_of(queue: str) -> Callable[[], None]:
    """What makes a worker ready for the first job of its queue."""
    return warm_planner if queue == "planning" else (lambda: None)


def warm_planner() -> None:
    """Compiles the planner's kernels, or loads them when that has been done before on this machine."""
    from counterpoint.engines import solver

    warm: Callable[[], None] = getattr(solver, "warm", lambda: None)
    warm()


def feed_of(person: Person) -> FeedAddress | None:
    """The secret address under which this person's accepted plans can be fetched, if there is one."""
    from counterpoint.adapters.storage.feeds import current_feed

    return current_feed(person)


def make_feed(person: Person, *, now: datetime) -> FeedAddress:
    """A new secret address; the one before it stops working."""
    from counterpoint.adapters.storage.feeds import make_feed

    return make_feed(person, now=now)


def revoke_feed(person: Person, *, now: datetime) -> None:
    from counterpoint.adapters.storage.feeds import revoke_feeds

    revoke_feeds(person, now=now)


def open_feed(secret: str, *, now: datetime) -> OpenFeed | None:
    """The calendar behind a secret address; None for an address that does not work."""
    from counterpoint.adapters.storage.feeds import opened

    return opened(secret, now=now)


def plan_as_ics(person: Person, plan: Plan, *, now: datetime) -> bytes:
    """A plan as a file for its owner, with the reasons in it."""
    from counterpoint.adapters.files.planics import plan_as_ics
    from counterpoint.adapters.storage.feeds import instance_of

    return plan_as_ics(plan, instance=instance_of(person), stamped_at=now)


def fetches_feeds() -> Fetch:
    """What asks a feed's address; servers on one's own network only with COUNTERPOINT_PRIVATE_FEEDS=1."""
    from counterpoint.adapters.calendars.feeds import NotModified, fetch_feed
    from counterpoint.desk.refreshing import Fetched

    allow = os.environ.get("COUNTERPOINT_PRIVATE_FEEDS", "").strip().lower() in ("1", "yes", "true", "on")

    def fetch(address: str, *, etag: str, last_modified: str) -> Fetched | None:
        answer = fetch_feed(address, etag=etag, last_modified=last_modified, allow_private=allow)
        if isinstance(answer, NotModified):
            return None
        return Fetched(answer.raw, answer.etag, answer.last_modified)

    return fetch


def read_agenda(paths: Sequence[str | Path], window: AskedWindow, zone: str | None) -> AgendaRead:
    """What the calendars in some files say of a stretch of time; see `desk.calendars`."""
    from counterpoint.adapters.calendars.files import calendar_bytes
    from counterpoint.adapters.calendars.ics import read_calendar
    from counterpoint.desk.calendars import agenda_of_files

    return agenda_of_files(
        [str(path) for path in paths], window, zone, load=calendar_bytes, read=read_calendar
    )


def has_owner() -> bool:
    """Whether somebody has made this Counterpoint theirs yet."""
    from counterpoint.adapters.storage.models import Person

    return Person.objects.filter(is_owner=True).exists()
