"""A command that runs without the server lays out a new database and leaves an older one alone."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from counterpoint.adapters.storage.schema import NotUpToDate, make_ready
from tests.homes import fresh_home, living_in
from tests.server.running import environment

NOT_OURS = ("sqlite_", "django_migrations")
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_new_database_is_laid_out_once(tmp_path: Path) -> None:
    from counterpoint.adapters.storage.models import Person

    with living_in(tmp_path):
        make_ready(tmp_path)
        Person.objects.create(username="ada")
        make_ready(tmp_path)
        assert Person.objects.get().username == "ada"


def test_a_database_of_an_earlier_version_is_left_to_the_server(tmp_path: Path) -> None:
    from django.db.migrations.recorder import MigrationRecorder

    with living_in(fresh_home(tmp_path)):
        applied = MigrationRecorder.Migration.objects.filter(app="storage")
        newest = applied.latest("pk")
        newest.delete()
        with pytest.raises(NotUpToDate) as refused:
            make_ready(tmp_path)
        assert not applied.filter(name=newest.name).exists()
    assert "counterpoint serve" in refused.value.advice


def test_two_that_lay_out_the_same_new_database_wait_for_each_other(tmp_path: Path) -> None:
    ready = "from counterpoint import wiring; home = wiring.ready_storage()"
    serve = (
        "from counterpoint import wiring; home = wiring.open_storage();"
        "from counterpoint.server.getting_ready import bring_up_to_date; from datetime import UTC, datetime;"
        "bring_up_to_date(home, datetime.now(UTC))"
    )
    both = [
        subprocess.Popen(
            [sys.executable, "-c", each], env=environment(tmp_path), stderr=subprocess.PIPE, text=True
        )
        for each in (ready, serve)
    ]
    said = [each.communicate(timeout=120)[1] for each in both]
    assert [each.returncode for each in both] == [0, 0], said


def test_the_migrations_make_what_the_models_say(tmp_path: Path) -> None:
    """So that a new database, and one that a test lives in, may be laid out from the models at once."""
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("There the tests live in what the migrations made.")
    of_tests, found = laid_out(), []
    for way in (make_ready, lambda _home: call_command("migrate", verbosity=0)):
        home = tmp_path / str(len(found))
        home.mkdir()
        with living_in(home):
            way(home)
            found.append((laid_out(), kept()))
    at_once, by_migrations = found
    assert at_once == by_migrations
    assert at_once[0] == of_tests
    assert at_once[1]["django_migrations"]
    assert at_once[1]["auth_permission"]


def test_who_is_killed_while_a_new_database_is_laid_out_leaves_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    if connection.vendor != "sqlite":
        pytest.skip("There it is laid out by the migrations.")
    with living_in(tmp_path):
        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(MigrationRecorder, "record_applied", killed)
            with pytest.raises(KeyboardInterrupt):
                make_ready(tmp_path)
        assert not connections["default"].introspection.table_names()
        make_ready(tmp_path)
        assert laid_out()


def kept() -> dict[str, list[str]]:
    """The rows of every table, without their numbers and times, in whatever order."""
    from django.db import connection

    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [each[0] for each in cursor.description]
            told = sorted(name for name in names if name not in ("id", "applied", "content_type_id"))
            rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
            found[table] = sorted(repr([row[name] for name in told]) for row in rows)
    return found


def laid_out() -> dict[str, set[str]]:
    """Every table with its columns and constraints, in whatever order, and every index."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        found = dict(cursor.fetchall())
    return {name: set(parts_of(found[name])) for name in found if not name.startswith(NOT_OURS)}


def parts_of(sql: str) -> Iterator[str]:
    """What stands between the commas of the outermost brackets, and what stands before them."""
    depth, part = 0, ""
    for letter in re.sub(r"\s+", " ", sql):
        depth += (letter == "(") - (letter == ")")
        if (depth, letter) in ((1, "("), (1, ","), (0, ")")):
            yield part.strip()
            part = ""
        else:
            part += letter
    yield part.strip()
