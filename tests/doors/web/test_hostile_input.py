"""What a page is sent by no browser is answered in words, costs little, and breaks nothing."""

from __future__ import annotations

import pytest
from django.test import Client

from counterpoint.domain.boundaries import Bend
from tests.doors.web.lives import Home, full_home

pytestmark = pytest.mark.django_db

NO_NUMBERS = ("²", "9" * 5000, "-1", "\x00", "1e400")


@pytest.fixture
def ada() -> Home:
    return full_home("ada")


@pytest.fixture
def client(ada: Home) -> Client:
    client = Client()
    client.force_login(ada.person)
    return client


@pytest.mark.parametrize("energy", NO_NUMBERS)
def test_a_step_that_is_none_is_told(client: Client, energy: str) -> None:
    assert client.post("/check-in/", {"id": "a-new-one", "energy": energy}).status_code == 422


@pytest.mark.parametrize("ago", ["-1e308", "1e308", "nan", "inf"])
def test_an_age_that_no_clock_shows_is_told(client: Client, ago: str) -> None:
    asked = {"id": "a-new-one", "energy": "3", "ago": ago}
    assert client.post("/check-in/", asked, headers={"Accept": "application/json"}).status_code == 422


@pytest.mark.parametrize("version", NO_NUMBERS)
def test_a_day_is_closed_whatever_is_sent_for_its_version(client: Client, version: str) -> None:
    assert client.post("/shutdown/", {"close": "yes", "version": version}).status_code in (302, 409)


@pytest.mark.parametrize("bend", ["a/b", "//example.org", "javascript:alert(1)", "x" * 2000])
def test_after_a_give_back_one_goes_nowhere_else(ada: Home, client: Client, bend: str) -> None:
    path = f"/boundaries/give-backs/{ada.id_of('give_backs')}/"
    answer = client.post(path, {"act": "let-go", "bend": bend})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/boundaries/")


def test_nothing_bends_for_centuries_at_once(ada: Home, client: Client) -> None:
    """Looking through them would keep everybody from writing meanwhile."""
    asked = {"protected": ada.id_of("protected"), "cause": "emergency"}
    asked |= {"start": "1971-01-01T00:00:00+00:00", "end": "2199-01-01T00:00:00+00:00"}
    before = ada.diary.dated(Bend).all()
    answer = client.post("/boundaries/bend/", asked)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/boundaries/")
    assert ada.diary.dated(Bend).all() == before


@pytest.mark.parametrize("path", ["/requests/new/", "/how-i-work/family/"])
def test_rows_that_a_form_does_not_have_are_no_look_at_it(client: Client, path: str) -> None:
    assert client.post(path, {"look": "yes", "rows": "hours-more"}).status_code == 200
