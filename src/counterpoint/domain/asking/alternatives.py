"""Other times for what was asked: free or cheap, within the right hours, where the energy for it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from counterpoint.domain.asking.ground import Ground
from counterpoint.domain.asking.said import span_words
from counterpoint.domain.asking.verdict import judge
from counterpoint.domain.energy import fit
from counterpoint.domain.planning import Block, Day
from counterpoint.domain.planning.moments import length_words
from counterpoint.domain.planning.times import kept_for_work
from counterpoint.domain.timeline import Span, local, without
from counterpoint.domain.values import Sphere
from counterpoint.domain.words import gettext as _

MOST = 3
STEP = timedelta(minutes=15)
NOTICE = timedelta(hours=1)
"""Nothing is proposed that begins sooner."""
THEIR_DAY = (time(8), time(20))
"""Where the other's zone is known, only times within these hours of theirs are proposed."""
FAR_DAY, ODD_START, NO_SLACK, PEAK = 0.15, 0.05, 0.6, 0.85
"""What a day's distance, a start off the half hour and a day without its slack cost, in quarter hours of
the most valued thing; and the energy from which an hour is better left to deep work."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """A time that suits the person, why, and what it costs in quarter hours of the most valued thing."""

    span: Span
    why: tuple[str, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class _Place:
    """A candidate: what would have to move for it, and what is empty on its day."""

    span: Span
    moved: tuple[tuple[Block, Span], ...]
    empty: tuple[Span, ...]


def alternatives_to(
    ground: Ground,
    asked: Span,
    *,
    sphere: Sphere | None = None,
    theirs: str = "",
    all_day: bool = False,
    most: int = MOST,
) -> tuple[Alternative, ...]:
    """Up to `most` other times, on different days where there are some, in order of time.

    Work goes into working hours, life around them; without a sphere it is guessed from what was asked.
    `theirs` is the asker's zone.
    """
    if all_day:
        return _whole_days(ground, asked, most)
    sphere = sphere or ground.sphere_of(asked)
    places = [
        place
        for day in ground.problem.days
        for place in _places(ground, day, asked, sphere)
        if not place.span.overlaps(asked) and _suits_them(place.span, theirs)
    ]
    rated = sorted(
        (_cost(ground, place, asked, sphere), place.span.start, n) for n, place in enumerate(places)
    )
    chosen: list[tuple[float, _Place]] = []
    for apart in (True, False):
        for cost, _start, n in rated:
            if len(chosen) < most and _is_new(ground, places[n].span, chosen, apart):
                chosen.append((cost, places[n]))
    return tuple(
        Alternative(place.span, _why(ground, place, asked, sphere), round(cost, 3))
        for cost, place in sorted(chosen, key=lambda each: each[1].span)
    )


def _is_new(ground: Ground, span: Span, chosen: list[tuple[float, _Place]], apart: bool) -> bool:
    """On a day of its own, or at least not within two hours of another."""
    starts = [each.span.start for _cost, each in chosen]
    if apart:
        day = local(span.start, ground.zone).date()
        return all(local(start, ground.zone).date() != day for start in starts)
    return all(abs(start - span.start) >= timedelta(hours=2) for start in starts)


def _suits_them(span: Span, theirs: str) -> bool:
    if not theirs:
        return True
    start, end = local(span.start, theirs), local(span.end, theirs)
    return start.date() == end.date() and THEIR_DAY[0] <= start.time() and end.time() <= THEIR_DAY[1]


def _hours(ground: Ground, day: Day, sphere: Sphere) -> list[Span]:
    """The hours of a day in which a thing of this sphere can be."""
    working = list(day.working)
    awake = [day.waking]
    if sphere == "life":
        fixed = ground.life.availability.hours_are_fixed
        return without(awake, working if fixed else kept_for_work(awake, working))
    if sphere == "both":
        return awake
    return working or ([] if ground.life.availability.working else awake)


def _places(ground: Ground, day: Day, asked: Span, sphere: Sphere) -> Iterator[_Place]:
    """Free places of the day, and those where only what can move elsewhere would have to."""
    now = ground.problem.now or ground.problem.horizon.start
    length = asked.end - asked.start
    open_hours = without(_hours(ground, day, sphere), [*ground.hard, *_last_meals(ground, day, length)])
    blocks = [each for each in ground.blocks if each.span.overlaps(day.waking)]
    empty = tuple(without(day.working or [day.waking], ground.taken))
    places: dict[str, Span | None] = {}
    for gap in open_hours:
        start = _on_step(max(gap.start, now + NOTICE))
        while start + length <= gap.end:
            span = Span(start, start + length)
            lying = [each for each in blocks if each.span.overlaps(span)]
            start += STEP
            for each in lying:
                if each.id not in places:
                    places[each.id] = ground.another_place(each, each.span)
            moved = tuple((each, place) for each in lying if (place := places[each.id]))
            if len(moved) == len(lying) <= 1 and all(not place.overlaps(span) for _block, place in moved):
                yield _Place(span, moved, empty)


def _last_meals(ground: Ground, day: Day, length: timedelta) -> Iterator[Span]:
    """Windows of meals in which there is no room beside something as long as `length`."""
    for meal in ground.life.availability.meals:
        for window in meal.window.spans([day.on], ground.zone):
            if window.end - window.start < length + timedelta(minutes=meal.minutes):
                yield window


def _on_step(moment: datetime) -> datetime:
    step = int(STEP.total_seconds() // 60)
    late = timedelta(minutes=moment.minute % step, seconds=moment.second, microseconds=moment.microsecond)
    return moment - late + STEP if late else moment


def _cost(ground: Ground, place: _Place, asked: Span, sphere: Sphere) -> float:
    """What a place costs, in quarter hours of the most valued thing."""
    begin = local(place.span.start, ground.zone)
    quarters = place.span.minutes / 15
    level = ground.problem.curve.at(begin)
    cost = sum(quarters / 4 for _block in place.moved)
    cost += (1 - fit("social", level)) * quarters / 2
    cost += quarters / 4 if level > PEAK and sphere != "life" else 0
    cost += FAR_DAY * abs((begin.date() - local(asked.start, ground.zone).date()).days)
    cost += 0 if begin.minute in (0, 30) else ODD_START
    return cost + (0 if _keeps_slack(ground, place) else NO_SLACK)


def _why(ground: Ground, place: _Place, asked: Span, sphere: Sphere) -> tuple[str, ...]:
    """What speaks for a place, in words."""
    zone, life = ground.zone, ground.life
    begin = local(place.span.start, zone)
    why = [
        _("“%(title)s” can move to %(when)s for it.")
        % {"title": block.title, "when": span_words(to, zone, life.clock)}
        for block, to in place.moved
    ]
    if not place.moved:
        why.append(_("It is free; nothing has to move."))
    if begin.date() == local(asked.start, zone).date():
        why.append(_("It is the day that was asked for."))
    if _leaves_the_best(ground, ground.problem.curve.at(begin), sphere):
        why.append(_("Your best hours stay for deep work."))
    if life.slack_minutes and _keeps_slack(ground, place):
        why.append(_("The day keeps its %(slack)s of slack.") % {"slack": length_words(life.slack_minutes)})
    return tuple(why[:MOST])


def _leaves_the_best(ground: Ground, level: float, sphere: Sphere) -> bool:
    deep = any(each.kind == "task" and each.demand == "deep" for each in ground.problem.items)
    return deep and sphere != "life" and 0.4 < level <= PEAK  # noqa: PLR2004  # awake enough to talk


def _keeps_slack(ground: Ground, place: _Place) -> bool:
    """Whether the day still has as much empty time as the person keeps for what cannot be foreseen."""
    left = sum(each.minutes for each in without(place.empty, [place.span]))
    return left >= ground.life.slack_minutes


def _whole_days(ground: Ground, asked: Span, most: int) -> tuple[Alternative, ...]:
    """Whole days instead of what was asked, those first on which the least is lost."""
    now = ground.problem.now or ground.problem.horizon.start
    found = []
    for day in ground.problem.days:
        if day.waking.start < now or day.waking.overlaps(asked):
            continue
        verdict = judge(ground, day.waking)
        if verdict.word in ("fits", "price"):
            why = (
                _("Nothing is in its way.") if verdict.word == "fits" else _("What is planned then can move.")
            )
            if all(each.moves_to or each.kind == "meal" for each in verdict.met):
                found.append(Alternative(day.waking, (why,), round(verdict.cost, 3)))
    return tuple(sorted(sorted(found, key=lambda each: each.cost)[:most], key=lambda each: each.span))
