"""Accepted invitations in the week beside calendars that have the very event, and what goes when removed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from counterpoint.desk.boundaries import requests as desk
from counterpoint.desk.inviting.taking_in import take_in
from counterpoint.desk.week.facts import facts_for
from counterpoint.domain.agenda import Agenda, CalendarSource, Occurrence
from counterpoint.domain.boundaries import Request
from counterpoint.domain.inviting import Invitation, Message, MessagesRead, Occasion, Party
from counterpoint.domain.timeline import Span, Week
from tests.desk.weeks import NOW, WEEK, a_diary, at, span
from tests.memory import MemoryDiary

ANNA, ADA = Party("anna@example.org", "Anna"), Party("ada@example.org")


def named(when: Span) -> Occasion:
    return Occasion(f"{when.start:%Y%m%dT%H%M%SZ}", when)


def invited(*times: Occasion, repeats: bool = False, rid: str = "") -> MemoryDiary:
    """A life with an invitation of Anna's that was accepted."""
    diary = a_diary()
    message = Message(
        "REQUEST", "launch", 0, NOW, rid, organiser=ANNA, attendees=(ANNA, ADA), summary="Launch",
        times=times, repeats=repeats,
    )  # fmt: skip
    take_in(diary, MessagesRead((message,)), now=NOW, mine=["ada@example.org"])
    (kept,) = diary.dated(Request).all()
    desk.accept(diary, kept.thing.id, version=kept.version, now=NOW)
    return diary


def message_of(diary: MemoryDiary) -> Message:
    (kept,) = diary.dated(Invitation).all()
    return kept.thing.message


def the_calendar_has(diary: MemoryDiary, *events: Occurrence) -> None:
    diary.calendars.add(CalendarSource("office", "Office", "work"))
    diary.calendars.fill("office", b"", Agenda(events), Span(at(-30, 0), at(60, 0)))


def seen(diary: MemoryDiary, week: Week = WEEK) -> list[tuple[str, Span]]:
    return [(fact.calendar_id, fact.span) for fact in facts_for(diary, week)]


def test_an_event_that_the_calendar_itself_moved_leaves_no_promise_at_the_old_time() -> None:
    diary = invited(Occasion("", span(3, 10)))
    the_calendar_has(diary, Occurrence("launch", None, span(4, 14), "Product launch"))
    assert seen(diary) == [("office", span(4, 14))]


def test_an_event_that_the_calendar_moved_to_another_week_leaves_no_promise_either() -> None:
    diary = invited(Occasion("", span(3, 10)))
    the_calendar_has(diary, Occurrence("launch", None, span(16, 14), "Product launch"))
    assert seen(diary) == []
    assert seen(diary, WEEK.next(2)) == [("office", span(16, 14))]


def test_a_time_of_a_series_that_the_calendar_moved_leaves_none_and_the_others_stand() -> None:
    times = [named(span(3 + 7 * n, 10)) for n in range(3)]
    diary = invited(*times, repeats=True)
    moved = Occurrence("launch", times[1].recurrence_id, span(11, 14), "Product launch")
    the_calendar_has(diary, moved)
    assert seen(diary) == [("requests", span(3, 10))]
    assert seen(diary, WEEK.next()) == [("office", span(11, 14))]
    assert seen(diary, WEEK.next(2)) == [("requests", span(17, 10))]


def test_the_next_time_of_a_series_that_the_calendar_moved_leaves_none() -> None:
    times = [named(span(3 + 7 * n, 10)) for n in range(2)]
    diary = invited(*times, repeats=True)
    the_calendar_has(diary, Occurrence("launch", times[0].recurrence_id, span(4, 14), "Product launch"))
    assert seen(diary) == [("office", span(4, 14))]
    assert seen(diary, WEEK.next()) == [("requests", span(10, 10))]


def test_a_calendar_that_has_not_heard_of_a_revision_hides_it_not() -> None:
    diary = invited(Occasion("", span(3, 10)))
    newer = replace(
        message_of(diary), sequence=1, stamp=NOW + timedelta(hours=1), times=(Occasion("", span(3, 14)),)
    )
    take_in(diary, MessagesRead((newer,)), now=NOW + timedelta(hours=1), mine=["ada@example.org"])
    (kept,) = diary.dated(Request).all()
    desk.accept(diary, kept.thing.id, version=kept.version, now=NOW + timedelta(hours=1))
    the_calendar_has(diary, Occurrence("launch", None, span(3, 10), "Product launch"))
    assert ("requests", span(3, 14)) in seen(diary)


def test_one_time_of_a_series_whose_request_is_removed_does_not_come_back_with_the_series() -> None:
    times = [named(span(3 + 7 * n, 10)) for n in range(3)]
    diary = invited(*times, repeats=True)
    series = message_of(diary)
    moved = replace(
        series,
        recurrence_id=times[1].recurrence_id,
        times=(replace(times[1], span=span(11, 14)),),
        repeats=False,
    )
    take_in(diary, MessagesRead((moved,)), now=NOW, mine=["ada@example.org"])
    whole, one = sorted(diary.dated(Request).all(), key=lambda kept: kept.thing.span)
    desk.remove_request(diary, one.thing.id, NOW)
    again = replace(series, stamp=NOW + timedelta(hours=1))
    take_in(diary, MessagesRead((again,)), now=NOW + timedelta(hours=1), mine=["ada@example.org"])
    assert diary.dated(Request).get(whole.thing.id).thing.state == "accepted"
    desk.remove_request(diary, whole.thing.id, NOW)
    assert not diary.dated(Invitation).all()


@pytest.mark.parametrize(
    "event",
    [
        Occurrence("launch-2", None, span(4, 14), "Product launch"),
        Occurrence("launch", "20260101T090000Z", span(4, 14), "Product launch"),
        Occurrence("launch", None, span(4, 14), "Product launch", blocking=False),
    ],
)
def test_another_event_or_one_that_takes_no_time_hides_no_promise(event: Occurrence) -> None:
    diary = invited(Occasion("", span(3, 10)))
    the_calendar_has(diary, event)
    assert ("requests", span(3, 10)) in seen(diary)


def test_a_request_that_is_removed_takes_its_invitation_along_and_both_come_back() -> None:
    diary = invited(Occasion("", span(3, 10)))
    (request,), (invitation,) = diary.dated(Request).all(), diary.dated(Invitation).all()
    desk.remove_request(diary, request.thing.id, NOW + timedelta(hours=1))
    assert not diary.dated(Invitation).all()
    desk.bring_envelope_back(diary, invitation.thing)
    assert not diary.dated(Invitation).all()
    desk.bring_back(diary, request.thing)
    desk.bring_envelope_back(diary, invitation.thing)
    desk.bring_envelope_back(diary, invitation.thing)
    assert [kept.thing for kept in diary.dated(Invitation).all()] == [invitation.thing]
