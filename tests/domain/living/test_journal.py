"""The journal's questions go round, and entries are found by day and by word."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from counterpoint.domain.living import JournalEntry
from counterpoint.domain.living.journal import found, prompt_for, prompts

AT = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)
ENTRIES = [
    JournalEntry("a", AT, "The moon came along", "What surprised you today?"),
    JournalEntry("b", AT - timedelta(days=3), "A long walk"),
]


def test_a_question_stays_all_day_and_goes_round() -> None:
    day = date(2026, 11, 25)
    assert prompt_for(day) == prompt_for(day)
    assert prompt_for(day) != prompt_for(day + timedelta(days=1))
    assert {prompt_for(day, n) for n in range(len(prompts()))} == set(prompts())
    assert len(set(prompts())) == len(prompts())


def test_entries_are_found_by_the_day_on_the_persons_own_calendar() -> None:
    late = date(2026, 11, 26)
    assert [each.id for each in found(ENTRIES, zone="Europe/Berlin", first=late)] == ["a"]
    assert [each.id for each in found(ENTRIES, zone="UTC", last=date(2026, 11, 22))] == ["b"]
    assert [each.id for each in found(ENTRIES, zone="UTC")] == ["a", "b"]


def test_all_of_the_words_are_wanted_in_the_text_or_its_question() -> None:
    assert [each.id for each in found(ENTRIES, zone="UTC", words="MOON surprised")] == ["a"]
    assert found(ENTRIES, zone="UTC", words="moon walk") == ()
