"""The week’s message to a companion goes on one’s own press, and once."""

from __future__ import annotations

import html
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from counterpoint.desk.ports import Diary
from counterpoint.desk.post.companions import message_to
from counterpoint.desk.post.reaching import outbox
from counterpoint.domain.living import Companion
from tests.doors.web.post.acts import ADA, confirmed, the, work
from tests.mailserver import Letters

pytestmark = pytest.mark.django_db


def noor(diary: Diary, **more: Any) -> None:
    diary.shelf(Companion).add(Companion("noor", "Noor", words="A small week.", **more))


def test_the_weeks_message_goes_on_ones_own_press_and_once(
    tab: Client, diary: Diary, letters: Letters
) -> None:
    noor(diary, email="noor@example.org")
    page = tab.get("/companion/").content.decode()
    assert "Send it now to noor@example.org" in page
    seen = html.unescape(the(r'name="text" value="([^"]*)"', page))
    for _ in range(2):
        answer = tab.post("/companion/one/noor/send/", {"text": seen}, follow=True)
        work(diary)
    assert "went to Noor today already" in answer.content.decode()
    (letter,) = letters.to("noor@example.org")
    message = message_to(diary, diary.shelf(Companion).get("noor").thing, timezone.now())
    assert letter.get_content().split() == message.split()
    assert letter["Auto-Submitted"] is None
    assert [each.kind for each in outbox(diary)] == ["companion"]


def test_an_answer_to_it_comes_to_an_address_that_is_confirmed(
    tab: Client, diary: Diary, letters: Letters
) -> None:
    noor(diary, email="noor@example.org")
    assert "once you have confirmed an address" in tab.get("/companion/").content.decode()
    confirmed(tab, diary, letters)
    assert f"an answer comes to {ADA}" in tab.get("/companion/").content.decode()
    text = message_to(diary, diary.shelf(Companion).get("noor").thing, timezone.now())
    tab.post("/companion/one/noor/send/", {"text": text})
    work(diary)
    assert letters.to("noor@example.org")[0]["Reply-To"] == ADA


def test_a_message_that_reads_otherwise_by_now_does_not_go(
    tab: Client, diary: Diary, letters: Letters
) -> None:
    noor(diary, email="noor@example.org")
    for text in ("", "Hello Noor, something else"):
        answer = tab.post("/companion/one/noor/send/", {"text": text}, follow=True)
        assert "reads otherwise" in answer.content.decode()
    assert outbox(diary) == ()


def test_a_companion_who_rests_or_has_no_address_gets_nothing(
    tab: Client, diary: Diary, letters: Letters
) -> None:
    noor(diary)
    assert "Send it now" not in tab.get("/companion/").content.decode()
    tab.post("/companion/one/noor/send/", {"text": "x"})
    kept = diary.shelf(Companion).get("noor")
    diary.shelf(Companion).change(
        replace(kept.thing, email="noor@example.org", state="resting"), version=kept.version
    )
    assert tab.post("/companion/one/noor/send/", {"text": "x"}).status_code == 404
    assert outbox(diary) == ()


def test_an_address_that_was_changed_meanwhile_gets_nothing(
    tab: Client, diary: Diary, letters: Letters
) -> None:
    noor(diary, email="noor@example.org")
    kept = diary.shelf(Companion).get("noor")
    tab.post("/companion/one/noor/send/", {"text": message_to(diary, kept.thing, timezone.now())})
    diary.shelf(Companion).change(replace(kept.thing, email="other@example.org"), version=kept.version)
    work(diary)
    assert letters.taken == []
    assert [each.state for each in outbox(diary)] == ["withdrawn"]


def test_an_example_life_sends_nothing(tab: Client, diary: Diary, letters: Letters) -> None:
    session = tab.session
    session["back_to_owner"] = "x"
    session.save()
    noor(diary, email="noor@example.org")
    assert "It sends nothing to anybody" in tab.get("/post/").content.decode()
    assert tab.post("/post/", {"address": ADA}).status_code == 404
    assert "Send it now" not in tab.get("/companion/").content.decode()
    assert tab.post("/companion/one/noor/send/", {"text": "x"}).status_code == 404
