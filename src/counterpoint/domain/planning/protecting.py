"""Protected time and meals as things to place: what floats, what bends, what is eaten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from counterpoint.domain.boundaries import ProtectedTime
from counterpoint.domain.boundaries.ledger import left_of
from counterpoint.domain.planning.days import Awake
from counterpoint.domain.planning.life import Life
from counterpoint.domain.planning.problem import Item, Tier
from counterpoint.domain.planning.times import Given, by_day, cut, even_days, inward, up, windows_of
from counterpoint.domain.planning.worth import sphere_of, value_of, weight_of
from counterpoint.domain.timeline import common, without

LEAST_OF_BENDING = 30


def protected_items(life: Life, given: Given) -> Iterator[Item]:
    for each in life.protected:
        if each.floats:
            yield from _floating(life, given, each)
        elif each.firmness == "bends":
            yield from _bending(life, given, each)


def _floating(life: Life, given: Given, each: ProtectedTime) -> Iterator[Item]:
    minutes = up(each.minutes or 60)
    item = replace(
        _protecting(life, each), piece_least=minutes, piece_most=minutes, one_a_day=True,
        tier=Tier.FIRM if each.firmness == "firm" else Tier.BENDS,
    )  # fmt: skip
    for ending, days in given.each_week():
        windows = cut(windows_of(life, given, days, item.sphere, each.windows), given, None, None)
        times = max(0, (each.times_a_week or 0) - _bent(life, each, days))
        if times:
            yield replace(
                item,
                id=f"protected:{each.id}{ending}",
                minutes=minutes * times,
                windows=tuple(windows),
                even_days=even_days(times),
            )


def _bent(life: Life, each: ProtectedTime, days: tuple[Awake, ...]) -> int:
    """How many of a week's times bent: these are not wanted any more."""
    mine = (bend.span.start for bend in life.bends if bend.protected_id == each.id)
    return sum(any(start in day.waking for day in days) for start in mine)


def _bending(life: Life, given: Given, each: ProtectedTime) -> Iterator[Item]:
    """Recurring protected time that bends.

    One item for each part of an instance that no event or firm time takes, and that did not bend.
    """
    taken = [fact.span.on_grid() for fact in given.facts]
    taken += [firm.span for firm in given.firm] + [block.span.on_grid() for block in given.pinned]
    item = _protecting(life, each)
    for day in given.dates():
        spans = [span for _nth, span in each.times_on(day, life.zone)]
        still = [part for span in spans for part in left_of(inward(span), life.bends, each.id)]
        parts = [part for span in still for part in by_day(span, given.awake)]
        if life.availability.hours_are_fixed:
            at_work = item.sphere == "work"
            parts = common(parts, given.working) if at_work else without(parts, given.working)
        free = without(cut(parts, given, None, None), taken)
        for nth, gap in enumerate(part for each in free for part in by_day(each, given.awake)):
            yield replace(
                item,
                id=f"protected:{each.id}:{day.isoformat()}" + (f":{nth}" if nth else ""),
                minutes=gap.minutes,
                piece_least=min(LEAST_OF_BENDING, gap.minutes),
                piece_most=gap.minutes,
                windows=(gap,),
            )


def _protecting(life: Life, each: ProtectedTime) -> Item:
    return Item(
        id=f"protected:{each.id}",
        kind="protected",
        subject_id=each.id,
        title=each.title,
        minutes=0,
        piece_least=0,
        piece_most=0,
        windows=(),
        tier=Tier.BENDS,
        weight=weight_of(life, each.value_id, each.domain_id),
        sphere=sphere_of(life, each.domain_id),
        domain_id=each.domain_id,
        value_id=value_of(life, each.value_id, each.domain_id),
        own_times=bool(each.windows),
        place_id=life.place_here(each.place_id),
    )


def meal_items(life: Life, given: Given) -> Iterator[Item]:
    """One item a day for each meal. A meal joins no sphere and may lie within working hours, fixed or not."""
    for meal in life.availability.meals:
        for day in given.awake:
            minutes = up(meal.minutes)
            spans = meal.window.spans([day.on], life.zone)
            windows = cut(common(day.windows, [inward(span) for span in spans]), given, None, None)
            if minutes and any(span.minutes >= minutes for span in windows):
                yield Item(
                    id=f"meal:{meal.id}:{day.on.isoformat()}",
                    kind="meal",
                    subject_id=meal.id,
                    title=meal.title,
                    minutes=minutes,
                    piece_least=minutes,
                    piece_most=minutes,
                    windows=tuple(windows),
                    tier=Tier.BENDS,
                    demand="light",
                    own_times=True,
                )
