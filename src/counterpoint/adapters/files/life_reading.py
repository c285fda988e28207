"""From a document (plain tables and lists) to a `Life`: one reader for each kind of thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Protocol, TypeVar, cast

from counterpoint.adapters.files.table import Table
from counterpoint.domain.agenda import EventRule, Mark
from counterpoint.domain.boundaries import Availability, Disclosure, Firmness, Meal, ProtectedTime
from counterpoint.domain.energy import Demand
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.notation import NOT_IDS, id_advice, is_id, slug
from counterpoint.domain.planning import FlexBlock, Importance, Place, Ritual, Routine, Task
from counterpoint.domain.planning.intake import CalendarEntry
from counterpoint.domain.planning.steps import MOST_STEPS, RitualStep, read_steps
from counterpoint.domain.timeline import DAY, WeeklyWindow
from counterpoint.domain.values import CoreValue, LifeDomain, Sphere
from counterpoint.domain.words import gettext as _
from counterpoint.domain.words import ngettext

SPHERES = ("work", "life", "both")
IMPORTANCE = ("must", "should", "could")
DEMANDS = ("deep", "steady", "light", "social")
FIRMNESS = ("firm", "bends")
DISCLOSURES = ("nothing", "commitment", "value")
A_DAY = int(DAY.total_seconds() // 60)
A_WEEK = 7 * A_DAY
LONGEST_TASK = 1000 * 60
LONGEST_NOTES = 10_000
FEWEST_VALUES, MOST_VALUES = 3, 5
MOST_BEFORE = 50
MOST = {
    "values": 50,
    "domains": 100,
    "protected": 200,
    "meals": 20,
    "rituals": 50,
    "tasks": 2000,
    "routines": 300,
    "event_rules": 500,
    "seasons": 200,
    "places": 100,
    "ways": 2000,
    "calendars": 100,
}


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


Thing = TypeVar("Thing", bound=_Named)
Read = TypeVar("Read")


class References:
    """The values, domains and places that others refer to, by id or by name."""

    def __init__(
        self,
        values: Iterable[CoreValue],
        domains: Iterable[LifeDomain] = (),
        places: Iterable[Place] = (),
    ) -> None:
        self.known: Mapping[str, dict[str, str]] = {
            "value": _by_name(values),
            "domain": _by_name(domains),
            "place": _by_name(places),
        }

    def knows(self, key: str, said: str) -> bool:
        """Whether there is a value, domain or place (`key` says which) of this id or name."""
        return said in self.known[key] or _plain(said) in self.known[key]

    def id_of(self, table: Table, key: str, *, required: bool = False) -> str:
        """The id of the value, domain or place that `key` names; a fault when there is no such thing."""
        return self.id_named(table, key, key, table.text(key, required=required))

    def id_named(self, table: Table, entry: str, key: str, said: str) -> str:
        """The id of the value, domain or place (`key`) that an entry calls so; a fault when there is none."""
        known = self.known[key]
        found = known.get(said) or known.get(_plain(said))
        if found or not said.strip():
            return found or ""
        close = get_close_matches(_plain(said), list(known), n=1)
        names = ", ".join(dict.fromkeys(known.values()))
        right = (
            _("Did you mean “%(known)s”?") % {"known": known[close[0]]}
            if close
            else _("There are: %(names)s.") % {"names": names}
            if names
            else ""
        )
        table.fault(
            entry,
            _("There is no %(key)s called “%(said)s”.") % {"key": key, "said": said},
            right or _("Add it under [[%(key)ss]].") % {"key": key},
        )
        return ""


def _by_name(things: Iterable[Thing]) -> dict[str, str]:
    """Ids first, so that an id outweighs another thing's name; the first of two equal names holds."""
    things = tuple(things)
    known = {thing.id: thing.id for thing in things}
    for thing in things:
        known.setdefault(_plain(thing.name), thing.id)
    return known


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def listed(
    top: Table, key: str, read: Callable[[Table, str], Read], *, named: tuple[str, ...] = ("title",)
) -> tuple[Read, ...]:
    """Every thing of one kind, each with its own id: the one it states, else one made from its name."""
    tables = list(top.tables(key, most=MOST[key]))
    stated = [table.text("id", longest=200).strip() for table in tables]
    taken: set[str] = set()
    for table, own in zip(tables, stated, strict=True):
        if own and not is_id(own):
            table.fault("id", _("is “%(own)s”.") % {"own": f"{own:.40}"}, id_advice())
        if own and own in taken:
            table.fault(
                "id",
                _("“%(own)s” is taken by an earlier entry.") % {"own": own},
                _("Give each its own id, or leave it out."),
            )
        taken.add(own)
    read_things = []
    for table, own in zip(tables, stated, strict=True):
        table.title = table.text(next((each for each in named if table.has(each)), named[0]), required=True)
        read_things.append(read(table, own or free_id(table.title, key, taken)))
        table.close()
    return tuple(read_things)


