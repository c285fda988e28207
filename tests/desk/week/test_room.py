"""Where in a week there is room."""

from __future__ import annotations

from counterpoint.desk.planning import edits as week_edits
from counterpoint.desk.week.room import first_room
from tests.desk.weeks import NOW, WEEK, at, block_of, planned, span, with_events
from tests.memory import MemoryDiary


def test_the_first_room_is_ahead_awake_and_free(diary: MemoryDiary) -> None:
    kept, call = planned(diary), block_of(diary, "Call")
    week_edits.remove_block(diary, WEEK, call.id, version=kept.version, now=NOW)
    in_the_night, busy = at(0, 2, 10), at(0, 9, 57)
    assert first_room(diary, WEEK, "task:call", 30, in_the_night) == at(0, 8)
    assert first_room(diary, WEEK, "task:call", 30, busy) == at(0, 17, 30), "after working hours"
    with_events(diary, ("A parcel", span(0, 17, 15, 30)))
    assert first_room(diary, WEEK, "task:call", 30, busy) == at(0, 19), "after the parcel is dinner"
    assert first_room(diary, WEEK, "task:call", 24 * 60, busy) is None
    assert first_room(diary, WEEK, "task:call", 30, at(7, 12)) is None
