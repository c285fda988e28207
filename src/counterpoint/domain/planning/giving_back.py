"""Give-backs as things to place: the time that is owed for what bent, between the bend and its day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from counterpoint.domain.boundaries import GiveBack
from counterpoint.domain.planning.life import Life
from counterpoint.domain.planning.problem import Item, Tier
from counterpoint.domain.planning.times import Given, cut, unpaused, up, windows_of
from counterpoint.domain.planning.worth import sphere_of, value_of, weight_of
from counterpoint.domain.timeline import Span, without

WHOLE_UP_TO, LEAST_PIECE = 120, 60
"""Up to two hours are given back in one piece, longer ones in pieces of an hour or more."""


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
    return Item(
        id=item_id_of(each),
        kind="give_back",
        subject_id=each.id,
        title=each.title,
        minutes=minutes,
        piece_least=minutes if minutes <= WHOLE_UP_TO else LEAST_PIECE,
        piece_most=minutes,
        windows=tuple(unpaused(_without(windows, bent), given)),
        tier=Tier.BENDS,
        weight=weight_of(life, each.value_id, each.domain_id),
        demand="light",
        sphere=sphere,
        domain_id=each.domain_id,
        value_id=value_of(life, each.value_id, each.domain_id),
        deadline_at=each.due_at,
    )


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
