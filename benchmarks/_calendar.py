"""A generated calendar of ten years: single events and series in seven zones, as a busy person's export has.

Every event lies between 07:00 and 21:00 in its zone, or takes whole days, so that no end depends on how a
night of a clock change is counted (docs/reference/calendars.md tells where libraries differ there).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo

ZONES = (
    "Europe/Berlin", "Europe/London", "America/New_York", "America/Los_Angeles",
    "Asia/Tokyo", "Asia/Kolkata", "Australia/Sydney",
)  # fmt: skip
RULES = {
    "Europe/Berlin": ("+0100", "+0200", "3;BYDAY=-1SU", "10;BYDAY=-1SU", "02", "03"),
    "Europe/London": ("+0000", "+0100", "3;BYDAY=-1SU", "10;BYDAY=-1SU", "01", "02"),
    "America/New_York": ("-0500", "-0400", "3;BYDAY=2SU", "11;BYDAY=1SU", "02", "02"),
    "America/Los_Angeles": ("-0800", "-0700", "3;BYDAY=2SU", "11;BYDAY=1SU", "02", "02"),
    "Australia/Sydney": ("+1000", "+1100", "10;BYDAY=1SU", "4;BYDAY=1SU", "02", "03"),
}
"""Standard and summer offset, when the latter and the former begin, and at which hour, as exports say it."""
FIXED = {"Asia/Tokyo": "+0900", "Asia/Kolkata": "+0530"}
FIRST, LAST = date(2020, 1, 1), date(2030, 1, 1)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORDS = [
    *("review", "call", "clinic", "lesson", "swim", "choir", "dinner", "planning", "standup", "budget"),
    *("visit", "walk", "dentist", "report"),
]
FOLD = 74


def calendar(seed: int, *, singles: int = 5_000, series: int = 300) -> bytes:
    """The file; about 360 occurrences come of each series."""
    draw = random.Random(seed)
    parts = [_single(draw, n) for n in range(singles)]
    parts += ["\r\n".join(_series(draw, n)) for n in range(series)]
    draw.shuffle(parts)
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//benchmark//EN\r\nX-WR-CALNAME:Ten years"
    return "\r\n".join([head, *map(_zone, ZONES), *parts, "END:VCALENDAR", ""]).encode()


def _zone(name: str) -> str:
    """Its VTIMEZONE."""
    if name in FIXED:
        parts = _observance("STANDARD", FIXED[name], FIXED[name], "", "00")
    else:
        standard, summer, to_summer, back, hour, late = RULES[name]
        parts = _observance("DAYLIGHT", standard, summer, to_summer, hour)
        parts += _observance("STANDARD", summer, standard, back, late)
    return "\r\n".join(["BEGIN:VTIMEZONE", f"TZID:{name}", *parts, "END:VTIMEZONE"])


def _observance(kind: str, before: str, after: str, month: str, hour: str) -> list[str]:
    rule = [f"RRULE:FREQ=YEARLY;BYMONTH={month}"] if month else []
    start = f"DTSTART:20070101T{hour}0000" if not month else f"DTSTART:{_onset(month)}T{hour}0000"
    offsets = [f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}"]
    return [f"BEGIN:{kind}", *offsets, start, *rule, f"END:{kind}"]


def _onset(month: str) -> str:
    """The first day of 2007 that a rule such as ``3;BYDAY=-1SU`` meets."""
    number, _, day = month.partition(";BYDAY=")
    sundays = [each for each in range(1, 32) if _is_sunday(int(number), each)]
    return f"2007{int(number):02}{sundays[int(day[:-2]) - (not day.startswith('-'))]:02}"


def _is_sunday(month: int, day: int) -> bool:
    try:
        return date(2007, month, day).weekday() == len(DAYS) - 1
    except ValueError:
        return False


def week(draw: random.Random, zone: tzinfo) -> tuple[datetime, datetime]:
    """A week somewhere in the ten years, from midnight to midnight."""
    first = _day(draw)
    return _midnight(first, zone), _midnight(first + timedelta(days=7), zone)


def ten_years(zone: tzinfo) -> tuple[datetime, datetime]:
    return _midnight(FIRST, zone), _midnight(LAST, zone)


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, datetime.min.time(), zone)


def _day(draw: random.Random) -> date:
    return FIRST + timedelta(days=draw.randrange((LAST - FIRST).days - 14))


def _single(draw: random.Random, number: int) -> str:
    return "\r\n".join(_event(draw, f"single-{number}", _day(draw), draw.choice(ZONES), []))


def _series(draw: random.Random, number: int) -> list[str]:
    """Most by the week, as calendars have them; some by the day, the month or the year."""
    on, zone = FIRST + timedelta(days=draw.randrange(400)), draw.choice(ZONES)
    rule, weekly = _rule(draw, on)
    at = datetime.combine(on, datetime.min.time()) + timedelta(minutes=15 * draw.randrange(28, 76))
    more = [f"RRULE:{rule}"]
    if weekly and draw.random() < 0.4:
        left_out = [at + timedelta(weeks=draw.randrange(2, 200)) for _ in range(draw.randrange(1, 9))]
        more.append(f"EXDATE;TZID={zone}:" + ",".join(f"{each:%Y%m%dT%H%M%S}" for each in left_out))
    if draw.random() < 0.1:
        added = [at + timedelta(days=draw.randrange(30, 900), hours=1) for _ in range(3)]
        more.append(f"RDATE;TZID={zone}:" + ",".join(f"{each:%Y%m%dT%H%M%S}" for each in added))
    uid = f"series-{number}"
    lines = _event(draw, uid, on, zone, more, at=at)
    if weekly and draw.random() < 0.3:
        for n in sorted(draw.sample(range(201, 260), draw.randrange(1, 5))):
            original = at + timedelta(weeks=n)
            moved = original + timedelta(hours=draw.choice([-1, 1, 24]))
            changed = [f"RECURRENCE-ID;TZID={zone}:{original:%Y%m%dT%H%M%S}"]
            lines += _event(draw, uid, moved.date(), zone, changed, at=moved)
    return lines


def _rule(draw: random.Random, on: date) -> tuple[str, bool]:
    """(the rule, whether it has an instance in each of its first 260 weeks on the weekday it began)."""
    kind = draw.random()
    days = sorted({on.weekday(), *(draw.randrange(5) for _ in range(draw.randrange(2)))})
    named = ",".join(DAYS[day] for day in days)
    if kind < 0.24:
        return f"FREQ=WEEKLY;BYDAY={named}", True
    if kind < 0.42:
        return f"FREQ=WEEKLY;INTERVAL=2;BYDAY={named}", False
    if kind < 0.60:
        end = on + timedelta(days=draw.randrange(200, 1500))
        return f"FREQ=WEEKLY;BYDAY={named};UNTIL={end:%Y%m%d}T235959Z", False
    if kind < 0.64:
        return "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", False
    if kind < 0.72:
        return f"FREQ=DAILY;COUNT={draw.randrange(20, 600)}", False
    if kind < 0.90:
        nth = draw.choice(["1", "2", "3", "-1"])
        return draw.choice([f"FREQ=MONTHLY;BYDAY={nth}{DAYS[on.weekday()]}", "FREQ=MONTHLY"]), False
    return "FREQ=YEARLY", False


def _event(
    draw: random.Random, uid: str, on: date, zone: str, more: list[str], *, at: datetime | None = None
) -> list[str]:
    if at is None and draw.random() < 0.15:
        times = [f"DTSTART;VALUE=DATE:{on:%Y%m%d}", f"DTEND;VALUE=DATE:{on + timedelta(days=1):%Y%m%d}"]
    else:
        minute = 15 * draw.randrange(28, 76)
        start = at or datetime.combine(on, datetime.min.time()) + timedelta(minutes=minute)
        end = start + timedelta(minutes=draw.choice([15, 30, 45, 60, 90]))
        times = [f"DTSTART;TZID={zone}:{start:%Y%m%dT%H%M%S}", f"DTEND;TZID={zone}:{end:%Y%m%dT%H%M%S}"]
    title = " ".join(draw.sample(WORDS, 3))
    words = " ".join(draw.choices(WORDS, k=draw.randrange(5, 40)))
    lines = [
        f"UID:{uid}@example.org",
        "DTSTAMP:20260101T000000Z",
        *times,
        *more,
        f"SUMMARY:{title}",
        f"LOCATION:Room {draw.randrange(90)}\\, second floor",
        f"DESCRIPTION:{words}",
        "ORGANIZER;CN=Robin Vale:mailto:robin@example.org",
        "STATUS:CONFIRMED",
        f"SEQUENCE:{draw.randrange(3)}",
    ]
    guests = draw.sample(range(60), draw.randrange(3))
    role = "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED"
    lines += [f"{role}:mailto:guest{guest}@example.org" for guest in guests]
    alarm = ["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:soon", "TRIGGER:-PT10M", "END:VALARM"]
    lines += alarm if draw.random() < 0.5 else []
    return ["BEGIN:VEVENT", *(part for line in lines for part in _folded(line)), "END:VEVENT"]


def _folded(line: str) -> Iterator[str]:
    yield line[:FOLD]
    for place in range(FOLD, len(line), FOLD - 1):
        yield f" {line[place : place + FOLD - 1]}"
