"""Two tabs at every form, every button pressed twice, what nobody should send: told, and nothing is lost.

The forms are found by walking the table of addresses. A seeded sample of them is tried here; all of
them, and more rounds, with COUNTERPOINT_FULL=1.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.contracts.examples import shelf_of
from tests.doors.web.forms_found import Form, every_form, sensible
from tests.doors.web.hostile import hostile
from tests.doors.web.lives import SHELVES, Home, full_home
from tests.seeds import FULL, SEED

pytestmark = pytest.mark.django_db
SOME, ROUNDS = (10_000, 40) if FULL else (8, 1)
FIRST, SECOND = "Rohrdommel", "Wasseramsel"
LONG = 1_000_000
OWN_ID = {"/check-in/"}
"""Shown again it has another id: what comes twice under one is the device's own second word."""


@pytest.fixture
def ada() -> Home:
    return full_home("ada")


@pytest.fixture
def tab(ada: Home) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(ada.person)
    return client


@contextmanager
def as_if() -> Iterator[None]:
    """Nothing that is written inside stays."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def all_of(home: Home) -> str:
    """All that the diary says, as one text in which a word can be looked for."""
    diary = home.diary
    return repr([[shelf_of(diary, shelf).all() for shelf in SHELVES], diary.settings(), diary.plans.all()])


def counts(home: Home) -> dict[str, int]:
    return {shelf: len(shelf_of(home.diary, shelf).all()) for shelf in SHELVES}


def overwritten(ada: Home, tab: Client, form: Form) -> str:
    """Whether a second tab, shown the same page, takes away what the first one kept and is not told so."""
    with as_if():
        tab.post(form.action, sensible(form, FIRST))
        kept = FIRST in all_of(ada)
        second = tab.post(form.action, sensible(form, SECOND))
        lost = kept and FIRST not in all_of(ada)
    return "overwritten in silence" if lost and second.status_code < 400 else ""


def doubled(ada: Home, tab: Client, form: Form, button: int) -> str:
    """What is there once more after the same was sent a second time, as by a thumb that tapped twice."""
    sent = sensible(form, FIRST, button)
    with as_if():
        before = counts(ada)
        tab.post(form.action, sent)
        once = counts(ada)
        if once == before:
            return ""
        again: Any = tab.post(form.action, sent)
        twice = counts(ada)
    more = [shelf for shelf in SHELVES if twice[shelf] > once[shelf] > before[shelf]]
    return f"{form.buttons[button : button + 1]} twice: {more}" if more or again.status_code >= 500 else ""


def broken(tab: Client, form: Form, sent: dict[str, list[str]]) -> str:
    with as_if():
        answer = tab.post(form.action, sent)
    said = {name: [each[:40] for each in values] for name, values in sent.items()}
    return f"{answer.status_code} for {said}" if answer.status_code >= 500 else ""


def drowned(tab: Client, form: Form) -> str:
    """What breaks by a million letters in a field that takes words."""
    words = [each for each in form.fields if each.kind in ("text", "textarea", "search", "email")]
    return (
        broken(tab, form, form.pressed() | {each.name: ["x" * LONG] for each in words[:2]}) if words else ""
    )


def wrongs(ada: Home, tab: Client, form: Form, chance: random.Random) -> Iterator[str]:
    if form.action not in OWN_ID:
        yield overwritten(ada, tab, form)
    for button in range(max(1, len(form.buttons))) if FULL else (0,):
        yield doubled(ada, tab, form, button)
    for _round in range(ROUNDS):
        yield broken(tab, form, hostile(form, chance))
    if FULL or chance.random() < 0.2:
        yield drowned(tab, form)


def test_every_form_holds_two_tabs_two_taps_and_what_nobody_should_send(ada: Home, tab: Client) -> None:
    chance = random.Random(SEED)
    forms = list(every_form(tab, ada))
    assert len(forms) > 80
    some = chance.sample(forms, min(SOME, len(forms)))
    wrong = [
        f"{form.action} (on {form.page}): {told}"
        for form in some
        for told in wrongs(ada, tab, form, chance)
        if told
    ]
    assert not wrong, "\n".join(wrong)
    for form in every_form(tab, ada, method="get") if FULL else ():
        for _round in range(ROUNDS):
            assert tab.get(form.action.partition("?")[0], hostile(form, chance)).status_code < 500, (
                form.action
            )
