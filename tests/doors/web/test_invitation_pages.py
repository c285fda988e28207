"""The page of an invitation: a file says what is chosen, and nothing typed, kept or guessed is lost."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape

import pytest
import vobject
from django.test import Client

from counterpoint.desk.ports import Diary
from counterpoint.domain.boundaries import Bend, Request
from counterpoint.domain.inviting import Invitation
from counterpoint.domain.timeline import Span
from tests.adapters.itip.shapes import an_event
from tests.doors.web.test_invitations import fields_of, hand_in, monday, only, take_along

__all__ = ["monday"]
pytestmark = pytest.mark.django_db


def sent(tab: Client, request: Request, kind: str = "ics", **chosen: str):
    """Presses a button for a file on the page as it is drafted, with other things chosen or typed."""
    page = tab.get(f"/requests/one/{request.id}/").content.decode()
    return tab.post(f"/requests/one/{request.id}/answer.{kind}", fields_of(page) | chosen)


def times_of(page: str) -> list[str]:
    return re.findall(r'<option value="(2026[^"]*)"', page)


@pytest.mark.parametrize("kind", ["eml", "ics"])
def test_another_answer_than_the_one_drafted_makes_no_file_and_loses_no_word(
    tab: Client, diary: Diary, kind: str
) -> None:
    hand_in(tab, an_event())
    answer = sent(tab, only(diary), kind, answering="decline", reply="Sorry, no.")
    page = unescape(answer.content.decode())
    assert "Content-Disposition" not in answer.headers
    assert "You chose another answer since the reply was drafted." in page
    assert ">Sorry, no.</textarea>" in page
    assert "Declining, as a mail (.eml)" in page
    again = tab.post(f"/requests/one/{only(diary).id}/answer.ics", fields_of(answer.content.decode()))
    event = vobject.readOne(again.content.decode())
    assert event.method.value == "REPLY"
    assert event.vevent.attendee.params["PARTSTAT"] == ["DECLINED"]
    assert event.vevent.comment.value == "Sorry, no."


def test_a_draft_that_nobody_changed_is_drafted_anew_for_the_answer_that_is_chosen(
    tab: Client, diary: Diary
) -> None:
    hand_in(tab, an_event())
    page = tab.get(f"/requests/one/{only(diary).id}/").content.decode()
    anew = sent(tab, only(diary), answering="decline").content.decode()
    assert fields_of(anew)["reply"] != fields_of(page)["reply"]
    assert fields_of(anew)["taken"] == "decline"


def test_another_time_than_the_one_drafted_makes_no_file_and_is_the_one_drafted_then(
    tab: Client, diary: Diary
) -> None:
    hand_in(tab, an_event())
    third = times_of(tab.get(f"/requests/one/{only(diary).id}/").content.decode())[2]
    answer = sent(tab, only(diary), proposed=third, answering="counter")
    page = answer.content.decode()
    assert "Content-Disposition" not in answer.headers
    assert "You chose another time to propose" in page
    assert unescape(fields_of(page)["taken_time"]) == third
    again = tab.post(f"/requests/one/{only(diary).id}/answer.ics", fields_of(page) | {"proposed": third})
    event = vobject.readOne(again.content.decode()).vevent
    assert event.dtstart.value == datetime.fromisoformat(third.partition("/")[0])


def test_a_time_that_was_not_drafted_is_not_noted_as_proposed(tab: Client, diary: Diary) -> None:
    hand_in(tab, an_event())
    page = tab.get(f"/requests/one/{only(diary).id}/").content.decode()
    third = times_of(page)[2]
    said = fields_of(page) | {"act": "counter", "answering": "counter", "proposed": third}
    asked = tab.post(f"/requests/one/{only(diary).id}/answer/", said)
    assert "say once more what you answered" in asked.content.decode()
    assert only(diary).state == "open"
    said = fields_of(asked.content.decode()) | {"act": "counter", "answering": "counter", "proposed": third}
    tab.post(f"/requests/one/{only(diary).id}/answer/", said)
    (kept,) = diary.dated(Invitation).all()
    assert kept.thing.proposed is not None
    assert kept.thing.proposed.start == datetime.fromisoformat(third.partition("/")[0])


def test_a_counter_of_somebody_who_drafted_a_yes_names_no_time(tab: Client, diary: Diary) -> None:
    hand_in(tab, an_event())
    page = tab.get(f"/requests/one/{only(diary).id}/", {"answering": "accept"}).content.decode()
    tab.post(f"/requests/one/{only(diary).id}/answer/", fields_of(page) | {"act": "counter"})
    (kept,) = diary.dated(Invitation).all()
    assert (only(diary).state, kept.thing.proposed) == ("countered", None)


def test_the_draft_beside_ones_own_words_leads_back_to_the_page_with_the_time_chosen(
    tab: Client, diary: Diary
) -> None:
    hand_in(tab, an_event())
    path = f"/requests/one/{only(diary).id}/"
    third = times_of(tab.get(path).content.decode())[2]
    page = sent(tab, only(diary), answering="counter", proposed=third, reply="Friday?").content.decode()
    form = page[page.index(f'<form method="get" action="{path}"') :].partition("</form>")[0]
    chosen = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    drafted = tab.get(path, {name: unescape(said) for name, said in chosen.items()}).content.decode()
    assert unescape(fields_of(drafted)["taken_time"]) == third


@pytest.mark.parametrize(
    ("answering", "words"),
    [("accept", "Accepting, as a mail"), ("counter", "Proposing another time, as a mail")],
)
def test_the_button_says_which_answer_the_file_gives(
    tab: Client, diary: Diary, answering: str, words: str
) -> None:
    hand_in(tab, an_event())
    assert words in tab.get(f"/requests/one/{only(diary).id}/", {"answering": answering}).content.decode()


# changing how it was understood


def form_of(page: str) -> dict[str, str]:
    """What a browser would send of the form, untouched."""
    main = page[page.index("<main") :]
    found = {
        name: unescape(value)
        for tag in re.findall(r"<input[^>]*>", main)
        if (name := (re.search(r'name="([^"]+)"', tag) or ["", ""])[1])
        and ('type="checkbox"' not in tag or "checked" in tag)
        for value in [(re.search(r'value="([^"]*)"', tag) or ["", "on" if "checkbox" in tag else ""])[1]]
    }
    return found | {"notes": ""}


def save(tab: Client, request: Request, **typed: str):
    path = f"/requests/one/{request.id}/change/"
    return tab.post(path, form_of(tab.get(path).content.decode()) | typed)


THREE_DAYS = ("DTSTART;VALUE=DATE:20261130", "DTEND;VALUE=DATE:20261203")
LONG = ("DTSTART:20261127T080000Z", "DTEND:20261129T113000Z")
ODD = ("DTSTART:20261127T080030Z", "DTEND:20261127T082230Z")


@pytest.mark.parametrize("times", [THREE_DAYS, LONG, ODD])
def test_an_invitation_that_is_given_a_note_keeps_its_time_and_its_answer(
    tab: Client, diary: Diary, times: tuple[str, str]
) -> None:
    hand_in(tab, an_event(*times))
    span = only(diary).span
    tab.post(f"/requests/one/{only(diary).id}/answer/", {"act": "accept", "version": "1", "reply": "Yes."})
    bends = len(diary.dated(Bend).all())
    assert save(tab, only(diary), what="Launch, in room 4").status_code == 302
    assert (only(diary).what, only(diary).state) == ("Launch, in room 4", "accepted")
    assert only(diary).span == span
    assert len(diary.dated(Bend).all()) == bends


def test_three_days_that_begin_on_another_day_are_still_three(tab: Client, diary: Diary) -> None:
    hand_in(tab, an_event(*THREE_DAYS))
    before = only(diary).span
    save(tab, only(diary), on="2026-12-07")
    week = timedelta(days=7)
    assert only(diary).span == Span(before.start + week, before.end + week)


def test_who_invites_may_have_as_long_a_name_as_an_invitation_says(tab: Client, diary: Diary) -> None:
    hand_in(tab, an_event(f"ORGANIZER;CN={'A' * 200}:mailto:anna@example.org"))
    assert save(tab, only(diary), what="Launch 2").status_code == 302
    assert (only(diary).who, only(diary).what) == ("A" * 200, "Launch 2")


# what is told of a file


def test_what_was_read_on_a_guess_is_told(tab: Client) -> None:
    hand_in(tab, an_event("RRULE:FREQ=WEEKLY;COUNT=9"))
    later = "RECURRENCE-ID;RANGE=THISANDFUTURE:20261203T170000Z"
    raw = an_event(later, "SEQUENCE:1", "DTSTART:20261203T170000Z", "DTEND:20261203T180000Z", method="CANCEL")
    page = unescape(hand_in(tab, raw).content.decode())
    assert "Read on a guess" in page
    assert "THISANDFUTURE" in page
    assert "One time of “Launch” is called off by Anna" in page


def test_how_much_more_was_set_aside_is_told(tab: Client) -> None:
    broken = [an_event("DTSTART:rubbish", uid=f"u{n}") for n in range(8)]
    events = b"".join(each[each.index(b"BEGIN:VEVENT") : each.index(b"END:VCALENDAR")] for each in broken)
    raw = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\n" + events + b"END:VCALENDAR\r\n"
    page = unescape(hand_in(tab, raw).content.decode())
    assert page.count("Set aside – ") == 5
    assert "And 3 more like these." in page


# removed and brought back


def test_a_removed_invitation_leaves_nothing_and_comes_back_whole(tab: Client, diary: Diary) -> None:
    hand_in(tab, an_event("DESCRIPTION:The agenda"))
    (before,) = diary.dated(Invitation).all()
    tab.post(f"/requests/one/{only(diary).id}/remove/")
    assert not diary.dated(Invitation).all()
    tab.post("/requests/back/")
    (after,) = diary.dated(Invitation).all()
    assert after.thing == before.thing
    assert b"The agenda" in tab.get(f"/requests/one/{only(diary).id}/").content
    assert take_along(tab, only(diary), "accept").status_code == 200


def test_a_removed_invitation_that_is_handed_in_again_is_there_once(tab: Client, diary: Diary) -> None:
    hand_in(tab, an_event())
    tab.post(f"/requests/one/{only(diary).id}/remove/")
    hand_in(tab, an_event())
    tab.post("/requests/back/")
    assert len(diary.dated(Invitation).all()) == 1
