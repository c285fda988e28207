"""What the use cases need of the world. Adapters see nothing else of the desk.

Everything behind a `Diary` belongs to one person; there is no way from one diary to another's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, Literal, Protocol, TypeVar

from counterpoint.domain.agenda import Agenda, CalendarSource, EventRule, Mark, Occurrence
from counterpoint.domain.boundaries import Meal, ProtectedTime
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.living import OutgoingKind, Target
from counterpoint.domain.planning import Block, Life, Plan, Ritual, Routine, Settings, Task
from counterpoint.domain.timeline import Span, Week
from counterpoint.domain.values import CoreValue, LifeDomain

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """A thing as the diary holds it. `version` grows by one with every change of it."""

    thing: T
    version: int


class ChangedMeanwhile(CounterpointError):
    """Somebody changed a thing after it was read. `kept` is the thing as it is now; nothing was written."""

    def __init__(self, message: str, *, kept: Kept[Any] | None, advice: str = "") -> None:
        super().__init__(message, advice=advice)
        self.kept = kept


class NotThere(CounterpointError):
    """The diary has no such thing (never had, or it is gone)."""


class CannotOpen(CounterpointError):
    """Something sealed that its key does not open, or whose key is not here."""


class Shelf(Protocol[T]):
    """All the things of one kind in a diary, in the person's own order."""

    def all(self) -> tuple[Kept[T], ...]: ...

    def having(self, **said: object) -> tuple[Kept[T], ...]:
        """Those of which each field that is named says so; of several answers in a tuple, one of them.

        Only of fields that are not sealed.
        """
        ...

    def get(self, id: str) -> Kept[T]:
        """Raises NotThere."""
        ...

    def add(self, thing: T) -> Kept[T]:
        """Keeps a new thing under its own id."""
        ...

    def add_all(self, things: Iterable[T]) -> None:
        """Keeps many new things in this order, all or none; ChangedMeanwhile when an id is taken."""
        ...

    def change(self, thing: T, *, version: int) -> Kept[T]:
        """Keeps a thing over its earlier form.

        Raises ChangedMeanwhile when `version` is not the current one.
        """
        ...

    def remove(self, id: str, *, version: int | None = None) -> None:
        """Raises NotThere, or ChangedMeanwhile when a `version` is given that is not the current one."""
        ...

    def clear(self) -> None:
        """Removes all that stands here."""
        ...


class Dated(Shelf[T], Protocol):
    """A shelf of things that each have a moment (`at`), in the order of these moments."""

    def within(self, span: Span) -> tuple[Kept[T], ...]:
        """Those of a stretch of time, half-open as every span."""
        ...

    def newest(self, most: int) -> tuple[Kept[T], ...]:
        """The last `most` of them, in order of time."""
        ...

    def oldest(self, most: int) -> tuple[Kept[T], ...]:
        """The first `most` of them, in order of time."""
        ...


class Calendars(Shelf[CalendarSource], Protocol):
    """Calendars with their bytes as they came and the occurrences read from them."""

    def raw(self, id: str) -> bytes: ...

    def fill(self, id: str, raw: bytes, agenda: Agenda, window: Span) -> None:
        """Replaces what is known of `window` by the agenda's occurrences, and the bytes, all or nothing."""
        ...

    def window(self, id: str) -> Span | None:
        """The time for which occurrences are kept; None before the first reading."""
        ...

    def findings(self, id: str) -> Agenda:
        """Warnings and what was set aside at the last reading; no occurrences."""
        ...

    def occurrences(
        self, span: Span, *, of: str | None = None, titled: str = ""
    ) -> tuple[tuple[str, Occurrence], ...]:
        """(calendar id, occurrence) for all that overlaps `span`, in order of start.

        `of` leaves one calendar, `titled` those whose title contains a text (case does not matter).
        """
        ...

    def marks(self, id: str) -> Mapping[str, Mark]:
        """What the person said of single events, by occurrence key or UID."""
        ...

    def mark(self, id: str, key: str, mark: Mark | None) -> None:
        """Keeps a mark; None takes it back."""
        ...


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """The plan of one week.

    As it is now, as it was accepted (None: not yet), and how many steps can be undone. `begun_at` is when
    there first was one (None: not known).
    """

    week: Week
    current: Plan
    accepted: Plan | None = None
    undoable: int = 0
    last_step: str = ""
    begun_at: datetime | None = None


