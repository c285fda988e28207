"""Every address of the site, asked for by its owner, by another signed-in person, and by nobody at all.

The list is made from the URL table itself. An address with a part that names somebody's thing needs a
sample of it in `SAMPLES`; an address that is meant for everyone stands in `PUBLIC`. A new address that has
neither fails here.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse

from counterpoint.adapters.storage.models import Person
from tests.contracts.examples import WEEK
from tests.doors.web.lives import CANARY, Home, everything_of, full_home
from tests.seeds import AGAIN, FULL, SEED

pytestmark = pytest.mark.django_db

# Meant for everyone, and what each may show to those who are not signed in.
PUBLIC = {
    "health": "whether the database answers",
    "home": "where to go",
    "welcome": "only what whoever has the link may see",
    "feed_ics": "only what whoever has the address may see",
    "how-i-work-shared": "only what whoever has the address may see",
    "post-confirm": "only the address that whoever has the mail may see",
    "post-off": "only what whoever has the mail may switch off",
    "account_login": "a form",
    "account_logout": "where to go",
    "account_inactive": "a sentence",
    "account_reset_password": "a sentence",
    "account-gone": "a sentence",
    "mfa_login_webauthn": "a challenge",
    "mfa_authenticate": "the second step of signing in",
    "service-worker": "a script",
    "manifest": "the name and the icons",
}

# Whose thing it is that an address names: the sample must be the owner's own.
SHELF_OF = {
    "check-in": "check_ins",
    "review-kept": "reviews",
    "event-rule": "event_rules",
    "calendar-account": "calendar_accounts",
    "calendar": "calendars",
    "bend": "bends",
    "give-back": "give_backs",
    "loosening": "loosenings",
    "pause": "pauses",
    "value": "values",
    "domain": "domains",
    "protected": "protected",
    "meal": "meals",
    "ritual": "rituals",
    "routine": "routines",
    "task": "tasks",
    "habit": "habits",
    "journal": "journal",
    "good-thing": "good_things",
    "commitment": "commitments",
    "decided": "decided",
    "bridge": "bridges",
    "support": "supports",
    "trial": "job_trials",
    "sheet": "answer_sheets",
    "season": "seasons",
    "request": "requests",
    "channel": "channels",
    "companion": "companions",
    "renewal": "renewals",
    "place": "places",
    "stay": "stays",
    "target": "targets",
    "outgoing": "outbox",
}
SAMPLES: dict[str, Callable[[Home], dict[str, Any]]] = {
    "account-withdraw": lambda home: {"pk": home.invitation},
    "mfa_remove_webauthn": lambda home: {"pk": home.authenticator},
    "mfa_edit_webauthn": lambda home: {"pk": home.authenticator},
    "week_place": lambda home: {"week": WEEK.name, "item": "i"},
    "week_block": lambda home: {"week": WEEK.name, "id": "a"},
    "week_why_not": lambda home: {"week": WEEK.name, "id": "a"},
    "week_what_if": lambda home: {"week": WEEK.name, "item": "i"},
    "week_why_left_out": lambda home: {"week": WEEK.name, "item": "i"},
}
# The owner's key in these tests is none that a browser could answer for; and signing out ends the test.
UNWELCOME = {"account_logout", "mfa_reauthenticate_webauthn"}
# What has to stand behind the question mark for the owner's thing to be meant.
QUERIES = {"calendar-event": "?key=event&at=2026-11-23T10:00:00%2B00:00"}
# Whatever is asked of these, they answer with a form that has nothing in it.
EMPTY_FORMS = {"week_place"}
# Parts of addresses that name nothing of anybody's, and secrets that open nothing.
NOBODYS = {
    "part": "promise",
    "screen": "1",
    "question": "alive",
    "hand": "1",
    "life": "consultant",
    "pack": "who-5",
    "side": "tasks",
    "week": WEEK.name,
    "step": "values",
    "secret": "not-a-secret",
    "audience": "family",
    "provider": "google",
}

SECRETS = ("welcome", "feed_ics", "how-i-work-shared", "post-confirm", "post-off")
DATA = {"title": "x", "name": "x", "version": "1", "minutes": "30", "to": "up", "password": "x", "text": "x"}


@dataclass(frozen=True)
class Address:
    name: str
    path: str
    names_a_thing: bool

    def __str__(self) -> str:
        return f"{self.name} ({self.path})"


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each)
        else:
            yield each


def addresses(home: Home) -> list[Address]:
    return [_address(each, home) for each in patterns(get_resolver())]


def _address(pattern: URLPattern, home: Home) -> Address:
    parts = set(pattern.pattern.regex.groupindex)
    assert pattern.name, f"{pattern.pattern} needs a name, so that it can be spoken of here."
    if parts <= set(NOBODYS) and pattern.name not in SAMPLES:
        return Address(
            pattern.name, reverse(pattern.name, kwargs={key: NOBODYS[key] for key in parts}), False
        )
    path = reverse(pattern.name, kwargs=_sample(pattern.name, home)) + QUERIES.get(pattern.name, "")
    return Address(pattern.name, path, pattern.name not in EMPTY_FORMS)


def _sample(name: str, home: Home) -> dict[str, Any]:
    if name in SAMPLES:
        return SAMPLES[name](home)
    shelf = next((shelf for start, shelf in SHELF_OF.items() if name.startswith(start)), None)
    assert shelf, f"{name} names a thing: give SAMPLES one of the owner's, so that strangers can be tested."
    return {"id": home.id_of(shelf)}


PART = {"HX-Request": "true"}
WAYS: dict[str, Callable[[Client, str], Any]] = {
    "GET": lambda client, path: client.get(path),
    "POST data": lambda client, path: client.post(path, DATA),
    "GET a part": lambda client, path: client.get(path, headers=PART),
    "POST data for a part": lambda client, path: client.post(path, DATA, headers=PART),
    "POST": lambda client, path: client.post(path),
    "DELETE": lambda client, path: client.delete(path),
}


def ways_of_asking(client: Client, path: str, ways: Sequence[str] = tuple(WAYS)) -> Iterator[tuple[str, Any]]:
    for way in ways:
        yield way, WAYS[way](client, path)


def ways_with(address: Address) -> Sequence[str]:
    """GET, data where an address names somebody's thing, and one more by the seed."""
    if FULL:
        return tuple(WAYS)
    get, data, *others = WAYS
    if not address.names_a_thing:
        others = [data, *others]
    always = (get, data) if address.names_a_thing else (get,)
    return (*always, random.Random(f"{SEED} {address.name}").choice(others))