def free_id(name: str, kind: str, taken: set[str]) -> str:
    """A short name made of `name` that is not `taken` yet, and now is."""
    wanted = slug(name, otherwise=kind)
    free, n = wanted, 2
    while free in taken or free in NOT_IDS:
        free, n = f"{wanted}-{n}", n + 1
    taken.add(free)
    return free


def read_values(top: Table) -> tuple[CoreValue, ...]:
    """Values, ranked by their order in the file; other than three to five get a word, not a refusal."""
    found = listed(top, "values", _value, named=("name",))
    if not FEWEST_VALUES <= len(found) <= MOST_VALUES:
        top.findings.note(
            _("%(count)s Three to five, ranked, are easiest to live by; the choice is yours.")
            % {"count": _count(len(found))}
        )
    return tuple(
        CoreValue(each.id, each.name, rank, each.in_practice) for rank, each in enumerate(found, start=1)
    )


def _count(n: int) -> str:
    if n == 0:
        return _("No value is named.")
    return ngettext("One value is named.", "%(count)s values are named.", n) % {"count": n}


def _value(table: Table, id: str) -> CoreValue:
    return CoreValue(id, table.title, 1, table.text("in_practice", longest=2000))


def read_domains(top: Table, refer: References) -> tuple[LifeDomain, ...]:
    def domain(table: Table, id: str) -> LifeDomain:
        sphere = cast(Sphere, table.choice("sphere", SPHERES, otherwise="both", required=True))
        return LifeDomain(id, table.title, sphere, refer.id_of(table, "value"))

    return listed(top, "domains", domain, named=("name",))


def read_availability(top: Table, meals: tuple[Meal, ...]) -> Availability:
    """Waking, working, sleep; what is not said stays as it is at first (see `Availability`)."""
    first = Availability()
    table = top.table("availability")
    if table is None:
        return Availability(meals=meals)
    read = Availability(
        waking=table.windows("waking", required=True) if table.has("waking") else first.waking,
        working=table.windows("working") if table.has("working") else first.working,
        hours_are_fixed=table.truth("hours_are_fixed"),
        sleep_minutes=table.minutes("sleep", least=0, most=A_DAY, otherwise=first.sleep_minutes),
        focus_minutes=table.minutes("focus", least=0, most=A_DAY, otherwise=first.focus_minutes),
        break_minutes=table.minutes("break", least=5, most=A_DAY, otherwise=first.break_minutes),
        rest_minutes=table.minutes("rest", least=0, most=A_DAY, otherwise=first.rest_minutes),
        hard_minutes=table.minutes("hard_day", least=0, most=A_DAY, otherwise=first.hard_minutes),
        meals=meals,
    )
    table.close()
    return read


def read_meals(top: Table) -> tuple[Meal, ...]:
    def meal(table: Table, id: str) -> Meal:
        windows = table.windows("when", required=True)
        if len(windows) > 1:
            table.fault("when", _("names more than one window."), _("Write one entry for each meal."))
        minutes = table.minutes("minutes", least=5, most=A_DAY, otherwise=30)
        return Meal(id, table.title, windows[0] if windows else Availability().waking[0], minutes)

    return listed(top, "meals", meal)


