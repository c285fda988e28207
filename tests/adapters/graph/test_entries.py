"""Whatever an event of Graph's holds, it becomes an entry that can be read, or is refused with a reason."""

from __future__ import annotations

import copy
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counterpoint.adapters.calendars.ics import read_calendar
from counterpoint.adapters.graph import lines
from counterpoint.adapters.graph.entries import changes_between, new_event
from counterpoint.adapters.graph.events import OUR_MARK, single
from counterpoint.adapters.graph.fetching import as_entry
from counterpoint.adapters.graph.said import Unreadable
from counterpoint.adapters.graph.times import zone_of
from counterpoint.domain.agenda.entry_text import entry_of, our_span
from counterpoint.domain.timeline import Span

NOW = datetime(2026, 11, 26, tzinfo=UTC)
WINDOW = Span(NOW - timedelta(days=366), NOW + timedelta(days=1098))
EVENT: dict[str, Any] = {
    "@odata.etag": 'W/"EZ9r3czxY0m2jz8c45czkwAAFXcvIQ=="',
    "id": "AAMkADNVxRAAA=",
    "iCalUId": "040000008200E00074C5B7101A82E008",
    "type": "seriesMaster",
    "subject": "Plan; shopping, list\\",
    "bodyPreview": "Bread\r\nMilk",
    "start": {"dateTime": "2026-12-09T20:30:00.0000000", "timeZone": "UTC"},
    "end": {"dateTime": "2026-12-09T22:00:00.0000000", "timeZone": "UTC"},
    "originalStartTimeZone": "Pacific Standard Time",
    "isAllDay": False,
    "location": {"displayName": "Kitchen"},
    "organizer": {"emailAddress": {"name": 'Samantha "Sam" Booth', "address": "samanthab@contoso.example"}},
    "categories": ["Red, category"],
    "sensitivity": "private",
    "lastModifiedDateTime": "2026-11-01T15:14:24.624932Z",
    "recurrence": {
        "pattern": {"type": "weekly", "interval": 1, "daysOfWeek": ["wednesday"], "firstDayOfWeek": "sunday"},
        "range": {"type": "numbered", "startDate": "2026-12-09", "numberOfOccurrences": 3},
    },
}
INSTANCE = {
    **EVENT,
    "id": "i",
    "type": "exception",
    "originalStart": "2026-12-16T20:30:00Z",
    "recurrence": None,
}
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(
        ["9999-12-31T23:59:59", "0001-01-01", "absoluteYearly", "Tokyo Standard Time", "noEnd"]
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


def places(within: Any, *before: Any) -> list[tuple[Any, ...]]:
    found = [before] if before else []
    if isinstance(within, dict):
        for name, each in within.items():
            found += places(each, *before, name)
    return found


PLACES = places(EVENT)


def changed(event: dict[str, Any], changes: list[tuple[tuple[Any, ...], Any]]) -> dict[str, Any]:
    after = copy.deepcopy(event)
    for (*way, last), value in changes:
        at = after
        for name in way:
            at = at.get(name) if isinstance(at, dict) else None  # type: ignore[assignment]
        if isinstance(at, dict):
            at[last] = value
    return after


@given(
    changes=st.lists(st.tuples(st.sampled_from(PLACES), ANYTHING), max_size=4),
    instance=st.lists(st.tuples(st.sampled_from(PLACES), ANYTHING), max_size=3),
    kind=st.sampled_from(["seriesMaster", "singleInstance", "exception"]),
)
@example(
    changes=[
        (("start", "dateTime"), "4500-12-29T00:00:00"),
        (("end", "dateTime"), "4500-12-30T00:00:00"),
        (("recurrence", "pattern"), {"type": "absoluteYearly", "interval": 999, "dayOfMonth": 1, "month": 1}),
    ],
    instance=[],
    kind="seriesMaster",
)
def test_any_answer_becomes_an_entry_that_can_be_read_or_is_refused(
    changes: list[Any], instance: list[Any], kind: str
) -> None:
    event = {**changed(EVENT, changes), "type": kind}
    try:
        _etag, raw = as_entry(event, [changed(INSTANCE, instance)], WINDOW)
    except Unreadable:
        pass
    else:
        assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
        read_calendar(raw).agenda(WINDOW, zone="UTC")


def test_a_series_says_what_outlook_says_of_it() -> None:
    exception = changed(INSTANCE, [(("subject",), "Later"), (("start", "dateTime"), "2026-12-17T21:00:00")])
    exception = changed(exception, [(("end", "dateTime"), "2026-12-17T22:00:00")])
    occurrence = {**EVENT, "id": "o", "type": "occurrence"}
    etag, raw = as_entry(EVENT, [occurrence, exception], WINDOW)
    agenda = read_calendar(raw).agenda(WINDOW, zone="UTC")
    assert etag == EVENT["@odata.etag"]
    assert [(each.title, each.span.start.day) for each in agenda.occurrences] == [
        ("Plan; shopping, list\\", 9),
        ("Later", 17),
    ]
    first, second = agenda.occurrences
    assert first.organiser == "Samantha 'Sam' Booth <samanthab@contoso.example>"
    assert first.location == "Kitchen"
    assert second.recurrence_id == "20261216T203000Z"
    assert b"CLASS:PRIVATE" in raw
    assert not agenda.set_aside


OURS = lines.calendar(
    [
        [
            "UID:6ba7b810-9dad-11d1-80b4-00c04fd430c8",
            "DTSTART:20261130T090000Z",
            "DTEND:20261130T100000Z",
            "SUMMARY:Swim\\, far",
            "STATUS:CONFIRMED",
            "TRANSP:TRANSPARENT",
            "CATEGORIES:Health,At home\\, quietly",
        ]
    ]
).decode()


@pytest.mark.parametrize("told", ["2026-11-25T13:00:00Z", "2026-11-26T00:00:00Z"])
def test_an_exception_of_whole_days_is_of_its_day_whichever_midnight_is_told(told: str) -> None:
    def day(first: int) -> dict[str, Any]:
        return {
            "start": {"dateTime": f"2026-11-{first}T00:00:00", "timeZone": "UTC"},
            "end": {"dateTime": f"2026-11-{first + 1}T00:00:00", "timeZone": "UTC"},
        }

    span = {"type": "numbered", "startDate": "2026-11-23", "numberOfOccurrences": 6}
    series = {
        **EVENT, **day(23), "isAllDay": True, "originalStartTimeZone": "AUS Eastern Standard Time",
        "recurrence": {"pattern": {"type": "daily", "interval": 1}, "range": span},
    }  # fmt: skip
    own = {**series, "id": "x", "type": "exception", "originalStart": told, "subject": "Else"}
    others = [{**series, "id": f"i{on}", "type": "occurrence", **day(on)} for on in (23, 24, 25, 27, 28)]
    raw = as_entry(series, [*others, {**own, **day(26)}], WINDOW)[1]
    found = read_calendar(raw).agenda(WINDOW, zone="UTC").occurrences
    days = sorted((each.first_on.day, each.title == "Else") for each in found if each.first_on)
    assert days == [(on, on == 26) for on in range(23, 29)]


def test_an_entry_of_ours_goes_there_and_comes_back_as_it_was() -> None:
    sent = dict(new_event(OURS, "t"))
    there = {**sent, "id": "AAMk", "type": "singleInstance", "iCalUId": "0400"}
    assert there["transactionId"] == "t"
    assert there["singleValueExtendedProperties"][0]["id"] == OUR_MARK
    back = single(there, zone_of(there)).decode()
    one, other = entry_of(OURS), entry_of(back)
    assert one is not None
    assert other is not None
    assert one.uid == other.uid
    assert our_span(OURS) == our_span(back)
    assert not changes_between(OURS, back)


@pytest.mark.parametrize(
    ("before", "after", "sent"),
    [
        ("SUMMARY:Swim\\, far", "SUMMARY:Walk", {"subject": "Walk"}),
        ("TRANSP:TRANSPARENT", "TRANSP:OPAQUE", {"showAs": "busy"}),
        ("CATEGORIES:Health,At home\\, quietly", "CATEGORIES:Work", {"categories": ["Work"]}),
        (
            "DTEND:20261130T100000Z",
            "DTEND:20261130T101500Z",
            {
                "start": {"dateTime": "2026-11-30T09:00:00", "timeZone": "UTC"},
                "end": {"dateTime": "2026-11-30T10:15:00", "timeZone": "UTC"},
            },
        ),
    ],
)
def test_only_what_differs_is_sent(before: str, after: str, sent: dict[str, Any]) -> None:
    assert changes_between(OURS, OURS.replace(before, after)) == sent


def test_what_no_block_can_be_is_not_written_over() -> None:
    daily = OURS.replace("STATUS:CONFIRMED", "STATUS:CONFIRMED\r\nRRULE:FREQ=DAILY")
    with pytest.raises(Unreadable):
        changes_between(daily, OURS)
