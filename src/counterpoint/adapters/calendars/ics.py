"""Reading a calendar file: bytes → components → series → the occurrences of any window (RFC 5545)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial

from counterpoint.adapters.calendars.components import TICK, Component, Outline, outline, properties_of
from counterpoint.adapters.calendars.events import read_event
from counterpoint.adapters.calendars.grouping import series_of
from counterpoint.adapters.calendars.notes import Notes
from counterpoint.adapters.calendars.parts import Part, Reading
from counterpoint.adapters.calendars.properties import Property
from counterpoint.adapters.calendars.renewing import Contexts, contexts_of, digests_of, what_is_new
from counterpoint.adapters.calendars.tasks import TODO_WANTED, Todo, read_todo
from counterpoint.adapters.calendars.text import plain_bytes, refuse_if_too_large
from counterpoint.adapters.calendars.times import Times
from counterpoint.adapters.calendars.vtimezones import described_zones, plain_name
from counterpoint.adapters.calendars.zone_guesses import guessed_zone
from counterpoint.adapters.calendars.zone_names import iana_zone, known_zone, zone_name
from counterpoint.adapters.calendars.zones import Shared, Zones
from counterpoint.domain.agenda import Agenda, Doubt, Known, Renewal, SetAside
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.timeline import Span
from counterpoint.domain.words import gettext as _
from counterpoint.domain.zones import zone_of
from counterpoint.engines.recurrence.agenda import occurrences
from counterpoint.engines.recurrence.budget import Budget
from counterpoint.engines.recurrence.events import Series
from counterpoint.engines.recurrence.making import many_values

LONGEST_NAME = 200
MOST_ZONE_STEPS = 600_000
"""Of work on the zones that one file describes; see `Budget`."""
_ANY_TIME = datetime(2024, 1, 1)  # noqa: DTZ001 - a local time
_WALKED = 0.3
"""The share of the whole that finding the components takes; reading them is the rest."""


class NotACalendar(CounterpointError):
    """A text without a single component."""


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A calendar as it was read. `zone` is the IANA name in X-WR-TIMEZONE, empty without one."""

    source: str = ""
    name: str = ""
    zone: str = ""
    series: tuple[Series, ...] = ()
    warnings: tuple[Doubt, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    tasks: tuple[Todo, ...] = ()
    contexts: Contexts = Contexts()
    """What its events depend on beside their own text."""

    @property
    def floats(self) -> bool:
        """Whether some time belongs to no zone and is read in that of whoever asks."""
        return any(series.floats for series in self.series)

    def agenda(self, window: Span, *, zone: str) -> Agenda:
        """The occurrences in `window`; floating times are read, and days counted, in `zone` (IANA).

        Raises UnknownZone.
        """
        found, doubts = occurrences(self.series, window, zone_of(zone), source=self.source)
        return Agenda(tuple(found), (*self.warnings, *doubts), self.set_aside, self.name, zone)

    def renewed(self, window: Span, *, zone: str, known: Known | None) -> Renewal:
        """What `agenda` gives, without what is known already of events that still say the same."""
        whole = partial(self.agenda, window, zone=zone)
        digests = digests_of(self.series, self.contexts, read_as=f"{zone}\0{self.source}")
        floating = zone_of(zone)
        new = known and what_is_new(
            self.series, window, floating, source=self.source, digests=digests, known=known
        )
        if new:
            found, same = new
            return Renewal(
                *(tuple(found), self.warnings, self.set_aside, self.name, zone, digests, same, known, whole)
            )
        all_of_it = whole()
        complete = all_of_it.warnings == self.warnings
        return Renewal(
            *(all_of_it.occurrences, all_of_it.warnings, self.set_aside, self.name, zone),
            digests=digests if complete else {},
            whole=whole,
        )


def read_calendar(
    raw: bytes,
    *,
    source: str = "",
    zone: str | None = None,
    owner: str = "",
    progress: Callable[[float], None] | None = None,
) -> CalendarFile:
    """Read a calendar once, for any number of windows.

    `zone`: for floating times of a calendar that does not state its own (X-WR-TIMEZONE). `owner`: an e-mail
    address; what it has declined does not block. `progress` is told the share done (0 to 1); what it raises
    stops the reading.

    Raises NotACalendar, CalendarTooLarge, UnknownZone. Everything else that is wrong stands in `set_aside`
    (what could not be read) and `warnings` (what was assumed).
    """
    refuse_if_too_large(len(raw))
    notes = Notes()
    fixed = zone_of(zone) if zone else None
    plain = plain_bytes(raw, notes)
    with many_values():
        found = outline(
            plain, notes, None if progress is None else lambda at: progress(_WALKED * at / len(plain))
        )
    if not found.begun:
        raise NotACalendar(
            _("There is no calendar in this file: no line begins a component."),
            advice=_("Export it once more as iCalendar (.ics); a web page or a table cannot be read here."),
        )
    reader = Reader(plain, found, notes, fixed=fixed, owner=owner)
    with many_values():
        series = series_of(list(reader.parts(progress)), notes)
    if progress is not None:
        progress(1.0)
    return CalendarFile(
        source=source,
        name=reader.name,
        zone=reader.zone,
        series=series,
        warnings=notes.doubts,
        set_aside=notes.set_aside,
        tasks=tuple(reader.tasks),
        contexts=contexts_of(plain, found, reader.described),
    )


class Reader:
    """Goes through the components of a file; what belongs to one VCALENDAR is worked out once.

    `shared`: what is worked out once for many files that are read together.
    """

    def __init__(
        self,
        raw: bytes,
        found: Outline,
        notes: Notes,
        *,
        fixed: tzinfo | None = None,
        owner: str = "",
        shared: Shared | None = None,
    ) -> None:
        self._raw, self._found, self._notes, self._fixed = raw, found, notes, fixed
        self._owner = owner.strip().casefold().removeprefix("mailto:")
        self.described = described_zones(raw, found.components, notes)
        self._everywhere = foreign_zones(self.described)
        self._shared = shared or Shared(Budget(MOST_ZONE_STEPS))
        self._readings: dict[int, Reading] = {}
        self.tasks: list[Todo] = []
        self.name = next((name for own in found.calendars if (name := _name(own))), "")
        homes = (self._home(number) for number in range(len(found.calendars)))
        self.zone = next((zone_name(home) for home in homes if home is not None), "")

    def parts(self, tell: Callable[[float], None] | None) -> Iterator[Part]:
        told = 0
        for component in self._found.components:
            if tell is not None and component.first - told >= TICK:
                told = component.first
                tell(_WALKED + (1 - _WALKED) * told / len(self._raw))
            if component.kind == "VEVENT":
                part = read_event(self._raw, component, self._reading(component.calendar))
                if part is not None:
                    yield part
            elif component.kind == "VTODO":
                self._task(component)

    def _task(self, component: Component) -> None:
        own = properties_of(self._raw, component, TODO_WANTED)
        self.tasks.append(read_todo(own, self._reading(component.calendar)))

    def _reading(self, calendar: int) -> Reading:
        if calendar not in self._readings:
            own = self._found.calendars[calendar]
            method = own["METHOD"].value.strip().upper() if "METHOD" in own else ""
            times = Times(self._zones(calendar), self._home(calendar), self._fixed)
            self._readings[calendar] = Reading(times, self._notes, self._owner, method)
        return self._readings[calendar]

    def _zones(self, calendar: int) -> Zones:
        """The zones that the calendar describes, and behind them those that other parts of the file do."""
        own = self.described.get(calendar, {})
        return Zones(self._raw, own, self._everywhere, self._notes, self._shared)

    def _home(self, calendar: int) -> tzinfo | None:
        own = self._found.calendars[calendar]
        stated = own.get("X-WR-TIMEZONE") or own.get("TIMEZONE-ID")
        name = plain_name(stated.value) if stated else ""
        if name in self.described.get(calendar, {}) and known_zone(name) is None:
            return self._zones(calendar).called(name, _ANY_TIME)
        zone = (known_zone(name) or guessed_zone(name)) if name else None
        if name and zone is None:
            self._notes.doubt(
                _("zone %(name)s") % {"name": name},
                _("X-WR-TIMEZONE names a zone that does not exist; it was passed over."),
            )
        return zone


def foreign_zones(described: Mapping[int, Mapping[str, Component]]) -> dict[str, Component]:
    """The zones that count for other calendars as well: those that nobody knows by their name. The last of
    equal names.
    """
    return {
        name: part
        for _number, own in sorted(described.items())
        for name, part in own.items()
        if iana_zone(name) is None
    }


def _name(own: dict[str, Property]) -> str:
    stated = own.get("X-WR-CALNAME") or own.get("NAME")
    return " ".join(stated.text.split())[:LONGEST_NAME] if stated else ""
