"""Backing up, restoring, inviting and letting back in, from the command line."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.homes import fresh_home
from tests.server.running import environment


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return fresh_home(tmp_path)


def counterpoint(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "counterpoint", *words, "--home", str(home)],
        env=environment(home.parent / "elsewhere"),
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def make_owner(home: Path) -> None:
    code = (
        "from counterpoint import wiring; wiring.open_storage();"
        "from counterpoint.adapters.storage.models import Person;"
        "Person.objects.create(username='ada', is_owner=True)"
    )
    subprocess.run([sys.executable, "-c", code], env=environment(home), check=True)


def test_a_backup_is_made_and_restored(home: Path) -> None:
    make_owner(home)
    made = counterpoint(home, "backup")
    assert made.returncode == 0
    assert str(home) in made.stdout
    archive = next((home / "backups").glob("*.zip"))
    (home / "counterpoint.sqlite3").write_bytes(b"")
    back = counterpoint(home, "restore", str(archive))
    assert back.returncode == 0
    assert "remove it when all is well" in back.stdout
    assert counterpoint(home, "invite").returncode == 0
    assert not (home.parent / "elsewhere").exists()


def test_a_backup_goes_where_it_is_told(home: Path, tmp_path: Path) -> None:
    assert counterpoint(home, "backup", "--to", str(tmp_path / "usb" / "one.zip")).returncode == 0
    assert (tmp_path / "usb" / "one.zip").stat().st_size > 1000


def test_what_cannot_be_backed_up_or_restored_is_told(tmp_path: Path) -> None:
    nothing = counterpoint(tmp_path / "empty", "backup")
    assert nothing.returncode == 2
    assert "There is no database" in nothing.stderr
    odd = counterpoint(tmp_path / "empty", "restore", os.devnull)
    assert odd.returncode == 2
    assert "Nothing was changed" in odd.stderr


def test_an_invitation_wants_an_owner_and_prints_a_link(home: Path) -> None:
    early = counterpoint(home, "invite", "Sam")
    assert early.returncode == 2
    assert "Nobody owns this Counterpoint yet" in early.stderr
    make_owner(home)
    made = counterpoint(home, "invite", "Sam", "--public-url", "https://life.example.org/")
    assert re.search(r"https://life\.example\.org/welcome/[\w-]{20,}/\n", made.stdout)


def test_a_password_is_reset_by_a_link(home: Path) -> None:
    make_owner(home)
    made = counterpoint(home, "reset-password", "Ada")
    assert re.search(r"http://localhost:8000/welcome/[\w-]{20,}/\n", made.stdout)
    (home / "address").write_text("http://192.168.1.20:8010\n")
    served = counterpoint(home, "reset-password", "Ada")
    assert "http://192.168.1.20:8010/welcome/" in served.stdout
    unknown = counterpoint(home, "reset-password", "eve")
    assert unknown.returncode == 2
    assert "There are: ada." in unknown.stderr
