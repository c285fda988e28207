"""What several calendars say of a stretch of time, without keeping anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain

from counterpoint.desk.ports import CalendarReader, ReadableCalendar
from counterpoint.domain.agenda import Agenda, Doubt, Occurrence, SetAside
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.timeline import Span, instant
from counterpoint.domain.words import gettext as _
from counterpoint.domain.zones import iana_zone, zone_of


class NotAWindow(CounterpointError):
    """Two ends that are no stretch of time."""


class NothingToRead(CounterpointError):
    """Not one of the calendars could be read. `read` still says what is wrong with each."""

    def __init__(self, message: str, *, advice: str, read: AgendaRead) -> None:
        super().__init__(message, advice=advice)
        self.read = read


@dataclass(frozen=True, slots=True)
class AskedWindow:
    """A stretch of time as it was asked for: days, or local times (naive), or instants (aware).

    Half-open; but one day, or one instant, when both ends are the same.
    """

    start: date | datetime
    end: date | datetime

    def span(self, zone: str) -> Span:
        """Raises NotAWindow, UnknownZone."""
        first, last = _instant(self.start, zone), _instant(self.end, zone)
        if self.start == self.end and not isinstance(self.end, datetime):
            last = _instant(self._day_after(), zone)
        if last < first:
            raise NotAWindow(
                _("%(end)s is before %(start)s.") % {"end": self.end, "start": self.start},
                advice=_("Put the earlier one first."),
                field="to",
            )
        return Span(first, last)

    def _day_after(self) -> date:
        return self.end + timedelta(days=1) if self.end < date.max else self.end


def _instant(moment: date | datetime, zone: str) -> datetime:
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(0))
    try:
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
        return instant(moment.date(), moment.time(), zone)
    except OverflowError:
        edge = datetime.min if moment.year == 1 else datetime.max  # noqa: DTZ901 - UTC is put on
        return edge.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class AgendaRead:
    """What each calendar said, under the name of its source, and for which time and zone."""

    asked: AskedWindow
    zone: str
    agendas: tuple[tuple[str, Agenda], ...]

    @property
    def occurrences(self) -> list[Occurrence]:
        """Those of all calendars, in order of start; whole days come before what begins at midnight."""
        filled = [agenda.occurrences for _file, agenda in self.agendas if agenda.occurrences]
        if len(filled) == 1:
            return list(filled[0])
        everything = chain.from_iterable(filled)
        return sorted(
            everything, key=lambda each: (each.span.start, not each.all_day, each.span.end, each.title)
        )

    @property
    def warnings(self) -> list[tuple[str, Doubt]]:
        return [(source, doubt) for source, agenda in self.agendas for doubt in agenda.warnings]

    @property
    def set_aside(self) -> list[tuple[str, SetAside]]:
        return [(source, each) for source, agenda in self.agendas for each in agenda.set_aside]


def agenda_of_files(
    paths: Sequence[str],
    asked: AskedWindow,
    zone: str | None,
    *,
    load: Callable[[str], bytes],
    read: CalendarReader,
) -> AgendaRead:
    """Read every calendar that can be read and say what each has in a window.

    A calendar that cannot be read is set aside under its name while there are others; NothingToRead when
    there are none. `zone` None: the zone that the first calendar states for itself (X-WR-TIMEZONE), or
    else UTC. Raises NotAWindow, UnknownZone.
    """
    if zone:
        asked.span(zone_of(zone).key)
    found = [(path, _read_one(path, load, read)) for path in paths]
    files = [(path, file) for path, file in found if not isinstance(file, CounterpointError)]
    stated = zone or next((file.zone for _path, file in files if _is_zone(file.zone)), "UTC")
    window = asked.span(stated)
    agendas = [
        (
            path,
            _refused(path, file)
            if isinstance(file, CounterpointError)
            else _agenda(file, window, stated, zone),
        )
        for path, file in found
    ]
    result = AgendaRead(asked, stated, tuple(agendas))
    if found and not files:
        raise _nothing([(path, file) for path, file in found if isinstance(file, CounterpointError)], result)
    return result


def _read_one(
    path: str, load: Callable[[str], bytes], read: CalendarReader
) -> ReadableCalendar | CounterpointError:
    try:
        return read(load(path), source=path)
    except CounterpointError as problem:
        return problem


def _is_zone(name: str) -> bool:
    try:
        return bool(name) and bool(iana_zone(name).key)
    except CounterpointError:
        return False


def _refused(path: str, problem: CounterpointError) -> Agenda:
    return Agenda(set_aside=(SetAside(path, problem.message),))


def _agenda(file: ReadableCalendar, window: Span, zone: str, asked_zone: str | None) -> Agenda:
    agenda = file.agenda(window, zone=zone)
    if asked_zone or not file.floats:
        return agenda
    guess = Doubt(
        "zone",
        _("Some times are in no zone; they were read in %(zone)s. Give a zone to read them in yours.")
        % {"zone": zone},
    )
    return Agenda(agenda.occurrences, (*agenda.warnings, guess), agenda.set_aside, agenda.name, agenda.zone)


def _nothing(problems: list[tuple[str, CounterpointError]], read: AgendaRead) -> NothingToRead:
    path, first = problems[0]
    why = first.message if path in first.message else f"“{path}”: {first.message}"
    if len(problems) == 1:
        return NothingToRead(why, advice=first.advice, read=read)
    return NothingToRead(
        _("None of these %(count)s files could be read. %(why)s") % {"count": len(problems), "why": why},
        advice=first.advice,
        read=read,
    )
