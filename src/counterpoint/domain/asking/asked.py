"""A request from a line of words: “Anna asks for Thursday 18:00, an hour”.

What is understood is taken out of the line; what is left is what it is about. Whatever was assumed is noted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta

from counterpoint.domain.notation import DURATION_PATTERN, minutes_found
from counterpoint.domain.planning.one_line.days import DAY, Days, clock_in
from counterpoint.domain.planning.one_line.draft import TAKEN, Draft
from counterpoint.domain.timeline import Span, instant
from counterpoint.domain.words import gettext as _

LONGEST = 500
USUAL_MINUTES = 60
_MOST_MINUTES = 24 * 60
_HOUR = r"\d{1,2}(?:[:.]\d{2})(?:\s*(?:am|pm))?|\d{1,2}\s*(?:am|pm)|noon|midnight"
_BARE = r"\d{1,2}(?:\s*o.?clock)?"
_PARTS = {"morning": time(9), "noon": time(12), "afternoon": time(14), "evening": time(18), "night": time(20)}
_WORDY = {
    r"three\s+quarters\s+of\s+an\s+hour": 45,
    r"an?\s+quarter(?:\s+of\s+an)?\s+hour": 15,
    r"(?:an|one)\s+hour\s+and\s+a\s+half": 90,
    r"half\s+an\s+hour|a\s+half\s+hour": 30,
    r"half\s+a\s+day": 240,
    r"(?:an|one)\s+hour": 60,
    r"two\s+hours": 120,
    r"three\s+hours": 180,
    r"four\s+hours": 240,
}
_ASKS = (
    r"(?:asks|asked|is\s+asking|wants|wanted|would\s+like|needs|requests|requested|invites|invited|suggests|suggested"
    r"|proposes|proposed)"
)
_WHO = re.compile(
    rf"^(?P<who>[^{TAKEN}]{{1,80}}?)\s+{_ASKS}\b(?:\s+(?:me|us))?(?:\s+(?:for|to|if|whether|about))?\s*",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"(?<!\w)(?:from|by|with)\s+(?P<who>[^\W\d_][\w.’'-]*(?:\s+[A-ZÀ-Þ][\w.’'-]*)?)", re.UNICODE
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a line says of a request; None for what it does not say. `notes` are what was assumed."""

    who: str = ""
    what: str = ""
    on: date | None = None
    start: time | None = None
    minutes: int = USUAL_MINUTES
    all_day: bool = False
    notes: tuple[str, ...] = ()

    def span(self, zone: str) -> Span | None:
        """The time that is asked for, on the clock of `zone`; None while a day or an hour is missing."""
        return span_asked(self.on, self.start, self.minutes, zone=zone, all_day=self.all_day)


def span_asked(on: date | None, start: time | None, minutes: int, *, zone: str, all_day: bool) -> Span | None:
    """From a day, an hour and a length; an all-day request is its whole day by the clock on the wall."""
    if on is None:
        return None
    if all_day:
        return Span(instant(on, time(0), zone), instant(on + timedelta(days=1), time(0), zone))
    if start is None:
        return None
    begin = instant(on, start, zone)
    return Span(begin, begin + timedelta(minutes=minutes))


@dataclass(slots=True)
class _Reading:
    line: Draft
    asked: Asked = field(default_factory=Asked)
    said_length: bool = False

    def note(self, words: str) -> None:
        self.line.notes.append(words)

    def set(self, **fields: object) -> bool:
        self.asked = replace(self.asked, **fields)  # type: ignore[arg-type]
        return True


def read_request(text: str, *, today: date, zone: str) -> Asked:
    """The request that a line means, never failing: what it does not say stays open.

    `today` is the local date from which “Thursday” or “tomorrow” counts.
    """
    plain = " ".join(re.sub(r"[\x00-\x1f\x7f]+", " ", text).split())[:LONGEST]
    reading = _Reading(Draft(plain, today, zone, ()))
    _who(reading)
    for step in (_all_day, _range, _length, _day, _hour, _part_of_day):
        step(reading)
    _name(reading)
    return _finished(reading)


def _who(reading: _Reading) -> None:
    found = _WHO.match(reading.line.text)
    if found:
        reading.set(who=found["who"].strip(" ,:"))
        reading.line.text = f"{TAKEN} {reading.line.text[found.end() :]}"


