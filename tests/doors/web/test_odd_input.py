"""Whatever stands in an address or a form, it is answered in words and never breaks a page."""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.forms import BaseForm
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.utils import timezone

from counterpoint import wiring
from counterpoint.adapters.storage.models import Person
from counterpoint.desk.calendars.uploads import Upload
from counterpoint.desk.ports import Diary
from counterpoint.domain.planning import Task
from counterpoint.doors import web
from tests.calendars import calendar, event
from tests.doors.web.test_strangers import patterns
from tests.seeds import AGAIN, FULL, SEED, drawn

pytestmark = pytest.mark.django_db

PARTS = {
    "week": ("0001-W01", "0001-W02", "1000-W01", "9999-W52", "2026-W00", "2026-W54", "2199-W52", "1970-W01"),
    "id": (
        "x",
        "new",
        "\0",
        "\U0001f600",
        "../../etc/passwd",
        "a" * 3000,
        "\u202e",
        "'\"><script>",
        "a\r\nb: c",
    ),
    "pk": ("0", "99999999999999999999", "-1"),
}
VALUES = (
    "", "x", "\0", "\U0001f4a5", "-1", "0", "9" * 400, "1e309", "NaN", "<script>", "0001-01-01", "9999-12-31",
    "9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+14:00", "a" * 20_000, "24:00",
    "Europe/../../etc/passwd", "\u202e\u200b", "\udc80",
)  # fmt: skip
WEB = Path(web.__file__).parent
NAMED = re.compile(r"""<(?:input|select|textarea|button)\b[^>]*?\sname="([^"]+)\"""")
READ = re.compile(r"""\b(?:POST|GET|cleaned_data|fields)(?:\.get(?:list)?\(|\[)\s*["']([\w-]+)["']""")
ROWS = ("rows", "0-start", "0-end", "0-days")

ROUNDS, ODD_PARTS = (4, 3) if FULL else (1, 1)
LEAVING = ("logout", "leave", "example")


@cache
def fields_of(room: str) -> tuple[str, ...]:
    """Every name that the forms of a room of the pages have, its templates write, or its views ask for."""
    names: set[str] = set()
    for name in {room, "forms", "parts"}:
        for template in (WEB / "templates" / name).rglob("*.html"):
            names |= {re.sub(r"\{[{%].*?[%}]\}", "x", each) for each in NAMED.findall(template.read_text())}
        for module in (WEB / name).rglob("*.py"):
            names |= {*READ.findall(module.read_text())}
    for form in _below(BaseForm):
        if form.__module__.startswith((f"{web.__name__}.{room}.", f"{room}.")):
            names |= {*form.base_fields, *_read_in(form.__module__)}
            names |= {f"{asked}-{row}" for asked in getattr(form, "windows_asked", ()) for row in ROWS}
    return tuple(sorted(names))


@cache
def _read_in(module: str) -> frozenset[str]:
    """What a module of forms reads of them: fields that are made with a form are in no list of its class."""
    return frozenset(READ.findall(Path(str(sys.modules[module].__file__)).read_text()))


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    for each in kind.__subclasses__():
        if hasattr(each, "base_fields"):
            yield each
        yield from _below(each)


def room_of(pattern: URLPattern) -> str:
    """The room whose view answers: one of ours, or the package that it comes from."""
    module = str(pattern.callback.__module__)
    ours = module.removeprefix(f"{web.__name__}.")
    return (ours if ours != module else module).split(".")[0]


def addresses(chance: random.Random) -> list[tuple[str, str]]:
    """Every address of the site with odd parts in it, and the room that answers there."""
    found = []
    for pattern in patterns(get_resolver()):
        path = "/" + str(pattern.pattern).replace("\\", "")
        for _ in range(ODD_PARTS if "<" in path else 1):
            filled = path
            for part in pattern.pattern.converters:
                odd = chance.choice(PARTS.get(part, PARTS["id"]))
                filled = filled.replace(_placeholder(filled, part), odd, 1)
            if not any(word in filled for word in LEAVING):
                found.append((filled, room_of(pattern)))
    return found


def _placeholder(path: str, part: str) -> str:
    return next(
        each
        for each in (f"<{kind}{part}>" for kind in ("", "str:", "path:", "int:", "week:"))
        if each in path
    )


def test_nothing_odd_breaks_a_page(ada: Person) -> None:
    chance = random.Random(SEED)
    client = Client(raise_request_exception=False)
    client.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    broken = []
    for path, room in addresses(chance):
        for _ in range(ROUNDS):
            said = {name: chance.choice(VALUES) for name in fields_of(room) if chance.random() < 0.6}
            said = {name: value.encode("utf-8", "replace").decode() for name, value in said.items()}
            for way in drawn([client.get, client.post], 1, path):
                answer: Any = way(path, said)
                if answer.status_code >= 500:
                    broken += [(answer.request["REQUEST_METHOD"], path[:80])]
    assert not broken, AGAIN


@pytest.mark.parametrize(
    ("room", "names"),
    [
        (
            "tasks",
            {"title", "minutes", "took", "deadline_on", "windows-0-start", "text", "choice", "version"},
        ),
        ("rituals", {"left-x", "good", "close"}),
        ("asking", {"text", "who"}),
        ("matters", {"firmness", "in_practice", "value_id"}),
        ("allauth", {"login", "password"}),
    ],
)
def test_the_names_of_fields_are_found_where_they_are_made(room: str, names: set[str]) -> None:
    assert list(patterns(get_resolver()))  # which loads every form
    assert names <= set(fields_of(room))


def test_an_event_at_either_end_of_time_is_asked_for_without_harm(tab: Client, diary: Diary) -> None:
    raw = calendar(event("a@t", "Now", timezone.now()))
    added = wiring_add(diary, raw)
    for at in ("0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59.999999+00:00", "0001-01-01T00:00:00+14:00"):
        assert tab.get(f"/calendars/{added}/event/", {"key": "a@t", "at": at}).status_code == 404


def wiring_add(diary: Diary, raw: bytes) -> str:
    from counterpoint.desk.calendars.adding import add_file

    return add_file(
        diary, Upload("a.ics", raw), now=timezone.now(), read=wiring.reads_calendars()
    ).calendar.id


@pytest.mark.parametrize("form", ["/matters/hours/", "/matters/energy/", "/matters/flex/", "/settings/"])
def test_two_buttons_at_once_are_no_fault(tab: Client, form: str) -> None:
    sent: dict[str, Any] = {"take": "zone", "rows": "waking-more", "version": "0"}
    assert tab.post(form, sent).status_code in (200, 422)


def test_a_task_due_at_the_end_of_time_is_refused_by_its_form(tab: Client, diary: Diary) -> None:
    diary.tasks.add(Task("t", "Taxes", 30, deadline_at=timezone.now() + timedelta(days=3)))
    answer = tab.post("/tasks/new/", {"title": "Far", "minutes": "30", "deadline_on": "9999-12-31"})
    assert answer.status_code == 422
    assert "from 1970 to 2199" in answer.content.decode()
