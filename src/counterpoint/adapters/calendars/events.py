"""VEVENT components as parts of series (RFC 5545 §3.6.1)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache

from counterpoint.adapters.calendars.components import Component, Wanted, properties_of
from counterpoint.adapters.calendars.notes import Notes
from counterpoint.adapters.calendars.properties import Property, params_of
from counterpoint.adapters.calendars.rules import rule_of
from counterpoint.adapters.calendars.times import Times, through_the_night
from counterpoint.adapters.calendars.values import Unreadable, duration_of, whole_number
from counterpoint.domain.agenda import Status
from counterpoint.domain.words import gettext as _
from counterpoint.engines.recurrence.clocks import Moment
from counterpoint.engines.recurrence.events import Event, Length, Said
from counterpoint.engines.recurrence.rules import Rule

WANTED = Wanted(
    *("UID", "DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID")
)
"""What says when an event happens; it is read of every event."""
_OF_ONE = {"UID", "DTSTART", "DTEND", "DURATION"}
"""Of these, those that most events have: they happen once."""
SAID = Wanted(
    *("SUMMARY", "STATUS", "TRANSP", "ORGANIZER", "LOCATION", "SEQUENCE", "X-MICROSOFT-CDO-BUSYSTATUS")
)
"""What else it says; read when an event falls into a window."""
ANSWERS = Wanted("ATTENDEE")
"""Who was asked and what they said; read where the owner of the calendar is known."""
NAMING = Wanted("UID", "DTSTART", "SUMMARY")
"""By what an event without a UID is known again."""
REVISION = Wanted("SEQUENCE", "LAST-MODIFIED", "DTSTAMP")
"""Which of several forms is the newer one; read where there are several."""
LONGEST_TEXT = 1_000
"""Characters of a title, a place, a name or a UID that are kept."""
MOST_RULES = 20
MESSAGES = ("REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH")
"""What a METHOD says of components that are no events."""
UNNAMED = "unnamed-"
Properties = dict[str, list[Property]]
Kind = str


def _first_revision() -> tuple[int, str]:
    return 0, ""


@dataclass(slots=True)
class Part:
    """One component on its way into a series. `revision` opens it for its SEQUENCE and its LAST-MODIFIED, or
    else its DTSTAMP, as written.
    """

    uid: str
    event: Event
    is_change: bool = False
    original: Moment | None = None
    original_day: date | None = None
    and_future: bool = False
    rules: tuple[Rule, ...] = ()
    except_rules: tuple[Rule, ...] = ()
    added: tuple[tuple[Moment, Length | None], ...] = ()
    left_out: tuple[Moment, ...] = ()
    revision: Callable[[], tuple[int, str]] = _first_revision

    @property
    def repeats(self) -> bool:
        return bool(self.rules or self.added or self.except_rules or self.left_out)


@dataclass(slots=True)
class Reading:
    """What is the same for all events of a calendar. `owner` is the address whose refusals free the time."""

    times: Times
    notes: Notes
    owner: str = ""
    method: str = ""
    unnamed: dict[str, int] = field(default_factory=dict)


def read_event(raw: bytes, component: Component, reading: Reading) -> Part | None:
    """The part that a VEVENT is, or None when it has no start that can be read (it is set aside then)."""
    own, line = properties_of(raw, component, WANTED), component.line
    uid = _named(own) or uid_of(properties_of(raw, component, NAMING), reading)
    try:
        start = _start(own, reading.times)
    except Unreadable as wrong:
        reading.notes.aside(_called("VEVENT", uid, line), f"{wrong}.", line)
        return None
    about = _called("event", uid, line)

    def doubt(why: str) -> None:
        reading.notes.doubt(about, why)

    end, length = _extent(own, start, reading.times, doubt)
    opened = Opened(raw, component, reading)
    event = Event(start, end, length, opened)
    if own.keys() <= _OF_ONE:
        return Part(uid, event, revision=opened.revision)
    is_change, original, and_future = _original(own, reading.times, doubt)
    days = not isinstance(start, datetime)
    return Part(
        uid=uid,
        event=event,
        is_change=is_change,
        original=original,
        original_day=None if original is None else reading.times.day(original),
        and_future=and_future,
        rules=_rules(own["RRULE"], days, reading, about) if "RRULE" in own else (),
        except_rules=_rules(own["EXRULE"], days, reading, about) if "EXRULE" in own else (),
        added=tuple(_dates(own.get("RDATE", []), days, reading.times, doubt)),
        left_out=tuple(moment for moment, _zone in _dates(own["EXDATE"], days, reading.times, doubt))
        if "EXDATE" in own
        else (),
        revision=opened.revision,
    )


def _called(kind: Kind, uid: str, line: int) -> str:
    return (
        _("%(kind)s in line %(line)s") % {"kind": kind, "line": line}
        if uid.startswith(UNNAMED)
        else f"{kind} {uid}"
    )


def uid_of(own: Properties, reading: Reading) -> str:
    """The UID; an event without one is named by what it says, so that it keeps its name from reading to
    reading.
    """
    uid = _named(own)
    if uid:
        return uid
    said = "\n".join(
        f"{each.name}{each.head}{each.value}"
        for name in ("UID", "DTSTART", "SUMMARY")
        for each in own.get(name, [])
    )
    digest = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]
    number = reading.unnamed[digest] = reading.unnamed.get(digest, 0) + 1
    return f"{UNNAMED}{digest}" if number == 1 else f"{UNNAMED}{digest}-{number}"


def _named(own: Properties) -> str:
    """The UID where there is one that can be kept."""
    uid = own["UID"][0].value.strip() if own.get("UID") else ""
    return uid if len(uid) <= LONGEST_TEXT else ""


def _start(own: Properties, times: Times) -> Moment:
    """The first DTSTART that can be read. Raises Unreadable."""
    wrong = Unreadable(_("It has no DTSTART"))
    for stated in own.get("DTSTART", [])[:3]:
        try:
            return times.moment(stated)
        except Unreadable as unreadable:
            wrong = Unreadable(_("Its DTSTART cannot be read: %(unreadable)s") % {"unreadable": unreadable})
    raise wrong


def _extent(
    own: Properties, start: Moment, times: Times, doubt: Callable[[str], None]
) -> tuple[Moment | None, Length | None]:
    """DTEND or, without it, DURATION; neither when what is stated cannot be read."""
    try:
        if own.get("DTEND"):
            return _end(start, times.moment(own["DTEND"][0]), times, doubt), None
        if own.get("DURATION"):
            return None, _length(start, duration_of(own["DURATION"][0].value), doubt)
    except Unreadable as wrong:
        doubt(_("Its end cannot be read (%(wrong)s); it was read as having none.") % {"wrong": wrong})
    return None, None


def _end(start: Moment, end: Moment, times: Times, doubt: Callable[[str], None]) -> Moment:
    """The end, of the start's kind ("MUST", §3.8.2.2): where it is not, what was assumed is told."""
    if not isinstance(start, datetime):
        return _last_day(start, end, times, doubt)
    if not isinstance(end, datetime):
        doubt(_("It begins at a time but its end has none; it was read as ending at midnight."))
        return through_the_night(end, start)
    if (end.tzinfo is None) != (start.tzinfo is None):
        end = end.replace(tzinfo=start.tzinfo) if end.tzinfo is None else end.replace(tzinfo=None)
        doubt(_("Only one of its start and end has a zone; both were read in the same."))
    if end < start:
        doubt(_("It ends before it begins; start and end were swapped."))
    return end


