"""A calendar without a part of life asks for one where it is met, and one press answers."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from counterpoint.desk.calendars.adding import add_file
from counterpoint.desk.calendars.uploads import Upload
from counterpoint.domain.agenda import EventRule, Mark
from counterpoint.wiring import reads_calendars
from tests.calendars import NOW, calendar, event

ASKED = "To which part of your life does it belong?"


@pytest.fixture
def id(diary: Any) -> str:
    raw = calendar(event("s@t", "Standup", NOW + timedelta(hours=1)), name="Work in the office")
    return add_file(diary, Upload("a.ics", raw), now=NOW, read=reads_calendars()).calendar.id


def test_it_asks_on_its_line_with_a_guess_and_says_what_follows(signed_in: Client, id: str) -> None:
    page = unescape(signed_in.get("/calendars/").content.decode())
    assert ASKED in page
    assert "a ritual may be placed as if they were not there" in page
    assert "Work, it seems" in page
    assert ASKED in unescape(signed_in.get(f"/calendars/{id}/").content.decode())


def test_one_press_answers_and_nothing_is_asked_any_more(signed_in: Client, diary: Any, id: str) -> None:
    answered = signed_in.post(f"/calendars/{id}/domain/", {"domain": "d-family"}, follow=True)
    assert diary.calendars.get(id).thing.domain_id == "d-family"
    page = unescape(answered.content.decode())
    assert "“Work in the office” belongs to Family now." in page
    assert ASKED not in page


def test_the_week_asks_too_and_one_is_back_there(signed_in: Client, diary: Any, id: str) -> None:
    page = unescape(signed_in.get("/week/2026-W48/").content.decode())
    assert "“Work in the office” belongs to no part of your life yet" in page
    said = {"domain": "d-work", "next": "/week/2026-W48/"}
    answered = signed_in.post(f"/calendars/{id}/domain/", said)
    assert answered["Location"] == "/week/2026-W48/"
    assert "belongs to no part" not in unescape(signed_in.get("/week/2026-W48/").content.decode())


def test_a_week_whose_events_all_have_a_part_of_life_by_a_rule_does_not_ask(
    signed_in: Client, diary: Any, id: str
) -> None:
    diary.event_rules.add(EventRule("r", "title", "standup", Mark("d-work")))
    assert "belongs to no part" not in signed_in.get("/week/2026-W48/").content.decode()


@pytest.mark.parametrize(
    "odd", ["2026-02-30", "-1", "<b>", "//elsewhere.example/", "https://elsewhere.example/"]
)
def test_an_odd_way_back_leads_nowhere_else(signed_in: Client, id: str, odd: str) -> None:
    answered = signed_in.post(f"/calendars/{id}/domain/", {"domain": "d-family", "next": odd})
    assert (answered.status_code, answered["Location"].partition("/")[2].startswith("calendars/")) == (
        302,
        True,
    )


def test_a_part_of_life_that_is_not_there_is_refused(signed_in: Client, diary: Any, id: str) -> None:
    assert signed_in.post(f"/calendars/{id}/domain/", {"domain": "gone"}).status_code == 404
    assert diary.calendars.get(id).thing.domain_id == ""


def test_a_stranger_chooses_nothing(stranger: Client, diary: Any, id: str) -> None:
    assert stranger.post(f"/calendars/{id}/domain/", {"domain": "d-work"}).status_code == 404
    assert diary.calendars.get(id).thing.domain_id == ""


def test_the_first_steps_ask_as_well(signed_in: Client, id: str) -> None:
    page = unescape(signed_in.get("/first-run/calendars/").content.decode())
    assert ASKED in page
    assert 'value="/first-run/calendars/"' in page
