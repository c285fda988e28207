"""The clock is changed, or its person travels, while something runs: nothing breaks, nothing is doubled."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from counterpoint.desk.boundaries.bending import bend, coming
from counterpoint.desk.boundaries.ledger import ledger
from counterpoint.desk.day import pausing
from counterpoint.desk.day.checking_in import (
    at_hand,
    due_prompts,
    keep_answers,
    keep_prompt_wishes,
    moment_of,
)
from counterpoint.desk.day.rituals import ritual_done, ritual_due
from counterpoint.desk.day.savouring import savour_offer
from counterpoint.desk.post.notices import board
from counterpoint.desk.week.look import look_at_week
from counterpoint.desk.week.which import week_of
from counterpoint.domain.boundaries import GiveBack, ProtectedTime
from counterpoint.domain.energy import CheckIn, PromptWishes
from counterpoint.domain.timeline import EVERY_DAY, Span, WeeklyWindow
from tests.desk.weeks import a_block, a_diary, at, planned, span
from tests.memory import MemoryDiary

BACK = datetime(2026, 10, 25, 1, tzinfo=UTC)  # 03:00 becomes 02:00 in Berlin
ON = datetime(2027, 3, 28, 1, tzinfo=UTC)  # 02:00 becomes 03:00
ELSEWHERE = ("Pacific/Auckland", "America/Los_Angeles", "Pacific/Kiritimati", "Asia/Kathmandu", "UTC")


def travels(diary: MemoryDiary, zone: str) -> None:
    kept = diary.settings()
    diary.change_settings(replace(kept.thing, zone=zone), version=kept.version)


def around(diary: MemoryDiary, now: datetime) -> None:
    """All that pages ask at a moment."""
    look_at_week(diary, week_of(diary, now), now)
    at_hand(diary, now)
    due_prompts(diary, now)
    ritual_due(diary, now)
    savour_offer(diary, now)
    board(diary, now)
    ledger(diary, now)
    coming(diary, now)


@pytest.mark.parametrize(("change", "minutes"), [(BACK, 540), (ON, 420)])
def test_a_night_that_bends_owes_the_minutes_that_it_had(change: datetime, minutes: int) -> None:
    """22:00 to 06:00 is eight hours by the clock, nine or seven when the clock is changed."""
    diary = a_diary()
    nights = (WeeklyWindow(EVERY_DAY, time(22), time(6)),)
    diary.protected.add(ProtectedTime("sleep", "Sleep", nights, "firm", "family"))
    before = change - timedelta(hours=8)
    [tonight, *_later] = coming(diary, before)["sleep"]
    assert tonight.span.minutes == minutes
    bent = bend(diary, "sleep", tonight.span, "emergency", before)
    assert bent.give_back.minutes == minutes
    assert [each.span.minutes for each in coming(diary, before)["sleep"]][:2] == [480, 480]


@pytest.mark.parametrize("change", [BACK, ON])
def test_in_the_hours_around_a_change_every_page_has_an_answer(change: datetime) -> None:
    diary = a_diary()
    keep_prompt_wishes(diary, PromptWishes(often="four"), version=0)
    pausing.begin(diary, change - timedelta(hours=3))
    for n in range(-4, 5):
        now = change + timedelta(minutes=30 * n)
        around(diary, now)
        keep_answers(diary, f"around-{n}", {"energy": 4}, at=now, zone="Europe/Berlin")
    pausing.end(diary, change + timedelta(hours=3))
    moments = [kept.thing.at for kept in diary.dated(CheckIn).all()]
    assert moments == sorted(moments)
    assert len(set(moments)) == 9


@pytest.mark.parametrize("zone", ELSEWHERE)
def test_who_travels_takes_along_what_runs(zone: str) -> None:
    """A pause, a ritual, a prompt and what is owed are moments; another zone changes how they are told."""
    diary = a_diary()
    keep_prompt_wishes(diary, PromptWishes(often="four"), version=0)
    planned(diary, a_block("report", span(0, 10, 120)))
    bent = bend(diary, "dinner", span(1, 18), "emergency", at(0, 9))
    now = at(0, 12, 5)
    due = ritual_due(diary, now)
    travels(diary, zone)
    around(diary, now)
    assert due is not None
    ritual_done(diary, due.ritual.id, now=now)
    ritual_done(diary, due.ritual.id, now=now + timedelta(minutes=1))
    paused = pausing.begin(diary, now).kept.thing
    travels(diary, "Europe/Berlin")
    assert pausing.pause_at(diary, now) == paused
    around(diary, now + timedelta(minutes=5))
    ended = pausing.end(diary, now + timedelta(hours=1))
    assert ended is not None
    assert ended.kept.thing.until == now + timedelta(hours=1)
    assert diary.shelf(GiveBack).get(bent.give_back.id).thing.due_at == bent.give_back.due_at
    assert pausing.paused_days(diary, Span(at(0, 0), at(2, 0)))


@pytest.mark.parametrize("zone", ELSEWHERE)
def test_what_bent_before_a_journey_has_bent_after_it_and_bends_no_second_time(zone: str) -> None:
    diary = a_diary()
    bend(diary, "dinner", span(1, 18), "emergency", at(0, 9))
    travels(diary, zone)
    travels(diary, "Europe/Berlin")
    assert span(1, 18) not in [each.span for each in coming(diary, at(0, 9))["dinner"]]


def test_a_device_with_a_wrong_clock_puts_nothing_into_the_future_or_before_last_year() -> None:
    now = at(0, 12)
    for ago in (
        timedelta(days=-400),
        timedelta(seconds=-1),
        timedelta(0),
        timedelta(days=3),
        timedelta(days=9999),
    ):
        assert now - timedelta(days=366) <= moment_of(now, ago) <= now
