"""An export or a life in which one thing is as nobody would write it: refused at its place, or lived with.

Each leaf of a document that has something of every kind is put wrong in turn. What is accepted goes into a
diary, and its pages are looked at. A seeded sample here; all of them with COUNTERPOINT_FULL=1.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from counterpoint import wiring
from counterpoint.adapters.files.exportjson import read_everything, write_everything
from counterpoint.adapters.files.faults import NotReadable
from counterpoint.adapters.files.lifejson import life_as_document, life_from_document
from counterpoint.desk.beginning.starting import add_life
from counterpoint.desk.calendars.addresses import NotAFeedAddress
from counterpoint.desk.export import everything_of, restore
from tests.doors.web.lives import Home, full_home

pytestmark = pytest.mark.django_db
FULL = os.environ.get("COUNTERPOINT_FULL") == "1"
SHARES = range(4) if FULL else range(1)
SOME = int(os.environ.get("COUNTERPOINT_ODD", "500")) if FULL else 15  # in each share
LOOKED_AT = 4  # pages after each document that is taken; over many documents all of them
Path = tuple[str | int, ...]

ODD: tuple[Any, ...] = (
    None, True, 0, -1, 10**9, 10**30, 1.5, -0.0, "", " ", "\x00", "\ud800", "\u202e\u2028", "<script>",
    "x" * 1_000_000, "0001-01-01", "9999-12-31", "9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+14:00",
    "2026-02-30", "24:00:00", [], {}, [None] * 10_000, {"a": {"b": {"c": []}}}, "../../etc/passwd", "a/b",
    "new", "Europe/Berlin", "nan",
)  # fmt: skip
PAGES = (
    "/today/", "/week/", "/matters/", "/boundaries/", "/boundaries/ledger/", "/check-ins/", "/seasons/",
    "/plate/", "/tasks/", "/requests/", "/channels/", "/how-i-work/", "/companion/", "/habit/", "/journal/",
    "/savour/", "/life-happened/", "/notices/", "/reviews/", "/ten-steps/", "/support/", "/job/",
    "/know-yourself/", "/settings/", "/calendars/", "/first-run/plan/", "/capacity/", "/radar/",
)  # fmt: skip


def leaves(document: Any, path: Path = ()) -> Iterator[Path]:
    """Where something stands in a document, the branches among it."""
    if path:
        yield path
    pairs: Any = document.items() if isinstance(document, dict) else ()
    pairs = enumerate(document[:1]) if isinstance(document, list) else pairs
    for key, below in pairs:
        yield from leaves(below, (*path, key))


def put(document: Any, path: Path, odd: Any) -> Any:
    """The document with something else at a place."""
    changed = deepcopy(document)
    place = changed
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = odd
    return changed


@pytest.fixture
def ada() -> Home:
    return full_home("ada")


@pytest.fixture
def tab(ada: Home) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(ada.person)
    return client


def told(place: Path, wrong: NotReadable) -> bool:
    """Whether the refusal speaks of what was put wrong."""
    return str(place[0]) in str(wrong) or "file" in str(wrong)


def broken_pages(tab: Client, chance: random.Random) -> list[str]:
    return [page for page in chance.sample(PAGES, LOOKED_AT) if tab.get(page).status_code >= 500]


@pytest.mark.parametrize("share", SHARES)
def test_an_export_with_one_odd_thing_is_refused_or_lived_with(ada: Home, tab: Client, share: int) -> None:
    document = json.loads(write_everything(everything_of(ada.diary)))
    chance = random.Random(7 + 10 * share)
    tries = [(path, odd) for path in leaves(document) for odd in ODD]
    wrong = []
    for path, odd in chance.sample(tries, min(SOME, len(tries))):
        raw = json.dumps(put(document, path, odd)).encode()
        try:
            everything = read_everything(raw)
        except NotReadable as refused:
            if not told(path, refused):
                wrong.append(f"{path} = {odd!r:.40}: {refused!s:.200}")
            continue
        with transaction.atomic():
            try:
                restore(ada.diary, everything, replace=True)
            except NotAFeedAddress as refused:
                if path[0] != "calendars" or "address of the calendar" not in refused.message:
                    wrong.append(f"{path} = {odd!r:.40}: {refused!s:.200}")
            wrong += [f"{path} = {odd!r:.40}: {page}" for page in broken_pages(tab, chance)]
            transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("share", SHARES)
def test_a_life_with_one_odd_thing_is_refused_or_lived_with(ada: Home, tab: Client, share: int) -> None:
    document = json.loads(json.dumps(life_as_document(ada.diary.life())))
    chance = random.Random(8 + 10 * share)
    tries = [(path, odd) for path in leaves(document) for odd in ODD]
    wrong = []
    other = wiring.diary_of(type(ada.person).objects.create(username="bo"))
    client = Client(raise_request_exception=False)
    client.force_login(type(ada.person).objects.get(username="bo"))
    for path, odd in chance.sample(tries, min(SOME, len(tries))):
        try:
            read = life_from_document(put(document, path, odd))
        except NotReadable as refused:
            if not told(path, refused):
                wrong.append(f"{path} = {odd!r:.40}: {refused!s:.200}")
            continue
        with transaction.atomic():
            add_life(other, read.life)
            wrong += [f"{path} = {odd!r:.40}: {page}" for page in broken_pages(client, chance)]
            transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)
