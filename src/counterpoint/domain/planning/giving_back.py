"""Give-backs as things to place: the time that is owed for what bent, between the bend and its day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from counterpoint.domain.boundaries import GiveBack
from counterpoint.domain.planning.life import Life
from counterpoint.domain.planning.problem import Item, Tier
from counterpoint.domain.planning.times import Given, by_day, cut, unpaused, up, windows_of
from counterpoint.domain.planning.worth import sphere_of, value_of, weight_of
from counterpoint.domain.timeline import Span, common, instant, local, without

WHOLE_UP_TO, LEAST_PIECE = 120, 60
"""Up to two hours are given back in one piece, longer ones in pieces of an hour or more."""
NEAR, DAYS_WITH_ROOM = timedelta(hours=2), 2


def item_id_of(each: GiveBack) -> str:
    """Taken up again it is another thing to place: what lay in the past for it gives nothing back."""
    return f"give_back:{each.id}:{each.at:%Y%m%dT%H%M%S}"


def give_back_items(life: Life, given: Given) -> Iterator[Item]:
    """One item for each give-back that is owed, while its days reach into these weeks.

    None is placed on time that bent: that is taken by what came first; and none where life happened.
    """
    start = max([given.horizon.start, *([given.now] if given.now else [])])
    for each in life.give_backs:
        owed = each.state == "owed" and each.minutes_left
        if owed and each.at < given.horizon.end and start < each.due_at:
            yield _item(life, given, each)


def _item(life: Life, given: Given, each: GiveBack) -> Item:
    minutes = up(each.minutes_left)
    sphere = sphere_of(life, each.domain_id)
    windows = cut(windows_of(life, given, given.awake, sphere, ()), given, each.at, each.due_at)
    bent = [bend.span.on_grid() for bend in life.bends]
    windows = unpaused(_without(windows, bent), given)
    least = minutes if minutes <= WHOLE_UP_TO else LEAST_PIECE
    return Item(
        id=item_id_of(each),
        kind="give_back",
        subject_id=each.id,
        title=each.title,
        minutes=minutes,
        piece_least=least,
        piece_most=minutes,
        windows=tuple(_about_its_time(life, given, each, windows, least)),
        tier=Tier.BENDS,
        weight=weight_of(life, each.value_id, each.domain_id),
        demand="light",
        sphere=sphere,
        domain_id=each.domain_id,
        value_id=value_of(life, each.value_id, each.domain_id),
        deadline_at=each.due_at,
    )


def _about_its_time(life: Life, given: Given, each: GiveBack, windows: list[Span], least: int) -> list[Span]:
    """What bent in the evening is best given back in an evening: within two hours of its time of day.

    Only where two days or more have room there, so that a wish for the hour never costs the give-back.
    """
    bent = next((bend.span for bend in life.bends if bend.id == each.bend_id), None)
    if bent is None:
        return windows
    near = common(windows, _same_hours(life, given, bent))
    near = [part for span in near for part in by_day(span, given.awake)]
    taken = [*(fact.span.on_grid() for fact in given.facts), *(firm.span for firm in given.firm)]
    free = (span for span in without(near, taken) if span.minutes >= least)
    days = {local(span.start, life.zone).date() for span in free}
    return near if len(days) >= DAYS_WITH_ROOM else windows


def _same_hours(life: Life, given: Given, bent: Span) -> list[Span]:
    """The time of day of what bent, two hours more on both sides, on each day of these weeks."""
    here = local(bent.start, life.zone)
    starts = (instant(on, here.time(), life.zone) for on in given.dates())
    return [Span(start, start + (bent.end - bent.start)).grown(NEAR, NEAR).on_grid() for start in starts]


def _without(windows: Iterable[Span], taken: list[Span]) -> Iterator[Span]:
    """Each window by itself: two that touch are parted by the border of a day."""
    for each in windows:
        yield from without([each], taken)


def gives_back(life: Life, items: Iterable[Item]) -> tuple[tuple[str, datetime], ...]:
    """For the item of each give-back: when the time was that bent."""
    bend_of = {each.id: each.bend_id for each in life.give_backs}
    bent = {each.id: each.span.start for each in life.bends}
    owed = [each for each in items if each.kind == "give_back" and bend_of[each.subject_id] in bent]
    return tuple((each.id, bent[bend_of[each.subject_id]]) for each in owed)
