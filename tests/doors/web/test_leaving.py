"""Who leaves leaves no row behind; what they took along brings everything back on another server."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models import ForeignKey, Model
from django.test import Client
from django.utils import timezone

from counterpoint import wiring
from counterpoint.adapters.storage.models import Person, PersonKeyRow
from counterpoint.desk.export import everything_of
from counterpoint.domain.boundaries import AUDIENCES
from counterpoint.domain.everything import SHELVES
from counterpoint.doors.cli import main
from tests.doors.web.lives import Home, full_home

pytestmark = pytest.mark.django_db
PASSWORD = "a long walk by the sea"
Way = tuple[str, ...]


def ways_to_a_person(model: type[Model], seen: tuple[type[Model], ...] = ()) -> Iterator[Way]:
    """Every chain of references from a table to `Person`, so that a table behind another one counts too."""
    for each in model._meta.get_fields():
        if not isinstance(each, ForeignKey) or each.related_model in seen:
            continue
        to: Any = each.related_model
        if to is Person:
            yield (each.name,)
        else:
            yield from ((each.name, *rest) for rest in ways_to_a_person(to, (*seen, model)))


def rows_of(person: Any) -> Counter[str]:
    """How many rows of each table lead to somebody."""
    found: Counter[str] = Counter()
    for model in apps.get_models():
        for way in ways_to_a_person(model):
            found[model.__name__] += model._default_manager.filter(**{"__".join(way): person}).count()
    found["Person"] = Person.objects.filter(pk=person).count()
    return found


def whole_home(name: str) -> Home:
    """Everything that there is of a person: also their links, their shared page, a session."""
    home = full_home(name)
    home.person.set_password(PASSWORD)
    home.person.is_owner = False
    home.person.save()
    now = timezone.now()
    wiring.make_page_address(home.person, AUDIENCES[0], now=now)
    hour = wiring.accounts.INVITATION
    wiring.accounts.make_link("password", now=now, lasts=hour, person=home.person)
    return home


def test_who_leaves_leaves_no_row_behind_and_takes_nobody_elses() -> None:
    ada, sam = whole_home("ada"), whole_home("sam")
    client, other = Client(), Client()
    for tab, home in ((client, ada), (other, sam)):
        tab.force_login(home.person, backend="allauth.account.auth_backends.AuthenticationBackend")
        tab.get("/settings/")
        key = tab.session.session_key
        UserSession.objects.create(user=home.person, session_key=key, ip="127.0.0.1", user_agent="a browser")
    sams, adas, key = rows_of(sam.person.pk), rows_of(ada.person.pk), client.session.session_key
    empty = [name for name, count in adas.items() if not count]
    assert set(empty) <= NEVER_HERE, (
        f"{empty}: give the full home one of each, or nothing is said of it here."
    )
    everything = everything_of(sam.diary)
    assert client.post("/accounts/leave/", {"password": PASSWORD}).status_code == 302
    assert not +rows_of(ada.person.pk)
    assert rows_of(sam.person.pk) == sams
    assert everything_of(wiring.diary_of(sam.person)) == everything
    assert not Session.objects.filter(session_key=key).exists()
    assert other.get("/settings/").status_code == 200


NEVER_HERE = {"EmailAddress", "EmailConfirmation", "LogEntry", "SocialAccount", "SocialToken"}
"""Tables of others' making that this product writes nothing into."""


def test_a_table_behind_a_table_is_found() -> None:
    from counterpoint.adapters.storage.models import OccurrenceRow, StepRow

    assert all(list(ways_to_a_person(model)) for model in (OccurrenceRow, StepRow, PersonKeyRow))


def test_an_export_brings_everything_back_on_a_new_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Through the command line, into a home with another key file, after everything here is gone."""
    monkeypatch.setattr(wiring, "ready_storage", lambda home: Path(home or "."))
    monkeypatch.setenv("COUNTERPOINT_HOME", str(tmp_path / "old"))
    (tmp_path / "old").mkdir()
    ada = whole_home("ada")
    before = everything_of(ada.diary)
    assert all(getattr(before, name) for name in SHELVES)
    file = tmp_path / "mine.json"
    assert main(["export", "--person", "ada", "--output", str(file)]) == 0
    assert json.loads(file.read_text())["journal"][0]["text"] == before.journal[0].text

    wiring.accounts.delete_person(ada.person)
    assert not PersonKeyRow.objects.exists()
    (tmp_path / "new").mkdir()
    monkeypatch.setenv("COUNTERPOINT_HOME", str(tmp_path / "new"))
    person = Person.objects.create(username="ada", is_owner=True)
    assert main(["import", str(file)]) == 0, capsys.readouterr().err
    rests = "Its password is in no export; type it once more."
    asleep = tuple(each.locked(rests) for each in before.calendar_accounts)
    assert everything_of(wiring.diary_of(person)) == replace(before, calendar_accounts=asleep)
    assert datetime.now(UTC) >= before.journal[0].at
