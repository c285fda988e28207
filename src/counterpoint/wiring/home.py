"""The folder that holds everything, and the storage in it made usable."""

from __future__ import annotations

import os
from pathlib import Path

SETTINGS = "counterpoint.server.settings"


def home_folder() -> Path:
    """The folder that holds everything that is kept."""
    from counterpoint.adapters.storage.home import home_folder

    return home_folder()


def choose_home(named: str | Path | None) -> Path:
    """The folder that is named, else the usual one; from now on the one that everything uses."""
    if named is not None:
        os.environ["COUNTERPOINT_HOME"] = str(Path(named).expanduser().absolute())
    return home_folder()


def public_address(named: str = "") -> str:
    """The address that people use: as named, as set for the server, or where it was served last."""
    from counterpoint.adapters.storage.home import noted_address

    said = named or os.environ.get("COUNTERPOINT_PUBLIC_URL") or noted_address(home_folder())
    return (said or "http://localhost:8000").rstrip("/")


def open_storage(home: str | Path | None = None) -> Path:
    """Makes the storage usable; returns its folder. `home` overrides COUNTERPOINT_HOME."""
    import django
    from django.apps import apps

    from counterpoint.adapters.storage.restoring import finish_restore

    folder = choose_home(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    finish_restore(folder)
    if not apps.ready:
        django.setup()
    return folder


def ready_storage(home: str | Path | None = None) -> Path:
    """Like `open_storage`, and a new folder gets its database; NotUpToDate for one of an earlier version."""
    folder = open_storage(home)
    from counterpoint.adapters.storage.schema import make_ready

    make_ready(folder)
    return folder
