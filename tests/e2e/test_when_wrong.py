"""Every form of the product sent wrong, and what does not open: the answer says where, and leads there.

Its focus is on what is wrong, each error is tied to its field, each link of the summary takes the focus to
one, and axe finds nothing, on a phone and on a desk, in light and in dark. A seeded sample of the forms is
tried here; all of them with COUNTERPOINT_FULL=1.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as TooLong

from counterpoint.adapters.storage.models import CheckInRow, HabitRow
from tests.doors.web.forms_found import Form, emptied, every_form, oddly, sensible
from tests.doors.web.lives import Home, full_home
from tests.doors.web.test_strangers import addresses
from tests.doors.web.test_two_tabs import as_if
from tests.e2e.looks import LOOKS, Looking

pytestmark = pytest.mark.django_db(transaction=True)
FULL = os.environ.get("COUNTERPOINT_FULL") == "1"
SOME = 10_000 if FULL else 6
SHARES = 4 if FULL else 1
TOLD = (409, 422)
FOCUSED = """() => {
    const each = document.activeElement;
    return document.querySelector("main").contains(each)
        && each.matches("[role=alert], [aria-invalid=true], .error *");
}"""
# What of the errors is not tied to a field, or leads nowhere.
LOOSE = """() => {
    const wrong = [], main = document.querySelector("main");
    const named = (each) => each.outerHTML.slice(0, 120);
    const around = (each) => each.closest("[aria-describedby]") ?? each;
    for (const each of main.querySelectorAll("[aria-invalid=true]")) {
        const ids = (around(each).getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);
        const words = ids.map((id) => document.getElementById(id));
        if (words.includes(null)) wrong.push(`described by what is not there: ${named(each)}`);
        const says = words.some((place) => place?.closest(".error, [role=alert]")?.textContent.trim());
        if (!says) wrong.push(`does not say what is wrong: ${named(each)}`);
    }
    for (const error of main.querySelectorAll(".error")) {
        const tied = error.id && main.querySelector(`[aria-describedby~="${CSS.escape(error.id)}"]`);
        if (!tied) wrong.push(`an error of no field: ${named(error)}`);
    }
    for (const link of main.querySelectorAll(".slips a")) {
        const place = document.getElementById(link.hash.slice(1));
        place?.focus();
        if (!place || document.activeElement !== place) wrong.push(`leads nowhere: ${named(link)}`);
    }
    return wrong;
}"""


@dataclass(frozen=True)
class Told:
    """An answer that tells of something wrong, how it came about, and its address."""

    name: str
    path: str
    answer: Any


@pytest.fixture
def ada(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("COUNTERPOINT_HOME", str(tmp_path))
    return full_home("ada")


@pytest.fixture
def tab(ada: Home) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(ada.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def told(name: str, path: str, answer: Any) -> Iterator[Told]:
    if answer.status_code in TOLD and b"</html>" in answer.content:
        yield Told(name, path, answer)


def sent_wrong(tab: Client, form: Form) -> Iterator[Told]:
    """The form with nothing in it, with odd things in it, and from a second tab that was read too early."""
    for how, sent in (("empty", emptied(form)), ("odd", oddly(form))):
        with as_if():
            yield from told(f"{form.action} {how}", form.page, tab.post(form.action, sent))
    with as_if():
        tab.post(form.action, sensible(form, "Rohrdommel"))
        second = tab.post(form.action, sensible(form, "Wasseramsel"))
        yield from told(f"{form.action} from a second tab", form.page, second)


def judged(page: Page) -> Iterator[str]:
    try:
        page.wait_for_function(FOCUSED, timeout=10_000)
    except TooLong:
        yield f"the focus is on {page.evaluate('document.activeElement.outerHTML.slice(0, 120)')}"
    yield from page.evaluate(LOOSE)


def wrong_with(browser: Browser, url: str, answers: list[Told]) -> list[str]:
    """Each answer in one look, the next in the next; each in every look in the whole of the tests."""
    wrong = []
    for n, (width, scheme) in enumerate(LOOKS):
        looking = Looking(browser, url, width, scheme)
        for each in answers if FULL else answers[n :: len(LOOKS)]:
            looking.look_at_answer(each.answer, each.path.partition("?")[0], each.name)
            looking.wrong += [f"{each.name}: {found}" for found in judged(looking.page)]
        wrong += looking.close()
    return wrong


@pytest.mark.timeout(1500)
@pytest.mark.parametrize("share", range(SHARES))
def test_a_form_sent_wrong_says_where_and_leads_there(
    ada: Home, tab: Client, browser: Browser, live_server: Any, share: int
) -> None:
    among = [each for each in addresses(ada) if each.path.startswith("/")]
    random.Random(20261126).shuffle(among)
    answers: list[Told] = []
    for form in every_form(tab, ada, among=among[share::SHARES]):
        answers += sent_wrong(tab, form)
        if len(answers) >= SOME:
            break
    assert len(answers) > 5
    wrong = wrong_with(browser, live_server.url, answers)
    assert not wrong, "\n".join(wrong)


def test_what_does_not_open_is_told_well(ada: Home, tab: Client, browser: Browser, live_server: Any) -> None:
    CheckInRow.objects.update(felt="s1.0.AAAA")
    HabitRow.objects.update(cue="s1.0.AAAA")
    own = CheckInRow.objects.get().own_id
    asked = (f"/check-ins/{own}/", f"/habit/{ada.id_of('habits')}/", "/settings/everything.json")
    answers = [each for path in asked for each in told(path, path, tab.get(path))]
    assert len(answers) > 1
    wrong = wrong_with(browser, live_server.url, answers)
    assert not wrong, "\n".join(wrong)
