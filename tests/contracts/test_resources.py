"""The resources of collections: what is kept under an href, whose they are, and that they go with theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpoint.desk.ports import Diary, NotThere
from counterpoint.domain.agenda import Collection, Resource
from tests.contracts.examples import MONDAY, THINGS

WORK: Collection = THINGS["collections"][0]
FIRST = Resource("/ada/work/1.ics", '"a"', b"BEGIN:VCALENDAR\xff\x00")
SECOND = Resource("/ada/work/2.ics", '"b"', b"", "It was not handed out.", 2, MONDAY)


@pytest.fixture
def kept(diary: Diary) -> Diary:
    diary.shelf(Collection).add(WORK)
    diary.resources.keep(WORK.id, [SECOND, FIRST])
    return diary


def test_what_is_kept_comes_back_in_order_of_its_address(kept: Diary) -> None:
    assert list(kept.resources.all(WORK.id)) == [FIRST, SECOND]
    assert kept.resources.etags(WORK.id) == {FIRST.href: '"a"', SECOND.href: '"b"'}
    assert kept.resources.named(WORK.id, [FIRST.href, "/none"]) == {FIRST.href: FIRST}


def test_what_is_kept_again_takes_the_place_of_what_was_there(kept: Diary) -> None:
    newer = replace(FIRST, etag='"c"', raw=b"newer")
    kept.resources.keep(WORK.id, [newer])
    assert list(kept.resources.all(WORK.id)) == [newer, SECOND]


def test_what_is_set_aside_is_told_without_its_bytes(kept: Diary) -> None:
    kept.resources.keep(WORK.id, [replace(SECOND, raw=b"many")])
    assert kept.resources.aside(WORK.id) == (SECOND,)


def test_a_mark_names_the_bytes(kept: Diary) -> None:
    before = kept.resources.marks(WORK.id)
    assert before.keys() == {FIRST.href, SECOND.href}
    kept.resources.keep(WORK.id, [replace(FIRST, etag='"c"'), replace(SECOND, raw=b"came")])
    after = kept.resources.marks(WORK.id)
    assert after[FIRST.href] == before[FIRST.href]
    assert after[SECOND.href] != before[SECOND.href]


def test_etags_can_be_asked_for_of_some(kept: Diary) -> None:
    assert kept.resources.etags(WORK.id, [SECOND.href, "/none"]) == {SECOND.href: '"b"'}


def test_what_is_dropped_is_gone_and_what_is_not_there_is_no_trouble(kept: Diary) -> None:
    kept.resources.drop(WORK.id, [FIRST.href, "/none"])
    assert list(kept.resources.all(WORK.id)) == [SECOND]


def test_nobody_reaches_the_entries_of_somebody_elses_calendar(kept: Diary, stranger: Diary) -> None:
    for ask in (
        lambda: stranger.resources.etags(WORK.id),
        lambda: stranger.resources.marks(WORK.id),
        lambda: stranger.resources.keep(WORK.id, [FIRST]),
        lambda: stranger.resources.drop(WORK.id, [FIRST.href]),
        lambda: stranger.resources.aside(WORK.id),
        lambda: list(stranger.resources.all(WORK.id)),
    ):
        with pytest.raises(NotThere):
            ask()
    assert list(kept.resources.all(WORK.id)) == [FIRST, SECOND]


def test_they_go_with_their_collection(kept: Diary) -> None:
    kept.shelf(Collection).remove(WORK.id)
    kept.shelf(Collection).add(WORK)
    assert not list(kept.resources.all(WORK.id))
