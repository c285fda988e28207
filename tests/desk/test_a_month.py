"""A month is lived through day by day, and what is kept of it is what a plain account of it says."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.adapters.files.exportjson import read_everything, write_everything
from counterpoint.desk.boundaries.bending import instances_of
from counterpoint.desk.boundaries.ledger import ledger
from counterpoint.desk.day.pausing import paused_days
from counterpoint.desk.export import everything_of, restore
from counterpoint.desk.ports import Diary
from counterpoint.domain.timeline import DAY, Span, Week
from tests.desk.account import FIRST, ZONE, kept_in
from tests.desk.by_hand import planned_by_hand
from tests.desk.month import HOURS, Act, Month, wall
from tests.memory import MemoryDiary
from tests.seeds import of_many

DAYS = 28
ACTS = (
    "check_in", "bend", "bend", "unbend", "take_up", "let_go", "give", "offer_again", "ask", "ask", "reopen",
    "mark", "mark", "be_glad", "do_habit", "life_happens", "life_goes_on", "begin_season", "end_season",
    "look_back", "change_dinner", "change_dinner", "plan",
)  # fmt: skip
acts = st.tuples(st.sampled_from(ACTS), st.integers(0, 99))
months = st.lists(st.lists(acts, max_size=len(HOURS)), min_size=DAYS, max_size=DAYS)


def lived(diary: Diary, days: list[list[Act]], wait: int) -> Month:
    """Lives the month; after each day the diary must agree with the account of it."""
    month = Month(diary, wait, planned_by_hand)
    for day, acts in enumerate(days):
        month.live(day, acts)
        assert kept_in(diary) == month.account
        holds_what_it_says(month)
        tells_itself(month)
    return month


def holds_what_it_says(month: Month) -> None:
    """The boundaries hold where the account says, today and for the week to come."""
    life, today = month.diary.life(), month.today
    for of in ("dinner", "choir"):
        each = next(each for each in life.protected if each.id == of)
        for day in (today + n * DAY for n in range(8)):
            start = wall((day - FIRST).days, HOURS[1])
            within = Span(start, start + timedelta(hours=11))
            there = [found.span for found in instances_of(month.diary, life, each, within)]
            assert there == month.spans_of(of, day)


def tells_itself(month: Month) -> None:
    """What a person reads of it can be told on every day of it."""
    told = {
        each.id for week in ledger(month.diary, month.now) for part in week.chapters for each in part.bends
    }
    this_week = Week.holding(month.today).span(ZONE)
    assert told >= {id for id, (_of, span, _why) in month.account.bends.items() if span.start < this_week.end}
    whole = Span(wall(0, HOURS[0]), month.now)
    assert paused_days(month.diary, whole) == _days_of(month)


def _days_of(month: Month) -> frozenset[object]:
    found = set()
    for begun, ended in month.account.pauses:
        assert begun is not None
        for n in range(DAYS):
            midnight = wall(n, HOURS[0].replace(hour=0, minute=0))
            end = min(each for each in (ended, month.now) if each is not None)
            if begun < midnight + DAY and midnight < end and begun < end:
                found.add(FIRST + n * DAY)
    return frozenset(found)


def comes_back(diary: Diary, into: Diary) -> None:
    before = everything_of(diary)
    restore(into, read_everything(write_everything(before).encode()))
    assert everything_of(into) == before


@settings(max_examples=of_many(8, 300))
@given(months, st.integers(0, 4))
def test_a_month_ends_in_what_it_was_made_of(days: list[list[Act]], wait: int) -> None:
    diary = MemoryDiary("ada")
    lived(diary, days, wait)
    comes_back(diary, MemoryDiary("grace"))


def test_what_was_lived_of_a_give_back_stays_when_its_bend_is_taken_back() -> None:
    days: list[list[Act]] = [[] for _ in range(DAYS)]
    days[15], days[27] = [("change_dinner", 32), ("ask", 15)], [("mark", 91), ("unbend", 0)]
    month = lived(MemoryDiary("ada"), days, 0)
    assert [minutes for minutes, _at in month.account.gifts] == [15]


@pytest.mark.storage
@pytest.mark.django_db
def test_a_month_is_the_same_in_the_database() -> None:
    from counterpoint.adapters.storage.diary import StoredDiary
    from counterpoint.adapters.storage.models import Person

    chance = random.Random(28)
    days = [[(chance.choice(ACTS), chance.randrange(100)) for _hour in HOURS[:2]] for _day in range(DAYS)]
    ada, grace = (Person.objects.create(username=name) for name in ("ada", "grace"))
    month = lived(StoredDiary(ada), days, 3)
    assert all(getattr(month.account, name) for name in ("bends", "check_ins", "pauses", "seasons", "marks"))
    comes_back(StoredDiary(ada), StoredDiary(grace))
