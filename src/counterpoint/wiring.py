"""The one place where adapters meet use cases. Everything heavy is imported when it is first asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from counterpoint.adapters.instruments.shelf import Instruments
    from counterpoint.adapters.storage import accounts as accounts  # noqa: PLC0414  # see __getattr__
    from counterpoint.adapters.storage import backups as backups  # noqa: PLC0414
    from counterpoint.adapters.storage import restoring as restoring  # noqa: PLC0414
    from counterpoint.adapters.storage import waiting as waiting  # noqa: PLC0414
    from counterpoint.adapters.storage.feeds import OpenFeed
    from counterpoint.adapters.storage.models import FeedAddress, PageAddress
    from counterpoint.adapters.storage.models import Person as Person  # noqa: PLC0414  # for others to name
    from counterpoint.desk.beginning.starting import StartingLife
    from counterpoint.desk.calendars.reading import AgendaRead, AskedWindow
    from counterpoint.desk.calendars.refreshing import Fetch, Fetched
    from counterpoint.desk.calendars.subscriptions import Progress, Read
    from counterpoint.desk.planning.files import CalendarFile, PlannedWeek
    from counterpoint.desk.ports import Diary, Job, Post, WaysBack
    from counterpoint.domain.agenda import Agenda
    from counterpoint.domain.everything import Everything
    from counterpoint.domain.living import Way
    from counterpoint.domain.planning import Life, Plan
    from counterpoint.domain.planning.intake import CalendarEntry, LifeRead, TasksRead
    from counterpoint.domain.timeline import Span, Week

T = TypeVar("T")
SETTINGS = "counterpoint.server.settings"
_A_MOMENT = 0.2


_WHOLE_ROOMS = ("accounts", "backups", "restoring", "waiting")


def __getattr__(name: str) -> Any:
    """`wiring.accounts` and the like: whole modules of the storage, imported at first use."""
    from importlib import import_module

    if name in _WHOLE_ROOMS:
        return import_module(f"counterpoint.adapters.storage.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def home_folder() -> Path:
    """The folder that holds everything that is kept."""
    from counterpoint.adapters.storage.home import home_folder

    return home_folder()


def choose_home(named: str | Path | None) -> Path:
    """The folder that is named, else the usual one; from now on the one that everything uses."""
    if named is not None:
        os.environ["COUNTERPOINT_HOME"] = str(Path(named).expanduser().absolute())
    return home_folder()


def public_address(named: str = "") -> str:
    """The address that people use: as named, as set for the server, or where it was served last."""
    from counterpoint.adapters.storage.home import noted_address

    said = named or os.environ.get("COUNTERPOINT_PUBLIC_URL") or noted_address(home_folder())
    return (said or "http://localhost:8000").rstrip("/")


def open_storage(home: str | Path | None = None) -> Path:
    """Makes the storage usable; returns its folder. `home` overrides COUNTERPOINT_HOME."""
    import django
    from django.apps import apps

    from counterpoint.adapters.storage.restoring import finish_restore

    folder = choose_home(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    finish_restore(folder)
    if not apps.ready:
        django.setup()
    return folder


def diary_of(person: Person | Any) -> Diary:
    """The diary of a signed-in person."""
    from counterpoint.adapters.storage.diary import StoredDiary

    return StoredDiary(person)


@contextmanager
def looking(person: Person | Any) -> Iterator[Diary]:
    """The diary of somebody who only looks: nothing of it is read twice, until something is written."""
    from counterpoint.adapters.storage.diary import StoredDiary
    from counterpoint.adapters.storage.look import one_look

    with one_look() as look:
        yield StoredDiary(person, look=look)


def as_document(thing: Any) -> Any:
    """A thing of the domain as plain JSON values, to be had back with `from_document`."""
    from counterpoint.adapters.codec import as_json

    return as_json(thing)


def from_document(kind: type[T], document: Any) -> T:
    """The thing that `as_document` wrote down."""
    from counterpoint.adapters.codec import from_json

    return from_json(kind, document)


def sealed_for(person: Person | Any, text: str, *, place: str) -> str:
    """A text that this person alone gets to see again, and only at this place."""
    from counterpoint.adapters.storage.models.keys import key_of
    from counterpoint.adapters.storage.sealing import seal

    return seal(key_of(person, make=True), text, bound_to=f"{place}/{person.pk}")


def opened_for(person: Person | Any, sealed: str, *, place: str) -> str:
    """What `sealed_for` was given. Raises CannotOpen."""
    from counterpoint.adapters.storage.models.keys import key_of
    from counterpoint.adapters.storage.sealing import open_sealed

    return open_sealed(key_of(person), sealed, bound_to=f"{place}/{person.pk}")


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
    from counterpoint.desk.planning.background import run_planning

    run_planning(diary, job, now, two=True, prove=True)


def _prove_week(diary: Diary, job: Job, now: datetime) -> None:
    from counterpoint.desk.planning.proving import prove_in_background

    prove_in_background(diary, job, now)


def _read_calendar(diary: Diary, job: Job, now: datetime) -> None:
    from counterpoint.desk.calendars.refreshing import read_in_background

    read_in_background(diary, job, read=reads_calendars(), now=now)


def _refresh_feed(diary: Diary, job: Job, now: datetime) -> None:
    from counterpoint.desk.calendars.refreshing import refresh_in_background

    refresh_in_background(diary, job, fetch=fetches_feeds(), read=reads_calendars(), now=now)


def _send_post(diary: Diary, job: Job, now: datetime) -> None:  # noqa: ARG001  # every job is asked for like this
    from counterpoint.desk.post.telling import deliver

    deliver(diary, now, posts(), ways_back())


_HANDLERS: dict[str, Callable[[Diary, Job, datetime], None]] = {
    "plan_week": _plan_week,
    "prove_week": _prove_week,
    "read_calendar": _read_calendar,
    "refresh_feed": _refresh_feed,
    "send_post": _send_post,
}


def look_at_calendars(diary: Diary, now: datetime) -> None:
    """Asks for whatever of a person's calendars is due to be read again."""
    from counterpoint.desk.calendars.refreshing import what_is_due

    what_is_due(diary, now)


