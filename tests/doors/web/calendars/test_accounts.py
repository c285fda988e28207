"""Pages of calendar accounts that ask no server."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from counterpoint.adapters.storage.jobs import end_here, take_here
from counterpoint.desk.syncing import due
from counterpoint.domain.agenda import CalendarAccount, CalendarSource, Collection, Resource
from tests.calendars import NOW

ACCOUNT = CalendarAccount("a", "dav.example", "https://dav.example/", "ada@dav.example")


@pytest.fixture
def shown_as(signed_in: Client, diary: Any) -> Any:
    """The page of an account in a state."""
    diary.shelf(CalendarAccount).add(ACCOUNT)
    diary.calendars.add(CalendarSource("c", "Work", "d-work", "account", zone="UTC"))
    diary.shelf(Collection).add(Collection("n", "a", "c", "https://dav.example/ada/work/", "Work"))

    def shown(account: CalendarAccount) -> str:
        kept = diary.shelf(CalendarAccount).get("a")
        diary.shelf(CalendarAccount).change(account, version=kept.version)
        return signed_in.get("/calendars/accounts/a/").content.decode()

    return shown


def test_the_list_says_what_an_account_is_for(signed_in: Client) -> None:
    assert "Connect a calendar account" in signed_in.get("/calendars/").content.decode()


def test_a_state_is_told_in_words_with_what_comes_next(shown_as: Any) -> None:
    assert "It has not been asked yet." in shown_as(ACCOUNT)
    well = shown_as(ACCOUNT.synced(NOW))
    assert "All was well just now. It is asked again at" in well
    trouble = shown_as(ACCOUNT.failed("It did not answer.", NOW, timedelta(days=1)))
    assert "The last time did not work. It did not answer. It is asked again tomorrow at" in trouble
    halfway = shown_as(ACCOUNT.halfway("The next visit goes on with the rest.", NOW))
    assert "The next visit goes on with the rest. That is within a few minutes." in halfway
    locked = shown_as(ACCOUNT.locked("It does not take the password."))
    assert "It is not asked at the moment. It does not take the password." in locked
    assert "Ask now" not in locked


def test_what_is_set_aside_is_named_with_the_reason_and_the_next_try(shown_as: Any, diary: Any) -> None:
    aside = Resource("/ada/work/choir.ics", '"1"').refused('"2"', "It does not hand it out.", NOW)
    broken = Resource("/ada/work/swim.ics", '"1"', b"x", "It holds nothing that can be read.")
    diary.resources.keep("n", [aside, broken])
    shown = shown_as(ACCOUNT.synced(NOW))
    assert "choir.ics" in shown
    assert "It does not hand it out. It is asked for again at" in shown
    assert "It is asked for again when it changes" in shown


def test_a_press_records_the_work_once(signed_in: Client, shown_as: Any, diary: Any) -> None:
    shown_as(ACCOUNT)
    for path in ("/calendars/accounts/a/sync/", "/calendars/c/refresh/"):
        signed_in.post(path)
    first = diary.jobs.latest("sync_account", account="a")
    assert "It is being asked" in shown_as(ACCOUNT)
    signed_in.post("/calendars/accounts/a/sync/")
    assert diary.jobs.latest("sync_account", account="a") == first


@pytest.mark.parametrize("page", ["", "plan/", "busy/"])
def test_a_page_that_looks_whether_asking_is_over_hears_nothing_before_it_is(
    signed_in: Client, shown_as: Any, diary: Any, page: str
) -> None:
    shown_as(ACCOUNT)
    address = f"/calendars/accounts/a/{page}?as=state"
    assert signed_in.get(address).status_code == 200
    job = due.sync_now(diary, "a")
    assert signed_in.get(address).status_code == 204
    assert take_here(job.id, NOW)
    assert signed_in.get(address).status_code == 204
    end_here(job.id, NOW)
    assert signed_in.get(address).status_code == 200


def test_a_server_that_cannot_be_asked_is_told_on_the_accounts_page(
    signed_in: Client, shown_as: Any, diary: Any
) -> None:
    shown_as(ACCOUNT)
    for path in ("choose", "check"):
        send = signed_in.get if path == "choose" else signed_in.post
        answer = send(f"/calendars/accounts/a/{path}/", follow=True)
        assert answer.redirect_chain
        assert "Its password is not here. Type it once more." in answer.content.decode()


def test_trouble_is_said_once_and_the_plans_calendar_is_called_by_what_it_is(
    signed_in: Client, shown_as: Any, diary: Any
) -> None:
    kept = diary.shelf(Collection).get("n")
    diary.shelf(Collection).change(replace(kept.thing, plan="goes", owned=True), version=kept.version)
    shown = shown_as(ACCOUNT.failed("It did not answer.", NOW))
    assert "your plan’s calendar" in shown
    listed = signed_in.get("/calendars/").content.decode()
    assert "your plan goes there" in listed
    assert "your plan’s calendar" in listed
    assert listed.count("It did not answer.") == 1
    asked = signed_in.get("/calendars/accounts/a/plan/").content.decode()
    assert "The last time did not work. It did not answer." in asked
    assert "Your plan there" in shown_as(ACCOUNT.locked("It does not take the password."))
    asked = signed_in.get("/calendars/accounts/a/plan/").content.decode()
    assert "It is not asked at the moment. It does not take the password." in asked
    assert "Type a new password" in asked
    assert "Ask now" not in asked


def test_an_account_that_has_no_calendar_here_yet_let_its_person_in(signed_in: Client, diary: Any) -> None:
    diary.shelf(CalendarAccount).add(ACCOUNT)
    shown = signed_in.get("/calendars/accounts/a/").content.decode()
    assert "It let you in." in shown
    assert "To the first steps" in shown


@pytest.mark.parametrize("then, page", [("plan", "plan/"), ("busy", "busy/"), ("", ""), ("//evil", "")])
def test_one_stays_where_one_asked(signed_in: Client, shown_as: Any, then: str, page: str) -> None:
    shown_as(ACCOUNT)
    answer = signed_in.post("/calendars/accounts/a/sync/", {"then": then})
    assert answer.headers["Location"] == f"/calendars/accounts/a/{page}#ask-now"
