"""Backups of the home folder: one archive with the database and the key files, made while it is in use.

A zip with `backup.json` (format, when, version, SHA-256 of each file), the database as SQLite's own backup
copied it at one moment, and every `*.key`. Caches and locks are not in it.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from counterpoint.adapters.storage.home import DATABASE
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.words import gettext as _

FORMAT = 1
CONTENTS = "backup.json"
BACKUPS = "backups"
# What Python's zip reader may say of a file that is cut off, flipped or made up.
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, KeyError)


class NoBackup(CounterpointError):
    """A backup could not be made, or an archive is none."""


def make_backup(home: Path, to: Path, *, now: datetime, version: str) -> Path:
    """Writes the archive `to`, which appears complete or not at all; readable by its owner alone."""
    if not (home / DATABASE).exists():
        raise NoBackup(
            _("There is no database in %(home)s.") % {"home": home},
            advice=_("With PostgreSQL use pg_dump; else name the folder with --home."),
        )
    to.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=to.parent) as folder:
        copied = Path(folder) / DATABASE
        _copy_database(home / DATABASE, copied)
        files = {DATABASE: copied, **{path.name: path for path in sorted(home.glob("*.key"))}}
        draft = Path(folder) / "draft.zip"
        _write(draft, files, now, version)
        draft.replace(to)
    return to


def _copy_database(source: Path, target: Path) -> None:
    """SQLite's online backup: one consistent moment, while others read and write."""
    with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(target)) as there:
        here.backup(there)


def _write(draft: Path, files: dict[str, Path], now: datetime, version: str) -> None:
    contents = {
        "format": FORMAT,
        "made_at": now.isoformat(timespec="seconds"),
        "version": version,
        "sha256": {name: _sha256(path) for name, path in files.items()},
    }
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            archive.writestr(CONTENTS, json.dumps(contents, indent=1))
            for name, path in files.items():
                archive.write(path, name)
        file.flush()
        os.fsync(file.fileno())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unpack(archive: Path, into: Path) -> dict[str, str]:
    """Unpacks a backup into an empty folder and proves it whole; returns its contents' description.

    Raises NoBackup for anything that is damaged, incomplete, or not a backup.
    """
    with _opened(archive) as found:
        contents = _contents(found, archive)
        for name, digest in contents["sha256"].items():
            _unpack_one(found, name, into / name)
            if _sha256(into / name) != digest:
                raise _damaged(
                    archive, _("%(name)s is not as it was when the backup was made.") % {"name": name}
                )
    _check_database(into / DATABASE, archive)
    return {"made_at": str(contents["made_at"]), "version": str(contents["version"])}


@contextmanager
def _opened(archive: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(archive) as found:
            yield found
    except FileNotFoundError:
        raise NoBackup(_("There is no file %(archive)s.") % {"archive": archive}) from None
    except UNREADABLE as error:
        raise _damaged(archive, str(error)) from error
    except OSError as error:
        if error.errno != errno.EINVAL:  # what seeking to a made-up place in the file comes to
            raise
        raise _damaged(archive, str(error)) from error


def _contents(found: zipfile.ZipFile, archive: Path) -> dict[str, Any]:
    if CONTENTS not in found.namelist():
        raise _damaged(archive, _("It does not say what is in it."))
    contents: dict[str, Any] = json.loads(found.read(CONTENTS))
    if contents["format"] != FORMAT or DATABASE not in contents["sha256"]:
        raise _damaged(archive, _("It was made by another version."))
    if any(name != Path(name).name or name not in found.namelist() for name in contents["sha256"]):
        raise _damaged(archive, _("A file is missing from it."))
    return contents


def _unpack_one(found: zipfile.ZipFile, name: str, target: Path) -> None:
    private = os.open(target, os.O_WRONLY | os.O_CREAT, 0o600)
    with found.open(name) as source, os.fdopen(private, "wb") as file:
        while piece := source.read(1 << 20):
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def _check_database(path: Path, archive: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as database:
            answer = database.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise _damaged(archive, str(error)) from error
    if answer != "ok":
        raise _damaged(archive, _("Its database is damaged: %(answer)s.") % {"answer": answer})


def _damaged(archive: Path, why: str) -> NoBackup:
    return NoBackup(
        _("%(archive)s is not a whole backup. %(why)s") % {"archive": archive, "why": why},
        advice=_("Nothing was changed. Take another backup, if there is one."),
    )
