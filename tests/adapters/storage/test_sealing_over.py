"""What was plain before it was sealed: nothing of it is lost, and nothing of it stays behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from counterpoint.adapters.storage import sealing_over
from counterpoint.adapters.storage.diary import StoredDiary
from counterpoint.adapters.storage.models import Person, SealedRow, table_of
from counterpoint.desk.matters.things import NAMELESS
from counterpoint.server.database import database
from tests.contracts.examples import THINGS, shelf_of

BEFORE = [("storage", "0015_shorter_wait"), ("sessions", "0001_initial")]
CANARY = "Zaunkoenig"
SESSION = "one-of-adas-sessions"
AT_FIRST = {"journal", "good_things", "targets", "outbox"}
"""What was sealed from the start."""
AFTERWARDS = {"calendar_accounts", "invitations"}
"""What was not there yet."""
SEALED = [
    name
    for name, (thing, _) in THINGS.items()
    if issubclass(table_of(type(thing)), SealedRow) and name not in AFTERWARDS
]


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, django_db_blocker: Any) -> Iterator[Any]:
    """A database of before, in a home of its own, which everything uses meanwhile."""
    monkeypatch.setenv("COUNTERPOINT_HOME", str(tmp_path))
    default = connections["default"]
    connections.databases["old"] = default.settings_dict | database("", tmp_path)
    connections.databases["old"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=OFF;"
    )
    connection = connections["default"] = connections["old"]
    with django_db_blocker.unblock():
        try:
            MigrationExecutor(connection).migrate(BEFORE)
            yield connection
        finally:
            connection.close()
            connections["default"] = default
            del connections["old"], connections.databases["old"]


def test_what_was_plain_is_sealed_in_pieces_and_leaves_no_trace(
    old: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lives = fill(old)
    assert CANARY.encode() in on_disk(tmp_path)
    monkeypatch.setattr(sealing_over, "PIECE", 2)
    with monkeypatch.context() as meanwhile:
        break_off(meanwhile, after=29)
        with pytest.raises(ConnectionAbortedError):
            migrate(old)
    migrate(old)
    assert CANARY.encode().lower() not in on_disk(tmp_path).lower()
    for username, life in lives.items():
        diary = StoredDiary(Person.objects.get(username=username))
        for shelf, things in life.items():
            kept = [each.thing for each in shelf_of(diary, shelf).all()]
            assert sorted(map(said, kept)) == sorted(map(said, things)), shelf
        habits = {each.thing.id for each in shelf_of(diary, "habits").all()}
        assert {each.thing.habit_id for each in shelf_of(diary, "reviews").all()} <= habits
    assert SessionStore(session_key=SESSION).load() == {"kept": "on"}


def fill(old: Any) -> dict[str, dict[str, list[Any]]]:
    """Two people with three things of every kind, in the tables as they were."""
    apps = MigrationExecutor(old).loader.project_state(BEFORE).apps
    lives: dict[str, dict[str, list[Any]]] = {}
    for username in ("ada", "eve"):
        person = apps.get_model("storage", "Person").objects.create(username=username)
        life = lives[username] = {}
        for shelf in SEALED:
            if shelf not in AT_FIRST:
                life[shelf] = [a_thing(shelf, number) for number in range(3)]
                for number, thing in enumerate(life[shelf]):
                    keep(apps, person, thing, number)
    with_words = SessionStore().encode({"removed": {"title": CANARY}, "kept": "on"})
    sessions = apps.get_model("sessions", "Session").objects
    sessions.create(
        session_key=SESSION, session_data=with_words, expire_date=timezone.now() + timedelta(days=9)
    )
    return lives


def a_thing(shelf: str, number: int) -> Any:
    """The example with the word in each text that is sealed, and in an id that was made of its title."""
    thing = THINGS[shelf][number % 2]
    table: Any = table_of(type(thing))
    hidden = {name for names in table.sealed.values() for name in names}
    texts = {name: f"{CANARY} {getattr(thing, name)}" for name in hidden if type(getattr(thing, name)) is str}
    own = CANARY.lower() if type(thing) in NAMELESS else shelf
    if shelf == "decided":
        texts = {"was": replace(thing.was, notes=CANARY)}
    if shelf == "reviews":
        texts = {"cue": CANARY, "promise": "", "notes": (), "habit_id": f"{CANARY.lower()}-1"}
    if shelf == "portraits":
        texts = {}
    if shelf == "check_ins":
        texts.pop("where")
    if shelf == "tasks":  # came later
        texts |= {"first_minutes": 0, "took_minutes": 0, "took_asked": False, "place_id": ""}
    return replace(thing, id=f"{own}-{number}", **texts)


def keep(apps: Any, person: Any, thing: Any, number: int) -> None:
    model = apps.get_model("storage", table_of(type(thing)).__name__)
    columns = {each.name for each in model._meta.get_fields()} - {"id"}
    said = {each.name: getattr(thing, each.name) for each in fields(thing) if each.name in columns}
    if model.__name__ == "ReviewRow":
        said |= {"promise": "", "notes": ""}
    model.objects.create(person=person, own_id=thing.id, position=number, **said)


def said(thing: Any) -> str:
    assert is_dataclass(thing)
    changed = {"id": ""} | ({"habit_id": ""} if hasattr(thing, "habit_id") else {})
    return repr(replace(thing, **changed) if type(thing) in NAMELESS or len(changed) > 1 else thing)  # type: ignore[type-var]


def migrate(old: Any) -> None:
    executor = MigrationExecutor(old)
    executor.migrate(executor.loader.graph.leaf_nodes("storage"))


def break_off(monkeypatch: pytest.MonkeyPatch, *, after: int) -> None:
    whole, rows = sealing_over._seal_row, iter(range(after))

    def one(*args: Any) -> None:
        if next(rows, None) is None:
            raise ConnectionAbortedError
        whole(*args)

    monkeypatch.setattr(sealing_over, "_seal_row", one)


def on_disk(home: Path) -> bytes:
    """Every byte of every file in the home folder."""
    return b"".join(path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file())
