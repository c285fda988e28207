"""What a bare busy time says, what it is called by, and that nothing of several events shines through it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.agenda.bare_busy import busy_text, busy_times, busy_uid, is_bare_busy, told_window
from counterpoint.domain.agenda.entry_text import entry_of, is_ours, our_span, patched
from counterpoint.domain.timeline import Span
from tests.calendars import NOW


def span(start: float, hours: float) -> Span:
    begins = NOW + timedelta(hours=start)
    return Span(begins, begins + timedelta(hours=hours))


def test_it_says_when_it_is_and_one_word() -> None:
    text = busy_text("u", span(1, 1), word="Belegt; sehr,\nja", stamp=NOW)
    assert is_ours(text)
    assert our_span(text) == span(1, 1)
    entry = entry_of(text)
    assert entry is not None
    assert entry.said("SUMMARY") == "Belegt; sehr, ja"
    names = {each.name for each in entry.lines if each.own}
    assert names == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "TRANSP", "SEQUENCE"}
    longer = busy_text("u", span(1, 2), word="Busy", stamp=NOW)
    assert our_span(patched(text, text, longer)) == span(1, 2)


def test_what_touches_or_overlaps_is_one() -> None:
    assert busy_times([span(3, 1), span(0, 1), span(1, 0.5), span(3.5, 2), span(7, 0)]) == [
        span(0, 1.5),
        span(3, 2.5),
    ]


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 30)), max_size=30))
def test_nothing_of_the_order_or_the_number_of_events_is_left(events: list[tuple[int, int]]) -> None:
    spans = [span(start / 4, length / 4) for start, length in events]
    told = busy_times(spans)
    assert told == busy_times(reversed(spans)) == busy_times([*spans, *spans])
    assert all(one.end < other.start for one, other in pairwise(told))
    assert all(any(each.covers(own) for each in told) for own in spans)
    assert (
        sum(each.minutes for each in told)
        == len({start + n for start, length in events for n in range(length)}) * 15
    )


def test_its_uid_is_made_of_when_it_begins_and_is_known_again() -> None:
    uid = busy_uid("f00ba4", "place", NOW)
    assert uid == busy_uid("f00ba4", "place", NOW) != busy_uid("f00ba4", "other", NOW)
    assert uid != busy_uid("f00ba4", "place", NOW + timedelta(minutes=1))
    assert len(uid) <= 64
    assert is_bare_busy(uid, "f00ba4")
    assert is_bare_busy(uid.upper())
    assert is_bare_busy(uid)
    assert not is_bare_busy(uid, "another")
    assert not is_bare_busy("20261123-counterpoint")


def test_it_is_told_from_yesterday_on_for_eight_weeks() -> None:
    window = told_window(datetime(2026, 11, 23, 22, 30, tzinfo=UTC), "Europe/Berlin")
    assert window.start == datetime(2026, 11, 21, 23, tzinfo=UTC) + timedelta(0)
    assert (window.end - window.start).days == 57
