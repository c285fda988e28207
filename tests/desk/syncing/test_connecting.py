"""An account is connected, with its password, and connected again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from counterpoint.desk.calendars.asking import trouble_of
from counterpoint.desk.export import everything_of
from counterpoint.desk.ports import NotLetIn
from counterpoint.desk.syncing.connecting import (
    CannotConnect,
    Typed,
    change_account,
    connect,
    connect_again,
    password_of,
)
from counterpoint.desk.syncing.connecting import account_of as meant
from counterpoint.desk.syncing.due import what_is_due
from counterpoint.domain.agenda import AppPassword, CalendarAccount
from tests.desk.syncing.account_lives import Life, life_at_work
from tests.servers import BASE, PASSWORD


@pytest.fixture
def life() -> Life:
    return life_at_work()


@pytest.mark.parametrize(
    ("typed", "address", "user"),
    [
        (Typed("ada@icloud.com", password="x"), "https://caldav.icloud.com/", "ada@icloud.com"),
        (Typed("ada@choir.example", password="x"), "https://choir.example/", "ada@choir.example"),
        (Typed("dav.example", "ada", "x"), "https://dav.example/", "ada"),
        (Typed("http://box.local:5232", "ada", "x", True), "http://box.local:5232/", "ada"),
        (Typed("https://ada:secret@dav.example/dav/#top", "ada", "x"), "https://dav.example/dav/", "ada"),
        (Typed("https://[fd00::1]:8443/dav/", "ada", "x"), "https://[fd00::1]:8443/dav/", "ada"),
    ],
)
def test_an_address_of_mail_or_of_a_server_says_where_to_ask(typed: Typed, address: str, user: str) -> None:
    account = meant(typed)
    assert (account.address, account.user) == (address, user)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        (Typed("dav.example", "", "x"), "user"),
        (Typed("dav.example", "a:b", "x"), "user"),
        (Typed("ada@choir.example"), "password"),
        (Typed("", "ada", "x"), "address"),
        (Typed("ftp://dav.example", "ada", "x"), "address"),
        (Typed("ada@gmail.com", "", "x"), "address"),
    ],
)
def test_what_does_not_say_where_or_who_is_told_at_its_field(typed: Typed, at: str) -> None:
    with pytest.raises(CannotConnect) as wrong:
        meant(typed)
    assert wrong.value.field == at
    assert wrong.value.advice


def test_nothing_is_kept_of_an_account_that_is_not_let_in() -> None:
    life = Life()
    with pytest.raises(NotLetIn):
        connect(life.diary, Typed(BASE, "ada", "wrong"), connects=life.server.connects)
    assert not life.diary.shelf(CalendarAccount).all()
    assert not life.diary.shelf(AppPassword).all()


def test_connecting_what_is_here_gives_it_the_new_password(life: Life) -> None:
    life.server.password = "newer"
    again = connect(life.diary, Typed(BASE, "ada", "newer"), connects=life.server.connects)
    assert again.id == life.id
    assert password_of(life.diary, life.id) == "newer"
    assert len(life.diary.shelf(CalendarAccount).all()) == 1


def test_a_password_is_in_no_account_and_shows_nowhere(life: Life) -> None:
    kept = life.diary.shelf(AppPassword).get(life.id).thing
    assert PASSWORD not in repr(life.account) + repr(kept) + repr(Typed(BASE, "ada", PASSWORD))
    assert PASSWORD not in repr(everything_of(life.diary))


def test_a_password_that_is_no_longer_taken_locks_the_account_and_asks_for_another(life: Life) -> None:
    life.pull()
    life.server.password = "newer"
    account = life.pull()
    assert account.state == "locked"
    assert "password" in trouble_of(life.diary, life.source)
    life.server.asked.clear()
    life.pull()
    assert not life.server.asked
    assert not what_is_due(life.diary, life.now + timedelta(days=9))
    with pytest.raises(NotLetIn):
        connect_again(life.diary, life.id, password="wrong", at_home=False, connects=life.server.connects)
    with pytest.raises(CannotConnect):
        connect_again(life.diary, life.id, password="", at_home=False, connects=life.server.connects)
    connect_again(life.diary, life.id, password="newer", at_home=True, connects=life.server.connects)
    assert life.account.at_home
    assert life.pull().state == "well"


def test_a_password_that_is_not_here_locks_the_account(life: Life) -> None:
    life.diary.shelf(AppPassword).remove(life.id)
    assert life.pull().state == "locked"


def test_an_account_that_is_changed_in_two_places_loses_neither(life: Life) -> None:
    change_account(life.diary, life.id, name="Mine")
    assert change_account(life.diary, life.id, trouble="x").name == "Mine"