class Plans(Protocol):
    """The plans of a diary, one a week, with the way back."""

    def of(self, week: Week) -> Kept[WeekPlan] | None: ...

    def all(self) -> tuple[Kept[WeekPlan], ...]:
        """Every plan there is, earliest week first."""
        ...

    def since(self, week: Week) -> tuple[Kept[WeekPlan], ...]:
        """Those of this week and of later ones, earliest first."""
        ...

    def remove(self, week: Week) -> None:
        """Takes a week's plan away, with its steps and what calendars were told. Raises NotThere."""
        ...

    def keep_all(self, weeks: Iterable[tuple[Plan, Plan | None]]) -> None:
        """Makes these (as it is, as it was accepted) all the plans there are; there is no way back from it.

        What calendars were told of a block goes on under its sequence.
        """
        ...

    def keep(
        self, plan: Plan, *, step: str, version: int | None, begun_at: datetime | None = None
    ) -> Kept[WeekPlan]:
        """Makes `plan` the current one of its week and remembers the one before under the name of the step.

        `version` None: there is none yet, and the first one is of `begun_at`.
        Raises ChangedMeanwhile when there is one, or another version.
        """
        ...

    def accept(self, week: Week, *, version: int) -> Kept[WeekPlan]:
        """Makes the current plan the accepted one.

        It goes into the feed, with sequences that grow where a block changed.
        """
        ...

    def undo(self, week: Week, *, version: int) -> Kept[WeekPlan]:
        """Takes the last step back. Raises NotThere when there is none."""
        ...

    def published(self) -> tuple[tuple[Block, int, datetime], ...]:
        """(block, sequence, when it last changed) for every block of every accepted plan."""
        ...


JobState = Literal["waiting", "running", "done", "failed", "stopped"]


@dataclass(frozen=True, slots=True)
class Job:
    """Work that goes on after the answer.

    `progress` 0–1, `note` in words for the person, `result` for the program.
    """

    id: str
    kind: str
    payload: Mapping[str, Any]
    state: JobState = "waiting"
    progress: float = 0.0
    note: str = ""
    result: Mapping[str, Any] | None = None
    stop_asked: bool = False
    attempts: int = 0


