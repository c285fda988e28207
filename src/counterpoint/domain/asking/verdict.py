"""What a request meets: what it crosses, what it would displace, and so whether it fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from counterpoint.domain.asking.ground import Ground
from counterpoint.domain.boundaries import Meal
from counterpoint.domain.planning import Block
from counterpoint.domain.planning.worth import value_of, weight_of
from counterpoint.domain.timeline import Span, common, without
from counterpoint.domain.values import Sphere

VerdictWord = Literal["fits", "price", "crosses", "past"]
MetKind = Literal["past", "event", "firm", "rest", "fixed_hours", "bends", "meal", "off_hours", "block"]
CROSSES: frozenset[MetKind] = frozenset({"event", "firm", "rest", "fixed_hours"})
PROTECTED: frozenset[MetKind] = frozenset({"firm", "bends"})


@dataclass(frozen=True, slots=True)
class Met:
    """One thing that lies where a request would be. `span` is the time that both have.

    `subject_id` is the protected time, meal or task it stands for; `whole` is all of the thing. `moves_to`
    is another free place for it in the same week; `weight` what the planner takes a quarter hour of it to be
    worth.
    """

    kind: MetKind
    title: str
    span: Span
    whole: Span
    subject_id: str = ""
    value_id: str = ""
    domain_id: str = ""
    weight: float = 0.0
    moves_to: Span | None = None

    @property
    def cost(self) -> float:
        """In quarter hours of the most valued thing; what can move costs a tenth of what would be lost."""
        lost = self.weight * self.span.minutes / 15
        return lost / 10 if self.moves_to else lost


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a request fits, and everything that it meets, protected time first."""

    word: VerdictWord
    met: tuple[Met, ...] = ()

    @property
    def protected(self) -> tuple[Met, ...]:
        """The protected time among it."""
        return tuple(each for each in self.met if each.kind in PROTECTED)

    @property
    def cost(self) -> float:
        return sum(each.cost for each in self.met)


def judge(ground: Ground, span: Span, *, sphere: Sphere | None = None, all_day: bool = False) -> Verdict:
    """The verdict on a stretch of time, of which the sphere may be known.

    What ends when another thing begins does not meet it. An all-day request asks for the waking hours of its
    days. No solver is asked: a verdict takes milliseconds.
    """
    now = ground.problem.now
    if now is not None and span.start < now:
        return Verdict("past", (Met("past", "", span, span),))
    parts = common([span], [each.waking for each in ground.problem.days]) if all_day else [span]
    met = [each for part in parts for each in _all_met(ground, part, sphere)]
    crossed = any(each.kind in CROSSES for each in met)
    return Verdict("crosses" if crossed else "price" if met else "fits", tuple(met))


def _all_met(ground: Ground, span: Span, sphere: Sphere | None) -> Iterator[Met]:
    yield from _protected(ground, span)
    yield from _events(ground, span)
    yield from _rest(ground, span)
    yield from _hours(ground, span, sphere)
    yield from _meals(ground, span)
    yield from _blocks(ground, span)


def _protected(ground: Ground, span: Span) -> Iterator[Met]:
    life = ground.life
    for firm in ground.firm:
        if met := span.meet(firm.span):
            value = value_of(life, firm.value_id, firm.domain_id)
            weight = weight_of(life, firm.value_id, firm.domain_id)
            yield Met("firm", firm.title, met, firm.span, firm.subject_id, value, firm.domain_id, weight)
    for each in ground.bending:
        if met := span.meet(each.span):
            own = each.protected
            value = value_of(life, own.value_id, own.domain_id)
            weight = weight_of(life, own.value_id, own.domain_id)
            yield Met("bends", own.title, met, each.span, own.id, value, own.domain_id, weight)


def _events(ground: Ground, span: Span) -> Iterator[Met]:
    for fact in ground.facts:
        if fact.blocking and (met := span.meet(fact.span)):
            yield Met("event", fact.title, met, fact.span, fact.key, domain_id=fact.domain_id)


def _rest(ground: Ground, span: Span) -> Iterator[Met]:
    if not ground.life.availability.waking:
        return
    for part in without([span], [each.waking for each in ground.problem.days]):
        yield Met("rest", "", part, part)


def _hours(ground: Ground, span: Span, sphere: Sphere | None) -> Iterator[Met]:
    """Working hours that are fixed take nothing but work; work beyond working hours has its price."""
    working = [each for day in ground.problem.days for each in day.working]
    if sphere == "life" and ground.life.availability.hours_are_fixed:
        yield from (Met("fixed_hours", "", part, part) for part in common([span], working))
    elif sphere == "work" and working:
        awake = common([span], [each.waking for each in ground.problem.days])
        yield from (Met("off_hours", "", part, part) for part in without(awake, working))


def _meals(ground: Ground, span: Span) -> Iterator[Met]:
    for meal in ground.life.availability.meals:
        for day in ground.problem.days:
            for window in meal.window.spans([day.on], ground.zone):
                if span.overlaps(window) and (met := _meal(ground, meal, window, span)):
                    yield met


def _meal(ground: Ground, meal: Meal, window: Span, span: Span) -> Met | None:
    """A meal that would have to move or go; None where its planned place, or any at all, stays free."""
    hard = ground.hard
    planned = next(
        (
            each.span
            for each in ground.blocks
            if each.kind == "meal" and each.subject_id == meal.id and each.span.overlaps(window)
        ),
        None,
    )
    if planned and not planned.overlaps(span):
        return None
    before = [each for each in without([window], hard) if each.minutes >= meal.minutes]
    after = [each for each in without([window], [*hard, span]) if each.minutes >= meal.minutes]
    if not before or (after and not planned):
        return None
    place = Span(after[0].start, after[0].start + timedelta(minutes=meal.minutes)) if after else None
    met = span.meet(planned or window)
    return Met("meal", meal.title, met or span, planned or window, meal.id, moves_to=place)


def _blocks(ground: Ground, span: Span) -> Iterator[Met]:
    life = ground.life
    for block in ground.blocks:
        met = span.meet(block.span)
        if met is None or block.kind == "meal":
            continue
        place = ground.another_place(block, span)
        yield Met(
            _kind(ground, block, place),
            block.title,
            met,
            block.span,
            block.subject_id,
            value_of(life, block.value_id, block.domain_id),
            block.domain_id,
            weight_of(life, block.value_id, block.domain_id),
            place,
        )


def _kind(ground: Ground, block: Block, place: Span | None) -> MetKind:
    """Protected time so many times a week is crossed only where it has no other place in its week."""
    if block.kind != "protected":
        return "block"
    own = next((each for each in ground.life.protected if each.id == block.subject_id), None)
    if place is not None or own is None:
        return "block"
    return "firm" if own.firmness == "firm" else "bends"
