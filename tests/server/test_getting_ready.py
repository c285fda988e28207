"""Before an upgrade changes the database, what is there is saved; a newer database is left alone."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from counterpoint.adapters.storage.home import DATABASE
from tests.homes import fresh_home
from tests.server.running import environment

READY = (
    "from datetime import UTC, datetime; from counterpoint import wiring; home = wiring.open_storage();"
    "from counterpoint.server.getting_ready import bring_up_to_date;"
    "print(bring_up_to_date(home, datetime.now(UTC)))"
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return fresh_home(tmp_path)


def python(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    more = environment(home, DJANGO_SETTINGS_MODULE="counterpoint.server.settings")
    return subprocess.run([sys.executable, *words], env=more, capture_output=True, text=True, check=False)


def applied(home: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(home / DATABASE)) as database:
        return set(database.execute("SELECT app, name FROM django_migrations"))


def test_a_backup_is_made_before_an_upgrade_and_only_then(home: Path) -> None:
    now = applied(home)
    assert python(home, "-c", READY).stdout == "None\n"
    assert not (home / "backups").exists()
    assert python(home, "-m", "django", "migrate", "axes", "0001").returncode == 0
    assert applied(home) < now
    made = python(home, "-c", READY)
    assert made.returncode == 0, made.stderr
    assert applied(home) == now
    with zipfile.ZipFile(Path(made.stdout.strip())) as backup:
        assert {DATABASE, "secret.key", "backup.json"} <= set(backup.namelist())


def test_a_database_of_a_newer_version_is_left_alone(home: Path) -> None:
    with closing(sqlite3.connect(home / DATABASE)) as database, database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('storage', '9999_x', '2030-01-01')"
        )
    refused = python(home, "-c", READY)
    assert refused.returncode != 0
    assert "newer Counterpoint" in refused.stderr
