"""A backup is whole or not at all; a restore may be cut off anywhere and is finished by the next start."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from counterpoint.adapters.storage import restoring
from counterpoint.adapters.storage.alone import alone
from counterpoint.adapters.storage.backups import CONTENTS, NoBackup, make_backup, unpack
from counterpoint.adapters.storage.home import DATABASE, secret_key
from counterpoint.adapters.storage.restoring import LOCK, InUse, finish_restore, restore

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return a_home(tmp_path / "home", "first")


def a_home(folder: Path, words: str) -> Path:
    secret_key(folder)
    write(folder, words)
    return folder


def write(home: Path, words: str) -> None:
    with closing(sqlite3.connect(home / DATABASE)) as database, database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE IF NOT EXISTS said (words TEXT)")
        database.execute("INSERT INTO said VALUES (?)", (words,))


def read(home: Path) -> list[str]:
    with closing(sqlite3.connect(home / DATABASE)) as database:
        return [row[0] for row in database.execute("SELECT words FROM said ORDER BY rowid")]


def back_up(home: Path) -> Path:
    return make_backup(home, home / "backups" / "one.zip", now=NOW, version="0.1.0")


def test_what_comes_back_is_what_was_there(home: Path, tmp_path: Path) -> None:
    archive = back_up(home)
    elsewhere = tmp_path / "elsewhere"
    restore(elsewhere, archive, now=NOW)
    assert read(elsewhere) == ["first"]
    assert secret_key(elsewhere) == secret_key(home)


def test_a_backup_is_for_its_owners_eyes(home: Path) -> None:
    assert back_up(home).stat().st_mode & 0o077 == 0


def test_a_backup_is_of_one_moment_while_others_write(home: Path) -> None:
    with closing(sqlite3.connect(home / DATABASE)) as writer:
        writer.execute("INSERT INTO said VALUES ('not yet committed')")
        archive = back_up(home)
        writer.commit()
    restore(home, archive, now=NOW)
    assert read(home) == ["first"]


def test_what_was_there_before_is_kept_aside(home: Path) -> None:
    archive = back_up(home)
    write(home, "second")
    aside = restore(home, archive, now=NOW)
    assert read(home) == ["first"]
    assert read(aside) == ["first", "second"]
    assert aside.parent == home


def test_a_restore_waits_until_nothing_serves(home: Path) -> None:
    archive = back_up(home)
    write(home, "second")
    with alone(home / LOCK) as first:
        assert first
        with pytest.raises(InUse):
            restore(home, archive, now=NOW)
    assert read(home) == ["first", "second"]


def _damages(archive: Path) -> Iterator[tuple[str, bytes]]:
    whole = archive.read_bytes()
    yield "cut off", whole[: len(whole) // 2]
    yield "not a zip", b"hello"
    yield "empty", b""


def test_a_damaged_backup_changes_nothing(home: Path) -> None:
    archive = back_up(home)
    for how, raw in list(_damages(archive)):
        archive.write_bytes(raw)
        with pytest.raises(NoBackup):
            restore(home, archive, now=NOW)
        assert read(home) == ["first"], how


def test_a_flipped_byte_is_noticed_or_without_effect(home: Path, tmp_path: Path) -> None:
    archive, noticed = back_up(home), 0
    whole = archive.read_bytes()
    for at in range(0, len(whole), 5):
        archive.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        into = tmp_path / f"into-{at}"
        into.mkdir()
        try:
            unpack(archive, into)
        except NoBackup:
            noticed += 1
        else:
            assert read(into) == ["first"]
            assert secret_key(into) == secret_key(home)
    assert noticed > len(whole) / 5 / 2


@pytest.mark.parametrize(
    "contents",
    [
        {"format": 99, "sha256": {DATABASE: "x"}},
        {"format": 1, "sha256": {}},
        {"format": 1, "sha256": {DATABASE: "x", "../evil": "y"}},
        {"format": 1, "sha256": {DATABASE: "x"}, "made_at": "", "version": ""},
    ],
)
def test_an_archive_that_is_no_backup_is_refused(tmp_path: Path, contents: object) -> None:
    archive = tmp_path / "odd.zip"
    with zipfile.ZipFile(archive, "w") as odd:
        odd.writestr(CONTENTS, json.dumps(contents))
        odd.writestr(DATABASE, b"not a database")
        odd.writestr("../evil", b"")
    (tmp_path / "into").mkdir()
    with pytest.raises(NoBackup):
        unpack(archive, tmp_path / "into")
    assert not (tmp_path / "evil").exists()


def test_nothing_to_back_up_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoBackup):
        back_up(tmp_path)


def test_a_missing_file_is_told(home: Path, tmp_path: Path) -> None:
    with pytest.raises(NoBackup):
        restore(home, tmp_path / "nowhere.zip", now=NOW)


class CutOff(BaseException):
    """Stands for the power going out."""


def test_a_restore_that_is_cut_off_anywhere_is_finished_by_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At each rename in turn: afterwards all of the old is there, or all of the new."""
    rename = Path.rename
    for cut in range(12):
        home = a_home(tmp_path / f"home-{cut}", "first")
        archive = back_up(home)
        write(home, "second")
        left = cut

        def until_cut(path: Path, target: Path) -> Path:
            nonlocal left
            if left == 0:
                raise CutOff
            left -= 1
            return rename(path, target)

        monkeypatch.setattr(Path, "rename", until_cut)
        try:
            restore(home, archive, now=NOW)
            whole = True
        except CutOff:
            whole = False
        monkeypatch.setattr(Path, "rename", rename)
        begun = (home / restoring.READY).exists()
        finish_restore(home)
        assert read(home) == (["first"] if whole or begun else ["first", "second"])
        assert not (home / restoring.READY).exists()
        if whole:
            return
    raise AssertionError("The restore never came to its end.")


def test_a_restore_that_is_cut_off_while_it_tidies_up_is_finished_by_the_next_start(tmp_path: Path) -> None:
    home = a_home(tmp_path / "home", "first")
    restore(home, back_up(home), now=NOW)
    (home / restoring.READY).mkdir()
    finish_restore(home)
    assert not (home / restoring.READY).exists()
    assert read(home) == ["first"]


def test_the_secret_key_is_made_once_and_is_private(tmp_path: Path) -> None:
    first = secret_key(tmp_path / "new")
    assert secret_key(tmp_path / "new") == first
    assert len(first) > 60
    assert (tmp_path / "new" / "secret.key").stat().st_mode & 0o077 == 0
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0
