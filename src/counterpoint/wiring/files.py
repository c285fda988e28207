"""Lives, plans and everything as files and documents, and back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from counterpoint.wiring.calendars import read_agenda

if TYPE_CHECKING:
    from counterpoint.adapters.storage.models import Person
    from counterpoint.desk.beginning.starting import StartingLife
    from counterpoint.desk.planning.files import CalendarFile, PlannedWeek
    from counterpoint.desk.ports import Diary
    from counterpoint.domain.everything import Everything
    from counterpoint.domain.planning import Life, Plan
    from counterpoint.domain.planning.intake import CalendarEntry, LifeRead, TasksRead
    from counterpoint.domain.timeline import Week

T = TypeVar("T")


def as_document(thing: Any) -> Any:
    """A thing of the domain as plain JSON values, to be had back with `from_document`."""
    from counterpoint.adapters.codec import as_json

    return as_json(thing)


def from_document(kind: type[T], document: Any) -> T:
    """The thing that `as_document` wrote down."""
    from counterpoint.adapters.codec import from_json

    return from_json(kind, document)


def starting_lives() -> tuple[StartingLife, ...]:
    """The lives that ship with the product, to begin from."""
    from counterpoint.adapters.files.starting_lives import shipped_lives
    from counterpoint.desk.beginning.starting import StartingLife

    return tuple(StartingLife(name, life) for name, life in shipped_lives())


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
    """A week planned from files alone; see `desk.planning.files`."""
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


def plan_as_ics(person: Person, plan: Plan, *, now: datetime) -> bytes:
    """A plan as a file for its owner, with the reasons in it."""
    from counterpoint.adapters.files.planics import plan_as_ics
    from counterpoint.adapters.storage.plans import instance_of

    return plan_as_ics(plan, instance=instance_of(person), stamped_at=now)


def planned_week_as_ics(week: PlannedWeek, *, now: datetime) -> bytes:
    """A planned week as an iCalendar file; a later one of the same life replaces what an earlier one said."""
    from counterpoint.adapters.files.planics import plan_as_ics
    from counterpoint.domain.zones import home_of

    life, plan = week.life, week.plan
    minutes = int((now - datetime(2020, 1, 1, tzinfo=UTC)).total_seconds()) // 60
    return plan_as_ics(
        plan,
        instance=f"life {home_of(life.zone)} {life.name}",
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
