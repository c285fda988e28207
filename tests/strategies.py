"""Lives, calendars and problems for Hypothesis: small, odd and overlapping on purpose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from counterpoint.domain.agenda import Fact
from counterpoint.domain.boundaries import Availability, Bend, GiveBack, Meal, ProtectedTime
from counterpoint.domain.living import Pause
from counterpoint.domain.planning import Block, FlexBlock, Life, Place, Ritual, Routine, Task, Way
from counterpoint.domain.timeline import EVERY_DAY, WEEKDAYS, Span, Week, WeeklyWindow, instant
from counterpoint.domain.values import DYNAMICS, CoreValue, Emphasis, LifeDomain, Season
from counterpoint.domain.zones import with_stays

AUTUMN, SPRING, PLAIN = Week(date(2026, 10, 19)), Week(date(2026, 3, 23)), Week(date(2026, 11, 23))
ZONES = ("Europe/Berlin", "UTC", "America/New_York", "Pacific/Auckland", "Asia/Kathmandu")
FAR = (*ZONES, "America/Los_Angeles", "Europe/Lisbon", "Pacific/Kiritimati", "Pacific/Honolulu")
DOMAINS = (
    LifeDomain("work", "Work", "work", "craft"),
    LifeDomain("home", "Home", "life"),
    LifeDomain("health", "Health", "life", "health"),
    LifeDomain("both", "Learning", "both"),
)
NAMES = [each.id for each in DOMAINS]
WAKING = (
    (WeeklyWindow(EVERY_DAY, time(7), time(22, 30)),),
    (WeeklyWindow(EVERY_DAY, time(10), time(2)),),
    (WeeklyWindow(WEEKDAYS, time(6, 40), time(21)),),
    (WeeklyWindow(EVERY_DAY, time(0), time(0)),),
    (WeeklyWindow(EVERY_DAY, time(6), time(13)), WeeklyWindow(EVERY_DAY, time(15), time(23))),
)


@dataclass(frozen=True)
class Case:
    """What `pose` takes."""

    life: Life
    facts: tuple[Fact, ...]
    week: Week
    now: datetime | None = None


PLACES = (
    Place("house", "House", home=True, texts=("Home", "12 Elm Street")),
    Place("desk", "Office", texts=("Office", "Room 4")),
    Place("pool", "Pool", texts=("Swimming pool",)),
    Place("hill", "Hill"),
)
some_place = st.sampled_from(("", "", *(each.id for each in PLACES), "gone"))
lengths = st.sampled_from((5, 15, 20, 30, 45, 60, 90, 150))
some_days = st.frozensets(st.integers(0, 6), min_size=1)
clock_times = st.builds(time, st.integers(0, 23), st.sampled_from((0, 5, 15, 30, 40, 50)))
windows = st.builds(WeeklyWindow, some_days, clock_times, clock_times)


@st.composite
def tasks(draw: st.DrawFn, week: Week, zone: str, nth: int) -> Task:
    at = st.none() | st.integers(0, 9 * 24).map(
        lambda h: instant(week.first, time(0), zone) + timedelta(hours=h)
    )
    return Task(
        id=f"t{nth}",
        title=f"Task {nth}",
        minutes=draw(st.sampled_from((5, 20, 30, 60, 90, 120, 200, 480))),
        domain_id=draw(st.sampled_from([*NAMES, ""])),
        importance=draw(st.sampled_from(("must", "should", "could"))),
        demand=draw(st.sampled_from(("deep", "steady", "light", "social"))),
        splittable=draw(st.booleans()),
        piece_least=draw(st.sampled_from((15, 30, 50))),
        piece_most=draw(st.sampled_from((60, 90, 120))),
        earliest_at=draw(at),
        deadline_at=draw(at),
        windows=tuple(draw(st.lists(windows, max_size=1))),
        minutes_done=draw(st.sampled_from((0, 0, 10))),
        first_minutes=draw(st.sampled_from((0, 0, 45))),
        took_minutes=draw(st.sampled_from((0, 0, 90))),
        place_id=draw(some_place),
        after=tuple(
            draw(st.lists(st.sampled_from(("t0", "t1", "t2")), max_size=2)) if draw(st.booleans()) else ()
        ),
    )


@st.composite
def routines(draw: st.DrawFn, nth: int) -> Routine:
    return Routine(
        id=f"r{nth}",
        title=f"Routine {nth}",
        minutes=draw(lengths),
        times_a_week=draw(st.integers(1, 5)),
        windows=tuple(draw(st.lists(windows, max_size=2))),
        spacing_days=draw(st.integers(1, 3)),
        domain_id=draw(st.sampled_from(NAMES)),
        importance=draw(st.sampled_from(("must", "should", "could"))),
        place_id=draw(some_place),
    )


@st.composite
def protections(draw: st.DrawFn, nth: int) -> ProtectedTime:
    floats = draw(st.booleans())
    return ProtectedTime(
        id=f"p{nth}",
        title=f"Protected {nth}",
        windows=(draw(windows),),
        firmness=draw(st.sampled_from(("firm", "bends"))),
        domain_id=draw(st.sampled_from([*NAMES, ""])),
        times_a_week=draw(st.integers(1, 3)) if floats else None,
        minutes=draw(lengths) if floats else None,
        place_id=draw(some_place),
    )


@st.composite
def bends(draw: st.DrawFn, of: ProtectedTime, week: Week, zone: str, nth: int) -> Bend:
    """An instance of protected time that bent, or a part of it, or a time beside it."""
    span = of.windows[0].span_on(week.first + timedelta(days=draw(st.integers(0, 6))), zone)
    start = span.start + timedelta(minutes=draw(st.sampled_from((0, 0, 17, 30))))
    return Bend(f"b{nth}", start, of.id, of.title, Span(start, max(start, span.end)))


@st.composite
def give_backs(draw: st.DrawFn, bend: Bend) -> GiveBack:
    return GiveBack(
        id=f"g{bend.id}",
        at=bend.span.start - timedelta(hours=draw(st.integers(0, 30))),
        bend_id=bend.id,
        title=bend.title,
        minutes=draw(st.sampled_from((5, 30, 75, 150))),
        due_at=bend.span.end + timedelta(days=draw(st.integers(0, 7))),
        domain_id=draw(st.sampled_from([*NAMES, ""])),
        state=draw(st.sampled_from(("owed", "owed", "offered"))),
    )


@st.composite
def pauses(draw: st.DrawFn, week: Week, zone: str) -> Pause:
    at = instant(week.first, time(0), zone) + timedelta(minutes=draw(st.integers(-600, 7 * 1440)))
    hours = draw(st.none() | st.integers(0, 60))
    return Pause("z", at, None if hours is None else at + timedelta(hours=hours))


@st.composite
def facts(draw: st.DrawFn, week: Week, zone: str, nth: int) -> Fact:
    start = instant(week.first, time(0), zone) + timedelta(minutes=draw(st.integers(-600, 7 * 1440)))
    minutes = draw(st.sampled_from((1, 7, 25, 30, 60, 60, 120, 300, 600, 1500)))
    return Fact(
        key=f"c/{nth}",
        title=f"Event {nth}",
        span=Span(start, start + timedelta(minutes=minutes)),
        domain_id=draw(st.sampled_from([*NAMES, "gone"])),
        blocking=draw(st.sampled_from((True, True, True, False))),
        location=draw(st.sampled_from(("", "", "Room 4, Main Office", "the SWIMMING  pool", "Poolside bar"))),
    )


@st.composite
def ways(draw: st.DrawFn) -> tuple[Way, ...]:
    """Some of the ways that there could be, now and then none, of lengths that obey no geometry."""
    names = [each.id for each in PLACES]
    pairs = [(one, other) for n, one in enumerate(names) for other in names[n + 1 :]]
    return tuple(
        Way(f"{one}-{other}", one, other, draw(lengths), draw(st.sampled_from((0, 0, 10))))
        for one, other in draw(st.lists(st.sampled_from(pairs), unique=True, max_size=5))
    )


@st.composite
def seasons(draw: st.DrawFn, week: Week, nth: int) -> Season:
    first = week.first + timedelta(days=draw(st.integers(-9, 9)))
    return Season(
        id=f"s{nth}",
        title=f"Season {nth}",
        first=first,
        last=first + timedelta(days=draw(st.integers(0, 20))),
        emphasis=tuple(
            Emphasis(domain, draw(st.sampled_from(DYNAMICS)))
            for domain in draw(st.lists(st.sampled_from([*NAMES, "gone"]), unique=True, max_size=3))
        ),
    )


@st.composite
def clocks(draw: st.DrawFn, week: Week) -> str:
    """A home, now and then with stays in other zones, east and west and over the date line."""
    home = draw(st.sampled_from(ZONES))
    stays = []
    for zone in draw(st.lists(st.sampled_from(FAR), max_size=2)) if draw(st.booleans()) else ():
        start = instant(week.first, time(0), home) + timedelta(minutes=draw(st.integers(-2880, 7 * 1440)))
        stays.append((zone, start, start + timedelta(hours=draw(st.integers(1, 150)))))
    return with_stays(home, stays)


@st.composite
def lives(draw: st.DrawFn, week: Week = PLAIN, *, things: int = 5) -> Life:
    zone = draw(clocks(week))
    lunch = Meal("lunch", "Lunch", WeeklyWindow(EVERY_DAY, time(11, 30), time(14)), 30)
    rituals = (Ritual("down", "Shutdown", "work", "life", 10), Ritual("up", "Warm-up", "life", "work", 5))
    flex = FlexBlock("flex", "Flex", 120, 60)
    protected = tuple(draw(protections(n)) for n in range(draw(st.integers(0, 3))))
    bent = tuple(
        draw(bends(draw(st.sampled_from(protected)), week, zone, n))
        for n in range(draw(st.integers(0, 2)) if protected else 0)
    )
    return Life(
        zone=zone,
        values=(CoreValue("craft", "Craft", 1), CoreValue("health", "Health", 2)),
        domains=DOMAINS,
        protected=protected,
        bends=bent,
        give_backs=tuple(draw(give_backs(each)) for each in bent),
        pauses=tuple(draw(st.lists(pauses(week, zone), max_size=1)) if draw(st.booleans()) else ()),
        availability=Availability(
            waking=draw(st.sampled_from(WAKING)),
            hours_are_fixed=draw(st.booleans()),
            meals=draw(st.sampled_from(((), (lunch,)))),
            focus_minutes=draw(st.sampled_from((0, 60, 90))),
            break_minutes=draw(st.sampled_from((5, 15))),
            rest_minutes=draw(st.sampled_from((0, 11 * 60, 15 * 60))),
            hard_minutes=draw(st.sampled_from((0, 0, 40, 122))),
        ),
        rituals=draw(st.sampled_from(((), rituals[:1], rituals))),
        flex=draw(st.sampled_from((None, flex))),
        slack_minutes=draw(st.sampled_from((0, 60, 62))),
        tasks=tuple(draw(tasks(week, zone, n)) for n in range(draw(st.integers(0, things)))),
        routines=tuple(draw(routines(n)) for n in range(draw(st.integers(0, 3)))),
        seasons=tuple(draw(seasons(week, n)) for n in range(draw(st.sampled_from((0, 0, 1, 2))))),
        places=draw(st.sampled_from((PLACES, PLACES[1:]))),
        ways=draw(ways()),
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A life, its calendar and a week.

    Now and then one with a journey, one in which the clocks change, or one that has begun.
    """
    week = draw(st.sampled_from((PLAIN, AUTUMN, SPRING)))
    life = draw(lives(week))
    events = tuple(draw(facts(week, life.zone, n)) for n in range(draw(st.integers(0, 12))))
    begun = instant(week.first, time(0), life.zone) + timedelta(minutes=draw(st.integers(0, 7 * 1440)))
    return Case(life, events, week, draw(st.sampled_from((None, begun))))


def moved(block: Block, minutes: int) -> Block:
    """The same block so many minutes later."""
    by = timedelta(minutes=minutes)
    return Block(**{**_fields(block), "span": Span(block.span.start + by, block.span.end + by)})


def _fields(block: Block) -> dict[str, object]:
    return {name: getattr(block, name) for name in block.__slots__}
