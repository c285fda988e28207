"""A request from a line of words: “Anna asks for Thursday 18:00, an hour”.

What is understood is taken out of the line; what is left is what it is about. Whatever was assumed is noted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta

from counterpoint.domain.grammar import Grammar, what_is_not_read
from counterpoint.domain.notation import DURATION_PATTERN, minutes_found
from counterpoint.domain.planning.one_line.days import Days, clock_in, day
from counterpoint.domain.planning.one_line.draft import TAKEN, Draft
from counterpoint.domain.timeline import Span, instant
from counterpoint.domain.words import gettext as _

LONGEST = 500
USUAL_MINUTES = 60
_MOST_MINUTES = 24 * 60
_PARTS = (time(9), time(14), time(18), time(20))
"""Where a morning, an afternoon, an evening and a night begin, unless an hour is said."""


def _hour_of(words: Grammar, name: str) -> str:
    half = words.half_day
    clock = rf"\d{{1,2}}(?:[:.]\d{{2}})(?:\s*(?:{half}))?|\d{{1,2}}\s*(?:{half}|{words.o_clock})"
    return rf"(?P<{name}>{clock}|{words.noon}|{words.midnight})"


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

    @property
    def words(self) -> Grammar:
        return self.line.words

    def clock(self, said: str) -> time | None:
        plain = re.sub(rf"\s*(?:{self.words.o_clock})$", "", said, flags=re.IGNORECASE)
        return clock_in(plain, self.words)

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
    words = reading.words
    found = re.match(
        rf"(?P<who>[^{TAKEN}]{{1,80}}?)\s+(?:{words.asks})\b{words.asks_for}\s*",
        reading.line.text,
        re.IGNORECASE,
    )
    if found:
        reading.set(who=found["who"].strip(" ,:"))
        reading.line.text = f"{TAKEN} {reading.line.text[found.end() :]}"


def _name(reading: _Reading) -> None:
    if reading.asked.who:
        return
    name = r"(?P<who>[^\W\d_][\w.’'-]*(?:\s+[A-ZÀ-Þ][\w.’'-]*)?)"
    found = re.search(rf"(?<!\w)(?i:{reading.words.asked_by})\s+{name}", reading.line.text)
    if found and found["who"][:1].isupper():
        reading.set(who=found["who"].strip())
        reading.line.text = f"{reading.line.text[: found.start()]}{TAKEN}{reading.line.text[found.end() :]}"


def _all_day(reading: _Reading) -> None:
    reading.line.take(reading.words.all_day, lambda _found: reading.set(all_day=True))


def _range(reading: _Reading) -> None:
    """``18:00-19:30``, ``from 6pm to 7:30pm``."""

    def between(found: re.Match[str]) -> bool:
        start, end = reading.clock(found["a"]), reading.clock(found["b"])
        if start is None or end is None:
            return False
        minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
        reading.said_length = True
        return reading.set(start=start, minutes=minutes if minutes > 0 else minutes + _MOST_MINUTES)

    words = reading.words
    first, last = _hour_of(words, "a"), _hour_of(words, "b")
    reading.line.take(rf"(?:(?:{words.from_hour})\s+)?{first}\s*(?:-|–|{words.to_hour})\s*{last}", between)


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
    lead = rf"(?:(?:{reading.words.for_length})\s+)?"
    for pattern, minutes in reading.words.lengths:
        if not reading.said_length:
            reading.line.take(rf"{lead}(?:{pattern})", lambda _found, n=minutes: wordy(n))  # type: ignore[misc]
    if not reading.said_length:
        reading.line.take(lead + DURATION_PATTERN, exact)


def _day(reading: _Reading) -> None:
    def read(found: re.Match[str]) -> bool:
        on = Days(reading.line.today, words).day_in(found["day"], reading.line.notes)
        return on is not None and reading.set(on=on)

    def tonight(_found: re.Match[str]) -> bool:
        reading.set(start=reading.asked.start or _PARTS[2])
        return reading.set(on=reading.line.today)

    words = reading.words
    reading.line.take(rf"(?:(?:{words.on}|{words.for_length})\s+)?(?P<day>{day(words)})", read)
    if reading.asked.on is None:
        reading.line.take(words.tonight, tonight)


def _hour(reading: _Reading) -> None:
    def read(found: re.Match[str]) -> bool:
        at = reading.clock(found["clock"])
        return at is not None and reading.set(start=at)

    words = reading.words

    if reading.asked.start is None and not reading.asked.all_day:
        reading.line.take(rf"(?:(?:{words.from_hour})\s+|@\s*)?{_hour_of(words, 'clock')}", read)
    if reading.asked.start is None and not reading.asked.all_day:
        reading.line.take(rf"(?:{words.at}|@)\s*(?P<clock>\d{{1,2}})", read)


def _part_of_day(reading: _Reading) -> None:
    def read(found: re.Match[str]) -> bool:
        if reading.asked.start is None:
            nth = next(n for n in range(len(_PARTS)) if found[f"part{n}"])
            at, said = _PARTS[nth], found[f"part{nth}"]
            reading.note(_("“%(words)s” was read as %(hour)s.") % {"words": said, "hour": f"{at:%H:%M}"})
            reading.set(start=at)
        return True

    if not reading.asked.all_day:
        words = reading.words
        parts = "|".join(f"(?P<part{n}>{once})" for n, (once, _every) in enumerate(words.parts))
        reading.line.take(rf"(?:(?:{words.in_part}|{words.at})\s+)?(?:{parts})", read)


def _finished(reading: _Reading) -> Asked:
    asked, line = reading.asked, reading.line
    if asked.on is None and asked.start is not None:
        line.notes.append(_("No day was said; today is assumed."))
        asked = replace(asked, on=line.today)
    if not reading.said_length and asked.start is not None and not asked.all_day:
        line.notes.append(_("No length was said; an hour is assumed."))
    return replace(asked, what=_what(line), notes=(*line.notes, *what_is_not_read()))


def _what(line: Draft) -> str:
    words = line.words
    joined = rf"(?:(?:^|\s+)(?:{words.joiners}|{words.asked_by})|\s*[,-])*\s*{TAKEN}[\s,;.]*"
    left = re.sub(joined, f"{TAKEN} ", line.text)
    left = " ".join(left.replace(TAKEN, " ").split()).strip(" ,;.-?!")
    return re.sub(rf"^(?:{words.leading})\s+", "", left, flags=re.IGNORECASE)