def settle_wishes(diary: Diary, now: datetime) -> None:
    """Lets wishes to loosen a boundary take effect whose wait is over."""
    from counterpoint.desk.boundaries.changing import settle_wishes

    settle_wishes(diary, now)


def posts() -> Mapping[Way, Post]:
    """What can carry a message out of here; a way that is not set up is not there."""
    from counterpoint.adapters.post.ways import ways_of

    return ways_of()


def ways_back() -> WaysBack:
    """The addresses by which somebody outside gets back in."""
    from counterpoint.adapters.post.links import SignedLinks

    return SignedLinks.of_this_place()


def open_confirmation(secret: str) -> tuple[Diary, str, str] | None:
    """Whose diary a link in a confirmation mail is for, the target, and when it was asked for; or None."""
    from counterpoint.adapters.post.links import CONFIRM, opened

    match opened(secret, CONFIRM):
        case [person, target, asked_at]:
            diary = _diary_at(person)
            return (diary, target, asked_at) if diary else None
    return None


def open_off(secret: str) -> tuple[Diary, Way, str] | None:
    """Whose diary a link is for that switches something off, the way, and the kind of notice; or None."""
    from counterpoint.adapters.post.links import OFF, opened
    from counterpoint.domain.living import WAYS

    match opened(secret, OFF):
        case [person, said, kind]:
            diary, way = _diary_at(person), next((each for each in WAYS if each == said), None)
            return (diary, way, kind) if diary and way else None
    return None


def _diary_at(person_id: str) -> Diary | None:
    from counterpoint.adapters.storage.models import Person

    person = Person.objects.filter(pk=person_id, is_active=True).first()
    return diary_of(person) if person else None


def push_public_key() -> str:
    """What browsers are given to be told by Web Push. Raises CounterpointError when its file is damaged."""
    from counterpoint.adapters.post.push_key import public_part, push_key

    return public_part(push_key(home_folder()))