def _name(reading: _Reading) -> None:
    if reading.asked.who:
        return
    found = _FROM.search(reading.line.text)
    if found and found["who"][:1].isupper():
        reading.set(who=found["who"].strip())
        reading.line.text = f"{reading.line.text[: found.start()]}{TAKEN}{reading.line.text[found.end() :]}"


def _all_day(reading: _Reading) -> None:
    reading.line.take(
        r"(?:for\s+)?(?:all|the\s+whole|a\s+whole|the\s+entire)[\s-]+day",
        lambda _found: reading.set(all_day=True),
    )


def _range(reading: _Reading) -> None:
    """``18:00-19:30``, ``from 6pm to 7:30pm``."""

    def between(found: re.Match[str]) -> bool:
        start, end = clock_in(found["a"]), clock_in(found["b"])
        if start is None or end is None:
            return False
        minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
        reading.said_length = True
        return reading.set(start=start, minutes=minutes if minutes > 0 else minutes + _MOST_MINUTES)

    pattern = rf"(?:from\s+|between\s+|at\s+)?(?P<a>{_HOUR})\s*(?:-|–|to|until|till|and)\s*(?P<b>{_HOUR})"
    reading.line.take(pattern, between)


def _length(reading: _Reading) -> None:
    def wordy(minutes: int) -> bool:
        reading.said_length = True
        return reading.set(minutes=minutes)

    def exact(found: re.Match[str]) -> bool:
        minutes = minutes_found(found)
        if not 0 < minutes <= _MOST_MINUTES:
            return False
        return wordy(minutes)

    if reading.said_length:
        return
    for pattern, minutes in _WORDY.items():
        if not reading.said_length:
            reading.line.take(rf"(?:for\s+)?(?:{pattern})", lambda _found, n=minutes: wordy(n))  # type: ignore[misc]
    if not reading.said_length:
        reading.line.take(rf"(?:for\s+)?{DURATION_PATTERN}", exact)


def _day(reading: _Reading) -> None:
    def read(found: re.Match[str]) -> bool:
        on = Days(reading.line.today).day_in(found["day"], reading.line.notes)
        return on is not None and reading.set(on=on)

    def tonight(_found: re.Match[str]) -> bool:
        reading.set(start=reading.asked.start or _PARTS["evening"])
        return reading.set(on=reading.line.today)

    reading.line.take(rf"(?:on\s+|for\s+)?(?P<day>{DAY})", read)
    if reading.asked.on is None:
        reading.line.take(r"tonight|this\s+evening", tonight)


def _hour(reading: _Reading) -> None:
    def read(found: re.Match[str]) -> bool:
        said = found["clock"]
        at = clock_in(re.sub(r"\s*o.?clock$", "", said, flags=re.IGNORECASE))
        return at is not None and reading.set(start=at)

    if reading.asked.start is None and not reading.asked.all_day:
        reading.line.take(rf"(?:at\s+|from\s+|@\s*)?(?P<clock>{_HOUR})", read)
    if reading.asked.start is None and not reading.asked.all_day:
        reading.line.take(rf"(?:at|@)\s*(?P<clock>{_BARE})", read)


def _part_of_day(reading: _Reading) -> None:
    def read(found: re.Match[str]) -> bool:
        if reading.asked.start is None:
            at = _PARTS[found["part"].lower()]
            reading.note(
                _("“%(words)s” was read as %(hour)s.") % {"words": found["part"], "hour": f"{at:%H:%M}"}
            )
            reading.set(start=at)
        return True

    if not reading.asked.all_day:
        reading.line.take(r"(?:in\s+the\s+|at\s+|this\s+)?(?P<part>morning|afternoon|evening|night)", read)


def _finished(reading: _Reading) -> Asked:
    asked, line = reading.asked, reading.line
    if asked.on is None and asked.start is not None:
        line.notes.append(_("No day was said; today is assumed."))
        asked = replace(asked, on=line.today)
    if not reading.said_length and asked.start is not None and not asked.all_day:
        line.notes.append(_("No length was said; an hour is assumed."))
    return replace(asked, what=_what(line), notes=tuple(line.notes))


def _what(line: Draft) -> str:
    left = re.sub(rf"(?:\s*(?:on|at|for|and|from|with|,|-))*\s*{TAKEN}[\s,;.]*", f"{TAKEN} ", line.text)
    left = " ".join(left.replace(TAKEN, " ").split()).strip(" ,;.-?!")
    return re.sub(r"^(?:for|to|if|about|whether|we\s+can|a|an|the)\s+", "", left, flags=re.IGNORECASE)
