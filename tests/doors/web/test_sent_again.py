"""What a plain form sent after its session had ended waits for its person, and for nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from counterpoint.adapters.storage.models import Person
from counterpoint.desk.ports import Diary
from counterpoint.domain.living import JournalEntry

pytestmark = pytest.mark.django_db
WORDS = "A long evening by the river,\r\nand nobody in a hurry."
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def entries(diary: Diary) -> list[str]:
    return [kept.thing.text for kept in diary.dated(JournalEntry).all()]


def signed_out_and_sent(tab: Client, **more: Any) -> Any:
    """A page was open, its session ended, and what was typed there is sent."""
    tab.get("/journal/")
    Session.objects.all().delete()
    return tab.post("/journal/", {"text": WORDS, "prompt": ""}, **more)


def test_what_was_written_is_offered_again_after_signing_in(tab: Client, ada: Person, diary: Diary) -> None:
    ada.set_password("a river in the evening")
    ada.save()
    tab.force_login(ada, backend=BACKEND)
    sent = signed_out_and_sent(tab)
    assert sent.url == "/accounts/login/?next=/again/"
    assert "is kept" in tab.get(sent.url).content.decode()
    assert entries(diary) == []
    who = {"login": "ada", "password": "a river in the evening", "next": "/again/"}
    assert tab.post("/accounts/login/", who).url == "/again/"
    page = tab.get("/again/").content.decode()
    assert "by the river" in page
    answer = tab.post("/again/", {"text": WORDS, "prompt": ""})
    assert (answer.status_code, answer["Location"]) == (307, "/journal/")
    tab.post(answer["Location"], {"text": WORDS, "prompt": ""})
    assert [each.splitlines() for each in entries(diary)] == [WORDS.splitlines()]
    assert tab.get("/again/").url == "/today/"


def test_it_lies_sealed_until_then_and_every_page_points_to_it(tab: Client, ada: Person) -> None:
    signed_out_and_sent(tab)
    [session] = Session.objects.all()
    assert "river" not in str(session.get_decoded())
    tab.force_login(ada, backend=BACKEND)
    assert 'href="/again/"' in tab.get("/today/").content.decode()
    tab.post("/again/let-go/")
    assert 'href="/again/"' not in tab.get("/today/").content.decode()


def test_nobody_else_is_shown_it(tab: Client) -> None:
    signed_out_and_sent(tab)
    tab.force_login(Person.objects.create(username="bob"), backend=BACKEND)
    assert 'href="/again/"' not in tab.get("/today/").content.decode()
    answer = tab.get("/again/", follow=True)
    assert answer.redirect_chain == [("/today/", 302)]
    assert "river" not in answer.content.decode()
    assert tab.post("/again/", {"text": WORDS}).url == "/today/"


def test_a_browser_that_knows_nobody_keeps_nothing() -> None:
    answer = Client().post("/journal/", {"text": WORDS, "prompt": ""})
    assert answer.url == "/accounts/login/?next=/journal/"
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    "headers", [{"HX-Request": "true"}, {"Accept": "application/json"}, {"Sec-Fetch-Mode": "cors"}]
)
def test_what_a_script_sends_is_not_kept(tab: Client, headers: dict[str, str]) -> None:
    assert signed_out_and_sent(tab, headers=headers).url == "/accounts/login/?next=/journal/"
    assert not Session.objects.exists()


def test_passwords_are_not_kept(tab: Client) -> None:
    tab.get("/accounts/leave/")
    Session.objects.all().delete()
    tab.post("/accounts/leave/", {"password": "a river in the evening"})
    assert not Session.objects.exists()
