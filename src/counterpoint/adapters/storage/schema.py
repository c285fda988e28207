"""Whether the database is ready for a command that runs without the server."""

from __future__ import annotations

from pathlib import Path

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from counterpoint.adapters.storage.alone import one_at_a_time
from counterpoint.adapters.storage.laying_out import lay_out
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.words import gettext as _


class NotUpToDate(CounterpointError):
    """The data is of an earlier version of Counterpoint."""


LOCK = "schema.lock"


def make_ready(home: Path) -> None:
    """Lays out a new database. One of an earlier version is left to the server, which backs it up first.

    A server that starts at the same moment lays it out as well: one of the two waits for the other.
    """
    with one_at_a_time(home / LOCK):
        _lay_out()


def _lay_out() -> None:
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    if executor.loader.applied_migrations:
        raise NotUpToDate(
            _("The data here is of an earlier version."),
            advice=_("Start `counterpoint serve` once: it makes a backup and brings the data up to date."),
        )
    lay_out(executor)
