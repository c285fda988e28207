"""The entries of one kind in a document, each with an id of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from counterpoint.adapters.files.table import Table
from counterpoint.domain.notation import NOT_IDS, id_advice, is_id, slug
from counterpoint.domain.timeline import DAY
from counterpoint.domain.words import gettext as _

SPHERES = ("work", "life", "both")
A_DAY = int(DAY.total_seconds() // 60)
A_WEEK = 7 * A_DAY
LONGEST_NOTES = 10_000
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
    "stays": 500,
    "places": 100,
    "ways": 2000,
    "calendars": 100,
}
Read = TypeVar("Read")


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
