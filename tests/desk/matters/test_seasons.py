"""Seasons at the desk: who is heard, who waits, what is announced, and the one look back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from counterpoint.desk.matters import things as matters
from counterpoint.desk.matters.seasons import (
    FARTHEST,
    NothingToBook,
    book_catch_up,
    change_season,
    look_back,
    season_news,
    seasons_of,
    those_who_wait,
)
from counterpoint.desk.ports import ChangedMeanwhile, NotThere
from counterpoint.domain.planning import Task
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.timeline import Week
from counterpoint.domain.values import Emphasis, LifeDomain, Season
from counterpoint.domain.values.waiting import note_to_who_waits
from tests.memory import MemoryDiary

NOW = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)  # half past midnight of the 26th in Berlin
LAUNCH = Season(
    "launch", "The launch", date(2026, 11, 9), date(2026, 12, 12),
    (Emphasis("work", "ff"), Emphasis("home", "p"), Emphasis("choir", "pp")), "nobody else's business",
)  # fmt: skip


@pytest.fixture
def diary() -> MemoryDiary:
    diary = MemoryDiary()
    settings = diary.settings()
    diary.change_settings(replace(settings.thing, zone="Europe/Berlin"), version=settings.version)
    for id, sphere in (("work", "work"), ("home", "life"), ("choir", "life")):
        diary.domains.add(LifeDomain(id, id.title(), sphere))  # type: ignore[arg-type]
    return diary


def with_seasons(diary: MemoryDiary, *seasons: Season) -> None:
    for each in seasons:
        diary.shelf(Season).add(each)


def test_seasons_are_told_by_what_they_are_today(diary: MemoryDiary) -> None:
    past = Season("past", "Past", date(2026, 10, 1), date(2026, 11, 25))
    coming = Season("coming", "Coming", date(2026, 11, 27), date(2027, 6, 30))
    with_seasons(diary, coming, LAUNCH, past)
    seen = seasons_of(diary, now=NOW)
    assert seen.today == date(2026, 11, 26)
    assert [[kept.thing.id for kept in each] for each in (seen.past, seen.heard, seen.coming)] == [
        ["past"], ["launch"], ["coming"],
    ]  # fmt: skip
    assert (seen.first, seen.last) == (date(2026, 10, 1), date(2027, 6, 30))
    assert [each.domain.id for each in seen.voices] == ["work", "home", "choir"]
    assert [run.voice.dynamic for run in seen.voices[0].runs] == ["mf", "ff", "mf"]


def test_a_drawing_stays_within_a_year(diary: MemoryDiary) -> None:
    with_seasons(diary, Season("long", "Long", date(2020, 1, 1), date(2040, 1, 1)))
    seen = seasons_of(diary, now=NOW)
    assert (seen.first, seen.last) == (seen.today - FARTHEST, seen.today + FARTHEST)


def test_what_is_long_over_does_not_stretch_the_drawing(diary: MemoryDiary) -> None:
    with_seasons(diary, Season("old", "Old", date(2026, 1, 1), date(2026, 2, 1)))
    assert seasons_of(diary, now=NOW).first == date(2026, 11, 12)


def test_an_end_is_announced_until_it_was_looked_back_at(
    diary: MemoryDiary,
) -> None:
    with_seasons(diary, LAUNCH)
    quiet, near, over = (datetime(2026, 12, day, 12, tzinfo=UTC) for day in (8, 9, 14))
    assert not season_news(diary, quiet)
    assert [each.days_left for each in season_news(diary, near)] == [3]
    (news,) = season_news(diary, over)
    assert (news.season.id, news.days_left) == ("launch", -2)
    kept = look_back(diary, "launch", "  It was worth it. ", version=1, now=over)
    assert (kept.thing.looking_back, kept.thing.ended_on) == ("It was worth it.", date(2026, 12, 14))
    assert not season_news(diary, over)


def test_looking_back_before_the_end_does_not_end_it(diary: MemoryDiary) -> None:
    with_seasons(diary, LAUNCH)
    kept = look_back(diary, "launch", "", version=1, now=datetime(2026, 12, 10, 12, tzinfo=UTC))
    assert kept.thing.covers(date(2026, 12, 12))
    with pytest.raises(ChangedMeanwhile):
        look_back(diary, "launch", "Again", version=1, now=NOW)
    with pytest.raises(NotThere):
        look_back(diary, "gone", "Again", version=1, now=NOW)


def test_a_catch_up_waits_for_the_day_after_the_season(diary: MemoryDiary) -> None:
    with_seasons(diary, LAUNCH)
    assert [(each.domain.id, each.booked) for each in those_who_wait(diary, LAUNCH)] == [
        ("choir", ()), ("home", ()),
    ]  # fmt: skip
    task = book_catch_up(diary, LAUNCH, "home", title=" Walk  with Mum ", minutes=120).thing
    assert task.earliest_at == datetime(2026, 12, 12, 23, tzinfo=UTC), "midnight in Berlin"
    assert (task.title, task.minutes, task.domain_id) == ("Walk with Mum", 120, "home")
    assert [each.booked for each in those_who_wait(diary, LAUNCH)] == [(), (task,)]
    before, last_week = Week(date(2026, 11, 30)), Week(date(2026, 12, 7))
    assert not pose(diary.life(), (), before).items
    (item,) = pose(diary.life(), (), last_week).items
    assert item.windows[0].start.date() == date(2026, 12, 13)
    assert item.voice.dynamic == "mf", "on its own day the season is over"


def test_a_catch_up_moves_along_with_the_end_of_its_season(diary: MemoryDiary) -> None:
    with_seasons(diary, LAUNCH)
    book_catch_up(diary, LAUNCH, "home", title="Walk", minutes=120)
    diary.tasks.add(Task("other", "Tidy", 30, "home", earliest_at=NOW))
    longer = change_season(diary, replace(LAUNCH, last=date(2026, 12, 26)), version=1).thing
    assert [[task.title for task in each.booked] for each in those_who_wait(diary, longer)] == [[], ["Walk"]]
    assert diary.tasks.get("other").thing.earliest_at == NOW
    with pytest.raises(ChangedMeanwhile):
        change_season(diary, LAUNCH, version=1)
    assert diary.tasks.get("walk").thing.earliest_at == datetime(2026, 12, 26, 23, tzinfo=UTC)


@pytest.mark.parametrize(("title", "minutes", "field"), [(" ", 30, "title"), ("Walk", 0, "minutes")])
def test_a_catch_up_has_a_name_and_a_length(diary: MemoryDiary, title: str, minutes: int, field: str) -> None:
    with pytest.raises(NothingToBook) as refused:
        book_catch_up(diary, LAUNCH, "home", title=title, minutes=minutes)
    assert refused.value.field == field
    assert not diary.tasks.all()


def test_a_note_to_those_who_wait_names_the_end_and_no_reason() -> None:
    plain = note_to_who_waits("Choir", "12 December", booked=False, name="Robin")
    assert "Until 12 December I have less room than usual for Choir." in plain
    assert plain.endswith("\n\nRobin\n")
    assert "put time aside" not in plain, "what is not booked is not promised"
    booked = note_to_who_waits("Choir", "12 December", booked=True)
    assert "I have already put time aside for it." in booked
    assert LAUNCH.why not in plain + booked
    assert LAUNCH.title not in plain + booked


def test_a_season_follows_a_life_domain_that_goes(diary: MemoryDiary) -> None:
    with_seasons(diary, LAUNCH)
    matters.remove_domain(diary, "choir", version=None, instead="home")
    season = diary.shelf(Season).get("launch").thing
    assert season.emphasis == LAUNCH.emphasis[:2], "home has a word of its own"
    matters.remove_domain(diary, "work", version=None)
    assert diary.shelf(Season).get("launch").thing.emphasis == LAUNCH.emphasis[1:2]
    diary.domains.add(LifeDomain("garden", "Garden", "life"))
    matters.remove_domain(diary, "home", version=None, instead="garden")
    assert diary.shelf(Season).get("launch").thing.emphasis == (Emphasis("garden", "p"),)


def test_a_week_of_a_season_is_planned_by_it(diary: MemoryDiary) -> None:
    from counterpoint.domain.planning import Task

    with_seasons(diary, LAUNCH)
    diary.tasks.add(Task("a", "Paint", 60, "work"))
    diary.tasks.add(Task("b", "Sing", 60, "choir"))
    week = Week(date(2026, 11, 23))
    items = {each.subject_id: each for each in pose(diary.life(), (), week).items}
    assert items["a"].weight == pytest.approx(1.5 * 0.5)
    assert items["b"].weight == pytest.approx(0.4 * 0.5)
    over = week.next(int(timedelta(weeks=4) / timedelta(weeks=1)))
    assert {each.weight for each in pose(diary.life(), (), over).items} == {0.5}
