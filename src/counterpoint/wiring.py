"""The one place where adapters meet use cases. Everything heavy is imported when it is first asked for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from counterpoint.adapters.storage.models import Person as Person  # noqa: PLC0414  # for others to name
    from counterpoint.desk.ports import Diary

SETTINGS = "counterpoint.server.settings"


def home_folder() -> Path:
    """The folder that holds everything that is kept."""
    from counterpoint.adapters.storage.home import home_folder

    return home_folder()


def open_storage(home: str | Path | None = None) -> None:
    """Makes the storage usable outside of the server, for commands; `home` overrides COUNTERPOINT_HOME."""
    import django
    from django.apps import apps

    if home is not None:
        os.environ["COUNTERPOINT_HOME"] = str(Path(home).expanduser().absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    if not apps.ready:
        django.setup()


def diary_of(person: Person | Any) -> Diary:
    """The diary of a signed-in person."""
    from counterpoint.adapters.storage.diary import StoredDiary

    return StoredDiary(person)
