"""Requests and channels through their pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from counterpoint.desk.ports import Diary
from counterpoint.domain.boundaries import Bend, Channel, GiveBack, ProtectedTime, Request
from counterpoint.domain.planning import Block, Plan
from counterpoint.domain.timeline import WEEKDAYS, Span, Week, WeeklyWindow
from counterpoint.domain.values import CoreValue
from tests.doors.web.filled import typed

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
FORM = {
    "who": "Anna", "what": "the launch", "on": "2026-11-26", "start": "18:00", "minutes": "1h",
    "domain_id": "", "zone": "", "email": "anna@example.org", "notes": "she is new here",
}  # fmt: skip


@pytest.fixture(autouse=True)
def monday(monkeypatch: pytest.MonkeyPatch, diary: Diary) -> None:
    """Monday, 23 November 2026, nine in the morning in Berlin; dinner is firm, for the family."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    kept = diary.settings()
    diary.change_settings(replace(kept.thing, zone="Europe/Berlin", name="Ada"), version=kept.version)
    diary.values.add(CoreValue("family", "Family", 1))
    evening = WeeklyWindow(WEEKDAYS, time(18), time(19))
    diary.protected.add(ProtectedTime("dinner", "Dinner", (evening,), "firm", "family"))


def kept(tab: Client, diary: Diary) -> Request:
    answer = tab.post("/requests/new/", FORM)
    assert answer.status_code == 302
    (only,) = diary.dated(Request).all()
    assert answer["Location"] == f"/requests/one/{only.thing.id}/"
    return only.thing


def test_a_line_is_understood_before_anything_is_kept(tab: Client, diary: Diary) -> None:
    page = tab.get("/requests/new/", {"text": "Anna asks for Thursday 18:00, an hour"}).content.decode()
    assert "Nothing is kept yet." in page
    assert "Thursday 26 November, 18:00–19:00" in page
    assert "It crosses something firm" in page
    assert 'value="Anna"' in page
    assert not diary.dated(Request).all()
    told = tab.get("/requests/preview/", {"text": "Anna asks for Thursday"}).content.decode()
    assert "No hour was found in it." in told


def test_looking_again_keeps_what_was_typed_and_nothing_else(tab: Client, diary: Diary) -> None:
    page = tab.post("/requests/new/", FORM | {"start": "17:00", "look": "yes"}).content.decode()
    assert "It fits" in page
    assert 'value="Anna"' in page
    assert not diary.dated(Request).all()


