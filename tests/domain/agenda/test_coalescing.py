"""What is to be done with an entry: the last word alone, and nothing over what its person has not seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from counterpoint.domain.agenda import Errand, OurEntry
from counterpoint.domain.agenda.coalescing import Wanted, errand_for
from counterpoint.domain.agenda.entry_text import our_span
from counterpoint.domain.agenda.ours import Question
from tests.calendars import calendar, event

DAY = datetime(2026, 11, 24, tzinfo=UTC)


def ours(hour: int, title: str = "Swim") -> str:
    return calendar(event("u", title, DAY + timedelta(hours=hour))).decode()


def wanted(text: str = "") -> Wanted:
    return Wanted("u", "n", "swim", "/n/u.ics", text)


def entry(text: str, **more: object) -> OurEntry:
    span = our_span(text)
    return replace(OurEntry("u", "n", "swim", "/n/u.ics", '"1"', text, text, span.start, span.end), **more)  # type: ignore[arg-type]


def errand(op: str, body: str = "", **more: object) -> Errand:
    base = "" if op == "create" else '"1"'
    return replace(Errand("u", "n", "swim", "create", "/n/u.ics", body, base), op=op, **more)  # type: ignore[arg-type]


def asking(question: Question, op: str = "change", body: str = "") -> Errand:
    return errand(op, body).asking(question)


@pytest.mark.parametrize("question", ["shape", "clash"])
@pytest.mark.parametrize("before", ["change", "delete"])
@pytest.mark.parametrize("now", ["", ours(10), ours(14), ours(10, "Swim far")])
def test_whatever_becomes_of_the_block_here_what_is_another_thing_there_stays_asked(
    question: Question, before: str, now: str
) -> None:
    asked = asking(question, before, "" if before == "delete" else ours(10))
    after = errand_for(wanted(now), entry(ours(10)), asked)
    assert after is not None
    assert (after.state, after.question, after.body) == ("asks", question, now)
    assert after.op == ("change" if now else "delete")
    assert after.base_etag == '"1"'


def test_a_block_that_is_gone_here_needs_no_answer_about_where_it_cannot_be() -> None:
    after = errand_for(wanted(), entry(ours(10)), asking("place", body=ours(10)))
    assert after == errand("delete")


@pytest.mark.parametrize(("now", "asks"), [(ours(10), True), (ours(10, "Swim far"), True), (ours(14), False)])
def test_of_what_was_deleted_there_another_time_alone_is_an_answer(now: str, asks: bool) -> None:
    asked = asking("gone", "create", ours(10))
    after = errand_for(wanted(now), entry(ours(10), etag=""), asked)
    assert after is not None
    assert ((after.state == "asks"), after.op, after.body) == (asks, "create", now)


def test_of_what_was_deleted_there_nothing_is_asked_once_it_is_gone_here() -> None:
    assert errand_for(wanted(), entry(ours(10), etag=""), asking("gone", "create", ours(10))) is None


def test_what_was_left_there_is_never_touched_again() -> None:
    left = entry(ours(10), let_go=True)
    assert errand_for(wanted(ours(14)), left, None) is None
    assert errand_for(wanted(), left, None) is None


@pytest.mark.parametrize(("hour", "made"), [(8, False), (10, False), (14, True)])
def test_what_was_taken_away_there_is_made_anew_with_a_later_time_alone(hour: int, made: bool) -> None:
    after = errand_for(wanted(ours(hour, "Swim far")), entry(ours(10), etag="", let_go=True), None)
    assert after == (errand("create", ours(hour, "Swim far")) if made else None)


@pytest.mark.parametrize("odd", [{"said": "BEGIN:VCALENDAR"}, {"base": "x"}])
def test_what_cannot_be_worked_with_is_left_alone(odd: dict[str, str]) -> None:
    assert errand_for(wanted(ours(14)), entry(ours(10), **odd), None) is None


def test_only_what_differs_is_to_be_done() -> None:
    assert errand_for(wanted(), None, None) is None
    assert errand_for(wanted(ours(10)), None, None) == errand("create", ours(10))
    assert errand_for(wanted(ours(10)), entry(ours(10)), None) is None
    assert errand_for(wanted(ours(14)), entry(ours(10)), None) == errand("change", ours(14))
    assert errand_for(wanted(), entry(ours(10)), None) == errand("delete")
    assert errand_for(wanted(ours(10)), entry(ours(10), etag=""), None) == errand("create", ours(10))
    assert errand_for(wanted(), entry(ours(10), etag=""), None) is None


def test_only_the_last_word_waits() -> None:
    there, waits = entry(ours(10)), errand("change", ours(14), state="aside", tries=5, why="It was refused.")
    assert errand_for(wanted(ours(14)), there, waits) == waits
    assert errand_for(wanted(ours(15)), there, waits) == errand("change", ours(15))
    assert errand_for(wanted(ours(10)), there, waits) is None
    assert errand_for(wanted(), there, waits) == errand("delete")
    assert errand_for(wanted(), there, errand("delete")) == errand("delete")
    assert errand_for(wanted(), None, errand("create", ours(10))) is None


def test_what_may_have_arrived_is_looked_at_before_anything_else() -> None:
    sent = errand("create", ours(10), state="sent", flying=ours(10), tries=1)
    after = errand_for(wanted(), None, sent)
    assert after is not None
    assert (after.op, after.state, after.flying, after.tries) == ("delete", "sent", ours(10), 1)


def test_what_an_odd_export_says_was_under_way_was_not() -> None:
    odd = errand("create", ours(10), flying="x")
    assert errand_for(wanted(), None, odd) is None
