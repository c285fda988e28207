"""A mark that is quickly asked says whether anything is new."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.desk.syncing.account_lives import Life, entry, life_at_work


@pytest.fixture
def life() -> Life:
    return life_at_work()


def quickly(life: Life) -> Life:
    """At a server that has a quick mark, and where it is kept by now."""
    life.server.has_quick_mark = True
    life.pull()
    life.pull()
    life.server.asked.clear()
    return life


def test_a_mark_that_is_quickly_asked_says_that_nothing_is_new(life: Life) -> None:
    quickly(life).pull()
    assert life.server.asked == ["quick_mark"]
    life.work.put("1.ics", entry(1, "Dentist later"))
    life.server.asked.clear()
    life.pull()
    assert life.server.asked == ["quick_mark", "changes", "fetch"]
    assert life.titles == ["Choir", "Dentist later", "Swim"]
    life.server.asked.clear()
    life.pull()
    assert life.server.asked == ["quick_mark"]


def test_a_quick_mark_is_believed_for_a_day_and_not_on_a_word(life: Life) -> None:
    quickly(life).pull(by_hand=True)
    assert life.server.asked == ["quick_mark", "changes"]
    life.now += timedelta(days=1)
    life.server.asked.clear()
    life.pull()
    assert life.server.asked == ["quick_mark", "changes"]
    life.pull()
    assert life.server.asked == ["quick_mark", "changes", "quick_mark"]


def test_what_happens_after_a_quick_mark_is_asked_is_found_at_the_next_visit(life: Life) -> None:
    quickly(life).work.put("1.ics", entry(1, "Dentist later"))

    class Meanwhile(list[str]):
        """Somebody edits while what changed before is fetched."""

        def append(self, what: str) -> None:
            super().append(what)
            if what == "fetch" and self.count("fetch") == 1:
                life.work.put("2.ics", entry(2, "Swim far"))

    life.server.asked = Meanwhile()
    life.pull()
    assert life.titles == ["Choir", "Dentist later", "Swim"]
    life.pull()
    assert life.titles == ["Choir", "Dentist later", "Swim far"]
