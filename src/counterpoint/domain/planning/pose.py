"""From a life, a calendar and a week to a problem.

Every rule of the person's resolved to instants on the grid.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from counterpoint.domain.agenda import Fact
from counterpoint.domain.boundaries import ProtectedTime
from counterpoint.domain.boundaries.ledger import left_of
from counterpoint.domain.planning.days import Awake, days_awake
from counterpoint.domain.planning.gave_way import gave_way
from counterpoint.domain.planning.giving_back import gives_back
from counterpoint.domain.planning.life import Life
from counterpoint.domain.planning.load import season_before
from counterpoint.domain.planning.plan import Block
from counterpoint.domain.planning.problem import Day, FirmTime, Problem, is_focus
from counterpoint.domain.planning.times import Given, up
from counterpoint.domain.planning.wanted import wanted
from counterpoint.domain.planning.working_ways import as_one_works
from counterpoint.domain.planning.worth import sphere_of
from counterpoint.domain.timeline import Span, Week, common, union
from counterpoint.domain.words import gettext as _
from counterpoint.domain.zones import zone_during

AROUND = timedelta(days=3)
"""So much before and after these weeks a stay still bears on them."""


def pose(
    life: Life,
    facts: Iterable[Fact],
    week: Week,
    *,
    weeks: int = 1,
    now: datetime | None = None,
    in_force: tuple[Block, ...] = (),
    pinned: tuple[Block, ...] = (),
) -> Problem:
    """The problem of filling `weeks` (1–4) weeks from `week` on.

    `pinned` blocks are the person's own word: they stay where they are and count against what is left of
    their item. A block marked done or partly done is given like a pinned one; one that is still ahead and
    lies on firm time is let go, and `notes` say so. `in_force` is the plan from which little is to be moved.
    """
    life = as_one_works(life)
    firm = firm_times(life, week, weeks)
    given, let_go = _given(pinned, firm)
    blocking = sorted((each for each in facts if each.blocking), key=lambda each: each.span)
    awake = _awake(life, [*(each.span for each in blocking), *(each.span for each in given)], week, weeks)
    horizon = _horizon(week, weeks, life.zone, awake)
    here = tuple(each for each in blocking if each.span.overlaps(horizon))
    working = _working(life, week, weeks)
    paused = _paused(life, horizon)
    items = wanted(
        life, Given(week, weeks, tuple(awake), tuple(working), here, firm, given, horizon, now, paused)
    )
    problem = replace(
        _as_the_life_says(life, horizon, tuple(_day(each, working, life) for each in awake)),
        facts=here,
        firm=firm,
        items=items,
        pinned=given,
        in_force=tuple(each for each in in_force if each.kind != "ritual"),
        now=now,
        week=week,
        gives_back=gives_back(life, items),
        paused=paused,
        focusing=_focusing(life, given),
        worked_until=_worked_until(life, blocking, awake),
        works_from=_works_from(life, blocking, awake),
        pinned_at=tuple(_pinned_at(life, given)),
    )
    return replace(problem, notes=(*map(_let_go_words, let_go), *gave_way(life, problem)))


def _as_the_life_says(life: Life, horizon: Span, days: tuple[Day, ...]) -> Problem:
    """These days with what a life says of every week, and nothing in them yet."""
    rules = life.availability
    return Problem(
        zone=zone_during(life.zone, horizon.start - AROUND, horizon.end + AROUND),
        horizon=horizon,
        days=days,
        rituals=tuple(each for each in life.rituals if each.minutes > 0),
        spheres=tuple((each.id, each.sphere) for each in life.domains),
        curve=life.curve,
        hours_are_fixed=rules.hours_are_fixed,
        value_names=tuple((each.id, each.name) for each in sorted(life.values, key=lambda each: each.rank)),
        domain_names=tuple((each.id, each.name) for each in life.domains),
        renewing=frozenset(_renewing(life)),
        focus_minutes=up(rules.focus_minutes),
        break_minutes=up(rules.break_minutes),
        rest_minutes=up(rules.rest_minutes),
        places=life.places,
        ways=tuple(
            each for each in life.ways if life.place_here(each.from_id) and life.place_here(each.to_id)
        ),
        hard_minutes=rules.hard_minutes,
    )


def _given(
    pinned: tuple[Block, ...], firm: tuple[FirmTime, ...]
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The pinned blocks that hold, and those that are let go because time is firm now."""
    holding = [each for each in pinned if each.state != "skipped" and each.kind != "ritual"]
    let_go = [each for each in holding if _is_on_firm_time(each, firm)]
    return tuple(each for each in holding if each not in let_go), tuple(let_go)


def _let_go_words(block: Block) -> str:
    return _("“%(title)s” was pinned on time that is firm now; it was let go.") % {"title": block.title}


def _working(life: Life, week: Week, weeks: int) -> list[Span]:
    """The hours of work of these weeks and of the days beside them, on the grid."""
    dates, hours = _dates(week, weeks, 1), life.availability.working
    return union(span.on_grid() for each in hours for span in each.spans(dates, life.zone))


