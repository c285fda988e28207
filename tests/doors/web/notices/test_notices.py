"""Notices through the browser's door: shown where they are wanted, answered in place."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from counterpoint.desk.ports import Diary
from counterpoint.desk.post.notices import notice_wishes
from counterpoint.domain.boundaries import GiveBack
from counterpoint.domain.living import Notice, Pause
from counterpoint.domain.living.notices import KINDS
from counterpoint.domain.values import Commitment
from tests.doors.web.filled import typed

pytestmark = pytest.mark.django_db
WHOLE_DAY = {"app": "on", "begins": "00:00", "ends": "00:00"}


@pytest.fixture(autouse=True)
def owed(diary: Diary) -> None:
    """An evening to be given back by tomorrow, and a choir to be looked at, at any hour."""
    now = timezone.now()
    diary.shelf(GiveBack).add(
        GiveBack("g", now - timedelta(days=5), "b", "Dinner", 60, now + timedelta(days=1))
    )
    diary.shelf(Commitment).add(Commitment("choir", "Choir", look_again_on=now.date() - timedelta(days=2)))


def filled(tab: Client) -> dict[str, str]:
    """The form of what one wants to hear of, as it would be sent with every kind on, the whole day."""
    kinds = {f"{kind}_{part}": said for kind in KINDS for part, said in WHOLE_DAY.items()}
    return {**typed(tab.get("/notices/settings/")), **kinds, "quiet-count": "0"}


@pytest.fixture(autouse=True)
def always(tab: Client, owed: None) -> None:
    assert tab.post("/notices/settings/", filled(tab)).status_code == 302


def answer(tab: Client, words: str, page: str = "/notices/", **more: str) -> Any:
    """Presses a button of the notice that says these words."""
    shown = tab.get(page).content.decode()
    line = next(each for each in shown.split('<div class="notice-line">') if words in each)
    said = {
        name: line.split(f'name="{name}" value="')[1].split('"')[0] for name in ("kind", "subject", "then")
    }
    return tab.post("/notices/answer/", said | more, follow=True)


def test_a_give_back_is_taken_up_in_place(tab: Client, diary: Diary) -> None:
    assert "It is owed now" in answer(tab, "made room", answer="take_up").content.decode()
    assert diary.shelf(GiveBack).get("g").thing.state == "owed"


def test_a_give_back_is_let_go_in_place(tab: Client, diary: Diary) -> None:
    answer(tab, "made room", answer="let_go")
    assert diary.shelf(GiveBack).get("g").thing.state == "let_go"
    assert "made room" not in tab.get("/notices/").content.decode()


def test_not_now_lets_it_be_and_comes_back_to_where_it_was_said(tab: Client, diary: Diary) -> None:
    answered = answer(tab, "look at “Choir” again", answer="not_now", then="today")
    assert answered.redirect_chain[-1][0] == "/today/"
    assert "look at “Choir” again" not in tab.get("/notices/").content.decode()
    assert [each.thing.state for each in diary.dated(Notice).all()] == ["put_off"]


def test_an_answer_that_comes_too_late_is_told(tab: Client, diary: Diary) -> None:
    said = {"kind": "commitment", "subject": "choir@2020-01-01", "answer": "not_now"}
    assert "not due any more" in tab.post("/notices/answer/", said, follow=True).content.decode()
    assert diary.dated(Notice).all() == ()


def test_an_answer_that_does_not_fit_is_none(tab: Client) -> None:
    assert answer(tab, "look at “Choir” again", answer="take_up").status_code == 404


def test_in_quiet_time_the_page_says_only_until_when(tab: Client, diary: Diary) -> None:
    diary.dated(Pause).add(
        Pause("p", timezone.now() - timedelta(hours=1), timezone.now() + timedelta(hours=1))
    )
    page = tab.get("/notices/").content.decode()
    assert "It is quiet time until" in page
    assert "Choir" not in page


def test_each_kind_can_be_switched_off(tab: Client, diary: Diary) -> None:
    form = filled(tab)
    form.pop("commitment_app")
    assert tab.post("/notices/settings/", form).status_code == 302
    assert not notice_wishes(diary).thing.of("commitment").app
    assert "Choir" not in tab.get("/notices/").content.decode()


def test_two_tabs_that_change_one_kind_are_told(tab: Client) -> None:
    first = second = filled(tab)
    tab.post("/notices/settings/", first | {"review_begins": "10:00"})
    clash = tab.post("/notices/settings/", second | {"review_begins": "11:00"})
    assert clash.status_code == 409
    assert "Looking back: From" in clash.content.decode()


def test_the_hours_are_one_sentence_until_they_differ(tab: Client) -> None:
    page = tab.get("/notices/settings/").content.decode()
    assert "At any hour of the day" in page
    assert '<details class="notice-hours">' in page
    hours = {f"{kind}_{part}": at for kind in KINDS for part, at in (("begins", "08:00"), ("ends", "21:30"))}
    tab.post("/notices/settings/", filled(tab) | hours)
    assert "All of it between 08:00 and 21:30" in tab.get("/notices/settings/").content.decode()
    tab.post("/notices/settings/", filled(tab) | hours | {"plan_begins": "10:00"})
    assert "Each at its own hours" in tab.get("/notices/settings/").content.decode()


def test_an_hour_that_cannot_be_read_is_not_hidden(tab: Client) -> None:
    page = tab.post("/notices/settings/", filled(tab) | {"review_begins": "soon"}).content.decode()
    assert '<details class="notice-hours" open>' in page
    assert "Write a time like 17:30." in page
