"""Sentences below the pages find their language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from counterpoint.domain.words import gettext, ngettext, speak_with


@pytest.fixture
def loudly() -> Iterator[None]:
    from django.utils.translation import gettext as one
    from django.utils.translation import ngettext as many

    speak_with(str.upper, lambda singular, plural, number: (singular if number < 2 else plural).upper())
    yield
    speak_with(one, many)


def test_a_sentence_is_what_it_says() -> None:
    assert gettext("Dinner stays free") == "Dinner stays free"
    assert [ngettext("one", "many", number) for number in (1, 2)] == ["one", "many"]


def test_a_sentence_is_said_in_the_language_that_is_set(loudly: None) -> None:
    assert gettext("Dinner stays free") == "DINNER STAYS FREE"
    assert ngettext("one", "many", 2) == "MANY"