def checks_services() -> Callable[[str], None]:
    """What tells whether Apprise understands an address; it raises NotAService."""
    from counterpoint.adapters.open_internet import private_allowed
    from counterpoint.adapters.post.apprise import ApprisePost

    return ApprisePost(private_allowed()).check


def tell(diary: Diary, now: datetime) -> None:
    """Writes down what is to be told outside the app just now."""
    from counterpoint.desk.post.telling import tell

    tell(diary, now, posts())


def send_soon(diary: Diary) -> None:
    """Asks for a person's outbox to be emptied."""
    from counterpoint.desk.post.telling import send_soon

    send_soon(diary)


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


def page_address_of(person: Person, audience: str) -> PageAddress | None:
    """The secret address under which an audience reads how this person works, if there is one."""
    from counterpoint.adapters.storage.pages_for_others import current_page_address

    return current_page_address(person, audience)


def make_page_address(person: Person, audience: str, *, now: datetime) -> PageAddress:
    """A new secret address for an audience; the one before it stops working."""
    from counterpoint.adapters.storage.pages_for_others import make_page_address

    return make_page_address(person, audience, now=now)


def revoke_page_address(person: Person, audience: str, *, now: datetime) -> None:
    from counterpoint.adapters.storage.pages_for_others import revoke_page_addresses

    revoke_page_addresses(person, audience, now=now)


def open_page(secret: str) -> tuple[Diary, str] | None:
    """Whose page a secret address opens, and for which audience; None for one that does not work."""
    from counterpoint.adapters.storage.pages_for_others import page_behind

    found = page_behind(secret)
    return (diary_of(found.person), found.audience) if found else None


def plan_as_ics(person: Person, plan: Plan, *, now: datetime) -> bytes:
    """A plan as a file for its owner, with the reasons in it."""
    from counterpoint.adapters.files.planics import plan_as_ics
    from counterpoint.adapters.storage.feeds import instance_of

    return plan_as_ics(plan, instance=instance_of(person), stamped_at=now)


def fetches_feeds() -> Fetch:
    """What asks a feed's address; servers on one's own network only with COUNTERPOINT_PRIVATE_FEEDS=1."""
    from counterpoint.adapters.calendars.feeds import NotModified, fetch_feed
    from counterpoint.adapters.open_internet import private_allowed
    from counterpoint.desk.calendars.refreshing import Fetched

    allow = private_allowed()

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
    from counterpoint.desk.calendars.reading import agenda_of_files

    return agenda_of_files(
        [str(path) for path in paths], window, zone, load=calendar_bytes, read=read_calendar
    )


def instruments() -> Instruments:
    """The instruments that can be answered here: those that ship, and the site's own."""
    from counterpoint.adapters.instruments.shelf import instruments

    return instruments(home_folder())


def support_text() -> str:
    """What the operator says on where help is, "" when nothing."""
    from counterpoint.adapters.instruments.shelf import support_text

    return support_text(home_folder())


def starting_lives() -> tuple[StartingLife, ...]:
    """The lives that ship with the product, to begin from."""
    from counterpoint.adapters.files.starting_lives import shipped_lives
    from counterpoint.desk.beginning.starting import StartingLife

    return tuple(StartingLife(name, life) for name, life in shipped_lives())


def has_owner() -> bool:
    """Whether somebody has made this Counterpoint theirs yet."""
    from counterpoint.adapters.storage.models import Person

    return Person.objects.filter(is_owner=True).exists()


def read_life(path: str) -> LifeRead:
    """The life in a life.toml on this machine; raises NotReadable with all that is wrong with it."""
    from counterpoint.adapters.files.lifetoml import load_life

    return load_life(path)


def life_from_toml(raw: bytes, *, name: str = "life.toml") -> LifeRead:
    """The life in the bytes of a life.toml; raises NotReadable."""
    from counterpoint.adapters.files.lifetoml import read_life

    return read_life(raw, name=name)


