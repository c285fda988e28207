"""A plan as an iCalendar file or feed (RFC 5545, RFC 7986) that any calendar can read or subscribe to.

Every block is an event of its own in UTC. A UID is made of the instance and the block's id, so the same
block is the same event for ever; SEQUENCE and the stamps come from outside. Marks of our own keep to
[A-Za-z0-9-].
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from icalendar import Calendar, Event, vDuration, vText

from counterpoint.domain.planning import Block, BlockKind, Plan

PRODUCT = "-//Counterpoint//Week plan//EN"
REFRESH = timedelta(hours=1)
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Published:
    """A block as the world sees it: its SEQUENCE (RFC 5545 §3.8.7.4), when it last changed (UTC), and whether
    it shows as free time (TRANSP, §3.8.2.7).
    """

    block: Block
    sequence: int
    changed_at: datetime
    free: bool = False


def plan_as_ics(
    plan: Plan,
    *,
    instance: str,
    stamped_at: datetime,
    sequences: Mapping[str, int] | None = None,
    name: str = "",
    names: Mapping[str, str] | None = None,
    free: Collection[BlockKind] = (),
) -> bytes:
    """One plan as a calendar; `sequences` by block id, 0 for others. See `blocks_as_ics`."""
    numbers = sequences or {}
    published = (Published(block, numbers.get(block.id, 0), stamped_at) for block in plan.blocks)
    name = name or f"Week {plan.week.name}"
    return blocks_as_ics(published, instance=instance, name=name, names=names, free=free)


def blocks_as_ics(
    published: Iterable[Published],
    *,
    instance: str,
    name: str,
    names: Mapping[str, str] | None = None,
    free: Collection[BlockKind] = (),
    refresh: timedelta = REFRESH,
) -> bytes:
    """Blocks as a calendar called `name`, without those that were skipped.

    `instance` is the seed of the UIDs and must never change. `names` gives the words for life domains and
    values by id, for CATEGORIES. Blocks whose kind is in `free` show as free time, all others as busy.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for key in ("name", "x-wr-calname"):
        calendar.add(key, _clean(name))
    calendar.add("refresh-interval", vDuration(refresh), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(refresh))
    for each in published:
        if each.block.state != "skipped":
            uid = uid_of(instance, each.block.id)
            calendar.add_component(_event(each, uid, names or {}, free))
    return bytes(calendar.to_ical())


def block_as_entry(
    published: Published, *, uid: str, names: Mapping[str, str] | None = None, instead: str = ""
) -> str:
    """One block as the entry of a calendar on a server, where METHOD has no place (RFC 4791 §4.1).

    With `instead` it is called that, and says nothing more than when.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    block = replace(published.block, reasons=(), value_id="")
    if instead:
        block = replace(block, title=instead, domain_id="")
    event = _event(replace(published, block=block), uid, names or {}, ())
    if instead:
        del event["x-counterpoint-kind"]
    calendar.add_component(event)
    return bytes(calendar.to_ical()).decode()


def uid_of(instance: str, block_id: str) -> str:
    """The UID of a block: the same for the same instance and block, for ever."""
    return str(uuid5(_seed(instance), block_id))


def tag_of(instance: str) -> str:
    """Sixteen letters that name an instance for ever, and say nothing of it."""
    return uuid5(_seed(instance), "tag").hex[:16]


def _seed(instance: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"counterpoint:{instance}")


def _event(each: Published, uid: str, names: Mapping[str, str], free: Collection[BlockKind]) -> Event:
    block, stamp = each.block, each.changed_at.astimezone(UTC).replace(microsecond=0)
    event = Event()
    event.add("uid", uid)
    event.add("sequence", each.sequence)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("dtstart", block.span.start.astimezone(UTC))
    event.add("dtend", block.span.end.astimezone(UTC))
    event.add("summary", _clean(block.title))
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT" if each.free or block.kind in free else "OPAQUE")
    if block.reasons:
        event.add("description", _clean("\n".join(reason.words for reason in block.reasons)))
    categories = [names.get(own, own) for own in (block.domain_id, block.value_id) if own]
    if categories:
        event.add("categories", [_clean(category) for category in dict.fromkeys(categories)])
    event.add("x-counterpoint-kind", vText(block.kind.replace("_", "-")))
    return event


def _clean(text: str) -> str:
    """Text without control characters (RFC 5545 §3.1) and without lone surrogates."""
    return _CONTROL.sub(" ", text.replace("\r\n", "\n")).encode("utf-8", "replace").decode()
