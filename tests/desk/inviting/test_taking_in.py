"""Invitations taken in, changed, called off and answered, as they come; each once, in any order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from counterpoint.desk.boundaries import requests as desk
from counterpoint.desk.inviting.answering import (
    answer_of,
    at_hand,
    invitation_of,
    note_proposed,
    say_who_i_am,
)
from counterpoint.desk.inviting.taking_in import TakenIn, take_in, words_on
from counterpoint.desk.ports import NotThere
from counterpoint.desk.week.facts import facts_for
from counterpoint.domain.boundaries import Bend, GiveBack, Request
from counterpoint.domain.inviting import (
    CannotAnswer,
    Invitation,
    Message,
    MessagesRead,
    Occasion,
    Party,
    with_few,
)
from tests.desk.weeks import NOW, WEEK, a_diary, at, span, with_events
from tests.memory import MemoryDiary

ANNA, ADA, BO = Party("anna@example.org", "Anna"), Party("ada@example.org"), Party("bo@example.org", "Bo")


def asks(when=None, sequence=0, minute=0, rid="", method="REQUEST", **said) -> Message:
    times = () if when is None else (Occasion(rid, when),)
    usual = {
        "organiser": ANNA,
        "attendees": (ANNA, ADA),
        "summary": "Launch",
        "times": times,
        "zone": "Europe/London",
    }
    return Message(method, "launch", sequence, NOW + timedelta(minutes=minute), rid, **usual | said)


def weekly(sequence=0, weeks=4, hour=18, **said) -> Message:
    spans = [span(3 + 7 * n, hour) for n in range(weeks)]
    times = tuple(Occasion(f"{each.start:%Y%m%dT%H%M%SZ}", each) for each in spans)
    return asks(sequence=sequence, repeats=True, **{"times": times} | said)


def comes(diary: MemoryDiary, *messages: Message, **more) -> TakenIn:
    return take_in(diary, MessagesRead(messages, **more), now=NOW, mine=["ada@example.org"])


def only(diary: MemoryDiary) -> Request:
    (kept,) = diary.dated(Request).all()
    return kept.thing


def held(diary: MemoryDiary) -> Invitation:
    (kept,) = diary.dated(Invitation).all()
    return kept.thing


def invitations(diary: MemoryDiary) -> list[Invitation]:
    return [kept.thing for kept in diary.dated(Invitation).all()]


def accepted(diary: MemoryDiary, **more) -> Request:
    (kept,) = diary.dated(Request).all()
    return desk.accept(diary, kept.thing.id, version=kept.version, now=NOW, **more).thing


def countered(diary: MemoryDiary, proposed) -> None:
    (kept,) = diary.dated(Request).all()
    desk.counter(diary, kept.thing.id, version=kept.version, now=NOW, answer="How about Friday?")
    note_proposed(diary, kept.thing.id, proposed)


def test_an_invitation_becomes_a_request_that_is_judged():
    diary = a_diary()
    (taken,) = comes(diary, asks(span(3, 18))).taken
    assert taken.became == "new"
    assert "waits for your answer" in words_on(taken)
    request = only(diary)
    assert (request.who, request.what, request.email, request.zone) == (
        *("Anna", "Launch", "anna@example.org"),
        "Europe/London",
    )
    assert held(diary).me == "ada@example.org"
    case = desk.case_of(diary, taken.request_id, now=NOW)
    assert case.verdict.word == "crosses"
    assert case.alternatives


@pytest.mark.parametrize("times", [1, 2, 5])
def test_the_same_message_is_handled_once(times):
    diary = a_diary()
    found = [comes(diary, asks(span(3, 18))).taken[0] for _n in range(times)]
    assert [each.became for each in found] == ["new", *["seen"] * (times - 1)]
    assert only(diary)


def test_revisions_come_to_the_same_in_every_order():
    messages = (
        asks(span(3, 10)),
        asks(span(3, 11), sequence=1),
        asks(span(4, 11), sequence=2),
        asks(sequence=1, minute=3, method="CANCEL"),
    )
    for some in permutations(messages):
        diary = a_diary()
        for each in some:
            comes(diary, each)
        assert (only(diary).span, only(diary).state) == (span(4, 11), "open")


def test_another_time_was_never_promised():
    diary = a_diary()
    comes(diary, asks(span(3, 18)))
    accepted(diary, give_back=True)
    assert diary.dated(Bend).all()
    (taken,) = comes(diary, asks(span(4, 10), sequence=1)).taken
    assert taken.became == "changed"
    request = only(diary)
    assert (request.span, request.state, request.bend_ids) == (span(4, 10), "open", ())
    assert not diary.dated(Bend).all()
    assert held(diary).heard == "moved"


def test_other_words_for_the_same_time_keep_the_answer():
    diary = a_diary()
    comes(diary, asks(span(3, 10)))
    accepted(diary)
    comes(diary, asks(span(3, 10), sequence=1, summary="Launch, second part"))
    assert (only(diary).state, only(diary).what) == ("accepted", "Launch, second part")
    assert held(diary).heard == "changed"


def test_what_is_called_off_leaves_the_week_free_and_what_bent_holds_again():
    diary = a_diary()
    comes(diary, asks(span(3, 18)))
    accepted(diary, give_back=True)
    (taken,) = comes(diary, asks(sequence=1, method="CANCEL", summary="")).taken
    assert taken.became == "cancelled"
    assert only(diary).state == "called_off"
    assert facts_for(diary, WEEK) == ()
    assert not diary.dated(Bend).all()
    assert not diary.dated(GiveBack).all()
    assert held(diary).message.summary == "Launch"


def test_what_was_called_off_can_come_again():
    diary = a_diary()
    comes(diary, asks(span(3, 10)), asks(sequence=1, method="CANCEL"))
    comes(diary, asks(span(3, 10), sequence=2))
    assert only(diary).state == "open"
    assert held(diary).heard == "moved"


def test_what_was_called_off_before_it_came_asks_nothing():
    diary = a_diary()
    comes(diary, asks(sequence=1, method="CANCEL"))
    comes(diary, asks(span(3, 10)))
    assert not diary.dated(Request).all()
    assert held(diary).heard == "cancelled"


def test_nobody_but_the_organiser_calls_off():
    diary = a_diary()
    comes(diary, asks(span(3, 10)))
    (taken,) = comes(diary, asks(sequence=5, method="CANCEL", organiser=Party("eve@example.net"))).taken
    assert taken.became == "foreign"
    assert "somebody else" in words_on(taken)
    assert only(diary).state == "open"


def test_an_invitation_of_ones_own_needs_no_answer():
    diary = a_diary()
    (taken,) = comes(diary, asks(span(3, 10), organiser=ADA)).taken
    assert taken.became == "own"
    assert not diary.dated(Invitation).all()


def test_a_counter_that_is_declined_leaves_the_first_time_standing():
    diary = a_diary()
    comes(diary, asks(span(3, 18)))
    countered(diary, span(4, 14))
    no = asks(method="DECLINECOUNTER", minute=5, organiser=None)
    assert comes(diary, no).taken[0].became == "turned_down"
    assert (only(diary).state, only(diary).span) == ("open", span(3, 18))
    assert held(diary).heard == "turned_down"
    assert comes(diary, no).taken[0].became == "older"
    countered(diary, span(4, 15))
    comes(diary, no)
    assert only(diary).state == "countered"


def test_a_declined_counter_without_a_counter_changes_nothing():
    diary = a_diary()
    assert comes(diary, asks(method="DECLINECOUNTER")).taken[0].became == "unknown"
    comes(diary, asks(span(3, 18)))
    (taken,) = comes(diary, asks(method="DECLINECOUNTER", minute=5)).taken
    assert taken.became == "unknown"
    assert "not known here" in words_on(taken)


def test_a_counter_that_is_taken_up_comes_as_a_new_request_with_its_time():
    diary = a_diary()
    comes(diary, asks(span(3, 18)))
    countered(diary, span(4, 14))
    comes(diary, asks(span(4, 14), sequence=1))
    assert (only(diary).state, only(diary).span) == ("open", span(4, 14))
    assert (held(diary).heard, held(diary).proposed) == ("taken_up", None)


def test_an_accepted_series_stands_in_every_week_of_it():
    diary = a_diary()
    comes(diary, weekly(hour=10))
    request = accepted(diary)
    assert [each.span for each in facts_for(diary, WEEK)] == [span(3, 10)]
    assert [each.span for each in facts_for(diary, WEEK.next(2))] == [span(17, 10)]
    assert (
        facts_for(diary, WEEK.next(2))[0].key == f"requests/{request.id}|{span(17, 10).start:%Y%m%dT%H%M%SZ}"
    )
    assert facts_for(diary, WEEK.next(6)) == ()


def test_once_a_calendar_has_a_time_of_the_series_it_speaks_alone():
    diary = a_diary()
    comes(diary, weekly(hour=10))
    accepted(diary)
    with_events(diary, ("launch", span(10, 10)))
    assert [each.calendar_id for each in facts_for(diary, WEEK.next())] == ["office"]


def test_an_event_that_a_calendar_shows_already_is_not_in_its_own_way():
    diary = a_diary()
    with_events(diary, ("launch", span(3, 10)), ("Other", span(4, 10)))
    (taken,) = comes(diary, asks(span(3, 10))).taken
    assert desk.case_of(diary, taken.request_id, now=NOW).verdict.word == "fits"
    (taken,) = comes(diary, asks(span(4, 10), sequence=1)).taken
    assert desk.case_of(diary, taken.request_id, now=NOW).verdict.word == "crosses"


def test_a_series_is_judged_time_by_time():
    diary = a_diary()
    (taken,) = comes(diary, weekly()).taken
    hand = at_hand(diary, only(diary), now=NOW)
    assert hand is not None
    assert hand.series is not None
    assert (len(hand.series.each), hand.series.count("crosses")) == (4, 4)
    assert ("firm", "Dinner", 4) in [(e.kind, e.title, e.times) for e in hand.series.in_the_way]
    assert hand.series.cost > 0
    assert hand.asking.times == 1
    assert hand.message.uid == taken.message.uid


def test_a_series_that_waits_is_about_its_next_time():
    diary = a_diary()
    (taken,) = comes(diary, weekly()).taken
    later = at(5, 12)
    assert desk.case_of(diary, taken.request_id, now=later).request.span == span(10, 18)
    assert desk.case_of(diary, taken.request_id, now=at(60, 12)).verdict.word == "past"


def test_an_instance_that_moves_is_a_question_of_its_own():
    diary = a_diary()
    series = weekly(hour=10)
    comes(diary, series)
    accepted(diary)
    name = series.times[0].recurrence_id
    comes(diary, asks(span(2, 11), sequence=1, rid=name))
    first, second = sorted((kept.thing for kept in diary.dated(Request).all()), key=lambda each: each.span)
    assert (first.span, first.state) == (span(2, 11), "open")
    assert (second.span, second.state) == (span(10, 10), "accepted")
    assert facts_for(diary, WEEK) == ()


def test_an_instance_that_stays_was_answered_with_its_series():
    diary = a_diary()
    series = weekly(hour=10)
    comes(diary, series)
    accepted(diary)
    comes(diary, asks(span(3, 10), sequence=1, rid=series.times[0].recurrence_id, summary="Launch in room 4"))
    assert {kept.thing.state for kept in diary.dated(Request).all()} == {"accepted"}
    assert [each.span for each in facts_for(diary, WEEK)] == [span(3, 10)]


def test_an_instance_that_is_called_off_is_free_and_what_bent_for_it_holds_again():
    diary = a_diary()
    series = weekly()
    comes(diary, series)
    accepted(diary)
    assert len(diary.dated(Bend).all()) == 1
    comes(diary, asks(sequence=1, rid=series.times[0].recurrence_id, method="CANCEL"))
    assert not diary.dated(Bend).all()
    assert facts_for(diary, WEEK) == ()
    assert [each.span for each in facts_for(diary, WEEK.next())] == [span(10, 18)]


def test_an_instance_before_its_series_comes_to_the_same():
    series, instance = (
        weekly(hour=10),
        asks(span(2, 11), sequence=1, rid=f"{span(3, 10).start:%Y%m%dT%H%M%SZ}"),
    )
    states = []
    for some in permutations((series, instance)):
        diary = a_diary()
        for each in some:
            comes(diary, each)
        states.append(sorted(kept.thing.span for kept in diary.dated(Request).all()))
    assert states[0] == states[1] == [span(2, 11), span(10, 10)]


def test_a_series_with_other_words_keeps_its_answer_though_an_instance_went_its_own_way():
    diary = a_diary()
    series = weekly(hour=10)
    comes(diary, series)
    accepted(diary)
    comes(diary, asks(rid=series.times[0].recurrence_id, minute=1, method="CANCEL"))
    comes(diary, replace(series, stamp=NOW + timedelta(minutes=9), summary="Launch weekly"))
    (series_request,) = [k.thing for k in diary.dated(Request).all() if k.thing.state == "accepted"]
    assert series_request.what == "Launch weekly"


def test_a_series_described_anew_leaves_nothing_of_its_instances():
    diary = a_diary()
    series = weekly(hour=10)
    comes(diary, series, asks(span(2, 11), sequence=1, rid=series.times[0].recurrence_id))
    comes(diary, weekly(sequence=2, hour=15))
    states = sorted((kept.thing.state, kept.thing.span) for kept in diary.dated(Request).all())
    assert states == [("called_off", span(2, 11)), ("open", span(3, 15))]


def test_a_series_that_is_called_off_takes_its_instances_along_and_brings_them_back():
    diary = a_diary()
    series = weekly(hour=10)
    comes(diary, series, asks(span(2, 11), rid=series.times[0].recurrence_id, minute=1))
    comes(diary, asks(method="CANCEL", minute=5))
    assert {kept.thing.state for kept in diary.dated(Request).all()} == {"called_off"}
    comes(diary, weekly(hour=10, weeks=4))
    assert {kept.thing.state for kept in diary.dated(Request).all()} == {"called_off"}
    comes(diary, replace(series, stamp=NOW + timedelta(minutes=9)))
    assert {kept.thing.state for kept in diary.dated(Request).all()} == {"open"}


def test_a_series_whose_times_are_over_asks_nothing():
    diary = a_diary()
    (taken,) = comes(diary, weekly(times=())).taken
    assert "is over already" in words_on(taken)
    assert not diary.dated(Request).all()
    comes(diary, weekly(sequence=1))
    assert only(diary).span == span(3, 18)


def test_an_invitation_that_was_removed_comes_back_when_it_is_handed_in_again_or_changed():
    diary = a_diary()
    for sequence in (0, 0, 1):
        comes(diary, asks(span(3, 10), sequence=sequence))
        desk.remove_request(diary, only(diary).id, NOW)
    comes(diary, asks(sequence=2, method="CANCEL"))
    assert not diary.dated(Request).all()
    assert comes(diary, asks(sequence=2, method="CANCEL")).taken[0].became == "seen"
    assert not diary.dated(Request).all()


def test_an_address_that_was_answered_from_is_known_the_next_time():
    diary = a_diary()
    many = (ANNA, ADA, BO)
    take_in(diary, MessagesRead((asks(span(3, 10), attendees=many),)), now=NOW)
    assert held(diary).me == ""
    with pytest.raises(CannotAnswer, match="no mail address"):
        say_who_i_am(diary, only(diary).id, "Eve <eve@example.net>")
    assert held(diary).me == ""
    say_who_i_am(diary, only(diary).id, "BO@example.org")
    assert held(diary).me == "bo@example.org"
    take_in(diary, MessagesRead((replace(asks(span(3, 11), attendees=many), uid="two"),)), now=NOW)
    assert {kept.thing.me for kept in diary.dated(Invitation).all()} == {"bo@example.org"}


def forwarded(diary: MemoryDiary, uid="launch", **said) -> Message:
    """An invitation for Bo alone, which Ada hands in."""
    only_bo = replace(asks(span(3, 10), attendees=(BO,), **said), uid=uid)
    return comes(diary, only_bo).taken[0].message


def test_who_was_guessed_is_no_address_of_the_persons_elsewhere():
    diary = a_diary()
    forwarded(diary)
    assert (held(diary).me, held(diary).me_known) == ("bo@example.org", False)
    (taken,) = comes(diary, replace(asks(span(3, 12), organiser=BO), uid="two")).taken
    assert taken.became == "new"
    assert [each.me for each in invitations(diary)][1] == "ada@example.org"


def test_somebody_whom_it_was_forwarded_to_says_so_and_stands_for_themselves():
    diary = a_diary()
    forwarded(diary)
    say_who_i_am(diary, only(diary).id, "Ada@work.example")
    assert (held(diary).me, held(diary).me_known, held(diary).myself) == ("Ada@work.example", True, None)
    answer = answer_of(diary, only(diary), "accept", text="", proposed=None, now=NOW)
    assert answer.myself == Party("Ada@work.example")
    forwarded(diary, sequence=1, summary="Launch in room 4")
    assert held(diary).me == "Ada@work.example"
    comes(diary, replace(asks(span(4, 10), attendees=(BO, Party("ada@work.example"))), uid="two"))
    assert [(each.me, each.me_known) for each in invitations(diary)][1] == ("ada@work.example", True)


def test_a_guess_gives_way_once_an_address_of_theirs_is_invited():
    diary = a_diary()
    forwarded(diary)
    comes(diary, asks(span(3, 10), sequence=1, attendees=(BO, ADA)))
    assert (held(diary).me, held(diary).me_known) == ("ada@example.org", True)


def test_what_a_mailbox_says_is_a_guess_as_well():
    diary = a_diary()
    comes(diary, asks(span(3, 10), attendees=(BO,)), delivered=("bo@example.org",))
    assert not held(diary).me_known
    (taken,) = comes(diary, replace(asks(span(3, 12), organiser=BO), uid="two")).taken
    assert taken.became == "new"


def test_of_a_great_many_invited_anybody_may_say_who_they_are():
    diary = a_diary()
    crowd = tuple(Party(f"p{n}@example.org") for n in range(400))
    take_in(diary, MessagesRead((asks(span(3, 10), attendees=crowd),)), now=NOW)
    say_who_i_am(diary, only(diary).id, "p399@example.org")
    assert held(diary).me == "p399@example.org"


def test_of_a_great_many_invited_the_person_is_kept():
    diary = a_diary()
    crowd = tuple(Party(f"p{n}@example.org") for n in range(400))
    for sequence in (0, 1):
        comes(diary, asks(span(3, 10), sequence=sequence, attendees=(ANNA, *crowd, ADA)))
        assert len(held(diary).message.attendees) == 50
        assert held(diary).myself == ADA
    assert len(with_few(asks(attendees=crowd), "").attendees) == 49


def test_the_answer_is_made_of_the_invitation_and_the_text():
    diary = a_diary()
    comes(diary, weekly())
    answer = answer_of(diary, only(diary), "counter", text="Friday?", proposed=span(4, 14), now=NOW)
    assert (answer.method, answer.me, answer.text) == ("COUNTER", "ada@example.org", "Friday?")
    assert answer.recurrence_id == f"{span(3, 18).start:%Y%m%dT%H%M%SZ}"
    assert answer_of(diary, only(diary), "accept", text="", proposed=None, now=NOW).recurrence_id == ""


def test_a_counter_to_a_series_that_waited_is_about_its_next_time():
    diary, later = a_diary(), at(5, 12)
    comes(diary, weekly())
    (kept,) = diary.dated(Request).all()
    answer = answer_of(diary, kept.thing, "counter", text="Friday?", proposed=span(11, 14), now=later)
    assert answer.recurrence_id == f"{span(10, 18).start:%Y%m%dT%H%M%SZ}"
    desk.counter(diary, kept.thing.id, version=kept.version, now=later)
    assert only(diary).span == span(10, 18)
    again = answer_of(diary, only(diary), "counter", text="Friday?", proposed=span(11, 14), now=at(12, 12))
    assert again.recurrence_id == answer.recurrence_id


def test_an_accepted_series_that_waited_stands_for_the_time_that_bent_for_it():
    diary, later = a_diary(), at(5, 12)
    comes(diary, weekly())
    (kept,) = diary.dated(Request).all()
    desk.accept(diary, kept.thing.id, version=kept.version, now=later)
    assert only(diary).span == span(10, 18)
    assert [each.thing.span for each in diary.dated(Bend).all()] == [span(10, 18)]


def test_a_request_that_was_typed_in_is_no_invitation():
    diary = a_diary()
    kept = desk.keep_request(diary, Request("new", NOW, "Anna", "", span(3, 10)))
    assert invitation_of(diary, kept.thing.id) is None
    assert at_hand(diary, kept.thing, now=NOW) is None
    note_proposed(diary, kept.thing.id, span(3, 11))
    say_who_i_am(diary, kept.thing.id, "ada@example.org")
    with pytest.raises(NotThere):
        answer_of(diary, kept.thing, "accept", text="", proposed=None, now=NOW)


def test_what_could_not_be_read_is_handed_on():
    diary = a_diary()
    found = comes(diary, set_aside=("x",), doubts=("y",))
    assert (found.set_aside, found.doubts) == (("x",), ("y",))
