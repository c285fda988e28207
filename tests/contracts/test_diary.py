"""What holds for a diary as a whole: settings, the snapshot of a life, and jobs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpoint.desk.ports import ChangedMeanwhile, Diary, NotThere
from counterpoint.domain.living import Stay, lived_zone
from counterpoint.domain.planning import Settings
from tests.contracts.examples import SETTINGS, THINGS, renamed, shelf_of


def test_settings_are_there_from_the_start(diary: Diary) -> None:
    assert diary.settings().thing == Settings()


def test_settings_come_back_as_they_were(diary: Diary) -> None:
    first = diary.change_settings(SETTINGS, version=diary.settings().version)
    assert diary.settings() == first
    assert first.thing == SETTINGS
    second = diary.change_settings(Settings(), version=first.version)
    assert diary.settings() == second
    assert second.thing == Settings()


def test_the_clock_is_that_of_home_and_of_the_stays_and_only_home_is_kept_as_settings(diary: Diary) -> None:
    home = diary.change_settings(Settings(zone="Europe/Berlin"), version=diary.settings().version)
    stay = THINGS["stays"][0]
    diary.shelf(Stay).add(stay)
    lived = lived_zone("Europe/Berlin", [stay])
    assert diary.settings().thing.zone == diary.life().zone == lived
    assert diary.life().stays == (stay,)
    assert diary.settings().thing.at_home == home.thing
    moved = diary.change_settings(Settings(zone=lived, name="Ada"), version=home.version)
    assert diary.settings() == moved
    diary.shelf(Stay).remove(stay.id)
    assert diary.settings().thing == Settings(zone="Europe/Berlin", name="Ada")


def test_the_second_of_two_tabs_is_told_of_changed_settings(diary: Diary) -> None:
    seen = diary.settings()
    now = diary.change_settings(SETTINGS, version=seen.version)
    with pytest.raises(ChangedMeanwhile) as told:
        diary.change_settings(Settings(zone="Asia/Tokyo"), version=seen.version)
    assert told.value.kept == now
    later = diary.change_settings(Settings(), version=now.version)
    with pytest.raises(ChangedMeanwhile):
        diary.change_settings(SETTINGS, version=now.version)
    assert diary.settings() == later


def test_a_life_is_everything_in_order(diary: Diary) -> None:
    diary.change_settings(SETTINGS, version=diary.settings().version)
    shelves = ("values", "domains", "protected", "meals", "rituals", "tasks", "routines", "event_rules")
    for name in shelves:
        for id in ("b", "a"):
            shelf_of(diary, name).add(renamed(THINGS[name][0], id))
    life = diary.life()
    for name in shelves:
        found = life.availability.meals if name == "meals" else getattr(life, name)
        assert found == tuple(renamed(THINGS[name][0], id) for id in ("b", "a"))
    assert replace(life.availability, meals=()) == SETTINGS.availability
    assert (life.zone, life.name, life.week_start, life.clock) == ("America/New_York", "Ada", 6, 12)
    assert (life.flex, life.slack_minutes, life.chronotype) == (SETTINGS.flex, 45, "evening")


def test_values_stand_in_order_of_rank(diary: Diary) -> None:
    value = THINGS["values"][0]
    for id, rank in (("third", 3), ("first", 1), ("second", 2)):
        diary.values.add(replace(value, id=id, rank=rank))
    assert [each.thing.id for each in diary.values.all()] == ["first", "second", "third"]


def test_a_job_waits_until_it_is_taken(diary: Diary) -> None:
    job = diary.jobs.record("plan_week", {"week": "2026-W48", "seconds": 5})
    assert (job.state, job.progress, job.attempts, job.result) == ("waiting", 0.0, 0, None)
    assert diary.jobs.get(job.id) == job


def test_a_job_tells_how_far_it_is(diary: Diary) -> None:
    job = diary.jobs.record("read_calendar", {"calendar": "work"})
    diary.jobs.tell(job.id, progress=0.4, note="Reading", result={"events": 3})
    diary.jobs.tell(job.id, progress=7)
    now = diary.jobs.get(job.id)
    assert (now.progress, now.note, now.result) == (1.0, "Reading", {"events": 3})


def test_the_latest_job_of_a_kind_is_found_by_its_payload(diary: Diary) -> None:
    assert diary.jobs.latest("plan_week") is None
    diary.jobs.record("plan_week", {"week": "2026-W48", "n": 1})
    second = diary.jobs.record("plan_week", {"week": "2026-W48", "n": 2})
    third = diary.jobs.record("plan_week", {"week": "2026-W49", "n": 3})
    diary.jobs.record("read_calendar", {"week": "2026-W48"})
    assert diary.jobs.latest("plan_week", week="2026-W48") == second
    assert diary.jobs.latest("plan_week") == third
    assert diary.jobs.latest("plan_week", week="2026-W48", n=3) is None


def test_a_waiting_job_that_is_not_wanted_any_more_stops_at_once(diary: Diary) -> None:
    job = diary.jobs.record("plan_week", {})
    diary.jobs.ask_to_stop(job.id)
    assert diary.jobs.get(job.id).state == "stopped"


def test_a_stranger_sees_and_stops_no_job(diary: Diary, stranger: Diary) -> None:
    job = diary.jobs.record("plan_week", {"week": "2026-W48"})
    assert stranger.jobs.latest("plan_week") is None
    stranger.jobs.ask_to_stop(job.id)
    stranger.jobs.tell(job.id, progress=0.9, note="not yours")
    with pytest.raises(NotThere):
        stranger.jobs.get(job.id)
    assert diary.jobs.get(job.id) == job