def life_as_toml(life: Life, calendars: Iterable[CalendarEntry] = ()) -> str:
    """A life.toml that a person can read and change."""
    from counterpoint.adapters.files.lifetoml import write_life

    return write_life(life, calendars)


def read_task_list(raw: bytes, *, name: str, life: Life) -> TasksRead:
    """The tasks in a CSV, todo.txt or .ics file called `name`, with the domains and values of a life."""
    from counterpoint.adapters.files.tasks import read_tasks

    return read_tasks(raw, name=name, zone=life.zone, domains=life.domains, values=life.values)


def plan_from_files(
    read: LifeRead,
    calendars: Iterable[CalendarFile],
    week: Week,
    *,
    now: datetime,
    whole: bool = False,
    weeks: int = 1,
    seconds: float | None = None,
    iterations: int | None = None,
    seed: int = 0,
) -> PlannedWeek:
    """A week planned from files alone; see `desk.plan_files`."""
    from counterpoint.desk.planning.files import plan_from_files

    return plan_from_files(
        read,
        calendars,
        week,
        now=now,
        read_agenda=read_agenda,
        whole=whole,
        weeks=weeks,
        seconds=seconds,
        iterations=iterations,
        seed=seed,
    )


def plan_as_json(plan: Plan) -> str:
    """The text of a plan.json."""
    from counterpoint.adapters.files.planjson import write_plan

    return write_plan(plan)


def planned_week_as_ics(week: PlannedWeek, *, now: datetime) -> bytes:
    """A planned week as an iCalendar file; a later one of the same life replaces what an earlier one said."""
    from counterpoint.adapters.files.planics import plan_as_ics

    life, plan = week.life, week.plan
    minutes = int((now - datetime(2020, 1, 1, tzinfo=UTC)).total_seconds()) // 60
    return plan_as_ics(
        plan,
        instance=f"life {life.zone} {life.name}",
        stamped_at=now,
        sequences={block.id: max(0, minutes) for block in plan.blocks},
        names={each.id: each.name for each in life.domains} | {each.id: each.name for each in life.values},
    )


def everything_as_json(diary: Diary, *, leave_out: bool = False) -> str:
    """The one document of all that a person has. Raises NotWhole as `everything_of` does."""
    from counterpoint.adapters.files.exportjson import write_everything
    from counterpoint.desk.export import everything_of

    return write_everything(everything_of(diary, leave_out=leave_out))


def everything_from_json(raw: bytes, *, name: str) -> Everything:
    """What such a document holds; raises NotReadable with all that is wrong with it."""
    from counterpoint.adapters.files.exportjson import read_everything

    return read_everything(raw, name=name)


def whose(name: str = "") -> Person:
    """The person of that name; without one, the owner. Raises NobodyOfThatName."""
    from counterpoint.adapters.storage.accounts import person_named
    from counterpoint.adapters.storage.models import Person

    owner = None if name else Person.objects.filter(is_owner=True).first()
    return owner or person_named(name)


def example() -> Person | None:
    """The example person, if there is one."""
    from counterpoint.adapters.storage.example import example_person

    return example_person()


def make_example(*, now: datetime) -> tuple[Person, Job]:
    """A new example person with the example life, and the planning of their week that was asked for."""
    from django.db import transaction

    from counterpoint.adapters.storage.example import new_example
    from counterpoint.desk.beginning.demo import NAME, fill_example

    with transaction.atomic():
        person = new_example(NAME)
        return person, fill_example(diary_of(person), now=now, read=reads_calendars())


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


def remove_example() -> bool:
    """Takes the example person away with everything of theirs; False when there was none."""
    from counterpoint.adapters.storage.example import remove_example

    return remove_example()


def ready_storage(home: str | Path | None = None) -> Path:
    """Like `open_storage`, and a new folder gets its database; NotUpToDate for one of an earlier version."""
    folder = open_storage(home)
    from counterpoint.adapters.storage.schema import make_ready

    make_ready(folder)
    return folder


def owner() -> Person | None:
    """Whoever set this Counterpoint up."""
    from counterpoint.adapters.storage.models import Person

    return Person.objects.filter(is_owner=True).first()