class Jobs(Protocol):
    """What a person has asked to be done in the background."""

    def record(self, kind: str, payload: Mapping[str, Any]) -> Job: ...

    def get(self, id: str) -> Job: ...

    def latest(self, kind: str, **payload: Any) -> Job | None:
        """The newest job of a kind whose payload has these entries."""
        ...

    def tell(
        self, id: str, *, progress: float, note: str = "", result: Mapping[str, Any] | None = None
    ) -> None:
        """Says how far a running job is; also its sign of life."""
        ...

    def ask_to_stop(self, id: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Shut:
    """A thing of which something cannot be opened, and why."""

    kind: type[Any]
    id: str
    why: CounterpointError


class Diary(Protocol):
    """Everything of one person's."""

    @property
    def person_id(self) -> str: ...
    def shelf(self, kind: type[T]) -> Shelf[T]:
        """The shelf of one kind of thing. What weeks are planned from has names of its own below."""
        ...

    def dated(self, kind: type[T]) -> Dated[T]:
        """The shelf of a kind of thing that has moments."""
        ...

    @property
    def values(self) -> Shelf[CoreValue]: ...
    @property
    def domains(self) -> Shelf[LifeDomain]: ...
    @property
    def protected(self) -> Shelf[ProtectedTime]: ...
    @property
    def meals(self) -> Shelf[Meal]: ...
    @property
    def rituals(self) -> Shelf[Ritual]: ...
    @property
    def tasks(self) -> Shelf[Task]: ...
    @property
    def routines(self) -> Shelf[Routine]: ...
    @property
    def event_rules(self) -> Shelf[EventRule]: ...
    @property
    def calendars(self) -> Calendars: ...
    @property
    def plans(self) -> Plans: ...
    @property
    def jobs(self) -> Jobs: ...

    def settings(self) -> Kept[Settings]: ...

    def change_settings(self, settings: Settings, *, version: int) -> Kept[Settings]: ...

    def life(self) -> Life:
        """One snapshot of all that a week is planned from."""
        ...

    def shut(self) -> tuple[Shut, ...]:
        """Everything of which something cannot be opened; each thing is looked at, so it takes its time."""
        ...

    def at_one_moment(self) -> AbstractContextManager[None]:
        """All that is read inside is of one moment, and nobody is kept from writing meanwhile."""
        ...

    def together(self) -> AbstractContextManager[None]:
        """All that is written inside is kept, or none of it."""
        ...


class ReadableCalendar(Protocol):
    """A calendar that has been read once, for any number of windows."""

    @property
    def zone(self) -> str:
        """The zone that the calendar states for itself, empty without one."""
        ...

    @property
    def floats(self) -> bool:
        """Whether some of its times are in no zone, and so in that of whoever asks."""
        ...

    def agenda(self, window: Span, *, zone: str) -> Agenda: ...


class CalendarReader(Protocol):
    """Reads a calendar's bytes. Raises a CounterpointError for what is no calendar or too large."""

    def __call__(self, raw: bytes, *, source: str) -> ReadableCalendar: ...


class NotSent(CounterpointError):
    """A message did not go out. `message` says why in words that name no address and hold no secret."""


class TryLater(NotSent):
    """It may go another time, and not before `wait` is over where that was said.

    `way_is_down`: nothing at all can go this way just now, wherever to.
    """

    def __init__(
        self, message: str, *, advice: str = "", way_is_down: bool = False, wait: timedelta | None = None
    ) -> None:
        super().__init__(message, advice=advice)
        self.way_is_down, self.wait = way_is_down, wait


class Refused(NotSent):
    """This message will never be taken; another one may be."""


class TargetGone(NotSent):
    """Nobody is there any more: nothing is sent there until it is confirmed anew."""


class Unclear(NotSent):
    """Nobody knows whether it was taken, because the answer did not come."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is to go out. `id` is the same however often it is tried, and no two messages have the same.

    `path` is where in the app something can be done about it and `link` the absolute address of a page for
    that, `off` one that switches this kind of notice off; each is "" where there is none. After `until`
    nobody needs it.
    `from_name` and `reply_to` are set where a person sends it themselves, by their own press (`by_hand`).
    """

    id: str
    kind: OutgoingKind
    subject: str
    body: str
    link: str = ""
    off: str = ""
    until: datetime | None = None
    from_name: str = ""
    reply_to: str = ""
    path: str = ""

    @property
    def by_hand(self) -> bool:
        return self.kind == "companion"


class Post(Protocol):
    """One way to reach somebody outside the app. It may block for a while, within a limit of its own."""

    def send(self, target: Target, message: Message, *, now: datetime) -> None:
        """Hands a message over; when this returns it has been taken.

        Raises TryLater, Refused, TargetGone, or Unclear when it may have been taken or not.
        """
        ...


class WaysBack(Protocol):
    """How somebody outside gets back in. Each address is "" where this Counterpoint knows none of its own."""

    def page(self, path: str) -> str: ...

    def confirm(self, person_id: str, target: Target) -> str:
        """The address that confirms a target as it was asked for last."""
        ...

    def code(self, person_id: str, target: Target) -> str:
        """What confirms it when it is typed."""
        ...

    def off(self, person_id: str, target: Target, kind: OutgoingKind) -> str:
        """The address that switches a kind of notice off for the way of a target."""
        ...
