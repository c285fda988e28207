"""The database that COUNTERPOINT_DATABASE names, or the one file in the home folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from counterpoint.adapters.storage.home import DATABASE

# FULL, because NORMAL may lose the last commits at a power cut.
PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA mmap_size=134217728;"
    "PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;"
)


def database(named: str, home: Path) -> dict[str, Any]:
    """Django's description of a database; `named` is empty or a postgresql:// address."""
    return _postgresql(named) if named else _sqlite(home / DATABASE)


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": PRAGMAS},
    }


def _postgresql(named: str) -> dict[str, Any]:
    parts = urlsplit(named)
    further = dict(parse_qsl(parts.query))
    host = further.pop("host", parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": further,
    }
