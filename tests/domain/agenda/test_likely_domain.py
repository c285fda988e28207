"""A calendar’s name lets its part of a life be guessed, and nothing more than guessed."""

from __future__ import annotations

import pytest

from counterpoint.domain.agenda.belonging import likely_domain
from counterpoint.domain.values import LifeDomain

DOMAINS = (
    LifeDomain("work", "Work", "work"),
    LifeDomain("family", "Family", "life"),
    LifeDomain("choir", "Choir & music", "life"),
)


@pytest.mark.parametrize(
    ("name", "likely"),
    [
        ("Work", "work"),
        ("Family calendar", "family"),
        ("music lessons", "choir"),
        ("Team Arbeit", "work"),
        ("family of the office", "family"),  # a word that they share outweighs what speaks of work
        ("Work & family", ""),  # two of them: nothing is guessed
        ("ada@example.org", ""),
        ("", ""),
    ],
)
def test_a_shared_word_or_a_word_of_work_makes_a_part_of_life_likely(name: str, likely: str) -> None:
    found = likely_domain(name, DOMAINS)
    assert (found.id if found else "") == likely


def test_of_two_parts_of_work_none_is_guessed() -> None:
    two = (*DOMAINS, LifeDomain("side", "Side business", "work"))
    assert likely_domain("Office", two) is None
    assert likely_domain("Office", ()) is None