def _last_day(start: date, end: Moment, times: Times, doubt: Callable[[str], None]) -> date:
    last = times.day(end)
    if isinstance(end, datetime):
        doubt(_("It begins on a day but its end has a time; it was read as all-day."))
        if (end.hour, end.minute) != (0, 0) and last == end.date() and last < date.max:
            last += timedelta(days=1)
    if last < start:
        doubt(_("It ends before it begins; start and end were swapped."))
    elif last == start:
        doubt(_("It ends on the day it begins, which leaves it no time; it was read as lasting that day."))
    return last


def _length(start: Moment, length: Length, doubt: Callable[[str], None]) -> Length:
    if length.days < 0 or length.exact < timedelta(0):
        doubt(_("Its DURATION is below zero; start and end were swapped."))
    if not isinstance(start, datetime) and length.exact:
        doubt(_("It begins on a day but lasts for hours; it was read as all-day."))
    return length


class Opened:
    """Opens a component for what it says beside its times, each time it is asked."""

    __slots__ = ("_component", "_raw", "_reading")

    def __init__(self, raw: bytes, component: Component, reading: Reading) -> None:
        self._raw, self._component, self._reading = raw, component, reading

    def __call__(self) -> Said:
        own = properties_of(self._raw, self._component, SAID)
        status = _status(own, self._reading.method)
        return Said(
            title=" ".join(read_text(own, "SUMMARY").split()),
            status=status,
            blocking=status != "cancelled" and _takes_time(own) and not self._is_refused(),
            organiser=_organiser(own),
            location=read_text(own, "LOCATION"),
            sequence=_sequence(own),
        )

    def _is_refused(self) -> bool:
        """Whether the owner of the calendar has declined, or the component is an answer or a proposal, not an
        event.
        """
        reading = self._reading
        if reading.method in MESSAGES:
            return True
        if not reading.owner:
            return False
        asked = properties_of(self._raw, self._component, ANSWERS).get("ATTENDEE", [])
        return any(
            _address(each.value) == reading.owner and each.params.get("PARTSTAT", "").upper() == "DECLINED"
            for each in asked
        )

    def text(self) -> bytes:
        """The component as it stands, without its first and last line."""
        return self._component.bytes(self._raw)

    def revision(self) -> tuple[int, str]:
        own = properties_of(self._raw, self._component, REVISION)
        return _sequence(own), _stamp(own)


