"""Any life at all, for properties: every field varies, references hold, texts are awkward."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from counterpoint.domain.agenda import EventRule, Mark
from counterpoint.domain.boundaries import Availability, Meal, ProtectedTime
from counterpoint.domain.living import Stay, lived_zone
from counterpoint.domain.planning import FlexBlock, Life, Place, Ritual, Routine, Task, Way
from counterpoint.domain.planning.intake import CalendarEntry
from counterpoint.domain.timeline import WeeklyWindow
from counterpoint.domain.values import DYNAMICS, CoreValue, Emphasis, LifeDomain, Season

ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia")
letters = st.characters(exclude_categories=("Cs",), exclude_characters="\0")
names = st.text(letters, min_size=1, max_size=30).filter(lambda text: bool(text.strip()))
ids = st.text("abcdefghijklmnopqrstuvwxyz0123456789-_", min_size=1, max_size=12)
lengths = st.integers(1, 96).map(lambda slots: slots * 5)
spheres = st.sampled_from(("work", "life", "both"))
importances = st.sampled_from(("must", "should", "could"))
demands = st.sampled_from(("deep", "steady", "light", "social"))
clock_times = st.builds(time, st.integers(0, 23), st.integers(0, 59))
windows = st.builds(WeeklyWindow, st.frozensets(st.integers(0, 6), min_size=1), clock_times, clock_times)
some_windows = st.lists(windows, max_size=3).map(tuple)
at_least_one_window = st.lists(windows, min_size=1, max_size=3).map(tuple)
moments = st.integers(0, 15 * 366 * 86_400).map(
    lambda s: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=s)
)

dates = st.dates(date(2020, 1, 1), date(2035, 1, 1))


def several(things, most=4):
    return st.lists(things, max_size=most, unique_by=lambda thing: thing.id).map(tuple)


def one_of_these(things):
    return st.sampled_from(["", *(thing.id for thing in things)])


@st.composite
def protected_times(draw, values, domains):
    floats = draw(st.booleans())
    return ProtectedTime(
        draw(ids), draw(names), draw(at_least_one_window), draw(st.sampled_from(("firm", "bends"))),
        draw(one_of_these(values)), draw(one_of_these(domains)),
        draw(st.integers(1, 7)) if floats else None,
        draw(lengths) if floats else None,
        draw(st.lists(names, max_size=2).map(tuple)),
    )  # fmt: skip


@st.composite
def tasks(draw, values, domains):
    least, most = sorted((draw(lengths), draw(lengths)))
    return Task(
        draw(ids), draw(names), draw(lengths), draw(one_of_these(domains)), draw(one_of_these(values)),
        draw(importances), draw(demands), draw(st.booleans()), least, most,
        draw(st.none() | moments), draw(st.none() | moments), draw(some_windows),
        draw(st.sampled_from((0, 5, 60, 125))), draw(st.booleans()), draw(st.text(letters, max_size=40)),
    )  # fmt: skip


@st.composite
def routines(draw, values, domains):
    return Routine(
        draw(ids), draw(names), draw(lengths), draw(st.integers(1, 7)), draw(some_windows),
        draw(st.integers(1, 7)), draw(one_of_these(domains)), draw(one_of_these(values)), draw(importances),
        draw(demands), draw(st.booleans()),
    )  # fmt: skip


@st.composite
def event_rules(draw, domains):
    ignored, blocking = draw(st.sampled_from((True, False, None))), draw(st.sampled_from((True, False)))
    mark = Mark(draw(one_of_these(domains)) or None, ignored, blocking)
    return EventRule(draw(ids), draw(st.sampled_from(("title", "organiser"))), draw(names), mark)


@st.composite
def seasons(draw, domains):
    """Of one life domain there is one word; what is written of others is not read."""
    loud = st.builds(Emphasis, st.sampled_from([each.id for each in domains]), st.sampled_from(DYNAMICS))
    emphasis = st.lists(loud, max_size=3, unique_by=lambda each: each.domain_id) if domains else st.just([])
    first, last = sorted((draw(dates), draw(dates)))
    return Season(
        draw(ids), draw(names), first, last, tuple(draw(emphasis)),
        draw(st.text(letters, max_size=40)), draw(st.text(letters, max_size=40)), draw(st.none() | dates),
    )  # fmt: skip


@st.composite
def availabilities(draw):
    meals = draw(several(st.builds(Meal, ids, names, windows, lengths), most=2))
    sleep = draw(st.integers(0, 140)) * 5
    return Availability(
        draw(at_least_one_window),
        draw(some_windows),
        draw(st.booleans()),
        sleep,
        meals,
        draw(st.sampled_from((0, 50, 90))),
        draw(st.sampled_from((5, 15, 75))),
        draw(st.sampled_from((0, 660))),
        draw(st.sampled_from((0, 420))),
    )


@st.composite
def stays(draw):
    arrives = draw(moments)
    return Stay(
        draw(ids), draw(st.sampled_from(ZONES)), arrives, arrives + timedelta(hours=draw(st.integers(1, 300)))
    )


@st.composite
def ways(draw, places):
    one, other = draw(st.lists(st.sampled_from(places), min_size=2, max_size=2, unique=True))
    return Way(draw(ids), one.id, other.id, draw(lengths), draw(st.sampled_from((0, 45))))


def at_places(things, places):
    """Some of the things, each at one of the places."""
    return tuple(replace(each, place_id=places[n % len(places)].id) for n, each in enumerate(things))


@st.composite
def lives(draw):
    """Values are in order of rank, as they are wherever they are kept."""
    named = draw(several(st.tuples(ids, names).map(lambda pair: CoreValue(*pair, 1)), most=6))
    in_practice = st.text(letters, max_size=20)
    values = tuple(
        CoreValue(each.id, each.name, rank, draw(in_practice)) for rank, each in enumerate(named, 1)
    )
    domains = draw(several(st.builds(LifeDomain, ids, names, spheres, one_of_these(values))))
    flexes = st.builds(FlexBlock, ids, names, lengths, lengths, some_windows, one_of_these(values))
    places = draw(
        several(st.builds(Place, ids, names, st.booleans(), st.lists(names, max_size=2).map(tuple)))
    )
    there = places or (Place("", ""),)
    elsewhere = draw(several(stays()))
    return Life(
        zone=lived_zone(draw(st.sampled_from(ZONES)), elsewhere),
        stays=elsewhere,
        name=draw(st.just("") | names),
        week_start=draw(st.integers(0, 6)),
        clock=draw(st.sampled_from((12, 24))),
        values=values,
        domains=domains,
        protected=at_places(draw(several(protected_times(values, domains), most=3)), there),
        places=places,
        ways=draw(several(ways(places), most=2)) if len(places) > 1 else (),
        availability=draw(availabilities()),
        rituals=draw(
            several(st.builds(Ritual, ids, names, spheres, spheres, st.sampled_from((5, 10, 45))), most=2)
        ),
        flex=draw(st.none() | flexes),
        slack_minutes=draw(st.integers(0, 60)) * 5,
        chronotype=draw(st.sampled_from(("morning", "between", "evening"))),
        tasks=at_places(draw(several(tasks(values, domains), most=3)), there),
        routines=draw(several(routines(values, domains), most=2)),
        event_rules=draw(several(event_rules(domains), most=3)),
        seasons=draw(several(seasons(domains), most=2)),
    )


@st.composite
def calendars_of(draw, life):
    if not life.domains:
        return ()
    entries = st.builds(CalendarEntry, names, st.sampled_from([each.id for each in life.domains]))
    return tuple(draw(st.lists(entries, max_size=3)))
