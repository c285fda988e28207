"""Values keep their order, and what hangs on them stays when one goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.desk.matters import things as matters
from counterpoint.desk.ports import ChangedMeanwhile, NotThere
from counterpoint.domain.agenda import CalendarSource, EventRule, Mark
from counterpoint.domain.boundaries import GiveBack, Request
from counterpoint.domain.energy import CheckIn, Stretch
from counterpoint.domain.living import GoodThing
from counterpoint.domain.planning import FlexBlock, Task
from counterpoint.domain.timeline import Span
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


def test_what_was_lived_for_a_domain_goes_to_the_one_that_takes_its_place() -> None:
    diary, at = MemoryDiary(), datetime(2026, 11, 24, 18, tzinfo=UTC)
    for id in ("home", "garden"):
        diary.domains.add(LifeDomain(id, id.title(), "life"))
    span = Span(at, at + timedelta(hours=1))
    lived = (
        CheckIn("c", at, domain_id="garden"), Stretch("s", at, 30, domain_id="garden"),
        Request("r", at, "Anna", "", span, domain_id="garden"),
        GoodThing("g", at, "Light", domain_id="garden"),
        GiveBack("b", at, "bend", "Dinner", 60, at, domain_id="garden"),
    )  # fmt: skip
    for thing in lived:
        diary.dated(type(thing)).add(thing)  # type: ignore[arg-type]
    assert {type(each) for each in lived} < set(matters.of_a_domain())
    matters.remove_domain(diary, "garden", version=1, instead="home")
    assert {diary.dated(type(each)).all()[0].thing.domain_id for each in lived} == {"home"}  # type: ignore[attr-defined]
