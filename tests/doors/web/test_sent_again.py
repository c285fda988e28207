"""What a plain form sent after its session had ended waits for its person, and for nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from counterpoint import wiring
from counterpoint.adapters.storage.models import Person, WaitingFormRow
from counterpoint.desk.ports import Diary
from counterpoint.domain.living import JournalEntry
from counterpoint.server import ticks

pytestmark = pytest.mark.django_db
WORDS = "A long evening by the river,\r\nand nobody in a hurry."
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LOGIN = "/accounts/login/?next=/again/"


def entries(diary: Diary) -> list[str]:
    return [kept.thing.text for kept in diary.dated(JournalEntry).all()]


def session_ends(tab: Client) -> None:
    tab.get("/journal/")
    Session.objects.all().delete()


def signed_out_and_sent(tab: Client, **more: Any) -> Any:
    """A page was open, its session ended, and what was typed there is sent."""
    session_ends(tab)
    return tab.post("/journal/", {"text": WORDS, "prompt": ""}, **more)


def offered(tab: Client) -> dict[str, str]:
    """What the page offers to send, with the id under which it waits."""
    page = tab.get("/again/").content.decode()
    assert "by the river" in page
    return {"text": WORDS, "prompt": "", "sent-again": WaitingFormRow.objects.get().own_id}


def nothing_waits(tab: Client) -> bool:
    return not WaitingFormRow.objects.exists() and 'href="/again/"' not in tab.get("/today/").content.decode()


def test_what_was_written_is_offered_again_after_signing_in(tab: Client, ada: Person, diary: Diary) -> None:
    ada.set_password("a river in the evening")
    ada.save()
    tab.force_login(ada, backend=BACKEND)
    sent = signed_out_and_sent(tab)
    assert sent.url == LOGIN
    assert "is kept" in tab.get(sent.url).content.decode()
    assert entries(diary) == []
    who = {"login": "ada", "password": "a river in the evening", "next": "/again/"}
    assert tab.post("/accounts/login/", who).url == "/again/"
    form = offered(tab)
    answer = tab.post("/again/", form)
    assert (answer.status_code, answer["Location"]) == (307, "/journal/")
    tab.post(answer["Location"], form)
    assert [each.splitlines() for each in entries(diary)] == [WORDS.splitlines()]
    assert nothing_waits(tab)
    assert tab.get("/again/").url == "/today/"


def test_a_network_that_drops_on_the_way_costs_nothing(tab: Client, ada: Person, diary: Diary) -> None:
    signed_out_and_sent(tab)
    tab.force_login(ada, backend=BACKEND)
    assert tab.post("/again/", offered(tab)).status_code == 307  # and nothing comes where it should
    form = offered(tab)
    assert tab.post("/again/", {**form, "sent-again": "another"}).url == "/today/"
    assert tab.post("/no/such/page/", form).status_code == 404
    assert offered(tab) == form
    assert entries(diary) == []


def test_a_form_that_is_shown_again_with_what_was_typed_waits_no_more(tab: Client, ada: Person) -> None:
    signed_out_and_sent(tab)
    tab.force_login(ada, backend=BACKEND)
    assert tab.post("/journal/", {**offered(tab), "text": ""}).status_code == 422
    assert nothing_waits(tab)


def test_it_lies_sealed_until_then_and_every_page_points_to_it(tab: Client, ada: Person) -> None:
    signed_out_and_sent(tab)
    assert "river" not in WaitingFormRow.objects.get().form
    tab.force_login(ada, backend=BACKEND)
    assert 'href="/again/"' in tab.get("/today/").content.decode()
    tab.post("/again/let-go/", {"sent-again": WaitingFormRow.objects.get().own_id})
    assert nothing_waits(tab)


def test_nobody_else_is_shown_it_and_its_person_finds_it_afterwards(tab: Client, ada: Person) -> None:
    signed_out_and_sent(tab)
    tab.force_login(Person.objects.create(username="bob"), backend=BACKEND)
    assert 'href="/again/"' not in tab.get("/today/").content.decode()
    answer = tab.get("/again/", follow=True)
    assert answer.redirect_chain == [("/today/", 302)]
    assert "river" not in answer.content.decode()
    id = WaitingFormRow.objects.get().own_id
    assert tab.post("/again/", {"text": WORDS, "sent-again": id}).url == "/today/"
    tab.post("/again/let-go/", {"sent-again": id})
    tab.force_login(ada, backend=BACKEND)
    assert 'href="/again/"' in tab.get("/today/").content.decode()
    assert offered(tab)["sent-again"] == id


def test_a_few_wait_the_newest_first_and_not_for_ever(tab: Client, ada: Person) -> None:
    for n in range(wiring.waiting.MOST + 2):
        tab.force_login(ada, backend=BACKEND)
        session_ends(tab)
        tab.post("/journal/", {"text": f"Evening {n}"})
    assert WaitingFormRow.objects.count() == wiring.waiting.MOST
    tab.force_login(ada, backend=BACKEND)
    assert f"Evening {wiring.waiting.MOST + 1}" in tab.get("/again/").content.decode()
    ticks.clean(timezone.now() + wiring.waiting.KEPT - timedelta(days=1))
    assert WaitingFormRow.objects.exists()
    ticks.clean(timezone.now() + wiring.waiting.KEPT + timedelta(days=1))
    assert not WaitingFormRow.objects.exists()
    assert not Session.objects.exists()


def test_it_goes_with_its_person(tab: Client, ada: Person) -> None:
    signed_out_and_sent(tab)
    wiring.accounts.delete_person(ada)
    assert not WaitingFormRow.objects.exists()


def test_a_browser_that_knows_nobody_keeps_nothing(tab: Client) -> None:
    answer = Client().post("/journal/", {"text": WORDS, "prompt": ""})
    assert answer.url == "/accounts/login/?next=/journal/"
    tab.get("/journal/")
    tab.post("/accounts/logout/")  # whoever signs out is not waited for
    tab.post("/journal/", {"text": WORDS, "prompt": ""})
    assert not WaitingFormRow.objects.exists()


def test_answers_of_a_page_of_questions_wait_as_well(tab: Client, ada: Person) -> None:
    page = "/check-in/"
    session_ends(tab)
    said = {"energy": "5", "tension": "3", "mood": "6", "id": "a-check-in-id", "version": ""}
    assert tab.post(page, said, headers={"Referer": f"http://testserver{page}"}).url == LOGIN
    tab.force_login(ada, backend=BACKEND)
    shown = tab.get("/again/").content.decode()
    assert f'href="{page}"' in shown
    assert 'name="mood" value="6"' in shown


def test_a_part_that_a_script_asks_for_is_answered_with_nothing_to_show(tab: Client) -> None:
    answer = signed_out_and_sent(tab, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content) == (401, b"")
    assert not WaitingFormRow.objects.exists()


@pytest.mark.parametrize("headers", [{"Accept": "application/json"}, {"Sec-Fetch-Mode": "cors"}])
def test_what_a_script_sends_is_not_kept(tab: Client, headers: dict[str, str]) -> None:
    assert signed_out_and_sent(tab, headers=headers).url == "/accounts/login/?next=/journal/"
    assert not WaitingFormRow.objects.exists()


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/accounts/leave/", {"password": "a river in the evening"}),
        ("/tasks/one/report/remove/", {"version": "3"}),  # a press, of which no page could say what it does
        (
            "/boundaries/bend/",
            {"protected": "dinner", "start": "2026-11-27T17:00:00+00:00", "cause": "other"},
        ),
        ("/journal/", {"text": "long " * 100_000}),
        ("/journal/", {"text": WORDS} | {f"n{n}": "" for n in range(600)}),
        ("/journal/?" + "q" * 400_000, {"text": WORDS}),
        ("/calendars/add/", {"name": "Our calendar"}),  # it proves where it comes from in its own way
    ],
)
def test_what_is_not_kept(tab: Client, path: str, sent: dict[str, str]) -> None:
    session_ends(tab)
    tab.post(path, sent)
    assert not WaitingFormRow.objects.exists()


def test_files_are_not_kept(tab: Client) -> None:
    session_ends(tab)
    tab.post("/journal/", {"text": WORDS, "file": SimpleUploadedFile("a.txt", b"a")})
    assert not WaitingFormRow.objects.exists()


def test_the_example_life_is_not_waited_for(tab: Client, ada: Person) -> None:
    ada.is_owner = True
    ada.save()
    tab.post("/settings/example/")
    assert signed_out_and_sent(tab).url == "/accounts/login/?next=/journal/"
    assert not WaitingFormRow.objects.exists()