def body(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8", "replace") + str(dict(answer.headers))


@pytest.fixture
def ada() -> Home:
    return full_home("ada")


@pytest.fixture
def stranger() -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(Person.objects.create(username="sam"))
    return client


def test_nobody_gets_nothing(ada: Home) -> None:
    before = everything_of(ada)
    wrong = []
    for address in addresses(ada):
        for way, answer in ways_of_asking(Client(raise_request_exception=False), address.path):
            let_in = answer.status_code < 300 and address.name not in PUBLIC
            if let_in or answer.status_code >= 500 or CANARY in body(answer):
                wrong.append(f"{way} {address}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
    assert everything_of(ada) == before


def test_another_person_gets_nothing(ada: Home, stranger: Client) -> None:
    before = everything_of(ada)
    wrong = []
    for address in addresses(ada):
        if address.name in ("account_logout", "account-leave"):
            continue  # they may do that, with their own account
        for way, answer in ways_of_asking(stranger, address.path, ways_with(address)):
            let_in = answer.status_code < 300 and address.names_a_thing
            if let_in or answer.status_code >= 500 or CANARY in body(answer):
                wrong.append(f"{way} {address}: {answer.status_code} {AGAIN}")
    assert not wrong, "\n".join(wrong)
    assert everything_of(ada) == before


def test_the_owner_does_get_it(ada: Home) -> None:
    """Else the two claims above would hold for a site without pages."""
    client = Client(raise_request_exception=False)
    client.force_login(ada.person)
    found = {address: client.get(address.path) for address in addresses(ada) if address.name not in UNWELCOME}
    lost = [
        f"{address}: {answer.status_code}"
        for address, answer in found.items()
        if answer.status_code in (403, 404) and address.name not in SECRETS
    ]
    broken = [
        f"{address}: {answer.status_code}" for address, answer in found.items() if answer.status_code >= 500
    ]
    assert not lost, "\n".join(lost)
    assert not broken, "\n".join(broken)
    assert sum(CANARY in body(answer) for answer in found.values()) > 20


def test_a_new_address_without_a_sample_is_noticed(ada: Home) -> None:
    for pattern in (path("new/<str:id>/", lambda request: request, name="new-thing"), path("new/", str)):
        with pytest.raises(AssertionError):
            _address(pattern, ada)
