"""Messages read at different times, from bytes to what is kept."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from counterpoint.adapters.itip.reading import read_messages
from counterpoint.desk.boundaries.requests import accept
from counterpoint.desk.inviting.taking_in import TakenIn, take_in
from counterpoint.domain.boundaries import Bend, ProtectedTime, Request
from counterpoint.domain.inviting import Invitation
from counterpoint.domain.planning import Settings
from counterpoint.domain.timeline import WEEKDAYS, WeeklyWindow
from tests.adapters.itip.shapes import an_event
from tests.memory import MemoryDiary

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
LATER = NOW + timedelta(weeks=2)


def a_diary() -> MemoryDiary:
    diary = MemoryDiary(clock=lambda: NOW)
    diary.change_settings(Settings(zone="Europe/Berlin"), version=0)
    evening = WeeklyWindow(WEEKDAYS, time(18), time(19))
    diary.protected.add(ProtectedTime("dinner", "Dinner", (evening,), "firm"))
    return diary


def comes(diary: MemoryDiary, raw: bytes, now: datetime) -> TakenIn:
    return take_in(diary, read_messages(raw, now=now, zone="Europe/Berlin"), now=now)


def accepted(diary: MemoryDiary, *lines: str) -> None:
    comes(diary, an_event(*lines), NOW)
    (kept,) = diary.dated(Request).all()
    accept(diary, kept.thing.id, version=kept.version, now=NOW)


def again(diary: MemoryDiary, *lines: str) -> tuple[str, str]:
    """What a later message comes to: the state of the request, and what is told of it."""
    comes(diary, an_event(*lines, stamp="20261207T080000Z"), LATER)
    (request,), (invitation,) = diary.dated(Request).all(), diary.dated(Invitation).all()
    return request.thing.state, invitation.thing.heard


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;COUNT=200",
        "FREQ=WEEKLY;UNTIL=20300101T000000Z",
        "FREQ=MONTHLY",
        "FREQ=YEARLY;COUNT=9",
        "FREQ=DAILY",
        "FREQ=WEEKLY;COUNT=5",
    ],
)
def test_a_series_that_is_sent_again_a_fortnight_later_stays_accepted(rule: str) -> None:
    diary = a_diary()
    accepted(diary, f"RRULE:{rule}")
    assert again(diary, f"RRULE:{rule}", "SUMMARY:Launch in room 4") == ("accepted", "changed")
    assert len(diary.dated(Bend).all()) == 1


@pytest.mark.parametrize(
    "rule", ["FREQ=WEEKLY;UNTIL=20270101T000000Z", "FREQ=WEEKLY;INTERVAL=2", "FREQ=WEEKLY;BYDAY=TH,FR"]
)
def test_a_series_of_other_times_was_never_promised(rule: str) -> None:
    diary = a_diary()
    accepted(diary, "RRULE:FREQ=WEEKLY")
    assert again(diary, f"RRULE:{rule}") == ("open", "moved")
    assert not diary.dated(Bend).all()
