"""Everything leaves a diary and comes back as it was, through the one JSON document."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable
from dataclasses import replace

import pytest

from counterpoint.adapters.files.exportjson import read_everything, write_everything
from counterpoint.adapters.files.faults import NotReadable
from counterpoint.desk.export import NotEmpty, clear, everything_of, holds_anything, restore
from counterpoint.desk.ports import Diary
from counterpoint.domain.agenda import Agenda, Doubt, Mark, SetAside
from counterpoint.domain.everything import Everything
from counterpoint.domain.timeline import Span
from tests.contracts import examples
from tests.contracts.examples import FULL_BLOCK, MONDAY, THINGS, WEEK, block, plan, shelf_of

DAY = Span(MONDAY, MONDAY.replace(day=24))
STAY = {
    "id": "s",
    "zone": "Europe/Lisbon",
    "arrives_at": "2026-11-03T11:20:00Z",
    "leaves_at": "2026-11-06T18:00:00Z",
}
PLAN = {"week": {"first": "2026-11-23"}, "blocks": []}


@pytest.fixture
def full(diary: Diary) -> Diary:
    """A diary with something of each kind in it."""
    diary.change_settings(examples.SETTINGS, version=0)
    for shelf, (thing, _changed) in THINGS.items():
        if shelf != "calendars":
            shelf_of(diary, shelf).add(thing)
    calendar = diary.calendars.add(THINGS["calendars"][0]).thing
    read = Agenda(
        (examples.occurrence("a", 9), examples.occurrence("b", 15)),
        (Doubt("zone", "read as UTC"),),
        (SetAside("VEVENT x", "no start", 7),),
        "Work",
        "Europe/Berlin",
    )
    diary.calendars.fill(calendar.id, b"BEGIN:VCALENDAR\xff\x00", read, DAY)
    diary.calendars.mark(calendar.id, "a", Mark(ignored=True))
    kept = diary.plans.keep(plan(FULL_BLOCK), step="Planned", version=None)
    kept = diary.plans.accept(WEEK, version=kept.version)
    diary.plans.keep(plan(block("a", 10)), step="Moved", version=kept.version)
    diary.plans.keep(replace(plan(block("c")), week=WEEK.next()), step="Planned", version=None)
    return diary


def test_what_is_exported_and_imported_is_what_was_there(full: Diary, stranger: Diary) -> None:
    before = everything_of(full)
    restore(stranger, read_everything(write_everything(before).encode()))
    assert everything_of(stranger) == before
    assert everything_of(full) == before


def test_the_document_alone_gives_everything_back(full: Diary) -> None:
    everything = everything_of(full)
    assert read_everything(write_everything(everything).encode()) == everything
    assert read_everything(write_everything(Everything()).encode()) == Everything()


def test_something_that_is_there_is_replaced_only_on_a_word(full: Diary, stranger: Diary) -> None:
    stranger.tasks.add(THINGS["tasks"][1])
    alone = everything_of(stranger)
    with pytest.raises(NotEmpty):
        restore(stranger, everything_of(full))
    assert everything_of(stranger) == alone
    restore(stranger, everything_of(full), replace=True)
    assert everything_of(stranger) == everything_of(full)


def test_a_diary_that_was_emptied_holds_nothing(full: Diary, new_diary: Callable[[str], Diary]) -> None:
    assert holds_anything(full)
    clear(full)
    assert not holds_anything(full)
    assert everything_of(full) == everything_of(new_diary("fresh"))


def test_an_import_that_fails_half_way_changes_nothing(full: Diary) -> None:
    before = everything_of(full)
    twice = replace(before, tasks=before.tasks * 2)
    with pytest.raises(Exception, match="changed"):
        restore(full, twice, replace=True)
    assert everything_of(full) == before


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"tasks": [{"id": "a", "title": "A", "minutes": "long"}]}, "tasks[0].minutes"),
        ({"tasks": [{"id": "a", "title": "A", "minutes": 0}]}, "tasks[0].minutes"),
        ({"tasks": [{"id": "a", "title": "A"}]}, "tasks[0].minutes"),
        ({"tasks": [{"id": "a", "title": "A", "minutes": 5, "colour": "red"}]}, "tasks[0].colour"),
        (
            {"tasks": [{"id": "a", "title": "A", "minutes": 5, "deadline_at": "2026-11-23T09:00"}]},
            "deadline_at",
        ),
        (
            {"tasks": [{"id": "a", "title": "A", "minutes": 5, "deadline_at": "9999-12-31T23:59:59Z"}]},
            "tasks[0].deadline_at",
        ),
        (
            {"tasks": [{"id": "a", "title": "A", "minutes": 5, "earliest_at": "0001-01-01T00:00:00Z"}]},
            "tasks[0].earliest_at",
        ),
        (
            {"tasks": [{"id": "a", "title": "A", "minutes": 5, "earliest_at": "0001-01-01T00:00:00+14:00"}]},
            "tasks[0].earliest_at",
        ),
        (
            {"journal": [{"id": "a", "at": "9999-12-31T23:59:59-12:00", "text": "A"}]},
            "journal[0].at",
        ),
        (
            {"weeks": [{"current": {"week": {"first": "9999-12-27"}, "zone": "UTC", "blocks": []}}]},
            "weeks[0]",
        ),
        (
            {"seasons": [{"id": "a", "title": "A", "first": "2026-01-01", "last": "9999-12-31"}]},
            "seasons[0].last",
        ),
        (
            {"journal": [{"id": "a", "at": "9999-12-31T23:59:59Z", "text": "A"}]},
            "journal[0].at",
        ),
        (
            {"pauses": [{"id": "a", "at": "2026-01-01T00:00:00Z", "until": "0001-01-01T00:00:00Z"}]},
            "pauses[0].until",
        ),
        (
            {"check_ins": [{"id": "a", "at": "2026-01-01T00:00:00Z", "zone": "Moon/Base"}]},
            "check_ins[0].zone",
        ),
        ({"stays": [{**STAY, "zone": "Moon/Base"}]}, "stays[0].zone"),
        ({"stays": [{**STAY, "leaves_at": STAY["arrives_at"]}]}, "stays[0].leaves_at"),
        ({"weeks": [{"current": {**PLAN, "zone": "Europe/Berlin Moon/Base@x/y"}}]}, "weeks[0]"),
        ({"domains": [{"id": "a", "name": "A", "sphere": "moon"}]}, "domains[0].sphere"),
        ({"values": [{"id": "a", "name": "A", "rank": 1}] * 2}, "values: has 2 entries"),
        ({"settings": {"zone": "Moon/Base"}}, "settings.zone"),
        ({"settings": {"clock": 13}}, "settings.clock"),
        (
            {"settings": {"availability": {"waking": [{"days": [9], "start": "09:00", "end": "17:00"}]}}},
            "settings.availability.waking[0]",
        ),
        ({"settings": []}, "settings"),
        (
            {"calendars": [{"source": {"id": "c", "name": "C", "domain_id": "d"}, "raw": "!!"}]},
            "calendars[0].raw",
        ),
        (
            {"calendars": [{"source": {"id": "c", "name": "C", "domain_id": "", "kind": "feed"}}]},
            "source.address",
        ),
        ({"meals": "lunch"}, "meals"),
        ({"stars": []}, "stars"),
        ({"format": "counterpoint-export/9"}, "format"),
        ({"format": 3}, "format"),
    ],
)
def test_what_is_wrong_is_named_at_its_place(wrong: dict[str, object], place: str) -> None:
    document = {"format": "counterpoint-export/1", "settings": {}, **wrong}
    with pytest.raises(NotReadable) as told:
        read_everything(json.dumps(document).encode())
    assert place in str(told.value)


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"format": "counterpoint-export/1"}']
)
def test_what_is_no_export_is_refused_in_words(raw: bytes) -> None:
    with pytest.raises(NotReadable):
        read_everything(raw)


def test_a_calendar_that_unpacks_without_end_is_refused_early() -> None:
    packing = zlib.compressobj(9)
    packed = b"".join(packing.compress(bytes(1_000_000)) for _ in range(200)) + packing.flush()
    source = {"id": "c", "name": "C", "domain_id": ""}
    bomb = {"source": source, "raw": base64.b64encode(packed).decode()}
    document = {"format": "counterpoint-export/1", "settings": {}, "calendars": [bomb]}
    with pytest.raises(NotReadable, match="too large"):
        read_everything(json.dumps(document).encode())
