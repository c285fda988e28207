"""What a shelf is asked for by a word that its things say."""

from __future__ import annotations

import pytest

from counterpoint.desk.ports import Diary
from tests.contracts.examples import THINGS, renamed, shelf_of


@pytest.mark.parametrize(
    ("name", "field"), [("requests", "state"), ("reviews", "kind"), ("reviews", "change"), ("tasks", "done")]
)
def test_those_that_say_so_are_found_among_the_others(diary: Diary, name: str, field: str) -> None:
    shelf, (thing, other) = shelf_of(diary, name), THINGS[name]
    first, second = shelf.add(thing), shelf.add(renamed(other, "b"))
    assert shelf.having(**{field: getattr(thing, field)}) == (first,)
    assert shelf.having(**{field: (getattr(thing, field), getattr(other, field))}) == (first, second)
