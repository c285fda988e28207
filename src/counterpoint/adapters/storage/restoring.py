"""Putting a backup in the place of what is there, so that it may be cut off at any moment.

First the backup is unpacked and proved in a folder beside; only when it is whole does that folder get the
name under which it counts. From then on what remains is a row of renames that the next start finishes if
this one cannot. What was there before is moved aside within the home folder and kept.
"""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from counterpoint.adapters.storage.alone import alone
from counterpoint.adapters.storage.backups import unpack
from counterpoint.adapters.storage.home import DATABASE, make_home
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.words import gettext as _

DRAFT, READY = "restoring", "restored"
ASIDE = "aside.txt"
LOCK = "serve.lock"


class InUse(CounterpointError):
    """Counterpoint is serving from this folder."""


def restore(home: Path, archive: Path, *, now: datetime) -> Path:
    """Returns the folder in which what was there before is kept. Raises InUse or NoBackup."""
    make_home(home)
    with alone(home / LOCK) as idle:
        if not idle:
            raise InUse(
                _("Counterpoint is running on %(home)s.") % {"home": home},
                advice=_("Stop it first, then restore once more."),
            )
        _finish(home)
        draft = home / DRAFT
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        unpack(archive, draft)
        aside = f"before-restore-{now:%Y%m%d-%H%M%S}"
        (draft / ASIDE).write_text(aside, encoding="utf-8")
        draft.rename(home / READY)
        _finish(home)
    return home / aside


def finish_restore(home: Path) -> None:
    """Finishes a restore that was cut off after it had begun to count."""
    if (home / READY).exists():
        with alone(home / LOCK) as idle:
            if idle:
                _finish(home)


def _finish(home: Path) -> None:
    ready = home / READY
    if not ready.exists():
        return
    if (ready / ASIDE).exists():  # else all is in its place, and only the empty folder was left
        _move_in(home, ready, home / (ready / ASIDE).read_text(encoding="utf-8"))
    shutil.rmtree(ready)


def _move_in(home: Path, ready: Path, aside: Path) -> None:
    aside.mkdir(mode=0o700, exist_ok=True)
    for path in sorted(ready.iterdir(), key=lambda path: path.name != DATABASE):
        if path.name != ASIDE:
            _set_aside(home, path.name, aside)
            path.rename(home / path.name)


def _set_aside(home: Path, name: str, aside: Path) -> None:
    """The write-ahead log goes first: it must never meet another database."""
    for part in (f"{name}-wal", f"{name}-shm", name):
        if (home / part).exists():
            (home / part).rename(aside / part)
