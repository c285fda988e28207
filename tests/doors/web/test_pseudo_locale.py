"""Every address in a language that nobody speaks: what a page says in English did not come through gettext.

A new page is in it by standing in the URL table. Its texts go through `_` (docs/reference/translating.md);
a person's own texts are known by themselves, and what else stays as it is stands in `AS_IT_IS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import timedelta
from typing import Any, get_type_hints

import pytest
from django.test import Client
from django.utils.translation import gettext, ngettext, pgettext

from counterpoint import wiring
from counterpoint.desk.calendars.addresses import masked
from counterpoint.domain import words
from counterpoint.domain.agenda.authorization import PROVIDERS_BY_PERMISSION
from counterpoint.domain.agenda.providers import PROVIDERS
from counterpoint.domain.living import Stay
from counterpoint.domain.living.services import SERVICES
from counterpoint.domain.planning.steps import say_step
from counterpoint.domain.timeline import Span
from counterpoint.domain.values import DYNAMICS
from tests.contracts.examples import MONDAY
from tests.doors.web.lives import CANARY, Home, everything_of, full_home
from tests.doors.web.pseudo import spoken, untranslated
from tests.doors.web.test_strangers import DATA, UNWELCOME, addresses
from tests.seeds import AGAIN, FULL, SEED

pytestmark = pytest.mark.django_db

# Names of products, of dynamics in music, and what a person or a program types: as they are everywhere.
AS_IT_IS = frozenset(
    {
        "Counterpoint",
        "counterpoint reset-password NAME",
        "https://… .ics",
        "https://…",
        *(each.address or each.example for each in PROVIDERS),
        *(
            text
            for each in PROVIDERS_BY_PERMISSION.values()
            for text in (each.name, each.called, each.register)
        ),
        *(f"http://testserver/calendars/accounts/with/{key}/back/" for key in PROVIDERS_BY_PERMISSION),
        *DYNAMICS,
    }
)
# Texts of a thing that are no words: what a program knows it by.
NAMES_FOR_PROGRAMS = ("key", "uid", "kind", "etag")
SECRET_KEY = re.compile(r"[A-Z2-7]{32}")  # of an authenticator (RFC 4648 §6), drawn anew each time
FOUR_WEEKS = timedelta(weeks=4)


def own_texts(value: object) -> Iterator[str]:
    """Every text of a person's things: what is of the plain type `str`, not a word of ours among several."""
    if is_dataclass(value) and not isinstance(value, type):
        hints = get_type_hints(type(value))
        for name in (each.name for each in fields(value) if each.name not in NAMES_FOR_PROGRAMS):
            held = getattr(value, name)
            if not isinstance(held, str) or hints[name] is str:
                yield from own_texts(held)
    elif isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from own_texts(tuple(value.values()))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from own_texts(each)


def known(home: Home) -> frozenset[str]:
    """What is the person's own, in one line and line by line, as pages may show it."""
    calendar, weeks = home.id_of("calendars"), Span(MONDAY - FOUR_WEEKS, MONDAY + FOUR_WEEKS)
    events = [event for _of, event in home.diary.calendars.occurrences(weeks, of=calendar)]
    address = home.diary.calendars.all()[0].thing.address
    person = (home.person.username, home.person.display_name, CANARY, masked(address))
    steps = [say_step(step) for kept in home.diary.rituals.all() for step in kept.thing.steps]
    texts = list(own_texts([everything_of(home), events, person, steps]))
    texts += own_texts(wiring.instruments().packs)  # in the language that each names, and in no other
    texts += own_texts([each.life for each in wiring.starting_lives()])  # written in English, and marked so
    texts += own_texts(SERVICES)  # names of products, and how an address of each is written
    texts += [kept.thing.name for kept in home.diary.shelf(Stay).all()]  # cities, as the zones have them
    lines = [line for each in texts for line in each.split("\n")]
    return AS_IT_IS | {" ".join(each.split()) for each in (*texts, *lines) if len(each) > 1}


def answers(client: Client, home: Home) -> Iterator[tuple[str, Any]]:
    """Each page as it is shown; then each form as it comes back empty, or with something in it.

    Of the last two one is taken for every other address, by the seed; both in the whole of the tests.
    """
    there = [each for each in addresses(home) if each.name not in UNWELCOME]
    for address in there:
        yield f"GET {address}", client.get(address.path)
    for address in there if FULL else there[SEED % 4 :: 4]:
        client.force_login(home.person)  # one of these signs in to the example life, others out
        yield f"POST {address}", client.post(address.path)
    for address in there if FULL else there[(SEED + 2) % 4 :: 4]:
        client.force_login(home.person)
        yield f"POST {address} for a part", client.post(address.path, DATA, headers={"HX-Request": "true"})


def said_otherwise(client: Client, home: Home) -> Iterator[str]:
    allowed = known(home)
    for way, answer in answers(client, home):
        if not answer.streaming and answer.headers.get("Content-Type", "").startswith("text/html"):
            page = answer.content.decode()
            if way.startswith("POST") and any(untranslated(page, allowed)):
                allowed |= known(home)  # what the form kept of it
            for text in dict.fromkeys(untranslated(page, allowed)):
                if not SECRET_KEY.fullmatch(text):
                    yield f"{way}: {text}"


def test_every_page_speaks_the_language_of_its_reader() -> None:
    ada = full_home("ada")
    client = Client(raise_request_exception=False)
    client.force_login(ada.person)
    with spoken():
        wrong = list(said_otherwise(client, ada))
    assert not wrong, f"Not through gettext {AGAIN}:\n" + "\n".join(wrong)


def test_what_is_said_below_the_pages_is_said_in_the_same_language() -> None:
    kept, days = "No “%(title)s” is here.", ("a day", "%(n)s days", 2)
    with spoken():
        assert words.gettext(kept) == gettext(kept) == "⟦Ñó “%(title)s” ís héré.⟧"
        assert words.ngettext(*days) == ngettext(*days) == "⟦%(n)s dáýs⟧"
        assert pgettext("short weekday", "Mon") == "⟦Móñ⟧"
    assert words.gettext(kept) == kept


@pytest.mark.parametrize(
    "html",
    [
        "<p>Plain words</p>",
        "<p>⟦Bráckéts⟧ and more</p>",
        '<button aria-label="Plain words">×</button>',
        '<input placeholder="Plain words">',
        '<input type="submit" value="Plain words">',
        '<img alt="Plain words" src="x.png">',
        '<p title="Plain words">⟦Bráckéts⟧</p>',
        "<template><span>Plain words</span></template>",
        "<p>⟦Bráckéts that do not close</p>",
    ],
)
def test_a_text_beside_gettext_is_found(html: str) -> None:
    assert untranslated(html, AS_IT_IS)


def test_what_is_no_sentence_of_ours_is_left_alone() -> None:
    html = (
        '<p title="⟦Tó⟧ Anna">⟦Thé <b>bold</b> óñé⟧: Anna, 12:30 × 2 <kbd>P</kbd></p>'
        "<script>let word;</script>"
    )
    assert not untranslated(html, frozenset({"Anna"}))
