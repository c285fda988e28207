"""A collection read entry by entry: of a change only what hangs together with it, with the same outcome."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.adapters.calendars import totals
from counterpoint.adapters.calendars.entries import Asked, read_entries
from counterpoint.adapters.calendars.ics import read_calendar
from counterpoint.adapters.calendars.text import CalendarTooLarge
from counterpoint.domain.agenda import Known, Occurrence, Renewal
from counterpoint.domain.timeline import Span
from tests.ics_texts import ics, vevent
from tests.seeds import of_many

FULL = os.environ.get("COUNTERPOINT_FULL") == "1"
START = datetime(2026, 11, 23, tzinfo=UTC)
WINDOW = Span(START, START + timedelta(weeks=6))
BERLIN = "Europe/Berlin"


def described(name: str, hours: int) -> str:
    offset = f"{hours:+03}00"
    return "\r\n".join(
        (
            *("BEGIN:VTIMEZONE", f"TZID:{name}", "BEGIN:STANDARD", "DTSTART:19700101T000000"),
            *(f"TZOFFSETFROM:{offset}", f"TZOFFSETTO:{offset}", "END:STANDARD", "END:VTIMEZONE"),
        )
    )


def choir(*lines: str) -> str:
    return vevent("DTSTART:20261126T190000Z", "DURATION:PT2H", "RRULE:FREQ=WEEKLY", *lines, uid="choir")


def moved(to: str, *lines: str) -> str:
    return vevent("RECURRENCE-ID:20261203T190000Z", f"DTSTART:{to}", *lines, uid="choir")


SWIM = vevent("DTSTART;VALUE=DATE:20261124", "RRULE:FREQ=DAILY;INTERVAL=3", "SUMMARY:Swim", uid="swim")
OURS = vevent("DTSTART;TZID=Ours:20261125T120000", "SUMMARY:Lunch", uid="lunch")
WINDOWS = vevent("DTSTART;TZID=W. Europe Standard Time:20261127T090000", "SUMMARY:Call", uid="call")
TODO = "BEGIN:VTODO\r\nUID:task\r\nSUMMARY:Repair\r\nDUE:nonsense\r\nEND:VTODO"
BODIES = (
    (choir(),),
    (choir("SEQUENCE:2", "SUMMARY:Choir, elsewhere"),),
    (choir("RRULE:FREQ=NEVER"),),
    (moved("20261204T190000Z"),),
    (moved("20261205T190000Z", "SEQUENCE:1"), SWIM),
    (choir(), moved("20261204T180000Z")),
    (SWIM,),
    (vevent("DTSTART:20261124T100000", "SUMMARY:Another", uid="swim"), OURS),
    (OURS,),
    (described("Ours", 3), OURS),
    (described("Ours", 5),),
    (described("Ours", 2), SWIM),
    (WINDOWS,),
    (described("W. Europe Standard Time", 9), WINDOWS),
    (described(BERLIN, 9), vevent(f"DTSTART;TZID={BERLIN}:20261125T080000", uid="train")),
    (vevent("SUMMARY:Never", uid="never"),),
    (vevent("DTSTART:20261128T100000Z", "SUMMARY:Nameless", uid=""),),
    (TODO,),
    ("X-WR-CALNAME:Work", SWIM),
    ("X-WR-TIMEZONE:Nowhere/Land", vevent("DTSTART:20261130T100000", uid="floats")),
    ("BEGIN:VEVENT\r\nUID:open\r\nDTSTART:20261201T090000Z",),
    (),
)


def collections(bodies: Iterable[tuple[str, ...]]) -> st.SearchStrategy[dict[str, tuple[str, ...]]]:
    return st.dictionaries(st.sampled_from("abcde"), st.sampled_from(tuple(bodies)), max_size=5)


ZONED = [each for each in BODIES if any("Ours" in part or "Standard Time" in part for part in each)]
STATES = collections(BODIES)
HISTORIES = st.one_of(*(st.lists(each, min_size=2, max_size=5) for each in (STATES, collections(ZONED))))


def raw(*parts: str) -> bytes:
    return ics(*parts)


def marks(state: Mapping[str, bytes]) -> dict[str, str]:
    return {href: sha256(each).hexdigest() for href, each in state.items()}


class Kept:
    """What is kept of a collection; `loaded` are the entries whose bytes were asked for last."""

    def __init__(self) -> None:
        self.known: Known | None = None
        self.occurrences: list[Occurrence] = []
        self.loaded: list[str] = []

    def read(self, state: Mapping[str, bytes], window: Span = WINDOW, zone: str = BERLIN) -> Renewal:
        self.loaded = []
        read = read_entries(Asked(marks(state), self._load(state), "Work", zone, window), self.known)
        stay = [each for each in self.occurrences if each.uid in read.same]
        self.occurrences = in_order([*stay, *read.occurrences])
        self.known = Known(window, read.digests, read.entries)
        return read

    def _load(self, state: Mapping[str, bytes]) -> Callable[[Iterable[str]], Mapping[str, bytes]]:
        def load(hrefs: Iterable[str]) -> Mapping[str, bytes]:
            found = {href: state[href] for href in hrefs}
            self.loaded += found
            return found

        return load


def in_order(found: Iterable[Occurrence]) -> list[Occurrence]:
    return sorted(found, key=lambda each: (each.span.start, each.span.end, each.uid, each.title))


def is_as_read_anew(kept: Kept, read: Renewal, state: Mapping[str, bytes]) -> None:
    fresh = Kept()
    anew = fresh.read(state)
    assert kept.occurrences == fresh.occurrences
    assert (read.warnings, read.set_aside, read.name) == (anew.warnings, anew.set_aside, anew.name)
    assert (read.digests, read.entries) == (anew.digests, anew.entries)


@given(HISTORIES)
@settings(max_examples=of_many(25, 2000), deadline=None)
def test_reading_what_changed_comes_to_what_reading_everything_anew_does(
    states: list[dict[str, tuple[str, ...]]],
) -> None:
    kept = Kept()
    for each in states:
        state = {href: raw(*parts) for href, parts in each.items()}
        is_as_read_anew(kept, kept.read(state), state)


@given(STATES)
@settings(max_examples=of_many(12, 1000), deadline=None)
def test_entry_by_entry_it_is_what_one_file_of_all_of_them_would_be(each: dict[str, tuple[str, ...]]) -> None:
    state = {href: raw(*parts) for href, parts in each.items()}
    kept = Kept()
    kept.read(state)
    if state:
        file = read_calendar(b"\r\n".join(state[href] for href in sorted(state)), source="Work")
        assert kept.occurrences == in_order(file.agenda(WINDOW, zone=BERLIN).occurrences)


def usual() -> dict[str, bytes]:
    return {
        "a": raw(choir()),
        "b": raw(moved("20261204T190000Z")),
        "c": raw(SWIM),
        "d": raw(OURS),
        "e": raw(described("Ours", 3)),
        "f": raw(vevent("SUMMARY:Never", uid="never")),
    }


@pytest.fixture
def kept() -> Kept:
    kept = Kept()
    kept.read(usual())
    return kept


def test_of_a_change_no_other_entry_is_read(kept: Kept) -> None:
    state = usual() | {"c": raw(SWIM.replace("Swim", "Swim far"))}
    read = kept.read(state)
    assert kept.loaded == ["c"]
    assert {each.uid for each in read.occurrences} == {"swim"}
    assert read.set_aside, "what is wrong with the others is still told"
    is_as_read_anew(kept, read, state)


def test_where_nothing_changed_nothing_is_read(kept: Kept) -> None:
    assert not kept.read(usual()).occurrences
    assert not kept.loaded


def test_all_entries_of_a_uid_are_read_together(kept: Kept) -> None:
    state = usual() | {"b": raw(moved("20261205T190000Z"))}
    is_as_read_anew(kept, kept.read(state), state)
    assert sorted(set(kept.loaded)) == ["a", "b"]
    del state["b"]
    is_as_read_anew(kept, kept.read(state), state)
    assert kept.loaded == ["a"]


def test_who_names_a_zone_that_another_entry_describes_follows_it(kept: Kept) -> None:
    state = usual() | {"e": raw(described("Ours", 6))}
    read = kept.read(state)
    assert sorted(set(kept.loaded)) == ["d", "e"]
    assert {each.uid for each in read.occurrences} == {"lunch"}
    is_as_read_anew(kept, read, state)


def test_another_zone_or_time_is_read_anew(kept: Kept) -> None:
    kept.read(usual(), zone="Asia/Tokyo")
    assert sorted(set(kept.loaded)) == sorted(usual())
    kept.read(usual(), Span(WINDOW.start, WINDOW.end + timedelta(days=1)), "Asia/Tokyo")
    assert sorted(set(kept.loaded)) == sorted(usual())


def test_one_entry_that_is_too_large_takes_none_of_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterpoint.adapters.calendars.text.MOST_LINES", 40)
    state = usual() | {"z": raw(*[SWIM] * 12)}
    kept = Kept()
    read = kept.read(state)
    assert {each.uid for each in kept.occurrences} == {"choir", "swim", "lunch"}
    assert any("more than 40 lines" in each.why for each in read.set_aside)


@pytest.mark.parametrize(("bound", "most"), [("MOST_COMPONENTS", 5), ("MOST_LINES", 50)])
def test_all_entries_together_are_no_more_than_a_calendar_may_be(
    monkeypatch: pytest.MonkeyPatch, bound: str, most: int
) -> None:
    monkeypatch.setattr(totals, bound, most)
    kept = Kept()
    kept.read({href: each for href, each in usual().items() if href < "f"})
    with pytest.raises(CalendarTooLarge):
        kept.read(usual() | {"g": raw(SWIM.replace("UID:swim", "UID:more"))})


def test_what_is_not_complete_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterpoint.engines.recurrence.series.MOST_INSTANCES", 3)
    kept = Kept()
    read = kept.read(usual())
    assert any("more than 3 instances" in each.why for each in read.warnings)
    assert not read.digests
    assert not read.entries.each
    again = kept.read(usual())
    assert again.warnings == read.warnings
