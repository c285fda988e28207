"""What holds for everything that stands on a shelf."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from counterpoint.desk.ports import ChangedMeanwhile, Diary, NotThere
from tests.contracts.examples import THINGS, renamed, shelf_of

SHELVES = sorted(THINGS)
pytestmark = pytest.mark.parametrize("name", SHELVES)


def test_what_is_added_is_there_as_it_was(diary: Diary, name: str) -> None:
    shelf, thing = shelf_of(diary, name), THINGS[name][0]
    kept = shelf.add(thing)
    assert kept.thing == thing
    assert shelf.get(thing.id) == kept
    assert shelf.all() == (kept,)


def test_things_stand_in_the_order_in_which_they_were_added(diary: Diary, name: str) -> None:
    shelf, thing = shelf_of(diary, name), THINGS[name][0]
    for id in ("b", "c", "a"):
        shelf.add(renamed(thing, id))
    assert [each.thing.id for each in shelf.all()] == ["b", "c", "a"]


def test_a_change_keeps_its_place_and_counts_up(diary: Diary, name: str) -> None:
    shelf, (thing, other) = shelf_of(diary, name), THINGS[name]
    first = shelf.add(thing)
    changed = shelf.change(other, version=first.version)
    assert changed.version == first.version + 1
    assert shelf.get(thing.id) == changed
    assert changed.thing == other


def test_the_second_of_two_tabs_is_told_and_nothing_is_lost(diary: Diary, name: str) -> None:
    shelf, (thing, other) = shelf_of(diary, name), THINGS[name]
    seen = shelf.add(thing)
    first = shelf.change(other, version=seen.version)
    with pytest.raises(ChangedMeanwhile) as told:
        shelf.change(thing, version=seen.version)
    assert told.value.kept == first
    assert shelf.get(thing.id) == first


def test_adding_the_same_thing_twice_keeps_the_first(diary: Diary, name: str) -> None:
    shelf, (thing, other) = shelf_of(diary, name), THINGS[name]
    first = shelf.add(thing)
    with pytest.raises(ChangedMeanwhile) as told:
        shelf.add(other)
    assert told.value.kept == first
    assert shelf.all() == (first,)


def test_removing(diary: Diary, name: str) -> None:
    shelf, thing = shelf_of(diary, name), THINGS[name][0]
    kept = shelf.add(thing)
    with pytest.raises(ChangedMeanwhile):
        shelf.remove(thing.id, version=kept.version + 1)
    shelf.remove(thing.id, version=kept.version)
    assert shelf.all() == ()
    shelf.add(thing)
    shelf.remove(thing.id)
    with pytest.raises(NotThere):
        shelf.get(thing.id)


def test_what_is_not_there_cannot_be_read_changed_or_removed(diary: Diary, name: str) -> None:
    shelf, thing = shelf_of(diary, name), THINGS[name][0]
    for attempt in (
        lambda: shelf.get(thing.id),
        lambda: shelf.change(thing, version=1),
        lambda: shelf.remove(thing.id),
    ):
        with pytest.raises(NotThere):
            attempt()


def test_a_stranger_finds_nothing_and_may_use_the_same_ids(diary: Diary, stranger: Diary, name: str) -> None:
    thing, other = THINGS[name]
    mine, theirs = shelf_of(diary, name), shelf_of(stranger, name)
    mine.add(thing)
    assert theirs.all() == ()
    for attempt in _ways_in(theirs, thing):
        with pytest.raises(NotThere):
            attempt()
    theirs.add(other)
    theirs.remove(other.id)
    assert mine.get(thing.id).thing == thing


def _ways_in(shelf: Any, thing: Any) -> list[Any]:
    return [
        lambda: shelf.get(thing.id),
        lambda: shelf.change(thing, version=1),
        lambda: shelf.remove(thing.id),
    ]


def test_together_keeps_all_or_nothing(diary: Diary, name: str) -> None:
    shelf, (thing, other) = shelf_of(diary, name), THINGS[name]
    kept = shelf.add(thing)
    with pytest.raises(ZeroDivisionError), diary.together():  # noqa: PT012  # the block is the claim
        shelf.change(other, version=kept.version)
        shelf.add(renamed(thing, "another"))
        raise ZeroDivisionError
    assert shelf.all() == (kept,)


def test_many_are_added_in_their_order_behind_what_is_there(diary: Diary, name: str) -> None:
    shelf, thing = shelf_of(diary, name), THINGS[name][0]
    one_by_one = [shelf.add(renamed(thing, id)) for id in ("m", "z")]
    shelf.add_all(renamed(thing, id) for id in ("b", "c", "a"))
    there = shelf.all()
    assert [each.thing.id for each in there] == ["m", "z", "b", "c", "a"]
    assert there == (*one_by_one, *(replace(one_by_one[0], thing=renamed(thing, id)) for id in "bca"))


def test_of_many_with_an_id_that_is_taken_none_is_added(diary: Diary, name: str) -> None:
    shelf, (thing, other) = shelf_of(diary, name), THINGS[name]
    first = shelf.add(thing)
    with pytest.raises(ChangedMeanwhile) as told:
        shelf.add_all([renamed(thing, "b"), other, renamed(thing, "c")])
    assert told.value.kept == first
    assert shelf.all() == (first,)


def test_a_cleared_shelf_is_empty_and_another_persons_is_not(
    diary: Diary, stranger: Diary, name: str
) -> None:
    thing = THINGS[name][0]
    shelf_of(diary, name).add_all([thing, renamed(thing, "b")])
    theirs = shelf_of(stranger, name).add(thing)
    shelf_of(diary, name).clear()
    assert shelf_of(diary, name).all() == ()
    assert shelf_of(stranger, name).all() == (theirs,)
