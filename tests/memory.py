"""A diary in memory that keeps the same promises as the stored one, for tests of what people do."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from typing import Any, Generic, TypeVar

from counterpoint.adapters.files.planics import Published, block_as_entry, tag_of, uid_of
from counterpoint.desk.ports import ChangedMeanwhile, Job, Kept, NotThere, PlanEvent, Shut, WeekPlan
from counterpoint.domain.agenda import (
    Agenda,
    CalendarSource,
    Collection,
    EventRule,
    Known,
    Mark,
    Occurrence,
    Renewal,
    Resource,
    Showing,
)
from counterpoint.domain.agenda.showing import ALL_BUSY
from counterpoint.domain.boundaries import Meal, ProtectedTime
from counterpoint.domain.everything import SHELVES, STAYS_HERE
from counterpoint.domain.living import Stay, lived_zone
from counterpoint.domain.planning import Block, Life, Plan, Ritual, Routine, Settings, Task, life_of
from counterpoint.domain.timeline import Span, Week
from counterpoint.domain.values import CoreValue, LifeDomain, Season

T = TypeVar("T")
MOST_STEPS = 50


class MemoryShelf(Generic[T]):
    """Things by id, in the order in which they were added or in that of `order`."""

    def __init__(self, order: Callable[[T], Any] = lambda thing: 0) -> None:
        self.kept: dict[str, Kept[T]] = {}
        self.order = order

    def all(self) -> tuple[Kept[T], ...]:
        return tuple(sorted(self.kept.values(), key=lambda each: self.order(each.thing)))

    def having(self, **said: object) -> tuple[Kept[T], ...]:
        asked = {name: it if isinstance(it, tuple) else (it,) for name, it in said.items()}
        return tuple(
            each for each in self.all() if all(getattr(each.thing, name) in it for name, it in asked.items())
        )

    def get(self, id: str) -> Kept[T]:
        if id not in self.kept:
            raise NotThere("This is no longer there.")
        return self.kept[id]

    def add(self, thing: T) -> Kept[T]:
        if _id(thing) in self.kept:
            raise _changed(self.kept[_id(thing)])
        self.kept[_id(thing)] = Kept(thing, 1)
        return self.kept[_id(thing)]

    def add_all(self, things: Iterable[T]) -> None:
        before = dict(self.kept)
        try:
            for thing in things:
                self.add(thing)
        except ChangedMeanwhile:
            self.kept = before
            raise

    def change(self, thing: T, *, version: int) -> Kept[T]:
        now = self.get(_id(thing))
        if now.version != version:
            raise _changed(now)
        self.kept[_id(thing)] = Kept(thing, version + 1)
        return self.kept[_id(thing)]

    def remove(self, id: str, *, version: int | None = None) -> None:
        now = self.get(id)
        if version is not None and now.version != version:
            raise _changed(now)
        del self.kept[id]

    def clear(self) -> None:
        for id in tuple(self.kept):
            self.remove(id)


class MemoryDates(MemoryShelf[T]):
    """Things that have moments, in the order of these."""

    def __init__(self) -> None:
        super().__init__(lambda thing: thing.at)  # type: ignore[attr-defined]

    def within(self, span: Span) -> tuple[Kept[T], ...]:
        return tuple(each for each in self.all() if each.thing.at in span)  # type: ignore[attr-defined]

    def newest(self, most: int) -> tuple[Kept[T], ...]:
        return self.all()[-most:] if most else ()

    def oldest(self, most: int) -> tuple[Kept[T], ...]:
        return self.all()[:most]


class MemoryCalendars(MemoryShelf[CalendarSource]):
    def __init__(self) -> None:
        super().__init__()
        self.readings: dict[str, tuple[bytes, Agenda, Span]] = {}
        self.numbers: dict[str, int] = {}
        self.said: dict[str, dict[str, Mark]] = {}

    def remove(self, id: str, *, version: int | None = None) -> None:
        super().remove(id, version=version)
        self.readings.pop(id, None)
        self.said.pop(id, None)

    def raw(self, id: str) -> bytes:
        self.get(id)
        return self.readings[id][0] if id in self.readings else b""

    def fill(self, id: str, raw: bytes | None, agenda: Agenda, window: Span) -> None:
        self.get(id)
        elsewhere = raw is None
        before_this, self.numbers[id] = self.numbers.get(id, 0), self.numbers.get(id, 0) + 1
        raw = raw or b""
        if isinstance(agenda, Renewal) and agenda.same:
            if not agenda.builds_on(before_this):
                agenda = agenda.whole()
            else:
                before, known, span = self.readings[id]
                stay = [each for each in known.occurrences if each.uid in agenda.same]
                grows = before == raw and not elsewhere
                stay = [each for each in stay if grows or _reaches(each, window)]
                whole = Span(min(span.start, window.start), window.end) if grows else window
                merged = (*stay, *agenda.occurrences)
                self.readings[id] = (raw, replace(agenda, occurrences=merged), whole)
                return
        kept, whole = agenda.occurrences, window
        if id in self.readings:
            before, known, span = self.readings[id]
            if before == raw and not elsewhere and span.start <= window.end and window.start <= span.end:
                kept += tuple(each for each in known.occurrences if not _reaches(each, window))
                whole = Span(min(span.start, window.start), max(span.end, window.end))
        self.readings[id] = (raw, replace(agenda, occurrences=kept), whole)

    def keep_raw(self, id: str, raw: bytes) -> None:
        self.get(id)
        if id in self.readings:
            self.readings[id] = (raw, *self.readings[id][1:])

    def window(self, id: str) -> Span | None:
        self.get(id)
        return self.readings[id][2] if id in self.readings else None

    def known(self, id: str) -> Known | None:
        self.get(id)
        if id not in self.readings:
            return None
        _raw, agenda, window = self.readings[id]
        number = self.numbers[id]
        if isinstance(agenda, Renewal):
            return Known(window, agenda.digests, agenda.entries, number)
        return Known(window, number=number)

    def events(self, id: str) -> int:
        self.get(id)
        return len({each.uid for each in self.readings[id][1].occurrences}) if id in self.readings else 0

    def findings(self, id: str) -> Agenda:
        self.get(id)
        if id not in self.readings:
            return Agenda()
        read = self.readings[id][1]
        return Agenda((), read.warnings, read.set_aside, read.name, read.zone)

    def occurrences(
        self, span: Span, *, of: str | None = None, titled: str = ""
    ) -> tuple[tuple[str, Occurrence], ...]:
        if of is not None:
            self.get(of)
        found = [
            (id, each)
            for id, (_, agenda, _) in self.readings.items()
            for each in agenda.occurrences
            if _reaches(each, span) and of in (None, id) and titled.casefold() in each.title.casefold()
        ]
        return tuple(sorted(found, key=lambda pair: pair[1].span.start))

    def marks(self, id: str) -> Mapping[str, Mark]:
        self.get(id)
        return dict(self.said.get(id, {}))

    def mark(self, id: str, key: str, mark: Mark | None) -> None:
        self.get(id)
        marks = self.said.setdefault(id, {})
        if mark is None:
            marks.pop(key, None)
        else:
            marks[key] = mark


class MemoryCollections(MemoryShelf[Collection]):
    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[str, dict[str, Resource]] = {}

    def remove(self, id: str, *, version: int | None = None) -> None:
        super().remove(id, version=version)
        self.entries.pop(id, None)


class MemoryResources:
    def __init__(self, collections: MemoryCollections) -> None:
        self.collections = collections

    def etags(self, collection_id: str, hrefs: Iterable[str] | None = None) -> Mapping[str, str]:
        here = self._of(collection_id)
        return {href: here[href].etag for href in (here if hrefs is None else hrefs) if href in here}

    def marks(self, collection_id: str) -> Mapping[str, str]:
        return {href: sha256(each.raw).hexdigest() for href, each in self._of(collection_id).items()}

    def named(self, collection_id: str, hrefs: Iterable[str]) -> Mapping[str, Resource]:
        here = self._of(collection_id)
        return {href: here[href] for href in hrefs if href in here}

    def all(self, collection_id: str) -> Iterator[Resource]:
        return iter(sorted(self._of(collection_id).values(), key=lambda each: each.href))

    def aside(self, collection_id: str) -> tuple[Resource, ...]:
        return tuple(replace(each, raw=b"") for each in self.all(collection_id) if each.why)

    def keep(self, collection_id: str, resources: Iterable[Resource]) -> None:
        self._of(collection_id).update({each.href: each for each in resources})

    def drop(self, collection_id: str, hrefs: Iterable[str]) -> None:
        for href in hrefs:
            self._of(collection_id).pop(href, None)

    def _of(self, collection_id: str) -> dict[str, Resource]:
        self.collections.get(collection_id)
        return self.collections.entries.setdefault(collection_id, {})


class MemoryPlans:
    def __init__(self, clock: Callable[[], datetime], instance: str = "memory") -> None:
        self.clock, self.instance = clock, instance
        self.kept: dict[Week, Kept[WeekPlan]] = {}
        self.steps: dict[Week, list[tuple[str, Plan]]] = {}
        self.told: dict[tuple[Week, str], tuple[Block, int, datetime, bool]] = {}
        self.has_room: dict[str, bool] = {}

    def of(self, week: Week) -> Kept[WeekPlan] | None:
        return self.kept.get(week)

    def all(self) -> tuple[Kept[WeekPlan], ...]:
        return tuple(kept for _, kept in sorted(self.kept.items()))

    def since(self, week: Week) -> tuple[Kept[WeekPlan], ...]:
        return tuple(kept for kept in self.all() if kept.thing.week.first >= week.first)

    def remove(self, week: Week) -> None:
        if week not in self.kept:
            raise NotThere(f"There is no plan for {week.name} yet.")
        del self.kept[week]
        self.steps.pop(week, None)
        self.told = {key: told for key, told in self.told.items() if key[0] != week}

    def keep_all(self, weeks: Iterable[tuple[Plan, Plan | None]]) -> None:
        told = {id: told for (_week, id), told in self.told.items()}
        self.kept, self.steps, self.told = {}, {}, {}
        for current, accepted in weeks:
            self._set(current.week, WeekPlan(current.week, current, accepted), 1)
            if accepted is not None:
                here = {block.id for block in accepted.blocks} & told.keys()
                self.told |= {(current.week, id): told[id] for id in here}
                self._publish(current.week, accepted)

    def keep(
        self, plan: Plan, *, step: str, version: int | None, begun_at: datetime | None = None
    ) -> Kept[WeekPlan]:
        week, now = plan.week, self.kept.get(plan.week)
        if (now.version if now else None) != version:
            raise _changed(now)
        if now is None:
            return self._set(week, WeekPlan(week, plan, begun_at=begun_at), 1)
        self.steps.setdefault(week, []).append((step, now.thing.current))
        del self.steps[week][:-MOST_STEPS]
        return self._set(week, replace(now.thing, current=plan), now.version + 1)

    def accept(self, week: Week, *, version: int, plan: Plan | None = None) -> Kept[WeekPlan]:
        now = self._current(week, version)
        accepted = now.thing.current if plan is None else plan
        self._publish(week, accepted)
        return self._set(week, replace(now.thing, accepted=accepted), version + 1)

    def undo(self, week: Week, *, version: int) -> Kept[WeekPlan]:
        now = self.kept.get(week)
        if now is None or not self.steps.get(week):
            raise NotThere("There is no step to take back.")
        self._current(week, version)
        _, before = self.steps[week].pop()
        return self._set(week, replace(now.thing, current=before), version + 1)

    def published(self) -> tuple[tuple[Block, int, datetime], ...]:
        told = [(block, sequence, at) for block, sequence, at, there in self.told.values() if there]
        return tuple(sorted(told, key=lambda each: (each[0].span, each[0].id)))

    def events(
        self,
        *,
        since: datetime | None = None,
        instead: str = "",
        uids: Mapping[str, str] | None = None,
        showing: Showing = ALL_BUSY,
    ) -> tuple[PlanEvent, ...]:
        told = [
            Published(*each, showing.is_free(each[0].kind, has_room=self.has_room.get(each[0].id, False)))
            for each in self.published()
            if each[0].state != "skipped" and (since is None or each[0].span.end > since)
        ]
        known = {each.block.id: uid_of(self.instance, each.block.id) for each in told} | dict(uids or {})
        return tuple(
            PlanEvent(uid, each.block, block_as_entry(each, uid=uid, instead=instead))
            for each in told
            for uid in [known[each.block.id]]
        )

    @property
    def tag(self) -> str:
        return tag_of(self.instance)

    def uids(self, span: Span) -> frozenset[str]:
        near = Span(span.start - timedelta(days=32), span.end + timedelta(days=1))
        return frozenset(
            uid_of(self.instance, id)
            for week, id in self.told
            if datetime.combine(week.first, time(0), UTC) in near
        )

    def grade(self, week: Week, has_room: Mapping[str, bool]) -> None:
        for id, room in has_room.items():
            block, sequence, _at, there = self.told.get((week, id), (None, 0, None, False))
            if there and block is not None and self.has_room.get(id, False) != room:
                self.has_room[id] = room
                self.told[week, id] = (block, sequence + 1, self.clock(), True)

    def _current(self, week: Week, version: int) -> Kept[WeekPlan]:
        now = self.kept.get(week)
        if now is None:
            raise NotThere(f"There is no plan for {week.name} yet.")
        if now.version != version:
            raise _changed(now)
        return now

    def _set(self, week: Week, plan: WeekPlan, version: int) -> Kept[WeekPlan]:
        steps = self.steps.get(week, [])
        self.kept[week] = Kept(
            replace(plan, undoable=len(steps), last_step=steps[-1][0] if steps else ""), version
        )
        return self.kept[week]

    def _publish(self, week: Week, plan: Plan) -> None:
        for block in plan.blocks:
            earlier = self.told.get((week, block.id))
            if earlier is None:
                self.told[week, block.id] = (block, 0, self.clock(), True)
            elif earlier[0] != block or not earlier[3]:
                grows = not earlier[3] or _seen(earlier[0]) != _seen(block)
                self.told[week, block.id] = (block, earlier[1] + grows, self.clock(), True)
        there = {block.id for block in plan.blocks}
        for (on, id), (block, sequence, at, _) in self.told.items():
            if on == week and id not in there:
                self.told[on, id] = (block, sequence, at, False)


class MemoryJobs:
    """Jobs wait until a test takes them: `jobs.run(id, work)` stands for the worker."""

    def __init__(self) -> None:
        self.kept: dict[str, Job] = {}

    def record(self, kind: str, payload: Mapping[str, Any]) -> Job:
        job = Job(uuid.uuid4().hex, kind, dict(payload))
        self.kept[job.id] = job
        return job

    def get(self, id: str) -> Job:
        if id not in self.kept:
            raise NotThere("This work is no longer known.")
        return self.kept[id]

    def latest(self, kind: str, **payload: Any) -> Job | None:
        found = (
            job
            for job in reversed(self.kept.values())
            if job.kind == kind and payload.items() <= dict(job.payload).items()
        )
        return next(found, None)

    def tell(
        self, id: str, *, progress: float, note: str = "", result: Mapping[str, Any] | None = None
    ) -> None:
        if id in self.kept:
            job = self.kept[id]
            self.kept[id] = replace(
                job,
                progress=min(1.0, max(0.0, progress)),
                note=note or job.note,
                result=job.result if result is None else dict(result),
            )

    def ask_to_stop(self, id: str) -> None:
        job = self.kept.get(id)
        if job and job.state in ("waiting", "running"):
            state = "stopped" if job.state == "waiting" else job.state
            self.kept[id] = replace(job, stop_asked=True, state=state)

    def run(self, id: str, work: Callable[[Job], None]) -> Job:
        """What a worker does: the job runs, and is done or failed afterwards."""
        self.kept[id] = replace(self.kept[id], state="running", attempts=self.kept[id].attempts + 1)
        work(self.kept[id])
        self.kept[id] = replace(self.kept[id], state="done", progress=1.0)
        return self.kept[id]


def _as_added(thing: Any) -> int:
    return 0


_ORDERS: dict[type[Any], Callable[[Any], Any]] = {
    CoreValue: lambda value: value.rank,
    Season: lambda season: season.first,
    Stay: lambda stay: stay.arrives_at,
}


class MemoryDiary:
    """Everything of one person's, gone with the test."""

    def __init__(self, person_id: str = "1", *, clock: Callable[[], datetime] | None = None) -> None:
        self.person_id = person_id
        self.shelves: dict[type[Any], MemoryShelf[Any]] = {
            kind: MemoryDates() if "at" in kind.__annotations__ else MemoryShelf(_ORDERS.get(kind, _as_added))
            for kind in (*SHELVES.values(), *STAYS_HERE)
        }
        self.values: MemoryShelf[CoreValue] = self.shelf(CoreValue)
        self.domains: MemoryShelf[LifeDomain] = self.shelf(LifeDomain)
        self.protected: MemoryShelf[ProtectedTime] = self.shelf(ProtectedTime)
        self.meals: MemoryShelf[Meal] = self.shelf(Meal)
        self.rituals: MemoryShelf[Ritual] = self.shelf(Ritual)
        self.tasks: MemoryShelf[Task] = self.shelf(Task)
        self.routines: MemoryShelf[Routine] = self.shelf(Routine)
        self.event_rules: MemoryShelf[EventRule] = self.shelf(EventRule)
        self.calendars = MemoryCalendars()
        self.shelves[Collection] = collections = MemoryCollections()
        self.resources = MemoryResources(collections)
        self.plans = MemoryPlans(clock or (lambda: datetime.now(UTC)))
        self.jobs = MemoryJobs()
        self._settings = Kept(Settings(), 0)
        self.closed: tuple[Shut, ...] = ()

    def shelf(self, kind: type[T]) -> MemoryShelf[T]:
        return self.shelves[kind]

    def dated(self, kind: type[T]) -> MemoryDates[T]:
        dates = self.shelves[kind]
        assert isinstance(dates, MemoryDates)
        return dates

    def shut(self) -> tuple[Shut, ...]:
        return self.closed

    def settings(self) -> Kept[Settings]:
        kept, stays = self._settings, _things(self.shelf(Stay))
        return Kept(replace(kept.thing, zone=lived_zone(kept.thing.zone, stays)), kept.version)

    def change_settings(self, settings: Settings, *, version: int) -> Kept[Settings]:
        if version != self._settings.version:
            raise _changed(self._settings)
        self._settings = Kept(settings.at_home, version + 1)
        return self.settings()

    def life(self) -> Life:
        return life_of(self._settings.thing, lambda kind: _things(self.shelf(kind)))

    def at_one_moment(self) -> AbstractContextManager[None]:
        return nullcontext()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Puts everything back as it was when what is inside fails."""
        before = {id(room): _as_it_is(vars(room)) for room in self._rooms()}
        settings = self._settings
        try:
            yield
        except BaseException:
            for room in self._rooms():
                vars(room).update(before[id(room)])
            self._settings = settings
            raise

    def _rooms(self) -> list[Any]:
        return [*self.shelves.values(), self.calendars, self.plans, self.jobs]


def _as_it_is(held: Any) -> Any:
    """A copy of what holds things; the things themselves never change."""
    if isinstance(held, dict):
        return {key: _as_it_is(each) for key, each in held.items()}
    return list(held) if isinstance(held, list) else held


def _things(shelf: MemoryShelf[T]) -> tuple[T, ...]:
    return tuple(each.thing for each in shelf.all())


def _reaches(each: Occurrence, span: Span) -> bool:
    """What takes no time stands at its start, also at that of the span."""
    return each.span.overlaps(span) or span.start <= each.span.start < span.end


def _seen(block: Block) -> tuple[object, ...]:
    return (block.kind, block.title, block.span, block.domain_id, block.value_id, block.state)


def _id(thing: Any) -> str:
    return str(thing.id)


def _changed(now: Kept[Any] | None) -> ChangedMeanwhile:
    return ChangedMeanwhile("This was changed in the meantime.", kept=now)
