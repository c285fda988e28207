"""A copy of what we told calendars is no event, wherever it is read."""

from __future__ import annotations

from counterpoint import wiring
from counterpoint.adapters.files.planics import Published, blocks_as_ics
from counterpoint.desk.calendars.keeping import keep_reading, window_for
from counterpoint.desk.week.facts import facts_for
from counterpoint.domain.agenda import CalendarSource
from counterpoint.domain.planning import Plan
from tests.calendars import NOW, calendar, event
from tests.contracts.examples import WEEK, block
from tests.memory import MemoryDiary
from tests.sync.planned import at

BLOCKS = (block("swim", 30), block("write", 33))


def subscribe(diary: MemoryDiary, raw: bytes) -> None:
    diary.calendars.add(CalendarSource("copy", "Copy", "", zone="UTC"))
    agenda = wiring.reads_calendars()(
        raw, source="Copy", zone="UTC", window=window_for(NOW), progress=lambda _share: None
    )
    keep_reading(diary, "copy", raw, agenda, zone="UTC", now=NOW)


def feed(instance: str) -> bytes:
    told = (Published(each, 0, NOW) for each in BLOCKS)
    return blocks_as_ics(told, instance=instance, name="Counterpoint")


def a_diary() -> MemoryDiary:
    diary = MemoryDiary()
    kept = diary.plans.keep(Plan(WEEK, "UTC", BLOCKS), step="Planned", version=None)
    diary.plans.accept(WEEK, version=kept.version)
    return diary


def test_a_copy_of_our_own_feed_is_no_event_of_the_week_and_what_else_stands_there_is() -> None:
    diary = a_diary()
    raw = feed(diary.plans.instance).replace(
        b"END:VCALENDAR", event("other@t", "Plumber", at(40)).encode() + b"\r\nEND:VCALENDAR"
    )
    subscribe(diary, raw)
    assert [each.title for each in facts_for(diary, WEEK)] == ["Plumber"]


def test_what_was_told_and_is_withdrawn_by_now_is_none_either() -> None:
    diary = a_diary()
    kept = diary.plans.keep(Plan(WEEK, "UTC", BLOCKS[:1]), step="Changed", version=2)
    diary.plans.accept(WEEK, version=kept.version)
    subscribe(diary, feed(diary.plans.instance))
    assert facts_for(diary, WEEK) == ()


def test_the_plan_of_somebody_else_is_an_event_like_any_other() -> None:
    diary = a_diary()
    subscribe(diary, feed("somebody else"))
    assert [each.title for each in facts_for(diary, WEEK)] == ["Swim", "Write"]


def test_a_bare_busy_is_known_by_its_tag() -> None:
    diary = a_diary()
    ours, theirs = (f"0-{tag}-counterpoint-busy" for tag in (diary.plans.tag, "0123456789abcdef"))
    subscribe(diary, calendar(event(ours, "Ours", at(40)), event(theirs, "Theirs", at(42))))
    assert [each.title for each in facts_for(diary, WEEK)] == ["Theirs"]
