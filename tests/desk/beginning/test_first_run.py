"""The first steps are found again where they were left, because they follow from what is there."""

from __future__ import annotations

from counterpoint.desk.beginning import first_run
from counterpoint.domain.planning import Ritual, Task
from counterpoint.domain.values import CoreValue, LifeDomain
from tests.memory import MemoryDiary

WORK = LifeDomain("work", "Work", "work")


def value(name: str, rank: int = 0, in_practice: str = "") -> CoreValue:
    return CoreValue("", name, rank, in_practice)


def names(diary: MemoryDiary) -> list[str]:
    return [kept.thing.name for kept in diary.values.all()]


def test_one_begins_at_the_first_step_and_goes_on_at_the_next_empty_one() -> None:
    diary = MemoryDiary()
    assert first_run.progress(diary).next == "you"
    first_run.introduce(diary, name="Ada", zone="Europe/Berlin", version=0)
    assert first_run.progress(diary).next == "values"
    first_run.choose_values(diary, [value("Family")])
    assert first_run.progress(diary).next == "calendars"
    assert not first_run.progress(diary).under_way
    diary.tasks.add(Task("t", "Call", 15))
    assert first_run.progress(diary).under_way
    assert first_run.progress(diary).done == {"you", "values", "tasks"}


def test_a_diary_gets_its_first_domains_once() -> None:
    diary = MemoryDiary()
    ritual = Ritual("r", "Walk", "work", "life")
    for _ in range(2):
        first_run.begin(diary, domains=[WORK], rituals=[ritual])
    assert [kept.thing for kept in diary.domains.all()] == [WORK]
    assert [kept.thing for kept in diary.rituals.all()] == [ritual]


def test_rituals_that_are_there_are_not_doubled() -> None:
    diary = MemoryDiary()
    diary.rituals.add(Ritual("mine", "Tea", "life", "work"))
    first_run.begin(diary, domains=[WORK], rituals=[Ritual("r", "Walk", "work", "life")])
    assert [kept.thing.id for kept in diary.rituals.all()] == ["mine"]


def test_values_are_ranked_as_chosen_and_can_be_chosen_again() -> None:
    diary = MemoryDiary()
    first_run.choose_values(diary, [value("Family"), value("Health", in_practice="Swim")])
    assert [(kept.thing.id, kept.thing.rank) for kept in diary.values.all()] == [("family", 1), ("health", 2)]
    first_run.choose_values(diary, [value("Health", in_practice="Swim twice"), value("Music")])
    assert names(diary) == ["Health", "Music"]
    assert diary.values.get("health").thing.in_practice == "Swim twice"


def test_a_value_that_something_hangs_on_is_not_lost_by_choosing_others() -> None:
    diary = MemoryDiary()
    first_run.choose_values(diary, [value("Family")])
    diary.domains.add(LifeDomain("home", "Home", "life", "family"))
    first_run.choose_values(diary, [value("Music")])
    assert names(diary) == ["Music", "Family"]
