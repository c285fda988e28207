"""Invitations judged on files alone: what is in force, its verdict, and the answer that is drafted."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from counterpoint.desk.calendars.reading import AgendaRead
from counterpoint.desk.inviting.from_files import NothingToJudge, draft_answer, in_force, judge_messages
from counterpoint.desk.planning.files import CalendarFile
from counterpoint.domain.agenda import Agenda, Occurrence
from counterpoint.domain.boundaries import Availability, ProtectedTime
from counterpoint.domain.inviting import CannotAnswer, Message, MessagesRead, Occasion, Party
from counterpoint.domain.planning import Life
from counterpoint.domain.planning.intake import LifeRead
from counterpoint.domain.timeline import EVERY_DAY, WEEKDAYS, Span, WeeklyWindow
from counterpoint.domain.values import CoreValue
from tests.desk.weeks import NOW, ZONE, span

ANNA, ADA = Party("anna@example.org", "Anna"), Party("ada@example.org")
EVENING = WeeklyWindow(WEEKDAYS, time(18), time(19))
LIFE = Life(
    zone=ZONE,
    name="Ada",
    values=(CoreValue("family", "Family", 1),),
    protected=(ProtectedTime("dinner", "Dinner", (EVENING,), "firm", "family"),),
    availability=Availability(
        waking=(WeeklyWindow(EVERY_DAY, time(7), time(22)),),
        working=(WeeklyWindow(WEEKDAYS, time(9), time(17)),),
    ),
)
OFFICE = CalendarFile("office.ics")


def asks(*times: Span, sequence: int = 0, method: Any = "REQUEST", **said: Any) -> Message:
    several = len(times) > 1
    occasions = tuple(Occasion(f"{each.start:%Y%m%dT%H%M%SZ}" if several else "", each) for each in times)
    usual = {"organiser": ANNA, "attendees": (ANNA, ADA), "summary": "Launch", "times": occasions}
    return Message(method, "launch", sequence, NOW, **usual | {"repeats": several} | said)


def judged(
    *messages: Message,
    events: tuple[tuple[str, Span], ...] = (),
    mine: tuple[str, ...] | list[str] = (),
    **found: Any,
):
    def agenda_of(paths, asked, zone):
        occurrences = tuple(Occurrence(uid, None, when, uid) for uid, when in events)
        return AgendaRead(asked, zone, tuple((path, Agenda(occurrences)) for path in paths))

    return judge_messages(
        MessagesRead(messages, **found), LifeRead(LIFE), [OFFICE], now=NOW, read_agenda=agenda_of, mine=mine
    )


def test_the_verdict_is_that_of_the_life_and_the_calendars():
    (found,) = judged(asks(span(3, 18)), events=(("Fair", span(4, 9, 480)),))
    assert found.case.verdict.word == "crosses"
    assert found.series is None
    assert found.me == "ada@example.org"
    assert all(not each.span.overlaps(span(4, 9, 480)) for each in found.case.alternatives)


def test_the_event_itself_in_a_calendar_is_not_in_its_way():
    (found,) = judged(asks(span(3, 10)), events=(("launch", span(3, 10)),))
    assert found.case.verdict.word == "fits"
    (found,) = judged(asks(span(3, 10)), events=(("other", span(3, 10)),))
    assert found.case.verdict.word == "crosses"


def test_each_time_of_a_series_within_four_weeks_is_judged():
    first, week = span(3, 18), timedelta(weeks=1)
    times = [Span(first.start + n * week, first.end + n * week) for n in range(9)]
    (found,) = judged(asks(*times))
    assert found.series is not None
    assert (len(found.series.each), found.series.count("crosses")) == (4, 4)


def test_of_several_messages_what_holds_is_judged():
    messages = (
        asks(span(3, 10)),
        asks(span(4, 10), sequence=2),
        asks(span(2, 10), sequence=1),
        asks(method="DECLINECOUNTER"),
    )
    assert [each.sequence for each in in_force(messages)] == [2]
    (found,) = judged(*messages)
    assert found.case.request.span == span(4, 10)


def test_a_series_described_anew_is_judged_without_its_older_instances():
    instance = asks(span(3, 11), recurrence_id="20261126T090000Z")
    assert len(in_force((instance, asks(span(3, 10))))) == 2
    assert len(in_force((instance, asks(span(3, 10), sequence=1)))) == 1


def test_an_address_that_is_said_counts_before_any_that_could_be_guessed():
    (found,) = judged(asks(span(3, 10)), mine=["carol@example.org"], delivered=("ada@example.org",))
    assert found.me == "carol@example.org"
    (found,) = judged(asks(span(3, 10)), mine=["carol@example.org", "ADA@example.org"])
    assert found.me == "ada@example.org"
    assert draft_answer(replace(found, me="carol@example.org"), "accept", now=NOW).myself == Party(
        "carol@example.org"
    )


def test_what_asks_for_no_time_is_said_to():
    with pytest.raises(NothingToJudge) as nothing:
        judged(asks(span(3, 10), method="CANCEL"), set_aside=("x",))
    assert nothing.value.read.set_aside == ("x",)


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_a_counter_proposes_the_time_that_was_chosen_and_says_it_first(nth):
    (found,) = judged(asks(span(3, 18), zone="Asia/Tokyo"))
    answer = draft_answer(found, "counter", now=NOW, nth=nth)
    assert answer.proposed == found.case.alternatives[nth - 1].span
    assert answer.method == "COUNTER"
    assert "in Tokyo" in answer.text


def test_an_answer_reads_as_its_tone_and_disclosure_say():
    (found,) = judged(asks(span(3, 18)))
    said = draft_answer(found, "decline", now=NOW, tone="formal", disclosure="value").text
    assert "Dear Anna" in said
    assert "Family" in said
    assert "Dinner" not in said
    assert draft_answer(found, "accept", now=NOW).proposed is None


def test_without_another_time_there_is_no_counter():
    (found,) = judged(asks(span(3, 18)))
    with pytest.raises(CannotAnswer):
        draft_answer(found, "counter", now=NOW, nth=4)