def read_protected(top: Table, refer: References) -> tuple[ProtectedTime, ...]:
    def protected(table: Table, id: str) -> ProtectedTime:
        floats = table.has("times_a_week")
        windows = table.windows("when", required=True)
        minutes = table.minutes("minutes", least=5, most=A_DAY, required=floats) or None
        times = _times(table, "times_a_week", windows, minutes or 0) if floats else None
        if minutes and not floats:
            table.fault(
                "minutes", _("has no meaning without times_a_week."), _("Add times_a_week, or leave it out.")
            )
        firmness = cast(Firmness, table.choice("firmness", FIRMNESS, otherwise="firm"))
        disclosure = cast(Disclosure, table.choice("disclosure", DISCLOSURES, otherwise="commitment"))
        return ProtectedTime(
            id, table.title, windows, firmness, refer.id_of(table, "value"), refer.id_of(table, "domain"),
            times, minutes, table.texts("bends_for"), disclosure,
            refer.id_of(table, "place"),
        )  # fmt: skip

    return listed(top, "protected", protected)


def _times(table: Table, key: str, windows: tuple[WeeklyWindow, ...], minutes: int) -> int:
    """How often a week, at most once a day; a word when too few days have a window that is long enough."""
    if not table.has(key):
        table.fault(key, _("is missing: how often a week?"), _("Write a whole number from 1 to 7."))
    times = table.whole(key, least=1, most=7, otherwise=1)
    days = {day for window in windows if window_minutes(window) >= minutes for day in window.days}
    if windows and len(days) < times:
        table.findings.note(
            ngettext(
                "“%(title)s” is wanted %(times)s times a week, and %(days)s day has a window of "
                "%(minutes)s minutes or more.",
                "“%(title)s” is wanted %(times)s times a week, and %(days)s days have a window of "
                "%(minutes)s minutes or more.",
                len(days),
            )
            % {"title": table.title, "times": times, "days": len(days), "minutes": minutes}
        )
    return times


def window_minutes(window: WeeklyWindow) -> int:
    """How long a window is on the clock; a day when it ends at the time at which it starts."""
    start = window.start.hour * 60 + window.start.minute
    end = window.end.hour * 60 + window.end.minute
    return end - start if end > start else end - start + A_DAY


def read_rituals(top: Table) -> tuple[Ritual, ...]:
    def ritual(table: Table, id: str) -> Ritual:
        before = cast(Sphere, table.choice("from", SPHERES, otherwise="work", required=True))
        after = cast(Sphere, table.choice("to", SPHERES, otherwise="life", required=True))
        minutes = table.minutes("minutes", least=5, most=240, otherwise=10)
        return Ritual(id, table.title, before, after, minutes, _steps(table))

    return listed(top, "rituals", ritual)


def _steps(table: Table) -> tuple[RitualStep, ...]:
    try:
        return read_steps("\n".join(table.texts("steps", most=MOST_STEPS)))
    except CounterpointError as error:
        table.fault("steps", error.message, error.advice)
        return ()


def read_flex(top: Table, refer: References) -> FlexBlock | None:
    table = top.table("flex")
    if table is None:
        return None
    title = table.text("title", otherwise=_("Flex time"))
    own = table.text("id")
    if own and not is_id(own):
        table.fault("id", _("is “%(own)s”.") % {"own": f"{own:.40}"}, id_advice())
    flex = FlexBlock(
        own or slug(title, otherwise="flex"),
        title,
        table.minutes("minutes", least=5, most=A_WEEK, otherwise=120),
        table.minutes("piece_least", least=5, most=A_DAY, otherwise=60),
        table.windows("when"),
        refer.id_of(table, "value"),
    )
    table.close()
    return flex


def read_tasks(top: Table, refer: References, zone: str) -> tuple[Task, ...]:
    named: list[tuple[Table, tuple[str, ...]]] = []

    def task(table: Table, id: str) -> Task:
        named.append((table, table.texts("after", most=MOST_BEFORE)))
        return read_task(table, id, refer, zone)

    return tuple(_in_succession(listed(top, "tasks", task), named))


def _in_succession(tasks: tuple[Task, ...], named: Iterable[tuple[Table, tuple[str, ...]]]) -> Iterator[Task]:
    """The tasks with what has to be done before each, which is named by its id or its title."""
    known = {_plain(each.title): each.id for each in reversed(tasks)} | {each.id: each.id for each in tasks}
    for task, (table, names) in zip(tasks, named, strict=True):
        first = [known.get(name) or known.get(_plain(name)) for name in names]
        for name, found in zip(names, first, strict=True):
            if found is None:
                _no_such_task(table, name, known)
        yield replace(task, after=tuple(dict.fromkeys(each for each in first if each)))


