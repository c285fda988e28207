"""From the main places and “More” every page can be reached by following links: no page is an island."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from counterpoint.doors.web.home.more import groups
from tests.doors.web.lives import Home, full_home
from tests.doors.web.test_strangers import UNWELCOME, addresses

pytestmark = pytest.mark.django_db

LINK = re.compile(r'(?:href|action|data-href|hx-get)="(/[^"#?]*)')
# Reached otherwise: before one is in, from an error or a terminal, by a script, or at another moment.
ELSEWHERE = {
    "account_login", "account_inactive", "account_reset_password", "account-gone", "mfa_login_webauthn",
    "mfa_authenticate", "account_reauthenticate", "mfa_reauthenticate", "welcome", "health",
    "again", "check-in-offline", "first-run", "home", "first-run-step",
    "shutdown-closed", "week_block",
}  # fmt: skip


@pytest.fixture
def ada() -> Home:
    return full_home("ada")


def test_every_way_leads_to_a_page(ada: Home) -> None:
    tab = Client()
    tab.force_login(ada.person)
    for _, ways in groups():
        for way in ways:
            assert tab.get(reverse(way.address), follow=True).status_code == 200, way.address


def test_no_page_is_an_island(ada: Home) -> None:
    tab = Client()
    tab.force_login(ada.person)
    pages, links = {}, set()
    for address in addresses(ada):
        if address.name in UNWELCOME:
            continue
        answer = tab.get(address.path)
        if answer.status_code == 200 and not answer.streaming and b"</html>" in answer.content:
            there = set(LINK.findall(answer.content.decode()))
            pages[address.name] = address.path.partition("?")[0]
            links |= there - {pages[address.name]}
    islands = {name: path for name, path in pages.items() if name not in ELSEWHERE and not _met(path, links)}
    assert not islands


def _met(path: str, links: set[str]) -> bool:
    """Linked as it is, or as a page of the same kind is: the sample's own thing need not be in sight."""
    parts = path.strip("/").split("/")
    return path in links or any(
        len(other := link.strip("/").split("/")) == len(parts)
        and sum(a != b for a, b in zip(parts, other, strict=True)) <= 1
        and len(parts) > 1
        for link in links
    )
