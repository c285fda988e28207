"""Reading a calendar again, where most of it says what it said before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from counterpoint.domain.agenda.occurrences import Agenda, Doubt, SetAside
from counterpoint.domain.timeline import Span

ONE_EVENT: Mapping[str, int] = {"VEVENT": 1}


@dataclass(frozen=True, slots=True)
class Entry:
    """What was read of one entry of a collection, a calendar of its own. `mark` names the bytes it had.

    `uids` are those of its events. `size` (bytes), `lines` and `counts` (components by kind) are what it adds
    to what a calendar may hold. `gives` are the zones that it describes and nobody else knows, `needs` those
    that it names and neither describes nor anybody knows: another entry may.
    """

    mark: str
    uids: tuple[str, ...] = ()
    size: int = 0
    lines: int = 0
    counts: Mapping[str, int] = field(default_factory=lambda: ONE_EVENT)
    name: str = ""
    gives: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    warnings: tuple[Doubt, ...] = ()
    set_aside: tuple[SetAside, ...] = ()


@dataclass(frozen=True, slots=True)
class Entries:
    """What was read of a calendar entry by entry (href → what it says).

    `read_as` names all that the reading of every entry depends on; `warnings` are those that concern all
    components of a UID together.
    """

    read_as: str = ""
    each: Mapping[str, Entry] = field(default_factory=dict)
    warnings: Mapping[str, tuple[Doubt, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """What is kept of a calendar: a digest of what it says of each UID, and the time that was looked at.

    `entries`: what each of its entries said, where it was read entry by entry. `number` counts the readings
    that were kept.
    """

    window: Span
    digests: Mapping[str, str] = field(default_factory=dict)
    entries: Entries = field(default_factory=Entries)
    number: int = 0


@dataclass(frozen=True, slots=True)
class Renewal(Agenda):
    """An agenda that leaves out what is `known` of the UIDs in `same`: their text is what it was.

    `occurrences` holds all others, and of these what lies past the known time. `digests` are those of every
    UID now; none where the agenda is not complete, so that the next reading trusts nothing, and then no
    `entries` either. `whole` gives all of it, for whoever does not hold what was known any more, or would
    hold more than so many (`most`) occurrences with this; 0 is no bound.
    """

    digests: Mapping[str, str] = field(default_factory=dict)
    same: frozenset[str] = frozenset()
    known: Known | None = None
    whole: Callable[[], Agenda] = Agenda
    entries: Entries = field(default_factory=Entries)
    most: int = 0

    def builds_on(self, number: int) -> bool:
        """Whether the reading of that number, the last that was kept, is the one that was known."""
        return self.known is not None and self.known.number == number


def has_nothing(agenda: Agenda) -> bool:
    """Whether a calendar says nothing of the time that it was asked for."""
    if agenda.occurrences or not isinstance(agenda, Renewal) or not agenda.same:
        return not agenda.occurrences
    return not agenda.whole().occurrences
