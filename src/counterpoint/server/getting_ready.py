"""What must be there before the first request: the schema, the pages' files, a backup before an upgrade."""

from __future__ import annotations

import hashlib
import io
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from counterpoint import __version__
from counterpoint.adapters.storage.alone import one_at_a_time
from counterpoint.adapters.storage.backups import BACKUPS, make_backup
from counterpoint.adapters.storage.documents import FromTheFuture
from counterpoint.adapters.storage.home import DATABASE
from counterpoint.adapters.storage.laying_out import lay_out
from counterpoint.adapters.storage.schema import LOCK

KEPT_BACKUPS = 5


def bring_up_to_date(home: Path, now: datetime) -> Path | None:
    """Migrates when something is to be migrated, after a backup of what is there. Returns the backup."""
    with one_at_a_time(home / LOCK):
        return _bring_up_to_date(home, now)


def _bring_up_to_date(home: Path, now: datetime) -> Path | None:
    executor = MigrationExecutor(connection)
    _refuse_the_future(executor)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not pending:
        return None
    backup = None
    if executor.loader.applied_migrations and (home / DATABASE).exists():
        backup = home / BACKUPS / f"before-{__version__}-{now:%Y%m%d-%H%M%S}.zip"
        make_backup(home, backup, now=now, version=__version__)
        _keep_the_newest(home / BACKUPS)
    lay_out(executor)
    return backup


def _refuse_the_future(executor: MigrationExecutor) -> None:
    ahead = {
        name
        for app, name in executor.loader.applied_migrations
        if app == "storage" and (app, name) not in executor.loader.disk_migrations
    }
    if ahead:
        raise FromTheFuture(
            f"The data was last used by a newer Counterpoint than this one ({__version__}).",
            advice="Update, or restore the backup that was made before the update.",
        )


def _keep_the_newest(folder: Path) -> None:
    made_here = sorted(folder.glob("before-*.zip"), key=lambda path: path.stat().st_mtime)
    for old in made_here[:-KEPT_BACKUPS]:
        old.unlink()


def collect_static(root: Path) -> bool:
    """Gathers the pages' scripts and styles when they differ from last time; True if it did."""
    stamp = root / ".inputs"
    wanted = _fingerprint()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=root.exists(), stdout=io.StringIO())
    stamp.write_text(wanted, encoding="ascii")
    return True


def _fingerprint() -> str:
    """Of every static file's name, size and time of change."""
    digest = hashlib.sha256(f"{__version__} {settings.STATIC_URL}".encode())
    for finder in get_finders():
        for name, storage in finder.list(["build/.inputs"]):
            there = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{there.st_size}\0{there.st_mtime_ns}\n".encode())
    return digest.hexdigest()
