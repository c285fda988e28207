"""The pages that are opened most ask the database as often when there is more of everything."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.contracts.examples import THINGS, renamed, shelf_of
from tests.doors.web.lives import SHELVES, Home, full_home

pytestmark = pytest.mark.django_db
MORE = 4
ALONE = ("calendars", "portraits", "prompt_wishes", "notice_wishes", "pages_for_others")
"""Of these one has one, or each is a file that is read."""
PAGES = (
    "today", "tasks", "matters", "review", "radar", "coach", "boundaries", "ledger", "plate", "seasons",
    "savour", "journal", "notices", "check-in", "review-markers",
)  # fmt: skip


def asked(tab: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as counted:
        assert tab.get(reverse(page)).status_code == 200
    return len(counted)


def grow(home: Home) -> None:
    for name in SHELVES:
        if name not in ALONE:
            shelf = shelf_of(home.diary, name)
            shelf.add_all(renamed(THINGS[name][0], f"more-{number}") for number in range(MORE))


def test_more_things_are_no_more_questions() -> None:
    home = full_home("ada")
    tab = Client()
    tab.force_login(home.person)
    before = {page: asked(tab, page) for page in PAGES}
    grow(home)
    after = {page: asked(tab, page) for page in PAGES}
    assert {page: (before[page], after[page]) for page in PAGES if after[page] > before[page]} == {}
