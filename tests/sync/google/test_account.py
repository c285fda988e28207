"""A Google account in the browser of its person, against a stand-in for Google on this machine."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from counterpoint import wiring
from counterpoint.domain.agenda import CalendarAccount, Permission
from tests.adapters.storage.test_sealing import whole_database
from tests.calendar_servers import Phone
from tests.calendars import calendar, event
from tests.google_double import CLIENT_ID, EMAIL, QUOTA, RATE, SWITCHED_OFF, Google, Said, consented
from tests.sync.google.life import (
    SOON,
    WITH,
    come_back,
    connected,
    permitted,
    registered,
    sent_to,
    tab_of,
    the_account,
    titles,
    visited,
)

if TYPE_CHECKING:
    from counterpoint.adapters.storage.models import Person
    from counterpoint.desk.ports import Diary

pytestmark = [pytest.mark.django_db]


def test_from_consent_to_events_in_the_week(tab: Client, diary: Diary, double: Google, phone: Phone) -> None:
    id = connected(tab, diary, double)
    assert "Choir practice" in titles(tab, diary)
    account = the_account(diary)
    assert (account.user, account.provider, account.state) == (EMAIL, "google", "well")
    phone.put("swim.ics", calendar(event("swim@t", "Swim", SOON)))
    phone.delete("choir.ics")
    visited(diary)
    page = titles(tab, diary)
    assert "Swim" in page
    assert "Choir practice" not in page
    assert "All was well" in tab.get(f"/calendars/accounts/{id}/").content.decode()


def test_what_google_can_do_is_measured_or_known(tab: Client, diary: Diary, double: Google) -> None:
    id = connected(tab, diary, double)
    page = tab.post(f"/calendars/accounts/{id}/check/").content.decode()
    assert "Each visit asks only for what is new." in page
    assert "You make calendars yourself" in page


def test_consent_asks_for_a_lasting_permission_with_a_proof_of_its_own_each_time(
    tab: Client, diary: Diary, double: Google
) -> None:
    registered(tab)
    first, second = (parse_qs(urlsplit(sent_to(tab)).query) for _ in range(2))
    assert first["access_type"] == ["offline"]
    assert first["code_challenge_method"] == ["S256"]
    assert first["state"] != second["state"]
    assert first["code_challenge"] != second["code_challenge"]
    assert not {"client_secret", "code_verifier"} & first.keys()


def test_a_token_that_ends_amid_a_visit_is_renewed_and_the_question_asked_once_more(
    tab: Client, diary: Diary, double: Google, phone: Phone
) -> None:
    connected(tab, diary, double)
    before = diary.shelf(Permission).get(the_account(diary).id).thing
    phone.put("swim.ics", calendar(event("swim@t", "Swim", SOON)))
    double.expire()
    visited(diary)
    assert "Swim" in titles(tab, diary)
    after = diary.shelf(Permission).get(the_account(diary).id).thing
    assert after.access != before.access
    assert after.refresh == before.refresh
    statuses = [each.status for each in double.asked if each.path.startswith("/caldav")]
    assert statuses.count(401) == 1


def test_where_refresh_tokens_work_once_the_new_one_is_kept(
    tab: Client, diary: Diary, double: Google, phone: Phone
) -> None:
    double.rotates = True
    connected(tab, diary, double)
    for number in range(3):
        double.expire()
        phone.put(f"swim-{number}.ics", calendar(event(f"swim-{number}@t", f"Swim {number}", SOON)))
        visited(diary)
    assert "Swim 2" in titles(tab, diary)
    assert the_account(diary).state == "well"


def test_permission_that_was_taken_back_is_asked_for_again_and_nothing_is_lost(
    tab: Client, diary: Diary, double: Google, phone: Phone
) -> None:
    id = connected(tab, diary, double)
    double.take_back()
    visited(diary)
    page = tab.get(f"/calendars/accounts/{id}/").content.decode()
    assert "The permission for your calendars at Google is over" in page
    assert "Choir practice" in titles(tab, diary)
    asked = len(double.asked)
    wiring.look_at_calendars(diary, datetime.now(UTC) + timedelta(days=1))
    assert len(double.asked) == asked
    phone.put("swim.ics", calendar(event("swim@t", "Swim", SOON)))
    assert "Google let you in" in permitted(tab, id)
    visited(diary)
    assert "Swim" in titles(tab, diary)
    assert the_account(diary).id == id


def test_permission_of_somebody_else_is_not_taken_for_this_account(
    tab: Client, diary: Diary, double: Google
) -> None:
    id = connected(tab, diary, double)
    kept = diary.shelf(Permission).get(id).thing
    double.user = "bob@gmail.example"
    page = permitted(tab, id)
    assert "You gave permission as bob@gmail.example" in page
    assert diary.shelf(Permission).get(id).thing == kept


@pytest.mark.parametrize("reason", [RATE, QUOTA])
def test_a_quota_that_is_used_up_is_waited_out(
    tab: Client, diary: Diary, double: Google, phone: Phone, reason: str
) -> None:
    connected(tab, diary, double)
    phone.put("swim.ics", calendar(event("swim@t", "Swim", SOON)))
    double.refuse(reason)
    visited(diary)
    account = the_account(diary)
    assert "asks to be left alone" in account.trouble
    assert account.state == "well"
    assert account.again_at is not None
    assert account.again_at > datetime.now(UTC) + timedelta(minutes=9)
    visited(diary)
    assert "Swim" in titles(tab, diary)


def test_an_interface_that_is_switched_off_is_told_with_what_to_do(
    tab: Client, diary: Diary, double: Google
) -> None:
    registered(tab)
    double.refuse(SWITCHED_OFF, times=9)
    assert "CalDAV API is not switched on" in permitted(tab)
    assert the_account(diary).state == "well"


@pytest.mark.parametrize("status", [410, 507])
def test_a_token_of_changes_that_is_refused_means_that_all_is_compared(
    tab: Client, diary: Diary, double: Google, phone: Phone, status: int
) -> None:
    connected(tab, diary, double)
    phone.put("swim.ics", calendar(event("swim@t", "Swim", SOON)))
    double.instead.append(Said(status, b"", matters=lambda method, _path: method == "REPORT"))
    visited(diary)
    page = titles(tab, diary)
    assert "Swim" in page
    assert "Choir practice" in page


def test_a_box_that_was_not_ticked_is_said(tab: Client, diary: Diary, double: Google) -> None:
    registered(tab)
    double.scope = "openid email"
    assert "tick the box for calendars" in permitted(tab)
    assert not diary.shelf(CalendarAccount).all()


def test_who_declines_is_where_they_were(tab: Client, diary: Diary, double: Google) -> None:
    registered(tab)
    page = come_back(tab, consented(sent_to(tab), allow=False))
    assert "No permission was given" in page
    assert not diary.shelf(CalendarAccount).all()


class TestOnlyTheirOwnAnswer:
    """RFC 6749 §10.12, RFC 9700 §2.1: an answer counts for the one who asked, in that session, once."""

    def test_an_answer_counts_once(self, tab: Client, diary: Diary, double: Google) -> None:
        registered(tab)
        address = consented(sent_to(tab))
        assert "Choir" in come_back(tab, address)
        asked = len(double.asked)
        assert "belongs to no question" in come_back(tab, address)
        assert len(double.asked) == asked

    def test_an_answer_with_another_state_is_refused_and_ends_the_question(
        self, tab: Client, diary: Diary, double: Google
    ) -> None:
        registered(tab)
        address = consented(sent_to(tab))
        state = parse_qs(urlsplit(address).query)["state"][0]
        assert "belongs to no question" in come_back(tab, address.replace(state, state[::-1]))
        assert "belongs to no question" in come_back(tab, address)
        assert not diary.shelf(CalendarAccount).all()

    def test_an_answer_to_somebody_else_is_refused(self, tab: Client, diary: Diary, double: Google) -> None:
        from counterpoint.adapters.storage.models import Person

        registered(tab)
        address = consented(sent_to(tab))
        stranger = Person.objects.create(username="eve")
        other = tab_of(stranger)
        sent_to(other)
        assert "belongs to no question" in come_back(other, address)
        assert not wiring.diary_of(stranger).shelf(CalendarAccount).all()
        tab.logout()
        tab.force_login(stranger, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert "belongs to no question" in come_back(tab, address)

    def test_another_session_of_the_same_person_is_refused(
        self, tab: Client, ada: Person, diary: Diary, double: Google
    ) -> None:
        registered(tab)
        assert "belongs to no question" in come_back(tab_of(ada), consented(sent_to(tab)))

    def test_nobody_asks_for_the_account_of_another(self, tab: Client, diary: Diary, double: Google) -> None:
        from counterpoint.adapters.storage.models import Person

        id = connected(tab, diary, double)
        other = tab_of(Person.objects.create(username="eve"))
        assert other.get(f"{WITH}go/", {"account": id}).status_code == 404

    def test_only_the_owner_registers_the_home(self, tab: Client, double: Google) -> None:
        from counterpoint.adapters.storage.models import Person

        other = tab_of(Person.objects.create(username="eve"))
        assert other.post(WITH, {"client_id": "x", "client_secret": "y"}).status_code == 404
        assert "Whoever set this Counterpoint up" in other.get(WITH).content.decode()
        registered(tab)
        page = other.get(WITH).content.decode()
        assert "Go on to Google" in page
        assert CLIENT_ID not in page


def test_no_secret_is_in_a_log_an_export_a_page_or_the_database(
    tab: Client, diary: Diary, double: Google, phone: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    id = connected(tab, diary, double)
    double.expire()
    visited(diary)
    pages = [
        tab.get(f"/calendars/accounts/{id}/{each}").content.decode() for each in ("", "check/", "leave/")
    ]
    pages += [tab.get(WITH).content.decode(), tab.get("/calendars/").content.decode()]
    double.take_back()
    visited(diary)
    pages += [tab.get(f"/calendars/accounts/{id}/").content.decode(), come_back(tab, f"{WITH}back/?code=4/x")]
    account, permission = the_account(diary), diary.shelf(Permission).get(id).thing
    told = (*pages, caplog.text, wiring.everything_as_json(diary), whole_database(), f"{account}{permission}")
    assert len(double.ever) > 4
    for secret in double.ever:
        assert not any(secret in each for each in told), secret


def test_disconnecting_gives_the_permission_back(tab: Client, diary: Diary, double: Google) -> None:
    id = connected(tab, diary, double)
    page = tab.post(f"/calendars/accounts/{id}/leave/", {"events": "stay"}, follow=True).content.decode()
    assert "its permission given back" in page
    assert not double.refresh
    assert not diary.shelf(Permission).all()


def test_where_it_cannot_be_given_back_that_is_said(tab: Client, diary: Diary, double: Google) -> None:
    id = connected(tab, diary, double)
    double.instead.append(Said(500, b"", matters=lambda _method, path: path == "/revoke"))
    page = tab.post(f"/calendars/accounts/{id}/leave/", {"events": "stay"}, follow=True).content.decode()
    assert "take it back on its own pages" in page
    assert not diary.shelf(CalendarAccount).all()
