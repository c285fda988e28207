"""From the bytes of a mail or a calendar to the scheduling messages in it (RFC 5546 §3.2, RFC 6047 §2).

Components, zones and series are read as those of any calendar. What is broken is set aside by itself, with
the reason; the rest of the file is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from counterpoint.adapters.calendars.components import Outline, Wanted, outline
from counterpoint.adapters.calendars.events import UNNAMED
from counterpoint.adapters.calendars.grouping import by_uid, series_of_one
from counterpoint.adapters.calendars.ics import Reader
from counterpoint.adapters.calendars.notes import Notes
from counterpoint.adapters.calendars.opening import Opened, read_text
from counterpoint.adapters.calendars.parts import Part, Properties
from counterpoint.adapters.calendars.text import CalendarTooLarge, plain_bytes
from counterpoint.adapters.calendars.values import Unreadable, moment_of, whole_number
from counterpoint.adapters.itip.addresses import party_of, plain_words
from counterpoint.adapters.itip.mails import (
    MOST_BYTES,
    CalendarPart,
    Letter,
    NotAnInvitation,
    is_mail,
    letter_of,
)
from counterpoint.adapters.itip.refusals import why_nameless, why_not
from counterpoint.adapters.itip.starts import with_starts
from counterpoint.adapters.itip.work import MOST_COMPONENTS, MOST_MESSAGES, Work, name_of
from counterpoint.domain.agenda import Occurrence
from counterpoint.domain.inviting import (
    METHODS,
    MOST_PARTIES,
    MOST_TIMES,
    Message,
    MessagesRead,
    Method,
    Occasion,
    Party,
)
from counterpoint.domain.timeline import YEARS, Span
from counterpoint.domain.words import gettext as _
from counterpoint.domain.zones import zone_of
from counterpoint.engines.recurrence.agenda import occurrences
from counterpoint.engines.recurrence.events import Series, basic

AHEAD = timedelta(weeks=53)
"""How far the times of a series are kept, from a day before it is read or begins."""
BEYOND = timedelta(days=5 * 366)
"""How far after that it is looked whether it goes on; a 29th of February is at most as far, but for 2100."""
LONGEST_TITLE, LONGEST_TEXT = 300, 4_000
ANY_TIME = Span(datetime(YEARS[0], 1, 1, tzinfo=UTC), datetime(YEARS[-1], 12, 31, tzinfo=UTC))
NO_START = ANY_TIME.start
FROM_SOMEBODY: tuple[Method, ...] = ("REQUEST", "CANCEL")
"""What has to say from whom it is (RFC 5546 §3.2.2 and §3.2.5)."""
WANTED = Wanted(
    *("SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "ORGANIZER", "ATTENDEE", "SEQUENCE", "DTSTAMP"),
    *("LAST-MODIFIED", "X-MICROSOFT-DISALLOW-COUNTER"),
)


def read_messages(raw: bytes, *, now: datetime, zone: str) -> MessagesRead:
    """The messages in a mail (.eml) or a calendar (.ics); floating times are read in `zone`.

    Raises NotAnInvitation for a file without any calendar.
    """
    if len(raw) > MOST_BYTES:
        raise NotAnInvitation(
            _("This file has %(size)s MB; an invitation has at most %(most)s.")
            % {"size": f"{len(raw) / 1_000_000:.1f}", "most": MOST_BYTES // 1_000_000},
            advice=_("Hand in the mail without what else is attached to it, or the .ics file by itself."),
        )
    notes = Notes()
    letter = letter_of(raw, notes) if is_mail(raw) else Letter((CalendarPart(raw),))
    work = Work()
    parts = {part.raw: part for part in reversed(letter.parts)}  # a mail has each calendar twice
    for part in reversed(parts.values()):
        for message in _Calendar(part, letter, notes, work, now, zone).messages():
            work.found.setdefault(name_of(message), message)
    if work.left:
        notes.aside(
            _("file"),
            _("It has %(more)s more than the %(most)s that are taken from one; hand those in by themselves.")
            % {"more": len(work.left), "most": MOST_MESSAGES},
        )
    if not letter.parts and not notes.set_aside:
        raise NotAnInvitation(
            _("There is no invitation in this file."),
            advice=_("Save the mail with the invitation as .eml, or the calendar in it as .ics."),
        )
    found = tuple(work.found.values())
    return MessagesRead(found, notes.set_aside, notes.doubts, letter.to, letter.delivered)


@dataclass
class _Calendar:
    """One calendar on its way to messages."""

    part: CalendarPart
    letter: Letter
    notes: Notes
    work: Work
    now: datetime
    zone: str

    def messages(self) -> Iterator[Message]:
        try:
            plain = plain_bytes(self.part.raw, self.notes)
            plain = with_starts(plain, outline(plain, Notes()))
            found = outline(plain, self.notes)
        except CalendarTooLarge as large:
            self.notes.aside(_("calendar"), large.message)
            return
        if not found.begun:
            self.notes.aside(_("calendar"), _("No line in it begins a component."))
            return
        if self.work.components + len(found.components) > MOST_COMPONENTS:
            self.notes.aside(
                _("calendar"), _("It has more events than an invitation; add it under Calendars.")
            )
            return
        self.work.components += len(found.components)
        self._tell_of_other_kinds(found)
        by_calendar: dict[int, list[Part]] = {}
        for each in Reader(plain, found, self.notes, shared=self.work.zones).parts(None):
            by_calendar.setdefault(_opened(each).calendar, []).append(each)
        for number, parts in by_calendar.items():
            if method := self._method(found, number):
                yield from self._of_one(parts, method)

    def _tell_of_other_kinds(self, found: Outline) -> None:
        for each in found.components:
            if each.kind not in ("VEVENT", "VTIMEZONE"):
                self.notes.aside(each.kind, _("Only events are read here."), each.line)

    def _method(self, found: Outline, number: int) -> Method | None:
        """What the calendar is for; it has to be the same in the mail (RFC 6047 §2.4)."""
        own = found.calendars[number]
        said = own["METHOD"].value.strip().upper() if "METHOD" in own else ""
        mail = self.part.method
        if said and mail and said != mail:
            self.notes.aside(
                _("calendar"),
                _("Its METHOD is %(said)s, and the mail says %(mail)s: that is forbidden (RFC 6047 §2.4).")
                % {"said": said[:20], "mail": mail[:20]},
            )
            return None
        if not said and mail:
            self.notes.doubt(
                _("calendar"), _("It has no METHOD; that of the mail was taken (%(mail)s).") % {"mail": mail}
            )
        found_method = next((each for each in METHODS if each == (said or mail)), None)
        if found_method is None:
            self.notes.aside(_("calendar"), why_not(said or mail))
        return found_method

    def _of_one(self, parts: list[Part], method: Method) -> Iterator[Message]:
        for uid, same in by_uid(parts).items():
            if uid.startswith(UNNAMED):
                self.notes.aside(_("event without a UID"), _("Without a UID nobody could answer it."))
            elif not uid.isprintable():
                self.notes.aside(_("event with a broken UID"), _("A UID is one line of printable text."))
            elif any(not each.is_change for each in same):
                yield from self._whole(uid, same, method)
            else:
                for each in same:
                    yield from self._instance(each, method)

    def _whole(self, uid: str, parts: list[Part], method: Method) -> Iterator[Message]:
        """An event, or a series with the changed instances that came with it."""
        series = series_of_one(uid, parts, self.notes, self.work.changes)
        first = next((each for each in series if each.master is not None), None)
        if first is None or first.master is None:
            return
        if len(series) > 1:
            self.notes.aside(f"event {uid}", _("Others with the same UID came with it; the first was taken."))
        master = next(each for each in parts if each.event is first.master)
        if not self._has_room_for(master, method):
            return
        starts = min(first.master.extent(zone_of(self.zone))[0], ANY_TIME.end)
        begin = max(self.now, starts) - timedelta(days=1)
        window = Span(begin, begin + AHEAD) if first.repeats else ANY_TIME
        times, whole = self._times(first, window)
        goes_on = first.repeats and (not whole or len(times) > MOST_TIMES or self._goes_on(first, window.end))
        yield from self._message(master, method, times, first.repeats, goes_on)

    def _has_room_for(self, part: Part, method: Method, name: str = "") -> bool:
        own = _opened(part).properties(WANTED)
        return self.work.has_room_for((method, part.uid, name, _sequence(own), _stamp(own) or NO_START))

    def _instance(self, part: Part, method: Method) -> Iterator[Message]:
        """An instance by itself. RANGE=THISANDFUTURE is read as the one that it names."""
        if part.original is None:
            self.notes.aside(f"event {part.uid}", _("Its RECURRENCE-ID cannot be read: which time is meant?"))
            return
        if part.and_future:
            self.notes.doubt(
                f"event {part.uid}",
                _("It changes all later times as well (THISANDFUTURE); only the one it names was taken."),
            )
        name = basic(part.original, zone_of(self.zone))
        if not self._has_room_for(part, method, name):
            return
        times, _whole = self._times(Series(part.uid, part.event), ANY_TIME)
        named = tuple(replace(each, recurrence_id=name) for each in times)
        for message in self._message(part, method, named):
            yield replace(message, recurrence_id=name)

    def _times(self, series: Series, window: Span) -> tuple[tuple[Occasion, ...], bool]:
        """The times in a window, and whether these are all of them there."""
        found, doubts = occurrences((series,), window, zone_of(self.zone), budget=self.work.times)
        self.notes.take(doubts, ())
        asked = (each for each in found if each.status != "cancelled" or not series.repeats)
        return tuple(_occasion(each) for each in asked), not doubts

    def _goes_on(self, series: Series, end: datetime) -> bool:
        """Whether there is anything after the window."""
        if any(rule.count is None and rule.until is None for rule in series.rules):
            return True
        later = Span(end, end + BEYOND)
        return any(occurrences((series,), later, zone_of(self.zone), budget=self.work.times))

    def _message(  # only called from here
        self,
        part: Part,
        method: Method,
        times: tuple[Occasion, ...],
        repeats: bool = False,
        goes_on: bool = False,
    ) -> Iterator[Message]:
        about, own = f"event {part.uid}", _opened(part).properties(WANTED)
        organiser = self._organiser(own, about, method)
        if method in FROM_SOMEBODY and organiser is None:
            self.notes.aside(about, why_nameless(method))
            return
        if method == "REQUEST" and not times and not repeats:
            self.notes.aside(about, _("It lies outside every time that can be planned."))
            return
        yield Message(
            method,
            part.uid,
            _sequence(own),
            self._stamp(own, about),
            organiser=organiser,
            attendees=self._attendees(own, about),
            summary=plain_words(read_text(own, "SUMMARY"), LONGEST_TITLE),
            location=plain_words(read_text(own, "LOCATION"), LONGEST_TITLE),
            description=read_text(own, "DESCRIPTION", LONGEST_TEXT),
            comment=read_text(own, "COMMENT", LONGEST_TEXT),
            times=() if times and times[0].span.start == NO_START else times[:MOST_TIMES],
            all_day=part.event.all_day,
            zone=_zone_of(part),
            repeats=repeats,
            goes_on=goes_on,
            no_counter=_says_yes(own, "X-MICROSOFT-DISALLOW-COUNTER"),
            sender=self.letter.sender,
            message_id=self.letter.message_id,
        )

    def _organiser(self, own: Properties, about: str, method: Method) -> Party | None:
        """Who invites or calls off; in a mail that does not say it, who sent it."""
        stated = own.get("ORGANIZER", [])
        found = party_of(stated[0]) if stated else None
        if found is None and self.letter.sender and method in FROM_SOMEBODY:
            self.notes.doubt(about, _("It does not say who invites; whoever sent the mail was taken."))
            return Party(self.letter.sender)
        return found

    def _attendees(self, own: Properties, about: str) -> tuple[Party, ...]:
        stated = own.get("ATTENDEE", [])
        read = [party_of(each) for each in stated[: 5 * MOST_PARTIES]]
        found = list({each.address.casefold(): each for each in reversed(read) if each}.values())[::-1]
        if len(found) < len(read):
            self.notes.doubt(about, _("Some of those invited have no mail address, or are named twice."))
        return tuple(found[:MOST_PARTIES])

    def _stamp(self, own: Properties, about: str) -> datetime:
        if (stamp := _stamp(own)) is not None:
            return stamp
        self.notes.doubt(about, _("It does not say when it was written; any other revision counts as newer."))
        return NO_START


def _sequence(own: Properties) -> int:
    return max(0, whole_number(own["SEQUENCE"][0].value)) if own.get("SEQUENCE") else 0


def _stamp(own: Properties) -> datetime | None:
    """DTSTAMP, in UTC (RFC 5545 §3.8.7.2), or else when it was last changed."""
    stated = (own[name][0].value for name in ("DTSTAMP", "LAST-MODIFIED") if own.get(name))
    return next((stamp for each in stated if (stamp := _instant(each))), None)


def _opened(part: Part) -> Opened:
    assert isinstance(part.event.said, Opened)
    return part.event.said


def _occasion(each: Occurrence) -> Occasion:
    return Occasion(each.recurrence_id or "", each.span, each.first_on, each.until_on)


def _instant(value: str) -> datetime | None:
    try:
        moment = moment_of(value)
    except Unreadable:
        return None
    if not isinstance(moment, datetime):
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _zone_of(part: Part) -> str:
    """The IANA name of the zone in which it begins, "" where it has none."""
    start = part.event.start
    return str(getattr(start.tzinfo, "key", "") or "") if isinstance(start, datetime) else ""


def _says_yes(own: Properties, name: str) -> bool:
    return bool(own.get(name)) and own[name][0].value.strip().upper() == "TRUE"
