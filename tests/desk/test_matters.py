"""Values keep their order, and what hangs on them stays when one goes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.desk import matters
from counterpoint.desk.ports import ChangedMeanwhile, NotThere
from counterpoint.domain.agenda import CalendarSource, EventRule, Mark
from counterpoint.domain.planning import FlexBlock, Task
from counterpoint.domain.values import CoreValue, LifeDomain
from tests.memory import MemoryDiary


def diary_with(*names: str) -> MemoryDiary:
    diary = MemoryDiary()
    for name in names:
        matters.add_value(diary, CoreValue(name, name, 0))
    return diary


def order(diary: MemoryDiary) -> list[str]:
    ranked = matters.ranked_values(diary)
    assert [kept.thing.rank for kept in ranked] == list(range(1, len(ranked) + 1))
    return [kept.thing.id for kept in ranked]


def test_a_new_value_comes_last() -> None:
    assert order(diary_with("a", "b", "c")) == ["a", "b", "c"]


def test_a_value_moves_one_place_and_stops_at_the_ends() -> None:
    diary = diary_with("a", "b", "c")
    matters.move_value(diary, "c", by=-1)
    assert order(diary) == ["a", "c", "b"]
    matters.move_value(diary, "a", by=-1)
    matters.move_value(diary, "b", by=1)
    assert order(diary) == ["a", "c", "b"]
    with pytest.raises(NotThere):
        matters.move_value(diary, "x", by=1)


@given(st.permutations(["a", "b", "c", "d"]), st.integers(0, 4))
def test_any_order_can_be_asked_for_and_the_unnamed_follow(wanted: list[str], named: int) -> None:
    diary = diary_with("a", "b", "c", "d")
    matters.order_values(diary, wanted[:named])
    assert order(diary)[:named] == wanted[:named]
    assert order(diary)[named:] == sorted(wanted[named:])


def test_what_served_a_value_stays_when_it_goes() -> None:
    diary = diary_with("a", "b")
    diary.tasks.add(Task("t", "Swim", 30, value_id="a"))
    diary.domains.add(LifeDomain("d", "Health", "life", "a"))
    settings = diary.settings()
    flex = FlexBlock("flex", "Flex", value_id="a")
    diary.change_settings(replace(settings.thing, flex=flex), version=settings.version)
    assert matters.uses_of_value(diary, "a").titles == ("Health", "Swim")
    assert matters.remove_value(diary, "a", version=None).name == "a"
    assert diary.tasks.get("t").thing == Task("t", "Swim", 30)
    assert diary.settings().thing.flex == replace(flex, value_id="")
    assert order(diary) == ["b"]
    assert not matters.uses_of_value(diary, "a")


def test_what_belonged_to_a_domain_goes_where_it_is_told() -> None:
    diary = MemoryDiary()
    for name in ("work", "home"):
        diary.domains.add(LifeDomain(name, name, "life"))
    diary.tasks.add(Task("t", "Tidy", 30, domain_id="work"))
    diary.calendars.add(CalendarSource("c", "Studio", "work"))
    assert matters.uses_of_domain(diary, "work").titles == ("Tidy", "Studio")
    matters.remove_domain(diary, "work", version=None, instead="home")
    assert diary.tasks.get("t").thing.domain_id == diary.calendars.get("c").thing.domain_id == "home"


def test_events_that_were_given_to_a_domain_go_with_what_belonged_to_it() -> None:
    diary = MemoryDiary()
    for name in ("work", "home", "garden"):
        diary.domains.add(LifeDomain(name, name, "life"))
    diary.calendars.add(CalendarSource("c", "Studio", "work"))
    diary.calendars.mark("c", "fair", Mark("home", blocking=False))
    diary.event_rules.add(EventRule("r", "title", "school", Mark("home")))
    matters.remove_domain(diary, "home", version=None, instead="garden")
    assert diary.calendars.marks("c") == {"fair": Mark("garden", blocking=False)}
    assert diary.event_rules.get("r").thing.mark == Mark("garden")
    matters.remove_domain(diary, "garden", version=None)
    assert diary.event_rules.get("r").thing.mark == Mark("garden")


def test_ids_are_readable_and_never_taken_twice() -> None:
    assert matters.fresh_id("Call mum!", []) == "call-mum"
    assert matters.fresh_id("Call mum", ["call-mum", "call-mum-2"]) == "call-mum-3"


def test_a_thing_that_another_tab_removed_says_so_and_can_be_had_back() -> None:
    diary = MemoryDiary()
    with pytest.raises(ChangedMeanwhile) as told:
        matters.keep(diary.tasks, Task("t", "Swim", 30), version=3)
    assert told.value.kept is None
    assert matters.keep(diary.tasks, Task("t", "Swim", 30), version=None).version == 1
    assert matters.keep(diary.tasks, Task("t", "Swim", 45), version=1).version == 2
