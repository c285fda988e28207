"""Our client against both real servers: finding calendars, what changed, and what there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from counterpoint.adapters.caldav.server import CalDavServer, connected
from counterpoint.adapters.web_client import CannotFetch, NotAllowed
from counterpoint.desk.ports import CalendarGone, NoCalendarsThere, NotLetIn, TokenRefused
from counterpoint.domain.agenda.accounts import CalendarAccount
from tests.calendar_servers import PASSWORD, USER, Phone, Served
from tests.calendars import NOW, calendar, event

NewPhone = Callable[[], Phone]


def account(address: str, user: str = USER, *, at_home: bool = True) -> CalendarAccount:
    return CalendarAccount("a", "Home", address, user, at_home)


@pytest.fixture
def client(server: Served) -> Iterator[CalDavServer]:
    with connected(account(server.address), PASSWORD, may_be_at_home=True) as it:
        assert isinstance(it, CalDavServer)
        yield it


def entry(n: int, title: str = "Choir") -> bytes:
    return calendar(event(f"{n}@t", title, NOW + timedelta(hours=n)))


def names(hrefs: object) -> list[str]:
    return sorted(str(each).rpartition("/")[2] for each in hrefs)  # type: ignore[attr-defined]


def test_calendars_are_found_from_the_servers_address_alone(
    client: CalDavServer, new_phone: NewPhone, server: Served
) -> None:
    phone = new_phone()
    home = client.home()
    found = {each.url: each for each in home.calendars}
    assert home.address == f"{server.address}{server.home}"
    assert found[phone.url].name == "Work"
    assert found[phone.url].has_events
    assert found[phone.url].syncs
    assert found[phone.url].writable in (True, None)


def test_the_first_time_all_is_told_and_then_only_what_changed(
    client: CalDavServer, new_phone: NewPhone
) -> None:
    phone = new_phone()
    for n in range(3):
        phone.put(f"{n}.ics", entry(n))
    first = client.changes(phone.url, "")
    assert names(first.changed) == ["0.ics", "1.ics", "2.ics"]
    phone.put("1.ics", entry(1, "Choir later"))
    phone.put("3.ics", entry(3))
    phone.delete("0.ics")
    then = client.changes(phone.url, first.token)
    assert names(then.changed) == ["1.ics", "3.ics"]
    assert names(then.gone) == ["0.ics"]
    nothing = client.changes(phone.url, then.token)
    assert not nothing.changed
    assert not nothing.gone


def test_what_is_listed_agrees_with_what_is_told_and_fetched(
    client: CalDavServer, new_phone: NewPhone
) -> None:
    phone = new_phone()
    for n in range(3):
        phone.put(f"{n}.ics", entry(n))
    told, listed = client.changes(phone.url, "").changed, client.listing(phone.url)
    assert told == listed
    before = client.asked
    fetched = client.fetch(phone.url, listed)
    assert client.asked == before + 1
    assert {href: etag for href, (etag, _raw) in fetched.got.items()} == listed
    assert all(b"BEGIN:VEVENT" in raw for _etag, raw in fetched.got.values())


def test_a_mark_of_the_calendar_changes_with_what_is_in_it(client: CalDavServer, new_phone: NewPhone) -> None:
    phone = new_phone()
    before = client.ctag(phone.url)
    phone.put("0.ics", entry(0))
    assert client.ctag(phone.url) != before


def test_what_went_meanwhile_is_gone_and_costs_the_others_nothing(
    client: CalDavServer, new_phone: NewPhone
) -> None:
    phone = new_phone()
    for n in range(3):
        phone.put(f"{n}.ics", entry(n))
    listed = client.listing(phone.url)
    phone.delete("1.ics")
    fetched = client.fetch(phone.url, listed)
    assert names(fetched.gone) == ["1.ics"]
    assert names(fetched.got) == ["0.ics", "2.ics"]


def test_a_token_that_never_was_is_refused_as_one(client: CalDavServer, new_phone: NewPhone) -> None:
    phone = new_phone()
    with pytest.raises(TokenRefused):
        client.changes(phone.url, "http://radicale.org/ns/sync/" + "0" * 64)


def test_a_calendar_that_is_gone_is_told_as_that(client: CalDavServer, new_phone: NewPhone) -> None:
    phone = new_phone()
    phone.delete_calendar()
    for ask in (client.listing, client.ctag, lambda url: client.changes(url, "")):
        with pytest.raises(CalendarGone):
            ask(phone.url)


def test_what_the_server_can_do_is_measured_and_nothing_is_written(
    client: CalDavServer, new_phone: NewPhone, server: Served
) -> None:
    phone = new_phone()
    phone.put("0.ics", entry(0))
    before = client.ctag(phone.url)
    found = client.abilities()
    assert found.tells_changes
    assert found.forgets_tokens_well
    assert found.makes_calendars
    assert found.schedules is (server.name == "xandikos")
    assert ("Work", True) in found.may_write
    assert client.ctag(phone.url) == before


def test_a_wrong_password_is_not_taken(radicale_server: Served) -> None:
    with (
        connected(account(radicale_server.address), "wrong", may_be_at_home=True) as client,
        pytest.raises(NotLetIn) as wrong,
    ):
        client.home()
    assert "wrong" not in str(wrong.value)


def test_a_place_without_calendars_says_so(radicale_server: Served) -> None:
    with (
        connected(account(radicale_server.address + "/.web/"), PASSWORD, may_be_at_home=True) as client,
    ):
        client.home()  # it is found by the root of the server


@pytest.mark.parametrize(("said", "counts"), [(False, True), (True, False), (False, False)])
def test_a_password_goes_unencrypted_only_into_ones_own_network_and_on_a_word_that_counts(
    radicale_server: Served, said: bool, counts: bool
) -> None:
    with (
        pytest.raises(NotAllowed),
        connected(account(radicale_server.address, at_home=said), PASSWORD, may_be_at_home=counts) as client,
    ):
        client.home()


def test_nobody_there_is_no_end_of_the_world() -> None:
    with (
        connected(account("http://127.0.0.1:9/"), PASSWORD, may_be_at_home=True) as client,
        pytest.raises(CannotFetch),
    ):
        client.home()
    assert issubclass(NoCalendarsThere, Exception)
