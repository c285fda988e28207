"""Names that a server gives to entries of ours: noted once each, in the order in which they came up."""

from __future__ import annotations

from counterpoint.domain.agenda.names_there import GIVEN, MOST_KNOWN, mark_of, with_name
from tests.calendars import calendar, event
from tests.sync.planned import at

NAMED = calendar(event("a@t", "Busy", at(33), f"{GIVEN}:0400AB")).decode()
UNNAMED = calendar(event("a@t", "Busy", at(33))).decode()


def test_a_name_is_noted_once_however_it_is_written() -> None:
    known = with_name(("x",), NAMED)
    assert known == ("x", mark_of("0400ab"))
    assert with_name(known, NAMED) == known


def test_where_the_server_gave_none_or_it_is_no_entry_nothing_is_noted() -> None:
    assert with_name(("x",), UNNAMED) == with_name(("x",), "nonsense") == ("x",)


def test_of_very_many_the_oldest_is_forgotten() -> None:
    many = tuple(str(nth) for nth in range(MOST_KNOWN))
    assert with_name(many, NAMED) == (*many[1:], mark_of("0400AB"))
