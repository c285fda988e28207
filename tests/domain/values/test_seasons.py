"""Seasons: who is heard when several speak, what is over, and that nobody is loud for ever."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.values import DYNAMICS, FACTORS, Emphasis, Season, runs, voice_on, voice_over

MONDAY = date(2026, 11, 23)
days = st.integers(-40, 40).map(lambda n: MONDAY + timedelta(days=n))


def season(id: str, first: date, last: date, **voices: str) -> Season:
    return Season(id, id.title(), first, last, tuple(Emphasis(*each) for each in voices.items()))  # type: ignore[arg-type]


def at(n: int) -> date:
    return MONDAY + timedelta(days=n)


@st.composite
def seasons(draw: st.DrawFn) -> tuple[Season, ...]:
    found = []
    for nth in range(draw(st.integers(0, 4))):
        first, last = sorted((draw(days), draw(days)))
        loud = draw(st.dictionaries(st.sampled_from(("work", "home")), st.sampled_from(DYNAMICS)))
        found.append(season(f"s{nth}", first, last, **loud))
    return tuple(found)


def test_without_a_season_every_voice_is_as_usual() -> None:
    assert voice_on((), "work", MONDAY).dynamic == "mf"
    assert voice_on((season("launch", at(0), at(6), work="ff"),), "", MONDAY).season is None
    assert FACTORS["mf"] == 1


def test_both_days_are_part_of_a_season() -> None:
    launch = season("launch", at(0), at(2), work="ff")
    assert [voice_on((launch,), "work", at(n)).dynamic for n in range(-1, 4)] == [
        "mf",
        "ff",
        "ff",
        "ff",
        "mf",
    ]


def test_of_two_seasons_the_one_that_began_later_is_heard() -> None:
    autumn, launch = (
        season("autumn", at(-30), at(30), work="p", home="f"),
        season("launch", at(0), at(6), work="ff"),
    )
    for both in ((autumn, launch), (launch, autumn)):
        assert voice_on(both, "work", at(3)).season is launch
        assert voice_on(both, "home", at(3)).season is autumn, "the later one says nothing of it"
        assert voice_on(both, "work", at(7)).season is autumn


def test_of_two_that_began_on_one_day_the_one_that_ends_sooner_is_heard() -> None:
    long, short = season("a", at(0), at(30), work="p"), season("b", at(0), at(6), work="ff")
    assert voice_on((long, short), "work", at(3)).season is short


def test_a_week_is_as_loud_as_most_of_its_days() -> None:
    launch = season("launch", at(4), at(20), work="ff")
    assert voice_over((launch,), "work", [at(n) for n in range(7)]).dynamic == "mf"
    assert voice_over((launch,), "work", [at(n) for n in range(3, 7)]).dynamic == "ff"
    assert voice_over((launch,), "work", [at(3), at(4)]).dynamic == "mf", "of two that are even the first"
    assert voice_over((launch,), "work", []).dynamic == "mf"


@pytest.mark.parametrize(
    ("today", "asks"), [(2, False), (3, True), (6, True), (7, True), (27, True), (28, False)]
)
def test_the_end_is_announced_until_it_was_looked_back_at(today: int, asks: bool) -> None:
    launch = season("launch", at(0), at(6), work="ff")
    assert launch.asks(at(today)) is asks
    looked_back = Season("x", "X", at(0), at(6), ended_on=at(5))
    assert not looked_back.asks(at(today))


@given(seasons(), days)
def test_a_voice_is_the_word_of_a_season_that_covers_the_day(there: tuple[Season, ...], day: date) -> None:
    voice = voice_on(there, "work", day)
    speak = [each for each in there if each.covers(day) and each.dynamic_of("work")]
    if voice.season is None:
        assert not speak
        assert voice.dynamic == "mf"
    else:
        assert voice.dynamic == voice.season.dynamic_of("work")
        assert voice.until is not None
        assert day <= voice.until, "every crescendo ends"
        assert all(each.first <= voice.season.first for each in speak)


@given(seasons(), days, st.integers(0, 30))
def test_runs_follow_each_other_without_a_gap(there: tuple[Season, ...], first: date, more: int) -> None:
    last = first + timedelta(days=more)
    found = list(runs(there, "work", first, last))
    assert [found[0].first, found[-1].last] == [first, last]
    for one, other in pairwise(found):
        assert other.first == one.last + timedelta(days=1)
        assert one.voice != other.voice
    for each in found:
        assert voice_on(there, "work", each.first) == voice_on(there, "work", each.last) == each.voice
