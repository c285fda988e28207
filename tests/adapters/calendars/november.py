"""A series in November, as it is read."""

from __future__ import annotations

from tests.ics_texts import ics, times

NOVEMBER = ("2026-11-01", "2026-12-01")
WEEKLY = ["DTSTART;TZID=Europe/Berlin:20261102T090000", "DTEND;TZID=Europe/Berlin:20261102T100000"]
RULE = "RRULE:FREQ=WEEKLY;COUNT=5"
STARTS = [f"2026-11-{day:02} 08:00–09:00" for day in (2, 9, 16, 23, 30)]


def november(*events: str) -> list[str]:
    return times(ics(*events), *NOVEMBER)


def without(*gone: int) -> list[str]:
    return [text for text in STARTS if int(text[8:10]) not in gone]