def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(tab: Client) -> None:
    answer = tab.post("/requests/new/", FORM | {"who": "", "start": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say who asks" in page
    assert "Say when it begins" in page
    assert "the launch" in page


def test_a_request_has_its_page_with_other_times_and_a_reply(tab: Client, diary: Diary) -> None:
    page = tab.get(f"/requests/one/{kept(tab, diary).id}/").content.decode()
    assert "1 h of “Dinner”, which is firm" in page
    assert "Other times that would suit you" in page
    reply = page.partition('<textarea id="reply"')[2].partition("</textarea>")[0]
    assert "a personal commitment" in reply
    assert "How about" in reply
    assert "Dinner" not in reply
    assert "mailto:anna%40example.org?subject=" in page


def test_tone_and_disclosure_are_chosen_without_a_script(tab: Client, diary: Diary) -> None:
    path = f"/requests/one/{kept(tab, diary).id}/"
    page = tab.get(path, {"tone": "formal", "disclosure": "value", "answering": "decline"}).content.decode()
    assert "Dear Anna," in page
    assert "I protect that time for Family." in page
    assert tab.get(path, {"tone": "rude"}).status_code == 200


def test_a_reply_that_was_changed_is_not_drafted_over(tab: Client, diary: Diary) -> None:
    path = f"/requests/one/{kept(tab, diary).id}/"
    page = tab.get(path).content.decode()
    drafted = page.partition('name="drafted" value="')[2].partition('"')[0]
    reply = unescape(page.partition('<textarea id="reply"')[2].partition(">")[2].partition("</textarea>")[0])
    asked = {"act": "draft", "tone": "formal", "answering": "decline", "drafted": drafted}
    as_it_was = tab.post(f"{path}answer/", {**asked, "reply": reply.replace("\n", "\r\n")})
    assert (as_it_was.status_code, "tone=formal" in as_it_was.url) == (302, True)
    both = tab.post(f"{path}answer/", {**asked, "reply": "Dear Anna, in my own words."}).content.decode()
    assert "in my own words.</textarea>" in both
    assert "Take this draft in place of mine" in both
    assert "Dear Anna," in both.partition("own words are still below")[2]


def test_accepting_and_taking_the_time_back_bends_and_shows_in_the_week(tab: Client, diary: Diary) -> None:
    id = kept(tab, diary).id
    tab.post(f"/requests/one/{id}/answer/", {"act": "give-back", "version": "1", "reply": "Gladly."})
    assert [each.thing.state for each in diary.dated(GiveBack).all()] == ["owed"]
    assert [each.thing.for_whom for each in diary.dated(Bend).all()] == ["Anna"]
    week = tab.get("/week/2026-W48/").content.decode()
    assert "Anna · the launch" in week
    page = tab.get(f"/requests/one/{id}/").content.decode()
    assert "Gladly." in page
    tab.post(f"/requests/one/{id}/answer/", {"act": "reopen", "version": "2"})
    assert not diary.dated(Bend).all()


@pytest.mark.parametrize(
    ("act", "state"), [("accept", "accepted"), ("counter", "countered"), ("decline", "declined")]
)
def test_each_answer_is_noted_with_its_words(tab: Client, diary: Diary, act: str, state: str) -> None:
    id = kept(tab, diary).id
    tab.post(f"/requests/one/{id}/answer/", {"act": act, "version": "1", "reply": "These are my words."})
    now = diary.dated(Request).get(id).thing
    assert (now.state, now.answer, now.answered_at) == (state, "These are my words.", NOW)
    assert "Anna: the launch" in tab.get("/requests/").content.decode()


def test_a_second_tab_is_told_and_its_words_stay(tab: Client, diary: Diary) -> None:
    id = kept(tab, diary).id
    tab.post(f"/requests/one/{id}/answer/", {"act": "decline", "version": "1"})
    tab.post(f"/requests/one/{id}/answer/", {"act": "reopen", "version": "2"})
    answer = tab.post(
        f"/requests/one/{id}/answer/", {"act": "accept", "version": "1", "reply": "My own words"}
    )
    assert answer.status_code == 409
    assert "My own words" in answer.content.decode()
    assert diary.dated(Request).get(id).thing.state == "open"


def test_a_request_is_changed_removed_and_brought_back(tab: Client, diary: Diary) -> None:
    id = kept(tab, diary).id
    shown = tab.get(f"/requests/one/{id}/change/")
    assert shown.status_code == 200
    was = shown.context["was"]
    changed = FORM | {"start": "17:00", "version": "1", "was": was}
    assert tab.post(f"/requests/one/{id}/change/", changed)["Location"] == f"/requests/one/{id}/"
    assert "It fits" in tab.get(f"/requests/one/{id}/").content.decode()
    tab.post(f"/requests/one/{id}/remove/")
    assert not diary.dated(Request).all()
    tab.post("/requests/back/")
    assert diary.dated(Request).all()[0].thing.what == "the launch"


def test_their_zone_may_be_a_city_and_may_be_unknown(tab: Client, diary: Diary) -> None:
    tab.post("/requests/new/", FORM | {"zone": "Tokyo"})
    assert diary.dated(Request).all()[0].thing.zone == "Asia/Tokyo"
    assert tab.post("/requests/new/", FORM | {"zone": "Nowhere"}).status_code == 422


CHANNEL = {
    "kind": "mail", "title": "Work mail", "reach": "ada@example.org", "windows-rows": "1",
    "windows-0-days": ["0", "1"], "windows-0-start": "09:00", "windows-0-end": "17:00", "soon": "next_day",
    "for_whom": ["colleagues"], "in_emergency": "on",
}  # fmt: skip


def test_a_channel_says_when_it_is_on_how_soon_and_for_whom(tab: Client, diary: Diary) -> None:
    tab.post("/channels/new/", CHANNEL)
    (channel,) = diary.shelf(Channel).all()
    assert (channel.thing.kind, channel.thing.soon, channel.thing.for_whom) == (
        "mail",
        "next_day",
        ("colleagues",),
    )
    assert channel.thing.in_emergency
    page = tab.get("/channels/").content.decode()
    assert "on Mon, Tue 09:00–17:00" in page
    assert "by the next working day" in page
    assert "for colleagues" in page


def test_a_channel_is_changed_removed_and_brought_back(tab: Client, diary: Diary) -> None:
    tab.post("/channels/new/", CHANNEL)
    id = diary.shelf(Channel).all()[0].thing.id
    was = tab.get(f"/channels/{id}/").context["was"]
    tab.post(f"/channels/{id}/", CHANNEL | {"soon": "week", "version": "1", "was": was})
    assert diary.shelf(Channel).get(id).thing.soon == "week"
    tab.post(f"/channels/{id}/remove/")
    assert not diary.shelf(Channel).all()
    assert "is removed" in tab.get("/channels/").content.decode()
    tab.post("/channels/back/")
    assert diary.shelf(Channel).all()


def test_a_request_over_what_is_marked_as_done_is_told_so_and_the_reply_stays(
    tab: Client, diary: Diary
) -> None:
    mornings = WeeklyWindow(WEEKDAYS, time(6), time(8))
    diary.protected.add(ProtectedTime("run", "Run", (mornings,), "bends", "family"))
    own = Span(datetime(2026, 11, 26, 5, tzinfo=UTC), datetime(2026, 11, 26, 7, tzinfo=UTC))
    named = "protected:run:2026-11-26"
    run = Block(f"{named}#1", "protected", named, "run", "Run", own, state="done")
    diary.plans.keep(Plan(Week.named("2026-W48"), "Europe/Berlin", (run,)), step="Plan", version=None)
    asked = tab.post("/requests/new/", FORM | {"start": "07:00"})["Location"]
    for act in ("accept", "give-back"):
        sent = {**typed(tab.get(asked)), "act": act, "reply": "Gladly, at seven."}
        answer = tab.post(f"{asked}answer/", sent)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "“Run” is marked as done, so it does not bend. If it did not come about, say so" in page
        assert "Gladly, at seven." in page
    assert diary.dated(Bend).all() == ()
    assert diary.plans.of(Week.named("2026-W48")).thing.current.blocks[0].state == "done"  # type: ignore[union-attr]


def test_the_mail_holds_the_reply_as_it_was_changed(tab: Client, diary: Diary) -> None:
    """Also without a script: the words are taken over, and nothing is answered by that."""
    asked = f"/requests/one/{kept(tab, diary).id}/"
    chosen = {"answering": "decline", "tone": "brief", "disclosure": "nothing"}
    sent = {**typed(tab.get(asked)), **chosen, "act": "words", "reply": "Not that evening, dear Anna."}
    page = tab.post(f"{asked}answer/", sent).content.decode()
    assert "body=Not%20that%20evening%2C%20dear%20Anna." in page
    assert "Not that evening, dear Anna.</textarea>" in page
    assert '<option value="decline" selected>' in page
    assert diary.dated(Request).all()[0].thing.state == "open"
