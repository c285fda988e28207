"""The ledger's sentences: what is known, in words, and never how often."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.boundaries import Bend, GiveBack, ProtectedTime
from counterpoint.domain.boundaries.ledger import give_back_for, left_of
from counterpoint.domain.boundaries.story import Moment, listed, story_of
from counterpoint.domain.timeline import Span

MONDAY = date(2026, 11, 23)
AT = datetime(2026, 11, 24, 17, tzinfo=UTC)
SPAN = Span(AT, AT + timedelta(minutes=90))
CAUSES = ("emergency", "opportunity", "other")


def day(n: int) -> date:
    return MONDAY + timedelta(days=n)


def bent(cause: str = "opportunity", whom: str = "Anna", state: str = "", **more: Any) -> Moment:
    bend = Bend("b", AT, "dinner", "Dinner", SPAN, cause, whom)  # type: ignore[arg-type]
    back = GiveBack("g", AT, "b", "Dinner", 90, AT, state=state) if state else None  # type: ignore[arg-type]
    return Moment("Dinner", day(1), "bent", bend=bend, give_back=back, **more)


def test_days_on_which_nothing_came_in_the_way_are_told_together() -> None:
    moments = [Moment("Dinner", day(n), "kept") for n in (4, 0, 1)]
    assert story_of(moments) == (
        "Nothing is known to have come in the way of “Dinner” on Monday, Tuesday and Friday.",
    )


def test_only_what_the_person_said_was_lived_is_told_as_lived() -> None:
    told = story_of([Moment("Swim", day(2), "lived"), Moment("Swim", day(4), "missed")])
    assert told == ("Wednesday was for “Swim”.", "On Friday “Swim” did not come about.")


def test_what_lay_on_it_without_a_word_stays_open() -> None:
    [told] = story_of([Moment("Dinner", day(3), "crossed", event="Late call")])
    assert told == "On Thursday “Late call” lay on “Dinner”; how it went is not known here."


def test_a_bend_is_told_with_what_made_up_for_it() -> None:
    [told] = story_of([bent(state="given", given_on=day(3))])
    assert told == (
        "On Tuesday a meaningful opportunity, with Anna, came before “Dinner”. Thursday made up for it."
    )
    [later] = story_of([bent(state="given", given_on=day(8))])
    assert later.endswith(". Tuesday 1 December made up for it.")
    [ahead] = story_of([bent(state="given", given_on=day(0))])
    assert ahead.endswith(". Monday had made up for it already.")


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (bent("emergency", "", "let_go"), "On Tuesday an emergency came before “Dinner”."),
        (bent("emergency", "Noa"), "On Tuesday an emergency, for Noa, came before “Dinner”."),
        (bent("other", ""), "On Tuesday something else came before “Dinner”."),
        (bent("other", "Noa"), "On Tuesday something else, for Noa, came before “Dinner”."),
        (bent("opportunity", "", ahead=True), "On Tuesday a meaningful opportunity comes before “Dinner”."),
        (
            bent("emergency", "", "owed", due_on=day(9)),
            "On Tuesday an emergency came before “Dinner”. Its time comes back by Wednesday 2 December.",
        ),
        (
            bent("emergency", "", "offered"),
            "On Tuesday an emergency came before “Dinner”. Its time can still come back.",
        ),
    ],
)
def test_every_bend_has_its_sentence(moment: Moment, words: str) -> None:
    assert story_of([moment]) == (words,)


def test_names_are_listed_as_one_says_them() -> None:
    assert [listed(names) for names in ([], ["a"], ["a", "b"])] == ["", "a", "a and b"]


moments = st.one_of(
    st.builds(
        Moment,
        st.sampled_from(("Dinner", "Swim")),
        st.integers(0, 6).map(day),
        st.sampled_from(("lived", "kept", "missed")),
    ),
    st.builds(
        bent,
        st.sampled_from(CAUSES),
        st.sampled_from(("", "Anna")),
        st.sampled_from(("", "offered", "let_go")),
    ),
)


@given(st.lists(moments, max_size=12))
def test_no_story_counts(told: list[Moment]) -> None:
    assert not re.search(r"\d", " ".join(story_of(told)))


def test_a_give_back_is_as_long_as_what_bent_and_has_seven_days() -> None:
    dinner = ProtectedTime("dinner", "Dinner", (), domain_id="home", value_id="family")
    late = Bend("b", AT, "dinner", "Dinner", Span(AT, AT + timedelta(minutes=52)))
    back = give_back_for(late, dinner, id="g", at=AT)
    assert (back.minutes, back.domain_id, back.value_id) == (55, "home", "family")
    assert back.due_at == late.span.end + timedelta(days=7)
    assert left_of(SPAN, [late], "dinner") == [Span(AT + timedelta(minutes=55), SPAN.end)]
    assert left_of(SPAN, [late], "swim") == [SPAN]