def _sequence(own: Properties) -> int:
    return max(0, whole_number(own["SEQUENCE"][0].value)) if own.get("SEQUENCE") else 0


def read_text(own: Properties, name: str, longest: int = LONGEST_TEXT) -> str:
    """The first property of a name as text that can be shown, of bounded length."""
    text = own[name][0].text if own.get(name) else ""
    text = text if len(text) <= longest else f"{text[:longest]}…"
    return text if text.isprintable() else "".join(c for c in text if c.isprintable() or c in "\n\t")


def _status(own: Properties, method: str) -> Status:
    stated = own["STATUS"][0].value.strip().upper() if own.get("STATUS") else ""
    if method == "CANCEL" or stated in ("CANCELLED", "CANCELED"):
        return "cancelled"
    return "tentative" if stated == "TENTATIVE" else "confirmed"


def _takes_time(own: Properties) -> bool:
    if own.get("TRANSP"):
        return own["TRANSP"][0].value.strip().upper() not in ("TRANSPARENT", "1")
    busy = own.get("X-MICROSOFT-CDO-BUSYSTATUS")
    return not busy or busy[0].value.strip().upper() != "FREE"


def _address(value: str) -> str:
    return value.strip().casefold().removeprefix("mailto:").strip()


def _organiser(own: Properties) -> str:
    stated = own.get("ORGANIZER")
    return _person(stated[0].head, stated[0].value) if stated else ""


@lru_cache(maxsize=512)  # most events of a calendar have one of a few organisers
def _person(head: str, value: str) -> str:
    name = params_of(head).get("CN", "").strip()[:LONGEST_TEXT]
    address = value.strip()[:LONGEST_TEXT]
    address = address[len("mailto:") :] if address.casefold().startswith("mailto:") else address
    return f"{name} <{address}>" if name and address else name or address


def _original(
    own: Properties, times: Times, doubt: Callable[[str], None]
) -> tuple[bool, Moment | None, bool]:
    """(whether it is a changed instance, of which start, whether later ones change with it)."""
    if not own.get("RECURRENCE-ID"):
        return False, None, False
    stated = own["RECURRENCE-ID"][0]
    reach = stated.params.get("RANGE", "").upper()
    try:
        return True, times.moment(stated), reach == "THISANDFUTURE"
    except Unreadable as wrong:
        doubt(
            _("Its RECURRENCE-ID cannot be read (%(wrong)s); it stands beside its series.") % {"wrong": wrong}
        )
        return True, None, False


def _rules(stated: list[Property], days: bool, reading: Reading, about: str) -> tuple[Rule, ...]:
    """The rules that can be read, each once; a bad one is set aside, the event keeps its other starts."""
    found: dict[Rule, None] = {}
    for each in stated[:MOST_RULES]:
        try:
            rule = rule_of(each.value, lambda why: reading.notes.doubt(about, why))
        except Unreadable as wrong:
            reading.notes.aside(
                _("%(name)s of %(about)s") % {"name": each.name, "about": about},
                _("Not repeated by this rule: %(wrong)s.") % {"wrong": wrong},
                each.line,
            )
            continue
        found[_until_a_day(rule, reading.times) if days else rule] = None
    if len(stated) > MOST_RULES:
        reading.notes.aside(
            _("rules of %(about)s") % {"about": about},
            _("Only %(most_rules)s rules of one event are read.") % {"most_rules": MOST_RULES},
        )
    return tuple(found)


def _until_a_day(rule: Rule, times: Times) -> Rule:
    from dataclasses import replace

    return rule if rule.until is None else replace(rule, until=times.day(rule.until))


def _dates(
    stated: list[Property], days: bool, times: Times, doubt: Callable[[str], None]
) -> list[tuple[Moment, Length | None]]:
    if not stated:
        return []
    good, bad = times.moments(stated)
    for why, _moment in bad[:3]:
        doubt(_("A date of its %(name)s was passed over: %(why)s.") % {"name": stated[0].name, "why": why})
    return [(times.day(moment), length) for moment, length in good] if days else good


def _stamp(own: Properties) -> str:
    for name in ("LAST-MODIFIED", "DTSTAMP"):
        if own.get(name):
            return own[name][0].value.strip()[:20]
    return ""
