"""Every page of the URL table, on a phone and on a desk, in light and in dark.

Axe finds nothing, nothing runs over the edge, and the browser has nothing to complain about. A new address
is looked at by itself. A usual run gives every other page one of the four looks, half of these axe; others
with another seed (tests/seeds.py). The whole of the tests gives each page all of the looks, and axe all.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser

from counterpoint import wiring
from counterpoint.desk.week.look import look_at_week
from counterpoint.desk.week.which import week_ahead
from tests.doors.web.lives import Home, full_home
from tests.doors.web.test_strangers import UNWELCOME, addresses
from tests.e2e.looks import LOOKS, Looking, axe_finds, is_whole_page, looks_of
from tests.seeds import drawn

pytestmark = pytest.mark.django_db(transaction=True)

SHARES = 8
"""So many tests look through all the pages, side by side."""
PASSWORD = "a long walk by the sea"


@pytest.fixture
def ada(transactional_db: None) -> Home:
    """The owner, with something of everything."""
    home = full_home("ada")
    home.person.set_password(PASSWORD)
    home.person.save()
    return home


@pytest.fixture
def looking(browser: Browser, live_server: Any, width: int, scheme: str) -> Iterator[Looking]:
    looking = Looking(browser, live_server.url, width, scheme)
    yield looking
    looking.close()


def signed_in(home: Home) -> Client:
    """Signed in just now by a password, as the pages around passwords want it, second factor or not."""
    client = Client()
    client.force_login(home.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": timezone.now().timestamp()}]
    session.save()
    return client


@pytest.mark.timeout(600)
@pytest.mark.parametrize("share", range(SHARES))
def test_nothing_is_wrong_with_any_page_of_the_url_table(
    ada: Home, browser: Browser, live_server: Any, share: int
) -> None:
    client, wrong = signed_in(ada), []
    there = [each for each in addresses(ada)[share::SHARES] if each.name not in UNWELCOME]
    for width, scheme in looks_of(share):
        looking = Looking(browser, live_server.url, width, scheme)
        looking.come_in(client)
        every = [each for each in there if is_whole_page(client.get(each.path))]
        assert len(every) > 3, every
        pages = drawn(every, (len(every) + 1) // 2, f"pages {share} {width} {scheme}")
        closely = drawn(pages, (len(pages) + 1) // 2, f"axe {share} {width} {scheme}")
        for each in pages:
            look = looking.look_at if each in closely else looking.look_shortly
            look(each.path, each.name)
        looking.look_at("/accounts/logout/")
        wrong += looking.close()
    assert not wrong, "\n".join(wrong)


def test_nothing_is_wrong_with_a_planned_life_and_its_list(
    robin: Any, browser: Browser, live_server: Any
) -> None:
    client, wrong = Client(), []
    client.force_login(robin, backend="allauth.account.auth_backends.AuthenticationBackend")
    for width, scheme in LOOKS:
        looking = Looking(browser, live_server.url, width, scheme)
        looking.come_in(client)
        look_through_planned_life(robin, looking)
        wrong += looking.close()
    assert not wrong, "\n".join(wrong)


def look_through_planned_life(robin: Any, looking: Looking) -> None:
    diary, now = wiring.diary_of(robin), timezone.now()
    week = week_ahead(diary, now)
    (calendar, *_others) = diary.calendars.all()
    block = next(each for each in look_at_week(diary, week, now).blocks if each.kind == "task")
    for path in (
        "/week/", f"/week/{week.name}/", f"/week/{week.name}/print/", f"/week/{week.name}/blocks/{block.id}/",
        "/tasks/", "/matters/", "/calendars/", f"/calendars/{calendar.thing.id}/", "/settings/",
    ):  # fmt: skip
        looking.look_at(path)
    looking.look_at(f"/week/{week.name}/")
    looking.page.get_by_role("button", name="List").click()
    looking.wrong += [f"the list: {each}" for each in axe_finds(looking.page)]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_nothing_is_wrong_before_one_is_in(ada: Home, looking: Looking) -> None:
    accounts, now = wiring.accounts, timezone.now()
    hour = timedelta(hours=1)
    invitation = accounts.make_link("invitation", now=now, lasts=hour, invited_by=ada.person)
    password = accounts.make_link("password", now=now, lasts=hour, person=ada.person)
    for path in (
        "/accounts/login/", "/accounts/forgotten/", "/accounts/gone/", "/accounts/inactive/",
        f"/welcome/{invitation}/", f"/welcome/{password}/", "/welcome/over/", "/nowhere/",
    ):  # fmt: skip
        looking.look_at(path)
    page = looking.page
    page.goto(f"{looking.url}/accounts/login/")
    page.get_by_label("Name to sign in with").fill("ada")
    page.get_by_label("Password").fill("not this one")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("alert").wait_for()
    looking.wrong += [f"a wrong password: {each}" for each in axe_finds(page)]
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/2fa/authenticate/**")
    looking.wrong += [f"a second factor: {each}" for each in axe_finds(page)]
    assert not looking.wrong, "\n".join(looking.wrong)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_nothing_is_wrong_where_a_second_factor_is_set_up(ada: Home, looking: Looking) -> None:
    from allauth.mfa.models import Authenticator

    Authenticator.objects.all().delete()
    looking.come_in(signed_in(ada))
    for path in ("/accounts/2fa/", "/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/"):
        looking.look_at(path)
    looking.page.goto(f"{looking.url}/accounts/2fa/totp/activate/")
    looking.page.locator("main form button").last.click()
    assert not looking.wrong, "\n".join(looking.wrong)


def test_nothing_is_wrong_where_nobody_lives_yet(
    browser: Browser, live_server: Any, transactional_db: None
) -> None:
    looking = Looking(browser, live_server.url, 390, "light")
    secret = wiring.accounts.make_link("owner", now=timezone.now(), lasts=timedelta(hours=1))
    for path in ("/", f"/welcome/{secret}/"):
        looking.look_at(path)
    wrong = looking.close()
    assert not wrong, "\n".join(wrong)
