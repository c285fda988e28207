"""Invitations: whom they ask, for which times, and how often somebody asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from counterpoint.domain.agenda import Fact
from counterpoint.domain.boundaries import Request
from counterpoint.domain.inviting import (
    CannotAnswer,
    Occasion,
    Party,
    address_in,
    answer_to,
    as_request,
    asked_before,
    is_event_itself,
    is_taken_up,
    own_among,
    same_times,
    times_left,
    who_is_asked,
)
from counterpoint.domain.timeline import Span
from tests.domain.inviting.messages import ANNA, NOON, message

ADA, BO = Party("ada@example.org"), Party("bo@example.org")
HOUR = timedelta(hours=1)
WEEK = timedelta(weeks=1)


def at(start, rid=""):
    return Occasion(rid, Span(start, start + HOUR))


SERIES = message(
    repeats=True, times=tuple(at(NOON + n * WEEK, f"{n}") for n in range(3)), attendees=(ANNA, ADA)
)


def test_an_address_of_ones_own_is_found_however_it_is_written():
    assert who_is_asked(message(attendees=(BO, ADA)), ["ADA@Example.org"]) == "ada@example.org"


def test_of_several_invited_the_one_whom_the_mail_reached_is_meant():
    both = message(attendees=(ANNA, BO, ADA))
    assert who_is_asked(both, [], ["ada@example.org", "list@example.org"]) == "ada@example.org"
    assert who_is_asked(both, [], ["ada@example.org", "bo@example.org"]) == ""
    assert who_is_asked(both, []) == ""


def test_the_only_one_beside_the_organiser_is_meant():
    assert who_is_asked(message(attendees=(ANNA, ADA)), []) == "ada@example.org"


def test_an_instance_with_a_message_of_its_own_is_no_longer_of_the_series():
    left = times_left(SERIES, [message(rid="1")])
    assert [each.recurrence_id for each in left] == ["0", "2"]


def test_a_new_request_for_the_proposed_time_takes_it_up():
    assert is_taken_up(SERIES, at(NOON).span)
    assert not is_taken_up(SERIES, at(NOON + HOUR).span)
    assert not is_taken_up(SERIES, None)


def test_times_are_compared_as_far_as_both_reach():
    longer = replace(SERIES, times=(*SERIES.times, at(NOON + 3 * WEEK, "3")), goes_on=True)
    assert same_times(SERIES, replace(SERIES, summary="x"), NOON - HOUR)
    assert not same_times(SERIES, replace(SERIES, times=SERIES.times[:2]), NOON - HOUR)
    assert same_times(replace(SERIES, goes_on=True), longer, NOON - HOUR)
    assert same_times(replace(SERIES, goes_on=True), replace(longer, times=longer.times[1:]), NOON + HOUR)


def test_a_series_that_went_on_and_now_ends_sooner_is_another():
    goes_on, ends = replace(SERIES, goes_on=True), replace(SERIES, times=SERIES.times[:2])
    assert not same_times(goes_on, ends, NOON - HOUR)
    assert not same_times(ends, goes_on, NOON - HOUR)
    assert same_times(goes_on, replace(SERIES, times=(*SERIES.times, at(NOON + 3 * WEEK, "3"))), NOON - HOUR)
    assert not same_times(goes_on, replace(goes_on, times=()), NOON - HOUR)


def test_where_all_known_times_are_over_days_and_hours_are_compared():
    long_after = NOON + 30 * WEEK
    known, again = (replace(SERIES, goes_on=True, zone="Asia/Tokyo") for _ in range(2))
    ahead = tuple(at(long_after + n * WEEK, f"{30 + n}") for n in range(3))
    later = tuple(at(each.span.start + HOUR, each.recurrence_id) for each in ahead)
    assert same_times(known, replace(again, times=ahead), long_after - HOUR)
    assert not same_times(known, replace(again, times=later), long_after - HOUR)
    assert not same_times(replace(again, times=later), known, long_after - HOUR)


def test_who_is_invited_is_a_guess_where_no_address_of_ones_own_is():
    assert own_among(message(attendees=(ANNA, ADA)), ["bo@example.org"]) == ""
    assert own_among(message(attendees=(BO, ADA)), ["x@example.org", "ADA@example.org"]) == "ada@example.org"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (" mailto:Ada@example.org ", "Ada@example.org"),
        ("ada@example.org\r\nBcc: all@example.org", ""),
        ("ada@example.org?cc=all@example.org", ""),
        ("Ada <ada@example.org>", ""),
        ("a" * 250 + "@example.org", ""),
        ("", ""),
    ],
)
def test_an_address_is_nothing_but_an_address(text, address):
    assert address_in(text) == address


def test_an_invitation_is_a_request_of_its_organiser_by_their_clock():
    asked = as_request(message(summary="Launch", zone="Asia/Tokyo"), at(NOON), id="q", at=NOON)
    assert (asked.who, asked.what, asked.email) == ("Anna", "Launch", "anna@example.org")
    assert (asked.span, asked.zone, asked.state) == (at(NOON).span, "Asia/Tokyo", "open")


def test_the_event_itself_in_a_calendar_is_not_in_its_own_way():
    def fact(key):
        return Fact(key, "", at(NOON).span, "", calendar_id="cal")

    assert is_event_itself(fact("cal/launch"), "launch")
    assert is_event_itself(fact("cal/launch|20261126T120000Z"), "launch")
    assert not is_event_itself(fact("cal/launch-2"), "launch")


def test_how_often_somebody_asked_counts_their_requests_of_four_weeks():
    def asked(days, email="Anna@example.org", state="open"):
        return Request(
            f"{days}", NOON - timedelta(days=days), "Anna", "", at(NOON).span, email=email, state=state
        )

    found = asked_before(
        [asked(1), asked(9, state="accepted"), asked(30), asked(2, "eve@example.net")], message(), NOON
    )
    assert (found.times, found.accepted) == (2, 1)
    assert asked_before([asked(1, "")], message(organiser=None), NOON).times == 0


SAID = {"me": "ada@example.org", "at": NOON - WEEK, "text": "Hello", "zone": "Europe/Berlin"}


def test_a_counter_to_a_series_is_about_one_instance():
    answer = answer_to(SERIES, "counter", **SAID, proposed=at(NOON + HOUR).span)
    assert (answer.method, answer.recurrence_id) == ("COUNTER", "0")
    assert answer_to(SERIES, "accept", **SAID).recurrence_id == ""


def test_somebody_whom_it_was_forwarded_to_answers_for_themselves():
    answer = answer_to(SERIES, "accept", **SAID | {"me": "eve@example.net"})
    assert answer.myself == Party("eve@example.net")


@pytest.mark.parametrize(
    ("changed", "said", "proposed", "why"),
    [
        ({"organiser": None}, {}, True, "does not say who invites"),
        ({}, {"me": ""}, True, "by which address"),
        ({"no_counter": True}, {}, True, "asked for no other times"),
        ({}, {}, False, "no other time to propose"),
    ],
)
def test_what_cannot_be_answered_says_why(changed, said, proposed, why):
    with pytest.raises(CannotAnswer, match=why):
        answer_to(
            replace(SERIES, **changed), "counter", **SAID | said,
            proposed=at(NOON + HOUR).span if proposed else None,
        )  # fmt: skip
