"""A plan as a calendar: other libraries find the same blocks, and one block is one event for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import icalendar
import recurring_ical_events
from hypothesis import given, settings

from counterpoint.adapters.files.planics import Published, blocks_as_ics, plan_as_ics, uid_of
from tests.adapters.files.plans import plans
from tests.adapters.files.test_planjson import BLOCK, PLAN
from tests.seeds import of_many

STAMP = datetime(2026, 11, 22, 20, 15, 30, 999, tzinfo=UTC)


def events(raw):
    return icalendar.Calendar.from_ical(raw).walk("VEVENT")


def written(plan=PLAN, **options):
    return plan_as_ics(plan, instance="home", stamped_at=STAMP, **options)


@settings(deadline=None, max_examples=of_many(20, 50))
@given(plans)
def test_another_library_finds_the_same_blocks(plan):
    raw = written(plan)
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(raw)).between(
        datetime(2025, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
    )
    shown = {(str(each["UID"]), each["DTSTART"].dt, each["DTEND"].dt) for each in found}
    kept = [block for block in plan.blocks if block.state != "skipped"]
    assert shown == {(uid_of("home", block.id), block.span.start, block.span.end) for block in kept}
    assert not any(event.errors for event in events(raw))


@settings(deadline=None, max_examples=of_many(20, 50))
@given(plans)
def test_every_line_is_folded_and_plain(plan):
    lines = written(plan).split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(byte < 32 for line in lines for byte in line)


def test_the_calendar_says_how_often_to_come_again_and_what_it_is_called():
    text = written(name="My week").decode()
    for line in (
        "METHOD:PUBLISH",
        "NAME:My week",
        "X-WR-CALNAME:My week",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ):
        assert f"\r\n{line}\r\n" in text


def test_a_block_says_why_it_is_there_and_what_it_serves():
    published = Published(replace(BLOCK, kind="give_back"), 3, STAMP)
    (event,) = events(
        blocks_as_ics([published], instance="home", name="Week", names={"craft": "Craft, well made"})
    )
    assert event["SUMMARY"] == "Draft report"
    assert event["DESCRIPTION"] == "Your clearest hours."
    assert event["SEQUENCE"] == 3
    assert event["DTSTAMP"].dt == STAMP.replace(microsecond=0)
    assert [str(each) for each in event["CATEGORIES"].cats] == ["work", "Craft, well made"]
    assert event["X-COUNTERPOINT-KIND"] == "give-back"


def test_a_uid_stays_while_its_block_moves_and_differs_between_instances():
    later = replace(BLOCK, span=BLOCK.span.grown(timedelta(0), timedelta(minutes=30)), title="Other")
    (before,), (after,) = (
        events(written()),
        events(written(replace(PLAN, blocks=(later,)), sequences={"b1": 1})),
    )
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert uid_of("home", "b1") != uid_of("away", "b1")


def test_what_is_flexible_can_show_as_free():
    assert events(written())[0]["TRANSP"] == "OPAQUE"
    assert events(written(free=("task",)))[0]["TRANSP"] == "TRANSPARENT"


def test_what_was_skipped_is_not_published():
    assert not events(written(replace(PLAN, blocks=(replace(BLOCK, state="skipped"),))))


def test_the_name_of_the_week_is_the_usual_name():
    assert b"X-WR-CALNAME:Week 2026-W48" in written()
    assert PLAN.week.first == date(2026, 11, 23)