def _no_such_task(table: Table, name: str, known: Mapping[str, str]) -> None:
    close = get_close_matches(_plain(name), list(known), n=1)
    right = _("Did you mean “%(known)s”?") % {"known": close[0]} if close else _("Write its title or its id.")
    table.fault("after", _("There is no task called “%(said)s”.") % {"said": f"{name:.40}"}, right)


def read_task(table: Table, id: str, refer: References, zone: str) -> Task:
    task = Task(
        id=id,
        title=table.title,
        minutes=table.minutes("minutes", least=5, most=LONGEST_TASK, required=True),
        domain_id=refer.id_of(table, "domain"),
        value_id=refer.id_of(table, "value"),
        importance=cast(Importance, table.choice("importance", IMPORTANCE, otherwise="should")),
        demand=cast(Demand, table.choice("demand", DEMANDS, otherwise="steady")),
        splittable=table.truth("splittable"),
        piece_least=table.minutes("piece_least", least=5, most=A_DAY, otherwise=30),
        piece_most=table.minutes("piece_most", least=5, most=A_DAY, otherwise=120),
        earliest_at=table.moment("earliest", zone),
        deadline_at=table.moment("deadline", zone, end_of_day=True),
        windows=table.windows("when"),
        minutes_done=table.minutes("minutes_done", least=0, most=LONGEST_TASK),
        done=table.truth("done"),
        first_minutes=table.minutes("first_minutes", least=0, most=LONGEST_TASK),
        took_minutes=table.minutes("took_minutes", least=0, most=LONGEST_TASK),
        notes=table.text("notes", longest=LONGEST_NOTES),
        place_id=refer.id_of(table, "place"),
    )
    _agrees(table, task)
    return task


def _agrees(table: Table, task: Task) -> None:
    """What one field says against another."""
    if task.splittable and task.piece_least > task.piece_most:
        table.fault("piece_least", _("is longer than piece_most."), _("Make it the shorter of the two."))
    if task.earliest_at and task.deadline_at and task.earliest_at >= task.deadline_at:
        table.findings.note(
            _("“%(title)s” cannot be placed: its deadline is not after its earliest time.")
            % {"title": table.title}
        )


def read_routines(top: Table, refer: References) -> tuple[Routine, ...]:
    def routine(table: Table, id: str) -> Routine:
        minutes = table.minutes("minutes", least=5, most=A_DAY, required=True)
        windows = table.windows("when")
        return Routine(
            id=id,
            title=table.title,
            minutes=minutes,
            times_a_week=_times(table, "times_a_week", windows, minutes),
            windows=windows,
            spacing_days=table.whole("spacing_days", least=1, most=7, otherwise=1),
            domain_id=refer.id_of(table, "domain"),
            value_id=refer.id_of(table, "value"),
            importance=cast(Importance, table.choice("importance", IMPORTANCE, otherwise="should")),
            demand=cast(Demand, table.choice("demand", DEMANDS, otherwise="light")),
            paused=table.truth("paused"),
            place_id=refer.id_of(table, "place"),
        )

    return listed(top, "routines", routine)


def read_event_rules(top: Table, refer: References) -> tuple[EventRule, ...]:
    def rule(table: Table, id: str) -> EventRule:
        by_title = table.has("title_contains")
        if table.text("organiser_contains") and by_title:
            table.fault("organiser_contains", _("stands beside title_contains."), _("Make two rules of it."))
        mark = Mark(refer.id_of(table, "domain") or None, table.maybe("ignore"), table.maybe("blocking"))
        if mark == Mark():
            table.fault(
                "", _("says nothing about its events."), _("Add domain, ignore = true or blocking = false.")
            )
        return EventRule(id, "title" if by_title else "organiser", table.title, mark)

    return listed(top, "event_rules", rule, named=("title_contains", "organiser_contains"))


def read_calendars(top: Table, refer: References) -> tuple[CalendarEntry, ...]:
    entries = []
    for table in top.tables("calendars", most=MOST["calendars"]):
        name = table.title = table.text("file", required=True, longest=1000)
        entries.append(CalendarEntry(name, refer.id_of(table, "domain", required=True)))
        table.close()
    return tuple(entries)
