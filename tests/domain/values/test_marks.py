"""A value's mark tells it from the others, in as few letters as that takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.values import CoreValue, marks_of


def marks(*names: str) -> list[str]:
    found = marks_of(CoreValue(f"v{n}", name, n) for n, name in enumerate(names, 1))
    return [found[f"v{n}"] for n in range(1, len(names) + 1)]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("Family", "Health"), ["F", "H"]),
        (("Family", "health", "friends"), ["Fa", "H", "Fr"]),
        (("Family", "Family firm"), ["F1", "FF"]),
        (("Good health", "Good friends"), ["GH", "GF"]),
        (("Learning", "Leisure"), ["Lea", "Lei"]),
        (("Carefree", "Caring", "Curious"), ["C1", "C2", "Cu"]),
        (("Family", "Friends", "Family"), ["F1", "Fr", "F3"]),
        (("F1", "F1", "F3 car"), ["F4", "F2", "F3"]),
        (("👨‍👩‍👧 Family", "👋🏽 Others", "école"), ["👨‍👩‍👧", "👋🏽", "É"]),
    ],
)
def test_values_with_one_initial_have_marks_of_their_own(names: tuple[str, ...], told: list[str]) -> None:
    assert marks(*names) == told


def test_a_value_without_a_name_has_no_mark() -> None:
    assert marks_of([CoreValue("v", " ", 1)]) == {}


@given(st.lists(st.text(min_size=1, max_size=12), max_size=8))
def test_no_two_marks_are_alike_and_each_is_short(names: list[str]) -> None:
    found = marks_of(CoreValue(str(n), name, n) for n, name in enumerate(names))
    assert len(set(found.values())) == len(found)
    assert set(found) == {str(n) for n, name in enumerate(names) if name.strip()}