def _renewing(life: Life) -> Iterator[tuple[str, str]]:
    """The places in the week of what renews the person."""
    for each in life.renewals:
        if each.routine_id:
            yield "routine", each.routine_id
        if each.protected_id:
            yield "protected", each.protected_id


def _focusing(life: Life, pinned: Iterable[Block]) -> frozenset[str]:
    """The pinned blocks that are focus; those of tasks that are done are among them."""
    focus = {each.id for each in life.tasks if is_focus("task", each.demand)}
    return frozenset(each.id for each in pinned if each.kind == "task" and each.subject_id in focus)


def _pinned_at(life: Life, pinned: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """Where the pinned blocks are, as the things say of which they are pieces."""
    things = {("task", each.id): each.place_id for each in life.tasks}
    things |= {("routine", each.id): each.place_id for each in life.routines}
    things |= {("protected", each.id): each.place_id for each in life.protected}
    for block in pinned:
        place_id = life.place_here(things.get((block.kind, block.subject_id), ""))
        if place_id:
            yield block.id, place_id


def _worked_until(life: Life, facts: Iterable[Fact], awake: list[Awake]) -> datetime | None:
    """When the last work ended of those events that lie before the first of these days."""
    first = min((each.waking.start for each in awake), default=None)
    spans = (each.span.on_grid() for each in facts if sphere_of(life, each.domain_id, "both") == "work")
    return max((each.end for each in spans if first and each.end <= first), default=None)


def _works_from(life: Life, facts: Iterable[Fact], awake: list[Awake]) -> datetime | None:
    """When the first work begins of those events that lie after the last of these days."""
    last = max((each.waking.end for each in awake), default=None)
    spans = (each.span.on_grid() for each in facts if sphere_of(life, each.domain_id, "both") == "work")
    return min((each.start for each in spans if last and each.start >= last), default=None)


def _paused(life: Life, horizon: Span) -> tuple[Span, ...]:
    """The time on which life happened, on the grid; a pause without an end lasts as long as these weeks."""
    spans = [
        Span(each.at, max(each.at, each.until or horizon.end))
        for each in life.pauses
        if each.at < horizon.end
    ]
    return tuple(common([each.on_grid() for each in spans], [horizon]))


def _is_on_firm_time(block: Block, firm: tuple[FirmTime, ...]) -> bool:
    return block.state == "planned" and any(block.span.overlaps(each.span) for each in firm)


def firm_times(life: Life, week: Week, weeks: int = 1) -> tuple[FirmTime, ...]:
    """Every instance of recurring protected time that is firm, in order of start.

    One that began on the day before and reaches into these weeks is among them, as `carried`. What its
    person let bend is not.
    """
    before, begin = week.first - timedelta(days=1), week.span(life.zone).start
    times = [
        time
        for each in life.protected
        if each.firmness == "firm" and not each.floats
        for day in (before, *_dates(week, weeks))
        for nth, span in each.times_on(day, life.zone)
        for time in _firm(life, each, day, nth, span, carried=day == before)
    ]
    there = (each for each in times if each.span.minutes and each.span.end > begin)
    return tuple(sorted(there, key=lambda each: (each.span, each.id)))


def _firm(
    life: Life, each: ProtectedTime, day: date, nth: int, span: Span, *, carried: bool
) -> Iterator[FirmTime]:
    """The parts of one instance that still hold: the whole of it, unless it bent."""
    for part, held in enumerate(left_of(span, life.bends, each.id)):
        yield FirmTime(
            id=f"protected:{each.id}:{day.isoformat()}"
            + (f":{nth}" if nth else "")
            + (f".{part}" if part else ""),
            subject_id=each.id,
            title=each.title,
            span=held,
            sphere=sphere_of(life, each.domain_id),
            domain_id=each.domain_id,
            value_id=each.value_id,
            carried=carried,
            place_id=life.place_here(each.place_id),
        )


def _dates(week: Week, weeks: int, around: int = 0) -> list[date]:
    first = week.first - timedelta(days=around)
    return [first + timedelta(days=n) for n in range(7 * weeks + 2 * around)]


def _awake(life: Life, given: list[Span], week: Week, weeks: int) -> list[Awake]:
    rules = life.availability
    found = days_awake(
        rules.waking,
        given,
        _dates(week, weeks, 1),
        zone=life.zone,
        sleep=timedelta(minutes=rules.sleep_minutes),
    )
    inside = set(_dates(week, weeks))
    return [day for day in found if day.on in inside]


def _horizon(week: Week, weeks: int, zone: str, awake: list[Awake]) -> Span:
    """The local days of the weeks, stretched where a day runs past the last midnight; on the quarter hour."""
    start, end = week.span(zone).start, week.next(weeks - 1).span(zone).end
    start = min([start, *(each.waking.start for each in awake)])
    end = max([end, *(each.waking.end for each in awake)])
    late = timedelta(minutes=start.minute % 15, seconds=start.second, microseconds=start.microsecond)
    return Span(start - late, end).on_grid()


def _day(awake: Awake, working: list[Span], life: Life) -> Day:
    after = season_before(life.seasons, awake.on) if life.availability.hard_minutes else ""
    return Day(awake.on, awake.waking, tuple(common([awake.waking], working)), life.slack_minutes, after)
