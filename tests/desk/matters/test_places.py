"""Places and the ways between them, as they are kept, named by calendars, and said in two tabs."""

from __future__ import annotations

import pytest

from counterpoint.desk.matters.places import (
    MOST_TEXTS,
    add_place,
    change_place,
    keep_ways,
    name_location,
    places_seen,
)
from counterpoint.desk.ports import ChangedMeanwhile
from counterpoint.domain.agenda import Agenda, CalendarSource, Occurrence
from counterpoint.domain.planning import Place, Way
from counterpoint.domain.timeline import Span
from tests.desk.weeks import NOW, a_diary, at
from tests.memory import MemoryDiary

THERE = ("home", "office")


@pytest.fixture
def diary() -> MemoryDiary:
    diary = a_diary()
    for each in (Place("home", "Home", home=True), Place("office", "Office", texts=("Room 4",))):
        add_place(diary, each)
    return diary


def places(diary: MemoryDiary) -> dict[str, Place]:
    return {kept.thing.id: kept.thing for kept in diary.shelf(Place).all()}


def ways(diary: MemoryDiary) -> list[Way]:
    return [kept.thing for kept in diary.shelf(Way).all()]


def with_events(diary: MemoryDiary, *locations: str) -> None:
    events = tuple(
        Occurrence(f"e{n}", None, Span(at(0, 9 + n), at(0, 10 + n)), "Event", location=each)
        for n, each in enumerate(locations)
    )
    diary.calendars.add(CalendarSource("cal", "Calendar", "work"))
    diary.calendars.fill("cal", b"", Agenda(events), Span(at(-30, 0), at(30, 0)))


def test_one_place_is_home(diary: MemoryDiary) -> None:
    said = change_place(diary, Place("office", "Office", home=True), diary.shelf(Place).get("office").version)
    assert said == "“Home” is home no longer."
    assert [each.id for each in places(diary).values() if each.home] == ["office"]
    version = diary.shelf(Place).get("office").version
    assert change_place(diary, Place("office", "The office", home=True), version) == ""
    seen = places_seen(diary, NOW)
    assert seen.home is not None
    assert seen.home.name == "The office"


def test_locations_of_late_are_offered_until_they_have_a_place(diary: MemoryDiary) -> None:
    with_events(diary, "Town  hall", "town hall", "ROOM 4, second floor", "https://meet.example/a", "")
    seen = places_seen(diary, NOW)
    assert [(each.text, each.events) for each in seen.locations] == [("Town hall", 2)]
    assert seen.events_at == {"": 2, "office": 1}
    name_location(diary, "Town hall", "")
    assert places(diary)["town-hall"].texts == ("Town hall",)
    assert places_seen(diary, NOW).locations == ()


def test_a_location_said_twice_is_kept_once(diary: MemoryDiary) -> None:
    assert name_location(diary, "room 4", "").thing.id == "office"
    for _ in range(2):
        name_location(diary, "Back door", "office")
    assert places(diary)["office"].texts == ("Room 4", "Back door")
    for n in range(MOST_TEXTS):
        name_location(diary, f"Door {n}", "office")
    assert len(places(diary)["office"].texts) == MOST_TEXTS


def test_a_way_takes_the_place_of_all_between_the_two_and_can_go(diary: MemoryDiary) -> None:
    assert [minutes for _one, _other, minutes in places_seen(diary, NOW).ways] == [(0, 0)]
    keep_ways(diary, {THERE: (25, 0)}, {THERE: (0, 0)})
    assert [(each.minutes, each.minutes_back) for each in ways(diary)] == [(25, 25)]
    keep_ways(diary, {THERE: (25, 40)}, {THERE: (25, 0)})
    assert [(each.minutes, each.minutes_back) for each in ways(diary)] == [(25, 40)]
    keep_ways(diary, {THERE: (0, 0)}, {THERE: (25, 40)})
    assert ways(diary) == []


def test_the_second_of_two_tabs_is_told_and_keeps_nothing(diary: MemoryDiary) -> None:
    keep_ways(diary, {THERE: (25, 0)}, {THERE: (0, 0)})
    with pytest.raises(ChangedMeanwhile):
        keep_ways(diary, {THERE: (30, 0)}, {THERE: (0, 0)})
    assert [each.minutes for each in ways(diary)] == [25]
    keep_ways(diary, {THERE: (25, 0)}, {THERE: (0, 0)})  # said alike
    assert [each.minutes for each in ways(diary)] == [25]
