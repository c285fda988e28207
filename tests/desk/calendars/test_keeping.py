"""What is kept of a calendar, and for which time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from counterpoint.desk.calendars.adding import add_file
from counterpoint.desk.calendars.keeping import NoName, change, describe, window_for
from counterpoint.desk.calendars.uploads import Upload
from counterpoint.desk.ports import ChangedMeanwhile
from tests.calendars import NOW, calendar
from tests.desk.calendars.read_lives import CHOIR, READ
from tests.memory import MemoryDiary


def test_a_year_back_and_three_years_ahead_are_kept() -> None:
    window = window_for(NOW)
    assert window.start == NOW.replace(hour=0) - timedelta(days=366)
    assert window.end == NOW.replace(hour=0) + timedelta(days=3 * 366)


def test_a_refresh_in_between_is_no_clash_but_another_name_is(diary: MemoryDiary) -> None:
    added = add_file(diary, Upload("a.ics", calendar(CHOIR)), domain_id="d", now=NOW, read=READ)
    seen, id = added.calendar, added.calendar.id
    change(diary, id, events=7, trouble="It did not answer.")
    assert describe(diary, id, name=" Choir ", domain_id="m", seen=seen).name == "Choir"
    with pytest.raises(ChangedMeanwhile) as told:
        describe(diary, id, name="Singing", domain_id="m", seen=seen)
    assert told.value.kept is not None
    assert told.value.kept.thing.name == "Choir"
    with pytest.raises(NoName):
        describe(diary, id, name="  ", domain_id="m", seen=seen)


def test_what_a_refresh_notes_is_not_lost_to_an_edit_at_the_same_moment(diary: MemoryDiary) -> None:
    id = add_file(diary, Upload("a.ics", calendar(CHOIR)), now=NOW, read=READ).calendar.id
    get, edits = diary.calendars.get, [{"name": "Singing"}]

    def get_and_be_overtaken(id: str) -> Any:
        kept = get(id)
        if edits:
            diary.calendars.change(replace(kept.thing, **edits.pop()), version=kept.version)
        return kept

    diary.calendars.get = get_and_be_overtaken  # type: ignore[method-assign]
    change(diary, id, trouble="No answer.")
    assert (get(id).thing.name, get(id).thing.trouble) == ("Singing", "No answer.")
